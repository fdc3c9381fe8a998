import type {Tally} from '../messages.ts';
import {newPage, type Page, readFrames, type Sender, withDefects, withTally} from '../reading/page.ts';
import type {Defect, Frame} from '../venues/frame.ts';
import type {Venue} from '../venues/venue.ts';

/** Documents kept at once. A page that opens frames without end pushes out closed documents first, then the quietest. */
const PAGES_KEPT = 40;

/** A closed tab's last figures are worth showing, greyed, until the day is over. */
const CLOSED_KEPT_MS = 24 * 60 * 60 * 1000;

/** Time enough for a content script to be asked for a replay and to send it. */
const REWOUND_MS = 3000;

/**
 * All that is known, document by document. State is kept by the browser's word for the sender and never shared between
 * documents: what a hostile page makes up stays its own. Knows no browser; `now` is handed in.
 */
export class Book {
  readonly #venues: ReadonlyMap<string, Venue>;
  readonly #pages = new Map<string, Page>();
  readonly #rewound = new Map<string, {readonly since: number; readonly until: number}>();

  constructor(venues: readonly Venue[]) {
    this.#venues = new Map(venues.map((venue) => [venue.id, venue]));
  }

  get pages(): readonly Page[] {
    return [...this.#pages.values()];
  }

  page(key: string): Page | undefined {
    return this.#pages.get(key);
  }

  venueOf(page: Page): Venue | undefined {
    return this.#venues.get(page.venue);
  }

  /** A port from this document: a new page, or one that reconnects and keeps what it told before. */
  open(sender: Sender, venue: Venue): Page {
    const known = this.#pages.get(sender.key);
    const page =
      known?.venue === venue.id ? {...known, address: sender.address, open: true} : newPage(sender, venue);
    this.#pages.set(sender.key, page);
    return page;
  }

  /** What the content script says of itself, first on every port. */
  greet(key: string, {late, tapped}: {readonly late: boolean; readonly tapped: boolean}): void {
    this.#change(key, (page) => ({...page, late, tapped}));
  }

  /** One message's frames, in order. Answers whether the venue's state is another one now. */
  read(key: string, frames: readonly Frame[], now: number): boolean {
    const before = this.#pages.get(key);
    const venue = before && this.venueOf(before);
    if (before === undefined || venue === undefined) return false;
    const page = {...before, newestAt: this.#readUpTo(before, now)};
    const after = readFrames(page, venue, frames).page;
    this.#pages.set(key, after);
    return after.state !== before.state;
  }

  /** What came since then is read again, for as long as the answer to a replay may take. */
  rewind(key: string, since: number, now: number): void {
    this.#rewound.set(key, {since, until: now + REWOUND_MS});
  }

  count(key: string, tally: Tally): void {
    this.#change(key, (page) => withTally(page, tally));
  }

  fault(key: string, defect: Defect): void {
    this.#change(key, (page) => withDefects(page, [defect]));
  }

  /** The document went away: its figures stay and can only age. */
  close(key: string): void {
    this.#change(key, (page) => ({...page, open: false}));
  }

  forget(key: string): void {
    this.#pages.delete(key);
  }

  /** Takes in what an earlier life of the worker stored; what this life has heard already is newer and stays. */
  restore(pages: readonly Page[]): void {
    for (const page of pages) {
      if (this.#venues.has(page.venue) && !this.#pages.has(page.key)) this.#pages.set(page.key, page);
    }
  }

  /** Forgets closed documents that are old or never showed anything, and what is beyond the limit. Answers with their keys. */
  prune(now: number): readonly string[] {
    const worthless = (page: Page) =>
      !page.open && (page.frames.used === 0 || now - page.newestAt > CLOSED_KEPT_MS);
    const gone = this.pages.filter(worthless).map((page) => page.key);
    const left = this.pages.filter((page) => !worthless(page));
    const quietestFirst = left.toSorted((a, b) => Number(a.open) - Number(b.open) || a.newestAt - b.newestAt);
    gone.push(...quietestFirst.slice(0, Math.max(0, left.length - PAGES_KEPT)).map((page) => page.key));
    for (const key of gone) this.#pages.delete(key);
    return gone;
  }

  /** Frames before this time have been read. */
  #readUpTo({key, newestAt}: Page, now: number): number {
    // A clock that was set back must not make everything look old.
    if (newestAt > now) return 0;
    const rewound = this.#rewound.get(key);
    if (rewound === undefined) return newestAt;
    if (now < rewound.until) return Math.min(newestAt, rewound.since);
    this.#rewound.delete(key);
    return newestAt;
  }

  #change(key: string, change: (page: Page) => Page): void {
    const page = this.#pages.get(key);
    if (page !== undefined) this.#pages.set(key, change(page));
  }
}
