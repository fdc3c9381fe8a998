import DecimalJs from 'decimal.js';
import type {Page} from 'puppeteer-core';
import {describe, expect, it} from 'vitest';
import type {Session} from '../exchange/venue.ts';
import {until} from './harness/driver.ts';
import {TWO_DAYS} from './harness/house.ts';
import {BROWSERS, stage} from './harness/stage.ts';
import {readTags, type SeenTag} from './harness/tags.ts';
import {TWO_POOLS} from './openings.ts';

/** What the exchange's own ledger makes of a coin: percent from the mark to the price of its liquidation, cut off. */
function distanceOf({book}: Session, coin: string): string {
  const brink = book.brink(coin);
  if (brink === undefined) throw new Error(`nothing liquidates ${coin}`);
  const percent = new DecimalJs(brink.toFixed()).div(book.mark(coin).toFixed()).minus(1).abs().times(100);
  return `${percent.toFixed(percent.gte(10) ? 1 : 2, DecimalJs.ROUND_DOWN)}%`;
}

type Box = Omit<SeenTag, 'text' | 'seen'>;
type Line = {readonly coin: string; readonly cell: Box; readonly price: Box};

/** The page's rows where they are now: the cell of the liquidation price, and its digits. */
const linesOf = (page: Page): Promise<readonly Line[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('#rows tr')].map((row) => {
      const cell = row.children[6] as HTMLElement;
      const range = document.createRange();
      range.selectNodeContents(cell.firstChild as Node);
      const box = ({left, top, right, bottom}: DOMRect) => ({left, top, right, bottom});
      return {
        coin: row.children[0]?.textContent ?? '',
        cell: box(cell.getBoundingClientRect()),
        price: box(range.getBoundingClientRect()),
      };
    }),
  );

const shared = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** Each coin with the texts of the tags that stand in its row, beside the price and not on it. */
function besideOf(lines: readonly Line[], tags: readonly SeenTag[]): Record<string, readonly string[]> {
  const seen = tags.filter((tag) => tag.seen);
  const inRow = ({cell, price}: Line) =>
    seen.filter(
      (tag) =>
        tag.top >= cell.top - 1 &&
        tag.bottom <= cell.bottom + 1 &&
        tag.right > cell.left - 60 &&
        tag.left < cell.right + 60 &&
        !shared(tag, price),
    );
  return Object.fromEntries(lines.map((line) => [line.coin, inRow(line).map(({text}) => text)]));
}

/** The page's whole tree without its texts: element names and attributes, in order. */
const treeOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('#positions *, html > *')].map(({tagName, attributes}) =>
      [tagName, ...[...attributes].map(({name}) => name)].join(' '),
    ),
  );

describe.each(BROWSERS)('%s: beside the venue’s own liquidation price', (browser) => {
  it('stands the distance, goes with its row, gives way to what covers it, and goes when it is stale', async () => {
    await using play = await stage({browser, venue: 'hyperliquid', opening: TWO_POOLS});
    const {session, driver} = play;
    const page = await play.open();
    await play.badgeThat((text) => /^\d+$/.test(text), page);

    const expected = () =>
      Object.fromEntries(['BTC', 'ETH', 'SOL'].map((coin) => [coin, [distanceOf(session, coin)]]));
    const drawn = async () => besideOf(await linesOf(page), await readTags(driver, page));
    const untilBeside = (what: string) =>
      until(drawn, (beside) => JSON.stringify(beside) === JSON.stringify(expected()), {
        what: `${what}: ${JSON.stringify(expected())}`,
        every: 100,
      });
    await untilBeside('beside each price its distance');

    session.book.move('SOL', '129.7');
    session.publish();
    await untilBeside('the new distance');

    // A page that is longer than the window, and is scrolled.
    await page.addStyleTag({content: 'html {height: auto} body {height: 1400px; margin-bottom: 900px}'});
    const tops: number[] = [];
    for (const to of [800, 900]) {
      await page.evaluate((top) => scrollTo(0, top), to);
      await untilBeside(`in their rows, scrolled to ${to}`);
      tops.push(Math.min(...(await readTags(driver, page)).map(({top}) => top)));
    }
    expect((tops[0] ?? 0) - (tops[1] ?? 0)).toBeCloseTo(100, -1);

    await page.evaluate(() => {
      const cover = document.createElement('dialog');
      cover.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh;display:block';
      document.body.append(cover);
    });
    const gone = async () => (await readTags(driver, page)).filter(({seen}) => seen);
    await until(gone, (tags) => tags.length === 0, {what: 'under what covers the table'});
    await page.evaluate(() => document.querySelector('dialog')?.remove());
    await untilBeside('there again');

    // Of ours the page has one bare element, as with the pill alone.
    const tree = await treeOf(page);
    expect(tree.filter((line) => /^(HEAD|BODY|DIV)/.test(line))).toEqual(['HEAD', 'BODY', 'DIV']);
    expect(tree.filter((line) => /^T[DR]/.test(line)).length).toBe(1 + 3 * 9);
    expect(tree.filter((line) => /style|data|aria/.test(line))).toEqual([]);

    await driver.setClockAhead(TWO_DAYS);
    await until(
      () => readTags(driver, page),
      (tags) => tags.length === 0,
      {what: 'without tags when nothing is live'},
    );
  });
});
