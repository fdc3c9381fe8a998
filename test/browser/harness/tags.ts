import type {Page} from 'puppeteer-core';
import type {Driver} from './driver.ts';
import {inOurShadow} from './shadow.ts';

/** A distance tag as it is drawn now: in pixels of the window. */
export type SeenTag = {
  readonly text: string;
  readonly seen: boolean;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

const MEASURE = `(tag) => {
  const {left, top, right, bottom} = tag.getBoundingClientRect();
  const {opacity, visibility} = getComputedStyle(tag);
  return JSON.stringify({text: tag.textContent, seen: opacity === '1' && visibility === 'visible', left, top, right, bottom});
}`;

/** The distance tags on a page. */
export async function readTags(driver: Driver, page: Page): Promise<readonly SeenTag[]> {
  const told = await inOurShadow(driver, page, 'tag', MEASURE);
  return told.map((text) => JSON.parse(text));
}

/** The colour that the pill on a page shows: a grade, or `stale`; undefined: there is no pill. */
export async function pillTone(driver: Driver, page: Page): Promise<string | undefined> {
  const [tone] = await inOurShadow(driver, page, 'pill', '(pill) => pill.dataset.tone');
  return tone;
}
