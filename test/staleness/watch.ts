import {vi} from 'vitest';
import {Service} from '../../src/background/service.ts';
import type {Glance, ToContent, ToView, View, WireFrame} from '../../src/messages.ts';
import {studyOf} from '../../src/reading/study.ts';
import type {Frame} from '../../src/venues/frame.ts';
import {venues} from '../../src/venues/index.ts';
import {withTable} from '../../src/venues/table/with-table.ts';
import {FakeBrowser, type FakePort} from '../background/fake-browser.ts';

const TALLY = {wanted: 1, unwanted: 0, oversize: 0, replaced: 0, failures: 0, unseen: []};
const shelf = {venues: venues.map(withTable), take: async () => {}, study: async () => studyOf};

/** The colour of a badge that is not live. */
const GREY = '#5f6368';

/** What the three faces say now, when they say the same; else what each says. */
export type Seen = 'live' | 'stale' | string;

/**
 * One open page and a background over a played browser, by the test's clock. Timers can be left to run, or be taken away
 * as by a browser that clamps them or ends the worker: then only alarms and messages wake it.
 */
export class Watch {
  readonly fake = new FakeBrowser();
  readonly #page: string;
  #port: FakePort;
  #view: FakePort;

  constructor(page: string) {
    this.#page = page;
    new Service(this.fake.api, shelf);
    this.#port = this.#open();
    this.#view = this.#look();
  }

  #open(): FakePort {
    const port = this.fake.connectPage({url: this.#page});
    port.say({kind: 'hello', late: false, tapped: true});
    return port;
  }

  #look(): FakePort {
    const port = this.fake.connectView();
    port.say({kind: 'watch'});
    return port;
  }

  /** As the content script sends it. */
  hear({via, url, direction, body, encoding}: Frame): void {
    const wire: WireFrame = {at: Date.now(), via, url, direction, body, ...(encoding && {encoding})};
    this.#port.say({kind: 'frames', frames: [wire], tally: TALLY});
  }

  /** Time goes on, and every timer of the background is on time. */
  pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  /** Time goes on while nothing of ours runs: the worker was ended, or the machine slept. */
  async skip(ms: number): Promise<void> {
    const then = Date.now() + ms;
    vi.clearAllTimers();
    vi.setSystemTime(then);
  }

  /** The browser's alarm, which comes when no timer does. */
  async alarm(): Promise<void> {
    this.fake.onAlarm.fire({name: 'age'});
    await this.pass(0);
  }

  /** The worker is ended and begins anew; nothing stays of its memory. */
  async restart(): Promise<void> {
    await this.pass(1500);
    const now = Date.now();
    this.fake.restart();
    vi.clearAllTimers();
    vi.setSystemTime(now);
    new Service(this.fake.api, shelf);
    this.#port = this.#open();
    this.#view = this.#look();
    await this.pass(0);
  }

  get view(): View {
    const views = (this.#view.told as ToView[]).flatMap((told) => (told.kind === 'view' ? [told.view] : []));
    const last = views.at(-1);
    if (last === undefined) throw new Error('no view was sent');
    return last;
  }

  get pill(): Glance | null {
    const pills = (this.#port.told as ToContent[]).flatMap((told) =>
      told.kind === 'pill' ? [told.glance] : [],
    );
    return pills.at(-1) ?? null;
  }

  /** Badge, popup and pill. */
  get seen(): Seen {
    const {fill, title} = this.fake.badge;
    const badge = fill === GREY ? (/^[^.]*.*Stale: /.test(title) ? 'stale' : title) : 'live';
    const pill = this.pill?.state ?? 'none';
    const popup = this.view.glance?.state ?? 'none';
    return badge === pill && pill === popup ? badge : `badge ${badge}, pill ${pill}, popup ${popup}`;
  }
}
