import {parseCapture} from '../../capture.ts';
import type {View} from '../../messages.ts';
import {Appraiser} from '../../reading/appraise.ts';
import {glance} from '../../reading/glance.ts';
import {newPage, type Page, readFrames} from '../../reading/page.ts';
import type {Read} from '../../reading/standing.ts';
import {studyOf} from '../../reading/study.ts';
import {view} from '../../reading/view.ts';
import type {Study, StudyAsk} from '../../study.ts';
import type {Frame} from '../../venues/frame.ts';
import type {Venue} from '../../venues/venue.ts';

/** A capture, read frame by frame as the background reads a page. Times without another word are ms since it began. */
export class Recording {
  readonly #frames: readonly Frame[];
  readonly #venue: Venue;
  readonly #appraiser = new Appraiser();
  #page: Page;
  /** Of the first frame that has not been read. */
  #next = 0;
  #view: {readonly of: unknown; readonly second: number; readonly is: View} | null = null;

  /** @throws {CaptureError} when the file is none. */
  constructor(capture: string, venue: Venue) {
    this.#frames = parseCapture(capture);
    this.#venue = venue;
    this.#page = this.#unread();
  }

  /** ms since 1970. */
  get begin(): number {
    return this.#frames[0]?.at ?? 0;
  }

  get length(): number {
    return (this.#frames.at(-1)?.at ?? 0) - this.begin;
  }

  /** What popup and badge are given when the recording stands at `at` and nothing more has come for `silence` since. */
  at(at: number, silence: number): View {
    const now = this.begin + at + silence;
    const read = this.#readUpTo(this.begin + at, now);
    // A silence is told in seconds, so that what it says is worth saying anew only then.
    const second = Math.floor(silence / 1000);
    if (this.#view?.of !== read.appraisal || this.#view.second !== second) {
      const worst = glance([read], now);
      this.#view = {of: read.appraisal, second, is: view([read], [], worst, now)};
    }
    return this.#view.is;
  }

  /** As the background answers the popup. Null: no such pool now. */
  study(ask: StudyAsk, at: number, silence: number): Study | null {
    const now = this.begin + at + silence;
    const {appraisal} = this.#readUpTo(this.begin + at, now);
    const held = appraisal.accounts.find(({account}) => account.account === ask.account);
    return held === undefined ? null : studyOf(held.account, ask, now);
  }

  #unread(): Page {
    const address = this.#frames[0]?.page ?? '';
    return newPage({key: 'recorded', address, tab: 0, frame: 0, incognito: false}, this.#venue);
  }

  /** Backwards there is no way but from the start. */
  #readUpTo(moment: number, now: number): Read {
    const later = this.#frames.findIndex(({at}) => at > moment);
    const end = later < 0 ? this.#frames.length : later;
    if (end < this.#next) {
      this.#page = this.#unread();
      this.#next = 0;
    }
    if (end > this.#next) {
      this.#page = readFrames(this.#page, this.#venue, this.#frames.slice(this.#next, end)).page;
      this.#next = end;
    }
    const page = this.#page;
    return {page, venue: this.#venue, appraisal: this.#appraiser.of(page, this.#venue, now)};
  }
}
