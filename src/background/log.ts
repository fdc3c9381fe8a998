import type {Storage} from 'webextension-polyfill';
import {writeCapture} from '../capture.ts';
import type {Tally, WireFrame} from '../messages.ts';
import {Appraiser} from '../reading/appraise.ts';
import {defectOf, type Page, type Sender} from '../reading/page.ts';
import {redacted} from '../reading/redact.ts';
import type {Read} from '../reading/standing.ts';
import type {Frame} from '../venues/frame.ts';
import type {Venue} from '../venues/venue.ts';
import {Book} from './book.ts';
import {Pulse} from './pulse.ts';
import {Recorder} from './recorder.ts';
import {Store} from './store.ts';

const STORE_EVERY_MS = 1000;

/** The page's address is ours to say, and nothing can have happened after it was heard. */
const frameOf = (wire: WireFrame, page: string, now: number): Frame => ({
  ...wire,
  at: Math.min(wire.at, now),
  page,
});

type Surroundings = {
  readonly venues: readonly Venue[];
  readonly area: Pick<Storage.StorageArea, 'get' | 'set' | 'remove'>;
  /** Of the extension. */
  readonly version: string;
  readonly clock: () => number;
  /** Called after every change that can be seen, as often as there are any. */
  readonly changed: () => void;
};

/** The book of all pages, with what was recorded and what outlives the worker. Every change is stored within a second. */
export class Log {
  readonly #book: Book;
  readonly #appraiser = new Appraiser();
  readonly #recorder = new Recorder();
  readonly #store: Store;
  readonly #storing: Pulse;
  readonly #clock: () => number;
  readonly #announce: () => void;
  readonly #dirty = new Set<string>();

  constructor({venues, area, version, clock, changed}: Surroundings) {
    this.#book = new Book(venues);
    this.#store = new Store(area, version);
    this.#storing = new Pulse(() => this.#save(), STORE_EVERY_MS, clock);
    this.#clock = clock;
    this.#announce = changed;
  }

  get pages(): readonly Page[] {
    return this.#book.pages;
  }

  async restore(): Promise<void> {
    this.#book.restore(await this.#store.load());
  }

  /** A frame holds one document at a time: one that was there before is gone, even when nobody was awake to see it go. */
  open(sender: Sender, venue: Venue): void {
    const {key, tab, frame} = sender;
    for (const page of this.#book.pages) {
      if (page.key !== key && page.tab === tab && page.frame === frame && page.open) this.close(page.key);
    }
    this.#book.open(sender, venue);
    this.#changed(key);
  }

  close(key: string): void {
    this.#book.close(key);
    this.#changed(key);
  }

  /** As if it had never been seen: the user does not want it read. */
  forget(key: string): void {
    this.#book.forget(key);
    this.#dropped([key]);
    void this.#store.save([], [key]);
    this.#announce();
  }

  greet(key: string, greeting: {readonly late: boolean; readonly tapped: boolean}): void {
    this.#book.greet(key, greeting);
    this.#changed(key);
  }

  /** Announces nothing: counts are no reason to draw, and would take the turn of the frames that come with them. */
  count(key: string, tally: Tally): void {
    this.#book.count(key, tally);
    this.#dirty.add(key);
    this.#storing.beat();
  }

  read({key, address}: Sender, wires: readonly WireFrame[]): void {
    const now = this.#clock();
    const frames = wires.map((wire) => frameOf(wire, address, now));
    this.#recorder.record(key, frames);
    this.#book.read(key, frames, now);
    this.#changed(key);
  }

  /** Frames since then were lost and are about to come again. */
  rewind(key: string, since: number): void {
    this.#book.rewind(key, since, this.#clock());
  }

  /** Something is wrong with the page's messages as such, not with one frame. */
  fault({key, address}: Sender, what: string): void {
    this.#book.fault(key, defectOf({at: this.#clock(), url: address, body: ''}, what));
    this.#changed(key);
  }

  /** Every page with what we make of it at this moment. */
  reads(now: number): readonly Read[] {
    return this.#book.pages.flatMap((page) => {
      const venue = this.#book.venueOf(page);
      return venue === undefined ? [] : [{page, venue, appraisal: this.#appraiser.of(page, venue, now)}];
    });
  }

  /** Of each venue the document that spoke last: two tabs' frames in one file would read as one page's. */
  capture(): string {
    const newestFirst = this.#book.pages.toSorted((a, b) => b.newestAt - a.newestAt);
    const chosen = newestFirst.filter(
      (page, index) => newestFirst.findIndex(({venue}) => venue === page.venue) === index,
    );
    return writeCapture(redacted(chosen.toReversed().flatMap(({key}) => this.#recorder.of(key))));
  }

  #changed(key: string): void {
    this.#dirty.add(key);
    // Shown before stored: writing out a large state takes longer than reading it.
    this.#announce();
    this.#storing.beat();
  }

  #dropped(keys: readonly string[]): void {
    for (const key of keys) {
      this.#appraiser.forget(key);
      this.#recorder.forget(key);
      this.#dirty.delete(key);
    }
  }

  #save(): void {
    const gone = this.#book.prune(this.#clock());
    this.#dropped(gone);
    // What was pruned may have been on show.
    if (gone.length > 0) this.#announce();
    const pages = [...this.#dirty].flatMap((key) => this.#book.page(key) ?? []);
    this.#dirty.clear();
    void this.#store.save(pages, gone);
  }
}
