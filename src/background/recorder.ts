import type {Frame} from '../venues/frame.ts';

/** Characters of recent frames kept for each document, and as many again for the older ones that still matter. */
const KEPT_CHARACTERS = 2_000_000;
/** Documents recorded at once. */
const KEPT_DOCUMENTS = 8;

/** A frame, or a request with the answer behind it: kept and dropped together, because neither is understood alone. */
type Exchange = readonly [Frame, ...Frame[]];

const weightOf = (exchange: Exchange): number => exchange.reduce((sum, {body}) => sum + body.length + 200, 0);

/** What an exchange is about: its first words without digits, so that the same stream at another time is the same kind. */
function kindOf([first]: Exchange): string {
  const words = first.body.slice(0, first.direction === 'out' ? 160 : 64).replaceAll(/\d+/g, '');
  return `${first.via} ${first.direction} ${first.url.split('?')[0]} ${words}`;
}

const answers = (exchange: Exchange, frame: Frame): boolean =>
  exchange.length === 1 &&
  exchange[0].direction === 'out' &&
  exchange[0].via !== 'websocket' &&
  frame.direction === 'in' &&
  frame.url === exchange[0].url;

class Tape {
  #recent: Exchange[] = [];
  #recentWeight = 0;
  /** The newest of each kind that is not among the recent: the snapshots without which the recent cannot be read. */
  readonly #older = new Map<string, Exchange>();
  #olderWeight = 0;

  add(frame: Frame): void {
    const last = this.#recent.at(-1);
    if (last !== undefined && answers(last, frame)) {
      this.#recent[this.#recent.length - 1] = [...last, frame];
    } else {
      this.#recent.push([frame]);
    }
    this.#recentWeight += weightOf([frame]);
    while (this.#recentWeight > KEPT_CHARACTERS && this.#recent.length > 1) this.#retire();
  }

  get frames(): readonly Frame[] {
    return [...this.#older.values(), ...this.#recent].flat();
  }

  #retire(): void {
    const exchange = this.#recent.shift();
    if (exchange === undefined) return;
    this.#recentWeight -= weightOf(exchange);
    this.#drop(kindOf(exchange));
    this.#older.set(kindOf(exchange), exchange);
    this.#olderWeight += weightOf(exchange);
    for (const kind of this.#older.keys()) {
      if (this.#olderWeight <= 2 * KEPT_CHARACTERS) break;
      this.#drop(kind);
    }
  }

  #drop(kind: string): void {
    const exchange = this.#older.get(kind);
    if (exchange === undefined) return;
    this.#older.delete(kind);
    this.#olderWeight -= weightOf(exchange);
  }
}

/**
 * What came lately, for *Save a capture*. Only in memory: a capture reaches back no further than the worker's life and
 * the snapshots that the content script sent again at its beginning.
 */
export class Recorder {
  readonly #tapes = new Map<string, Tape>();

  record(key: string, frames: readonly Frame[]): void {
    const tape = this.#tapes.get(key) ?? new Tape();
    // Last in the map is last spoken; the first is forgotten first.
    this.#tapes.delete(key);
    this.#tapes.set(key, tape);
    for (const frame of frames) tape.add(frame);
    for (const oldest of this.#tapes.keys()) {
      if (this.#tapes.size <= KEPT_DOCUMENTS) break;
      this.#tapes.delete(oldest);
    }
  }

  of(key: string): readonly Frame[] {
    return this.#tapes.get(key)?.frames ?? [];
  }

  forget(key: string): void {
    this.#tapes.delete(key);
  }
}
