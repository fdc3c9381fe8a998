import type {Page} from 'puppeteer-core';
import {type Driver, until} from '../../browser/harness/driver.ts';
import type {BrowserName} from '../../browser/harness/find.ts';
import {launchBrowser} from '../../browser/harness/launch.ts';
import {simulated} from '../../exchange/venues/index.ts';
import {serve} from '../../exchange/wire/loopback.ts';
import {Course, VENUES} from '../mortality/course.ts';
import {askCapture, openOwnPage, readHistory, spaceOf, viewNow} from '../own-page.ts';
import type {PartOptions} from '../part.ts';
import {seeded} from '../random.ts';
import {type Allowance, type Curve, judgeGrowth, type Sample} from './judge.ts';

export type GrowthOptions = PartOptions & {
  readonly minutes: number;
  /** Frames a second, over all exchanges. */
  readonly rate: number;
};

export type GrowthReport = {
  readonly browser: string;
  readonly seed: number;
  readonly minutes: number;
  /** Frames a second that came to the pages, by the extension’s own count. */
  readonly rate: number;
  readonly samples: readonly Sample[];
  readonly curves: readonly Curve[];
  readonly faults: readonly string[];
};

/** Chromium tells its heap to the byte; Firefox only a process’s memory, which it gives back late. */
const ALLOWED: Record<BrowserName, Allowance> = {
  chromium: {bytes: 2_000_000, share: 0.1},
  firefox: {bytes: 24_000_000, share: 0.25},
};
const SAMPLES = 60;
const SHORTEST_BETWEEN_MS = 3000;
const LEG_MS = 20_000;

const pause = (ms: number) => new Promise((over) => setTimeout(over, Math.max(0, ms)));

/** Frames at a steady rate, whatever each exchange makes of one publishing. */
class Stream {
  readonly #course: Course;
  readonly #rate: number;
  #apart = 100;
  #stopped = false;

  constructor(course: Course, rate: number) {
    this.#course = course;
    this.#rate = rate;
  }

  /** So many a second were seen: the next come faster or slower. */
  seen(rate: number): void {
    this.#apart = Math.min(1000, Math.max(5, (this.#apart * rate) / this.#rate));
  }

  stop(): void {
    this.#stopped = true;
  }

  async run(): Promise<void> {
    let leg = performance.now();
    this.#course.depart();
    for (let next = leg; !this.#stopped; next += this.#apart) {
      const done = (performance.now() - leg) / LEG_MS;
      this.#course.sail(Math.min(1, done));
      this.#course.trade();
      this.#course.publish();
      if (done > 1) {
        leg = performance.now();
        this.#course.depart();
      }
      // What the machine was too slow for is not made up by a burst.
      next = Math.max(next, performance.now() - 500);
      await pause(next + this.#apart - performance.now());
    }
  }
}

const framesOf = async (own: Page): Promise<number> =>
  (await viewNow(own)).pages.reduce((sum, {tally}) => sum + tally.wanted + tally.unwanted, 0);

async function sampleOf(
  {gauges}: Driver,
  own: Page,
  pages: ReadonlyMap<string, Page>,
  minutes: number,
): Promise<Sample> {
  const recorded = (await askCapture(own)).length;
  const {points} = await readHistory(own);
  const heaps: Record<string, number> = {};
  for (const [venue, page] of pages) heaps[venue] = await gauges.memory(page);
  const background = await gauges.memory('background');
  return {minutes, background, recorded, pages: heaps, ...(await spaceOf(own)), points: points.length};
}

/** Frames come for a long time, and nothing may grow with them. */
export async function growth(options: GrowthOptions): Promise<GrowthReport> {
  const {browser, extension, minutes, rate, seed, progress} = options;
  const course = new Course(VENUES, seeded(seed));
  const loopback = await serve([...course.sessions.values()]);
  const {proxyPort, spki} = loopback;
  const driver = await launchBrowser(browser, {extension, proxyPort, spki});
  const stream = new Stream(course, rate);
  try {
    const own = await openOwnPage(driver);
    const pages = new Map<string, Page>();
    for (const [venue, session] of course.sessions) {
      pages.set(venue, await driver.open(simulated[venue].page));
      await until(
        () => session.sockets,
        (asking) => asking >= simulated[venue].sockets,
        {what: `listened to by ${venue}`},
      );
    }
    const lasts = minutes * 60_000;
    const between = Math.max(SHORTEST_BETWEEN_MS, lasts / SAMPLES);
    const begun = performance.now();
    const streaming = stream.run();
    const samples: Sample[] = [];
    const first = await framesOf(own);
    let [frames, at] = [first, performance.now()];
    while (performance.now() - begun < lasts) {
      await pause(between - ((performance.now() - begun) % between));
      const [count, now] = [await framesOf(own), performance.now()];
      stream.seen(((count - frames) * 1000) / (now - at));
      [frames, at] = [count, now];
      samples.push(await sampleOf(driver, own, pages, (performance.now() - begun) / 60_000));
      progress?.(Math.min(lasts, performance.now() - begun) / 60_000, minutes);
    }
    stream.stop();
    await streaming;
    return {
      browser: await driver.browser.version(),
      seed,
      minutes: (performance.now() - begun) / 60_000,
      rate: ((frames - first) * 1000) / (at - begun),
      samples,
      ...judgeGrowth(samples, ALLOWED[browser]),
    };
  } finally {
    stream.stop();
    await driver.close();
    await loopback.close();
  }
}
