import type {WireFrame} from '../messages.ts';
import type {Wanted, WantedRequest, WantedSocket, WantedText, WantedWorker} from '../venues/venue.ts';
import {cutFrame} from './cut.ts';
import {base64Of} from './letters.ts';
import type {Note} from './note.ts';
import {withoutSecrets} from './secrets.ts';

/** What belongs together and travels together: a message, or an answer behind its question. */
export type Entry = {
  /** Entries of one key replace each other; null: a delta, which nothing replaces. */
  readonly key: string | null;
  readonly frames: readonly WireFrame[];
  /** See `WantedText`: not for the history. */
  readonly passing?: true;
};

/** As `LIMIT` of `messages.ts`, whose schemas must stay out of this bundle; a test holds them together. */
export const CAP = {frameCharacters: 4_000_000, framesPerMessage: 500, urlCharacters: 2_000} as const;

const VIA = {i: 'websocket', o: 'websocket', b: 'websocket', f: 'fetch', x: 'xhr', w: 'worker'} as const;

/** A note as frames for the background; null when it is not what the venue's table promises. */
export const entryOf = (note: Note, wanted: readonly Wanted[], at: number): Entry | null => {
  const row = wanted[note.row];
  const via = VIA[note.kind as keyof typeof VIA];
  if (!row || !via) return null;
  if (row.via === 'request') return via === 'fetch' || via === 'xhr' ? answerOf(note, row, {at, via}) : null;
  return via === row.via ? messageOf(note, row, {at, via}) : null;
};

type Seen = Pick<WireFrame, 'at' | 'via'>;

const answerOf = (note: Note, row: WantedRequest, seen: Seen): Entry | null => {
  const [url = ''] = row.query ? [withoutSecrets(note.url)] : note.url.split('?', 1);
  if (!isFrom(url, row.host)) return null;
  const answer: WireFrame = {...seen, url, direction: 'in', body: withoutSecrets(note.body)};
  const question: WireFrame = {...seen, url, direction: 'out', body: withoutSecrets(note.ask)};
  return {key: `${note.row} ${url} ${note.ask}`, frames: row.asks ? [question, answer] : [answer]};
};

const messageOf = (note: Note, row: WantedSocket | WantedWorker, seen: Seen): Entry | null => {
  const direction = note.kind === 'o' ? 'out' : 'in';
  const texts = direction === 'in' ? row.in : 'out' in row ? row.out : undefined;
  const text = texts?.[note.text];
  const {url} = note;
  if (!text || !isFrom(url, row.host)) return null;
  const cut = text.cut ? cutFrame(note.body, text.cut) : note.body;
  const body = note.kind === 'b' ? cut : withoutSecrets(cut);
  const key = keyOf(text, body, `${note.kind}${note.row}.${note.text} ${url}`);
  const frame = {...seen, url, direction, body} as const;
  const frames: WireFrame[] = [
    note.kind === 'b' ? {...frame, body: base64Of(body), encoding: 'base64'} : frame,
  ];
  return text.passing ? {key, frames, passing: true} : {key, frames};
};

const isFrom = (url: string, host: string): boolean => {
  if (url.length > CAP.urlCharacters || !URL.canParse(url)) return false;
  const from = new URL(url.replace(/^blob:/, '')).host;
  return host.startsWith('*') ? from.endsWith(host.slice(1)) : from === host;
};

/** See `latest` in `WantedText`. */
const keyOf = ({latest}: WantedText, body: string, stream: string): string | null => {
  if (!latest) return null;
  const parts = latest.map((mark) => {
    const found = body.indexOf(mark);
    if (found < 0) return '';
    const [part = ''] = body.slice(found + mark.length, found + mark.length + 64).split('"', 1);
    return part;
  });
  return [stream, ...parts].join('\n');
};
