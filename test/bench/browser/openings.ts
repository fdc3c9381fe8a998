import {type Driver, until} from '../../browser/harness/driver.ts';
import {EMPTY_PAGE} from './noted-build.ts';
import type {Stand} from './stand.ts';

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
  /** Of each background that the cold popup woke: ms until its first line ran, and until its badge stood. */
  readonly firstLine: readonly number[];
  readonly firstBadge: readonly number[];
};

/** The popup paints nothing before it has figures. Beside a page of one word, with the background awake, and with one that has just died. */
export async function openings({driver, life}: Stand, count: number): Promise<Openings> {
  const empty: number[] = [];
  const warm: number[] = [];
  const cold: number[] = [];
  const firstLine: number[] = [];
  const firstBadge: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    empty.push(await firstPaint(driver, EMPTY_PAGE));
    warm.push(await firstPaint(driver, 'popup.html'));
    await driver.killBackground();
    cold.push(await firstPaint(driver, 'popup.html'));
    const woken = await until(life, ({shown}) => shown.length > 0, {what: 'a badge of the new background'});
    firstLine.push(woken.firstLineAt - woken.from);
    firstBadge.push((woken.shown[0]?.at ?? Number.NaN) - woken.from);
  }
  return {empty, warm, cold, firstLine, firstBadge};
}
