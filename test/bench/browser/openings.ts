import {type Driver, until} from '../../browser/harness/driver.ts';
import {EMPTY_PAGE} from './noted-build.ts';
import {pause, type Stand} from './stand.ts';

/** ms from the start of a page of the extension's to its first paint of any content. */
async function firstPaint(driver: Driver, path: string): Promise<number> {
  const page = await driver.extensionPage(path);
  const paint = 'performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null';
  const painted = await until(
    () => page.evaluate(paint) as Promise<number | null>,
    (time) => time !== null,
    {every: 20, within: 10_000, what: `a paint of ${path}`},
  );
  await page.close();
  return painted ?? Number.NaN;
}

export type Openings = {
  readonly empty: readonly number[];
  readonly warm: readonly number[];
  readonly cold: readonly number[];
  /** Of backgrounds that died beside an open exchange: ms until the next one's first line ran, and until its badge stood. */
  readonly firstLine: readonly number[];
  readonly firstBadge: readonly number[];
};

/** Every background that falls asleep has lived longer than this. */
const SHORTEST_LIFE_MS = 1500;
const AFTER_DEATH_MS = 500;

async function restarts({driver, life}: Stand, count: number) {
  const firstLine: number[] = [];
  const firstBadge: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    await driver.killBackground();
    await firstPaint(driver, 'popup.html');
    const woken = await until(life, ({shown}) => shown.length > 0, {what: 'a badge of the new background'});
    firstLine.push(woken.firstLineAt - woken.from);
    firstBadge.push((woken.shown[0]?.at ?? Number.NaN) - woken.from);
  }
  return {firstLine, firstBadge};
}

/**
 * The popup paints nothing before it has figures. Beside a page of one word, with the background awake, and with one that
 * sleeps: while an exchange's page is open it never does, so the page is left first.
 */
export async function openings(stand: Stand, count: number): Promise<Openings> {
  const {driver, page} = stand;
  const {firstLine, firstBadge} = await restarts(stand, count);
  const empty: number[] = [];
  const warm: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    empty.push(await firstPaint(driver, EMPTY_PAGE));
    warm.push(await firstPaint(driver, 'popup.html'));
  }
  await page.goto('about:blank');
  const cold: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    await pause(SHORTEST_LIFE_MS);
    await driver.killBackground();
    // What it takes to kill is not the popup's.
    await pause(AFTER_DEATH_MS);
    cold.push(await firstPaint(driver, 'popup.html'));
  }
  return {empty, warm, cold, firstLine, firstBadge};
}
