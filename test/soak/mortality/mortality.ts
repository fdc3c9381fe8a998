import {type Driver, until} from '../../browser/harness/driver.ts';
import {launchBrowser} from '../../browser/harness/launch.ts';
import type {VenueName} from '../../exchange/venues/index.ts';
import {serve} from '../../exchange/wire/loopback.ts';
import {readHistory, readNotices, viewNow} from '../own-page.ts';
import type {PartOptions} from '../part.ts';
import {type Random, seeded} from '../random.ts';
import {disagreements, impossible} from './agreement.ts';
import {type Berth, moor} from './berth.ts';
import {Course, VENUES} from './course.ts';
import {judgeHistory} from './history.ts';
import {callsMade, compareCalls, repeated} from './notices.ts';

export type MortalityOptions = PartOptions & {
  readonly kills: number;
  readonly venues?: readonly VenueName[];
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

const pause = (ms: number) => new Promise((over) => setTimeout(over, ms));

/** A browser that dies, one that does not, and what both see. */
class Trial {
  readonly mortal: Berth;
  readonly immortal: Berth;
  readonly course: Course;
  readonly #random: Random;
  readonly #most: number;
  readonly faults: string[] = [];
  /** ms. */
  readonly settled: number[] = [];
  killed = 0;
  equal = 0;

  constructor(
    berths: {readonly mortal: Berth; readonly immortal: Berth},
    course: Course,
    random: Random,
    most: number,
  ) {
    this.mortal = berths.mortal;
    this.immortal = berths.immortal;
    this.course = course;
    this.#random = random;
    this.#most = most;
  }

  async #kill(): Promise<void> {
    const {driver} = this.mortal;
    await until(
      () => driver.backgroundRuns(),
      (runs) => runs,
      {what: 'alive'},
    );
    await driver.killBackground();
    this.killed++;
  }

  /** Once, or once more before it is well up. */
  async #die(): Promise<void> {
    await this.#kill();
    if (this.killed >= this.#most || this.#random.next() >= AGAIN) return;
    await pause(this.#random.below(600));
    await this.#kill();
  }

  async #sail(steps: number): Promise<void> {
    for (let step = 1; step <= steps; step++) {
      this.course.sail(step / steps);
      this.course.trade();
      this.course.publish();
      await pause(STEP_MS);
    }
  }

  /** Keeps the frames flowing until both agree. Empty: they do. */
  async settle(): Promise<readonly string[]> {
    const end = performance.now() + SETTLES_WITHIN_MS;
    for (;;) {
      this.course.publish();
      await pause(EVERY_MS);
      const left = await disagreements(this.mortal, this.immortal, this.course);
      if (left.length === 0 || performance.now() > end) return left;
    }
  }

  /** A leg of the course with a death somewhere on it. */
  async leg(): Promise<void> {
    this.course.depart();
    const steps = 3 + this.#random.below(8);
    const at = this.#random.below(steps * STEP_MS);
    await Promise.all([pause(at).then(() => this.#die()), this.#sail(steps)]);
    const from = performance.now();
    const view = await viewNow(this.mortal.own);
    const wrong = impossible(view, this.course);
    const left = await this.settle();
    if (left.length === 0) this.equal++;
    this.settled.push(performance.now() - from);
    this.faults.push(...[...wrong, ...left].map((what) => `after ${this.killed} deaths: ${what}`));
  }

  /** What is left of it all: history and calls of both. */
  async end(): Promise<Pick<MortalityReport, 'calls' | 'history'>> {
    const {mortal, immortal} = this;
    const [mine, others] = [await readHistory(mortal.own), await readHistory(immortal.own)];
    const {faults: gaps, ...history} = judgeHistory(mine.points, others.points);
    const notices = await readNotices(mortal.own);
    const twice = repeated(notices);
    this.faults.push(...gaps, ...twice.map((id) => `shown twice: ${id}`));
    const {lost} = compareCalls(notices, await readNotices(immortal.own));
    return {calls: {made: callsMade(notices).length, lost: lost.length, repeated: twice.length}, history};
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
  const launch = async (): Promise<Driver> => {
    const driver = await launchBrowser(browser, {extension, proxyPort, spki});
    drivers.push(driver);
    return driver;
  };
  const begun = performance.now();
  try {
    const [first, second] = await Promise.all([launch(), launch()]);
    const mortal = await moor(first, course);
    const trial = new Trial({mortal, immortal: await moor(second, course)}, course, random, kills);
    course.stir();
    const opening = await trial.settle();
    if (opening.length > 0) throw new Error(`before any death: ${opening.join('; ')}`);
    while (trial.killed < kills && trial.faults.length < FAULTS_ENOUGH) {
      // A background that answers nobody is a fault like any other.
      await trial
        .leg()
        .catch((error: Error) => trial.faults.push(`after ${trial.killed} deaths: ${error.message}`));
      progress?.(trial.killed, kills);
    }
    const {calls, history} = await trial.end();
    const {killed, equal, settled, faults} = trial;
    const version = await trial.mortal.driver.browser.version();
    const minutes = (performance.now() - begun) / 60_000;
    return {
      browser: version,
      seed,
      kills: killed,
      equal,
      settled: spread(settled),
      calls,
      history,
      minutes,
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
