import type {Browser, Runtime} from 'webextension-polyfill';
import {type Glance, PORT, type View} from '../messages.ts';
import {glance} from '../reading/glance.ts';
import {holdings, isLive, type Read, standings} from '../reading/standing.ts';
import {type Unseen, view} from '../reading/view.ts';
import {secretFactor, withoutAmounts} from '../reading/without-amounts.ts';
import type {Study, StudyAsk} from '../study.ts';
import {venueAt} from '../venues/page.ts';
import type {Venue} from '../venues/venue.ts';
import {Attention} from './alerts/attention.ts';
import {Badge} from './badge.ts';
import {ContentPorts} from './content-ports.ts';
import {Log} from './log.ts';
import {Pulse} from './pulse.ts';
import {isOwnPage, senderOf} from './sender.ts';
import {ChosenSettings} from './settings.ts';
import type {Shelf} from './shelf.ts';
import {deafTabs, findWithheld, gonePages} from './unseen.ts';
import {ViewKeeper} from './view-keeper.ts';
import {ViewPorts} from './view-ports.ts';
import {Voice} from './voice.ts';

const SHOW_EVERY_MS = 100;
/** Longer than the worker lives in silence; a timer of weeks would overflow and fire at once. */
const LONGEST_TIMER_MS = 60_000;
/** Chrome's shortest for a packed extension. */
const ALARM = {name: 'age', minutes: 0.5} as const;

/** The background in one object: what comes in, what is kept, what is shown. All listeners are set by its constructor. */
export class Service {
  readonly #browser: Browser;
  readonly #shelf: Shelf;
  readonly #clock: () => number;
  readonly #log: Log;
  readonly #voice: Voice;
  readonly #badge: Badge;
  readonly #settings: ChosenSettings;
  readonly #attention: Attention;
  readonly #contents: ContentPorts;
  readonly #views: ViewPorts;
  readonly #keeper: ViewKeeper;
  readonly #showing: Pulse;
  readonly #ready: Promise<void>;
  #unseen: readonly Unseen[] = [];
  #ageing: ReturnType<typeof setTimeout> | undefined;
  /** Null: an earlier life may have set it. */
  #alarmed: boolean | null = null;

  constructor(browser: Browser, shelf: Shelf, clock: () => number = () => Date.now()) {
    this.#browser = browser;
    this.#shelf = shelf;
    this.#clock = clock;
    this.#voice = new Voice(browser.i18n, shelf.words);
    this.#badge = new Badge(browser.action, this.#voice);
    this.#showing = new Pulse(() => this.#show(), SHOW_EVERY_MS, clock);
    this.#settings = new ChosenSettings(browser.storage, () => this.#soon(() => this.#chosen()));
    this.#attention = new Attention({
      browser,
      tongue: this.#voice,
      settings: () => this.#settings.current,
      flash: () => this.#badge.flash(),
      clock,
      soon: (work) => this.#soon(work),
      changed: () => this.#showing.beat(),
    });
    const {version} = browser.runtime.getManifest();
    this.#log = new Log({
      venues: shelf.venues,
      area: browser.storage.session,
      version,
      clock,
      changed: () => this.#showing.beat(),
    });
    this.#contents = new ContentPorts(
      this.#log,
      clock,
      (venue, work) => this.#soonWith(venue, work),
      ({id}) => this.#isRead(id),
      this.#voice.browsers,
    );
    this.#views = new ViewPorts({
      view: (tab) => this.#view(tab),
      capture: (amounts) => (amounts === 'hidden' ? this.#withoutAmounts() : this.#log.capture()),
      study: (ask) => this.#study(ask),
      snooze: (minutes) => this.#attention.snooze(minutes),
      watched: () => void this.#reconcile(),
      soon: (work) => this.#soon(work),
    });
    this.#keeper = new ViewKeeper(browser.storage.session, version, () => {
      // Of one moment: what is live in the view must not outlast the time beside it.
      const now = this.#clock();
      const reads = this.#log.reads(now);
      return {view: this.#viewOf(reads, glance(reads, now), now), until: firstUntil(reads)};
    });
    this.#listen();
    this.#ready = this.#restore();
  }

  /** Synchronously, or the event that woke the worker is lost. */
  #listen(): void {
    const {runtime, alarms, permissions} = this.#browser;
    const lookAgain = () => this.#soon(() => void this.#reconcile());
    runtime.onConnect.addListener((port) => this.#connected(port));
    alarms.onAlarm.addListener(lookAgain);
    runtime.onInstalled.addListener(lookAgain);
    runtime.onStartup.addListener(lookAgain);
    permissions.onAdded.addListener(lookAgain);
    permissions.onRemoved.addListener(lookAgain);
  }

  async #restore(): Promise<void> {
    const chosen = this.#settings
      .load()
      .then(() =>
        Promise.all([this.#voice.speak(this.#settings.current.language), this.#attention.restore()]),
      );
    await Promise.all([this.#log.restore(), chosen]);
    await Promise.all(this.#log.pages.map(({venue}) => this.#shelf.take(venue)));
    // Figures need not wait for what the browser says of tabs.
    if (this.#log.pages.length > 0) void this.#reconcile();
  }

  /** Nothing is read before the earlier life's state is back, and everything in the order it came. */
  #soon(work: () => void): void {
    void this.#ready.then(work);
  }

  /** As `#soon`, and when this exchange can be read. */
  #soonWith({id}: Venue, work: () => void): void {
    void this.#ready.then(() => this.#shelf.take(id)).then(work);
  }

  get #readVenues(): readonly Venue[] {
    return this.#shelf.venues.filter(({id}) => this.#isRead(id));
  }

  #isRead(venue: string): boolean {
    return !this.#settings.current.venuesOff.includes(venue);
  }

  /** The user chose anew. */
  #chosen(): void {
    for (const {key, venue} of this.#log.pages) if (!this.#isRead(venue)) this.#log.forget(key);
    this.#contents.revise();
    void this.#voice.speak(this.#settings.current.language).then(() => this.#reconcile());
  }

  #connected(port: Runtime.Port): void {
    const {runtime} = this.#browser;
    if (port.name === PORT.view && isOwnPage(port.sender, runtime.id, runtime.getURL(''))) {
      this.#views.accept(port);
      return;
    }
    const sender = port.name === PORT.frames ? senderOf(port.sender, runtime.id) : null;
    const venue = sender === null ? null : venueAt(sender.address, this.#shelf.venues);
    if (sender === null || venue === null) port.disconnect();
    else this.#contents.accept(port, sender, venue);
  }

  /** Asks the browser what is true of the tabs, and judges everything anew. */
  async #reconcile(): Promise<void> {
    const {tabs, permissions} = this.#browser;
    try {
      const open = await tabs.query({});
      const gone = gonePages(open, this.#shelf.venues, this.#log.pages);
      for (const key of gone) if (!this.#contents.isConnected(key)) this.#log.close(key);
      const venues = this.#readVenues;
      const withheld = await findWithheld(permissions, venues);
      this.#unseen = [...withheld, ...deafTabs(open, venues, this.#log.pages)];
    } catch {
      this.#unseen = [];
    }
    this.#showing.runBeside();
  }

  /** Null also for a fault of ours: one question must not end the port, and the popup says that there is no answer. */
  async #study(ask: StudyAsk): Promise<Study | null> {
    try {
      const studyOf = await this.#shelf.study();
      const now = this.#clock();
      const held = holdings(this.#log.reads(now)).find(
        ({account}) => account.venue === ask.venue && account.account === ask.account,
      );
      return held === undefined ? null : studyOf(held.account, ask, now);
    } catch {
      return null;
    }
  }

  #withoutAmounts(): string {
    const accounts = holdings(this.#log.reads(this.#clock())).map(({account}) => account);
    return withoutAmounts(accounts, secretFactor());
  }

  #view(tab: number | undefined): View {
    const now = this.#clock();
    const reads = ofTab(this.#log.reads(now), tab);
    return this.#viewOf(reads, glance(reads, now), now);
  }

  #viewOf(reads: readonly Read[], worst: Glance | null, now: number): View {
    return {...view(reads, this.#unseen, worst, now), snoozedUntil: this.#attention.snoozedUntil};
  }

  #show(): void {
    const now = this.#clock();
    const reads = this.#log.reads(now);
    const worst = glance(reads, now);
    // Refused only while the browser shuts down; the next change says it again.
    void this.#badge.show(worst, now, this.#settings.current.badge).catch(() => {});
    this.#contents.showPills(reads, now);
    this.#views.show((tab) => {
      const followed = ofTab(reads, tab);
      return this.#viewOf(followed, followed === reads ? worst : glance(followed, now), now);
    });
    const all = holdings(reads).flatMap((holding) => standings(holding, now));
    this.#attention.look(all, now);
    this.#watchAge(reads, now);
    this.#keeper.changed();
  }

  /** A timer while the worker lives, an alarm for when it does not; every verdict is computed anew in any case. */
  #watchAge(reads: readonly Read[], now: number): void {
    clearTimeout(this.#ageing);
    const until = firstUntil(reads);
    const wait = Math.min(until - now, LONGEST_TIMER_MS);
    if (until !== Infinity) this.#ageing = setTimeout(() => this.#showing.runBeside(), wait);
    const needed = reads.some(({page, appraisal}) => page.open || appraisal.accounts.some(isLive));
    if (needed === this.#alarmed) return;
    this.#alarmed = needed;
    if (needed) this.#browser.alarms.create(ALARM.name, {periodInMinutes: ALARM.minutes});
    else void this.#browser.alarms.clear(ALARM.name);
  }
}

/** The exchange that a tab shows, in all its tabs; everything, when the tab shows none. */
function ofTab(reads: readonly Read[], tab: number | undefined): readonly Read[] {
  const shown = tab === undefined ? undefined : reads.find(({page}) => page.open && page.tab === tab);
  return shown === undefined ? reads : reads.filter(({venue}) => venue.id === shown.venue.id);
}

/** When the first verdict is another one; `Infinity`: never. */
const firstUntil = (reads: readonly Read[]): number =>
  reads.reduce((first, {appraisal}) => Math.min(first, appraisal.until), Infinity);
