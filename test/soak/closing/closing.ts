import {mkdtempSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type Driver, until} from '../../browser/harness/driver.ts';
import {launchBrowser} from '../../browser/harness/launch.ts';
import {simulated} from '../../exchange/venues/index.ts';
import {serve} from '../../exchange/wire/loopback.ts';
import {Course, VENUES} from '../mortality/course.ts';
import {askView, type Kept, openOwnPage, readHistory} from '../own-page.ts';
import type {PartOptions} from '../part.ts';
import {seeded} from '../random.ts';
import {judgeReopened} from './judge.ts';

export type ClosingOptions = PartOptions & {
  /** How often the browser is torn down. */
  readonly closings: number;
};

export type ClosingReport = {
  readonly browser: string;
  readonly seed: number;
  readonly closings: number;
  /** Points on disk at the end. */
  readonly points: number;
  /** Sentences; none: the store opened clean each time, and nothing that could be read before was lost. */
  readonly faults: readonly string[];
};

/** A little more than what the background waits between two looks: each changes the grade, so each is written. */
const SWING_MS = 120;

const pause = (ms: number) => new Promise((over) => setTimeout(over, ms));
const NOTHING: Kept = {pools: [], points: [], calls: []};

/** One life of the browser: looks at what the last one left, lets history be written without pause, and ends without a warning. */
async function oneLife(
  driver: Driver,
  course: Course,
  before: Kept,
  lasts: number,
): Promise<{kept: Kept; faults: readonly string[]}> {
  const own = await openOwnPage(driver);
  const faults = [...judgeReopened(before, await readHistory(own))];
  for (const venue of course.sessions.keys()) await driver.open(simulated[venue].page);
  let turn = 0;
  const swing = async () => {
    course.swing(turn++);
    course.publish();
    await pause(SWING_MS);
  };
  const isWriting = ({points}: Kept) => points.length > before.points.length + 2 * course.vessels.length;
  let kept = await until(
    async () => {
      await swing();
      return readHistory(own);
    },
    isWriting,
    {within: 60_000, every: 0, what: 'writing'},
  );
  const view = await askView(own);
  if (view === null || view.accounts.length < course.sessions.size)
    faults.push('not every account is seen again');
  const reading = async () => {
    for (const end = performance.now() + lasts; performance.now() < end; ) kept = await readHistory(own);
  };
  const writing = async () => {
    for (const end = performance.now() + lasts; performance.now() < end; ) await swing();
  };
  await Promise.all([reading(), writing()]);
  return {kept, faults};
}

/** Tears the browser down again and again while its history is being written, and opens it again with the same profile. */
export async function closing(options: ClosingOptions): Promise<ClosingReport> {
  const {browser, extension, closings, seed, progress} = options;
  const random = seeded(seed);
  const course = new Course(VENUES, random);
  const loopback = await serve([...course.sessions.values()]);
  const {proxyPort, spki} = loopback;
  const profile = mkdtempSync(join(tmpdir(), 'plimsoll-closing-'));
  const faults: string[] = [];
  let version = '';
  let kept = NOTHING;
  const launch = () => launchBrowser(browser, {extension, proxyPort, spki, profile, welcome: 'kept'});
  try {
    for (let done = 0; done < closings; done++) {
      const driver = await launch();
      try {
        version = await driver.browser.version();
        const life = await oneLife(driver, course, kept, 200 + random.below(1500));
        faults.push(...life.faults.map((what) => `after ${done} ends: ${what}`));
        kept = life.kept;
      } finally {
        await driver.crash();
      }
      progress?.(done + 1, closings);
    }
    const last = await launch();
    try {
      const left = await readHistory(await openOwnPage(last));
      faults.push(...judgeReopened(kept, left).map((what) => `after ${closings} ends: ${what}`));
      return {browser: version, seed, closings, points: left.points.length, faults};
    } finally {
      await last.close();
    }
  } finally {
    await loopback.close();
    await rm(profile, {recursive: true, force: true, maxRetries: 10, retryDelay: 200}).catch(() => {
      // The last processes of the browser may still be writing; it lies among the temporary files.
    });
  }
}
