import type {Page} from 'puppeteer-core';
import type {View} from '../../../src/messages.ts';
import {type Driver, until} from '../../browser/harness/driver.ts';
import type {BrowserName} from '../../browser/harness/find.ts';
import {launchBrowser} from '../../browser/harness/launch.ts';
import {simulated, type VenueName} from '../../exchange/venues/index.ts';
import {serve} from '../../exchange/wire/loopback.ts';
import {choose, collectNotices, openOwnPage, readHistory, readNotices, viewNow} from '../own-page.ts';
import {seeded} from '../random.ts';
import {Course, VENUES} from './course.ts';
import {differences, figuresOf} from './figures.ts';
import {judgeHistory} from './history.ts';
import {callsMade, compareCalls, repeated} from './notices.ts';

export type MortalityOptions = {
  readonly browser: BrowserName;
  /** A built extension whose background tells of its notifications. */
  readonly extension: string;
  readonly kills: number;
  readonly seed: number;
  readonly venues?: readonly VenueName[];
  readonly progress?: (done: number, of: number) => void;
};

export type MortalityReport = {
  readonly browser: string;
  readonly seed: number;
  readonly kills: number;
  /** Times that all figures of both browsers were compared and equal. */
  readonly equal: number;
  /** ms from the last death, or the last change of a price if that came later, until all was equal. */
  readonly settled: {readonly p50: number; readonly p99: number; readonly max: number};
  readonly calls: {readonly made: number; readonly lost: number; readonly repeated: number};
  readonly history: {readonly points: number; readonly minutes: number; readonly changes: number};
  readonly minutes: number;
  /** Sentences; none: every promise was kept. */
  readonly faults: readonly string[];
};

const STEP_MS = 80;
const EVERY_MS = 100;
const SETTLES_WITHIN_MS = 20_000;
/** Of a second death while the first one's successor is still getting up. */
const AGAIN = 0.25;
const FAULTS_ENOUGH = 5;
/** The fills that come and go, of an accuracy. */
const SLACK = 0.02;

const pause = (ms: number) => new Promise((over) => setTimeout(over, ms));

/** One browser that sees the course. */
type Berth = {readonly driver: Driver; readonly own: Page};

async function moor(driver: Driver, course: Course): Promise<Berth> {
  const own = await openOwnPage(driver);
  // The cadence is not what is tried: a call comes when a level is crossed. Below 150 some venues have one of their own.
  await choose(own, {cadence: [1440], levels: ['150']});
  await collectNotices(own);
  for (const [venue, session] of course.sessions) {
    const before = session.sockets;
    await driver.open(simulated[venue].page);
    await until(
      () => session.sockets - before,
      (asking) => asking >= simulated[venue].sockets,
      {what: `listened to by ${venue}`},
    );
  }
  return {driver, own};
}

/** Exact live figures that the exchange's own book did not have at the time that they say. */
function impossible({accounts}: View, {vessels}: Course): readonly string[] {
  return accounts.flatMap(({account, health}) =>
    health.pools.flatMap(({id, accuracy, feed}) => {
      const coin = account.pools.find((pool) => pool.id === id)?.positions[0]?.underlying;
      const vessel = vessels.find((each) => account.venue.startsWith(each.venue) && each.coin === coin);
      if (vessel === undefined || accuracy.kind !== 'exact' || feed.verdict === 'stale') return [];
      const {low, high} = vessel.range(health.asOf);
      const value = Number(accuracy.value);
      const possible = value >= low * (1 - SLACK) && value <= high * (1 + SLACK);
      return possible
        ? []
        : [`${account.venue} ${id} was shown at ${value}% while between ${low} and ${high}`];
    }),
  );
}

type AccountView = View['accounts'][number];
const percentOf = (figure: AccountView['health']['pools'][number]['accuracy']): number =>
  'value' in figure ? Number(figure.value) : Number.NaN;

/** Of each exchange's worst pool, beside that exchange's own book. Venues round what they send; a book does not. */
function besideBooks({accounts}: View, {sessions}: Course): readonly string[] {
  return [...sessions].flatMap(([venue, {book}]) => {
    const pools = accounts
      .filter(({account}) => account.venue.startsWith(venue))
      .flatMap(({health}) => health.pools);
    const shown = Math.min(...pools.map(({accuracy}) => percentOf(accuracy)));
    const truth = book.worst()?.toNumber() ?? Number.NaN;
    const agrees = Math.abs(shown / truth - 1) < 0.0001;
    return agrees ? [] : [`${venue} is shown at ${shown}%, its book says ${truth}%`];
  });
}

/** In what the two browsers differ now, and the mortal one from the exchanges' books. */
async function disagreements(mortal: Berth, immortal: Berth, course: Course): Promise<readonly string[]> {
  const [mine, other, badge, myCalls, otherCalls] = await Promise.all([
    viewNow(mortal.own),
    viewNow(immortal.own),
    mortal.driver.badge(),
    readNotices(mortal.own),
    readNotices(immortal.own),
  ]);
  const expected = other.glance === null ? '' : String(Math.floor(percentOf(other.glance.accuracy)));
  const {lost, surplus} = compareCalls(myCalls, otherCalls);
  return [
    ...differences(figuresOf(mine), figuresOf(other)),
    ...besideBooks(mine, course),
    ...(badge.text === expected ? [] : [`the badge says ${badge.text}, not ${expected}`]),
    ...lost.map((call) => `lost: ${call}`),
    ...surplus.map((call) => `surplus: ${call}`),
  ];
}

/** Keeps the frames flowing until both agree. Empty: they do. */
async function settle(mortal: Berth, immortal: Berth, course: Course): Promise<readonly string[]> {
  const end = performance.now() + SETTLES_WITHIN_MS;
  for (;;) {
    course.publish();
    await pause(EVERY_MS);
    const left = await disagreements(mortal, immortal, course);
    if (left.length === 0 || performance.now() > end) return left;
  }
}

/** One leg of the course, frame by frame. */
async function sail(course: Course, steps: number): Promise<void> {
  for (let step = 1; step <= steps; step++) {
    course.sail(step / steps);
    course.trade();
    course.publish();
    await pause(STEP_MS);
  }
}

/** Kills the background again and again while frames flow; a browser in which nothing dies sees the same frames. */
export async function mortality(options: MortalityOptions): Promise<MortalityReport> {
  const {browser, extension, kills, seed, venues = VENUES, progress} = options;
  const random = seeded(seed);
  const course = new Course(venues, random);
  const loopback = await serve([...course.sessions.values()]);
  const {proxyPort, spki} = loopback;
  const drivers: Driver[] = [];
  const begun = performance.now();
  const faults: string[] = [];
  const settled: number[] = [];
  let killed = 0;
  let equal = 0;
  try {
    for (let index = 0; index < 2; index++)
      drivers.push(await launchBrowser(browser, {extension, proxyPort, spki}));
    const [first, second] = drivers;
    if (first === undefined || second === undefined) throw new Error('two browsers are needed');
    const mortal = await moor(first, course);
    const immortal = await moor(second, course);
    const opening = await settle(mortal, immortal, course);
    if (opening.length > 0) throw new Error(`before any death: ${opening.join('; ')}`);

    const kill = async (): Promise<void> => {
      await until(
        () => first.backgroundRuns(),
        (runs) => runs,
        {what: 'alive'},
      );
      await first.killBackground();
      killed++;
    };
    /** Dies once, or once more before it is well up. */
    const die = async (): Promise<void> => {
      await kill();
      if (killed >= kills || random.next() >= AGAIN) return;
      await pause(random.below(600));
      await kill();
    };
    while (killed < kills && faults.length < FAULTS_ENOUGH) {
      course.depart();
      const steps = 3 + random.below(8);
      const at = random.below(steps * STEP_MS);
      await Promise.all([pause(at).then(die), sail(course, steps)]);
      const from = performance.now();
      faults.push(
        ...impossible(await viewNow(mortal.own), course).map((what) => `after ${killed} deaths: ${what}`),
      );
      const left = await settle(mortal, immortal, course);
      if (left.length === 0) equal++;
      else faults.push(`after ${killed} deaths: ${left.join('; ')}`);
      settled.push(performance.now() - from);
      progress?.(killed, kills);
    }
    const [mine, others] = await Promise.all([readHistory(mortal.own), readHistory(immortal.own)]);
    const {faults: wrong, ...history} = judgeHistory(mine.points, others.points);
    faults.push(...wrong);
    const notices = await readNotices(mortal.own);
    (await import('node:fs')).writeFileSync(
      '/tmp/dump.json',
      JSON.stringify({
        mine: mine.points,
        others: others.points,
        n1: notices,
        n2: await readNotices(immortal.own),
      }),
    );
    const twice = repeated(notices);
    faults.push(...twice.map((id) => `shown twice: ${id}`));
    const calls = {
      made: callsMade(notices).length,
      lost: compareCalls(notices, await readNotices(immortal.own)).lost.length,
      repeated: twice.length,
    };
    return {
      browser: await first.browser.version(),
      seed,
      kills: killed,
      equal,
      settled: spread(settled),
      calls,
      history,
      minutes: (performance.now() - begun) / 60_000,
      faults,
    };
  } finally {
    for (const driver of drivers) await driver.close();
    await loopback.close();
  }
}

function spread(times: readonly number[]): MortalityReport['settled'] {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN);
  return {p50: at(0.5), p99: at(0.99), max: at(1)};
}
