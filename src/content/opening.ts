import type {Wanted, WantedSocket} from '../venues/venue.ts';
import type {Note} from './note.ts';
import {CAP} from './stream.ts';
import {reachOf} from './table.ts';
import {unpack} from './unpack.ts';

/** Characters that may wait behind a message that is being unpacked. */
const MOST = 16_000_000;

/** Bytes of one packed message: many times what exchanges send, and few enough that a bomb stays small. */
const MOST_PACKED = 256 * 1024;

/** A note and when it was heard. */
export type Heard = {readonly note: Note; readonly at: number};

/** Why a binary message is no frame for us. */
export type Refusal = 'unwanted' | 'oversize' | 'unreadable';

type Ends = {
  readonly wanted: readonly Wanted[];
  /** In a task of its own: what is heard is heard within the page's callback. */
  readonly soon: (act: () => void) => void;
  readonly pass: (heard: Heard) => void;
  readonly refuse: (why: Refusal, note: Note) => void;
};

/** `bytes`: null as long as the browser reads the Blob. */
type Place = Heard & {bytes: string | null};

/**
 * Opens binary messages. Unpacking takes its time, and what is heard meanwhile waits behind it, so that everything is
 * passed on in the order in which the page heard it.
 */
export class Opening {
  readonly #ends: Ends;
  readonly #row: Place[] = [];
  #size = 0;
  #busy = false;

  constructor(ends: Ends) {
    this.#ends = ends;
  }

  hear(heard: Heard): void {
    const {note} = heard;
    if (note.kind !== 'b' && this.#row.length === 0) this.#ends.pass(heard);
    else this.#queue(heard);
  }

  #queue(heard: Heard): void {
    const {note} = heard;
    const {kind, text, body} = note;
    const isBlob = kind === 'b' && text > 0;
    const place = isBlob && this.#row.find((other) => other.note.kind === 'b' && other.note.text === text);
    const fits = this.#size + body.length <= MOST;
    if (!fits) this.#ends.refuse('oversize', note);
    if (place) place.bytes = fits ? body : '';
    // A Blob's place is held even so: its bytes will look for it.
    else if (fits || isBlob) this.#row.push({...heard, bytes: isBlob ? null : body});
    if (fits) this.#size += body.length;
    if (this.#busy) return;
    this.#busy = true;
    this.#ends.soon(() => void this.#drain());
  }

  async #drain(): Promise<void> {
    for (let [place] = this.#row; place && place.bytes !== null; [place] = this.#row) {
      if (place.note.kind === 'b') await this.#open(place, place.bytes);
      else this.#ends.pass(place);
      this.#row.shift();
    }
    if (this.#row.length === 0) this.#size = 0;
    this.#busy = false;
  }

  async #open({note, at}: Heard, letters: string): Promise<void> {
    const row = this.#ends.wanted[note.row];
    if (row?.via !== 'websocket' || row.bytes === undefined || letters === '') return;
    const opened = await textOf(letters, row.bytes);
    if ('refused' in opened) {
      this.#ends.refuse(opened.refused, note);
      return;
    }
    const text = headIn(opened.text, row);
    if (text < 0) this.#ends.refuse('unwanted', {...note, body: opened.text.slice(0, 96)});
    else
      this.#ends.pass({at, note: {...note, kind: row.bytes === 'none' ? 'b' : 'i', text, body: opened.text}});
  }
}

type Opened = {readonly text: string} | {readonly refused: Refusal};

const textOf = async (letters: string, packed: NonNullable<WantedSocket['bytes']>): Promise<Opened> => {
  // As base64 it becomes a third longer.
  const most = packed === 'none' ? CAP.frameCharacters * 0.75 : MOST_PACKED;
  if (letters.length > most) return {refused: 'oversize'};
  if (packed === 'none') return {text: letters};
  try {
    const text = await unpack(letters, packed);
    return text.length > CAP.frameCharacters ? {refused: 'oversize'} : {text};
  } catch {
    // It is not what the venue's table promises.
    return {refused: 'unreadable'};
  }
};

/** As the tap decides of texts. */
const headIn = (text: string, row: WantedSocket): number => {
  const start = text.slice(0, reachOf(row));
  return row.in.findIndex(({head}) => start.includes(head));
};
