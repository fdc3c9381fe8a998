import DecimalJs from 'decimal.js';
import type {Page} from 'puppeteer-core';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import type {Liquidation, Opening, Session} from '../exchange/venue.ts';
import {simulated} from '../exchange/venues/index.ts';
import {until} from './harness/driver.ts';
import {BROWSERS, type House, openHouse, publishUntilBadge} from './harness/house.ts';
import {openPopup, readPopup} from './harness/popup.ts';
import {takeTurns} from './harness/turns.ts';
import {TWO_POOLS, WHALE} from './openings.ts';

/** The price is taken to its end in so many equal steps; the pool is gone at the last but one. */
const STEPS = 13;
const AHEAD = 10;

/** What the popup shows as the coin's liquidation price, once it has heard of this mark. */
async function shownPrice(session: Session, popup: Page, symbol: string, mark: string): Promise<string> {
  const line = await until(
    async () => (await readPopup(popup)).positions.find((position) => position.symbol === symbol),
    (position) => position?.mark === mark,
    {what: `showing ${symbol} at ${mark}`, every: 30},
  );
  if (line?.liquidationPrice == null) throw new Error(`no liquidation price for ${symbol} at ${mark}`);
  expect(session.book.stakes).not.toEqual([]);
  return line.liquidationPrice;
}

type Walk = {readonly fall: readonly Liquidation[]; readonly shown: readonly string[]};

/** Walks `coin` down to just past its liquidation price and keeps what the popup showed at each step. */
async function walkInto(session: Session, popup: Page, coin: string, symbol: string): Promise<Walk> {
  const from = session.book.mark(coin);
  const brink = session.book.brink(coin) ?? from;
  // 0.3 of a step beyond the brink at the end, so that no step lies on it.
  const stride = brink.minus(from).div(STEPS - 0.7);
  const shown: string[] = [];
  for (let step = 0; step <= STEPS; step++) {
    const price = from.plus(stride.times(step)).toSignificantDigits(7);
    const fall = session.book.move(coin, price);
    session.publish();
    if (fall.length > 0) return {fall, shown};
    shown.push(await shownPrice(session, popup, symbol, price.toFixed()));
  }
  throw new Error('walked past the liquidation price, and nothing happened');
}

type Play = {
  readonly venue: 'hyperliquid' | 'binance';
  readonly what: string;
  readonly pool: 'cross' | 'isolated';
  readonly coin: string;
  readonly opening: Opening;
};

const plays = (venue: Play['venue']): readonly Play[] => [
  {venue, what: 'cross with two positions', pool: 'cross', coin: 'BTC', opening: TWO_POOLS},
  {venue, what: 'isolated', pool: 'isolated', coin: 'SOL', opening: TWO_POOLS},
  {venue, what: 'cross through the tiers', pool: 'cross', coin: 'BTC', opening: WHALE},
];

const UNIFIED: Play = {
  venue: 'hyperliquid',
  what: 'cross, unified account',
  pool: 'cross',
  coin: 'BTC',
  opening: {...TWO_POOLS, mode: 'unified'},
};

const PLAYS = [...plays('hyperliquid'), UNIFIED, ...plays('binance')];

describe.each(BROWSERS)(
  '%s: the liquidation price that the popup shows is where the exchange liquidates',
  (browser) => {
    const turns = {hyperliquid: takeTurns(simulated.hyperliquid), binance: takeTurns(simulated.binance)};
    let house: House;
    let popup: Page;
    let page: Page | undefined;

    beforeAll(async () => {
      house = await openHouse({browser, sites: Object.values(turns).map(({site}) => site)});
      popup = await openPopup(house.driver);
    });
    afterEach(() => house.leave(page, popup));
    afterAll(() => house[Symbol.asyncDispose]());

    it.each(PLAYS)('$venue, $what', async ({venue, pool, coin, opening}) => {
      const session = turns[venue].begin(opening);
      page = await house.visit(simulated[venue], session);
      const {driver} = house;
      await publishUntilBadge({driver, session}, (text) => /^\d+k?$/.test(text), page, 'a figure');

      const {fall, shown} = await walkInto(session, popup, coin, simulated[venue].symbol(coin));

      expect(fall[0]?.pool).toBe(pool);
      expect(shown.length).toBeGreaterThanOrEqual(AHEAD);
      const promised = new DecimalJs(shown.at(-AHEAD) ?? 'NaN');
      const happened = fall[0]?.price ?? new DecimalJs('NaN');
      expect(promised.div(happened).minus(1).abs().toNumber()).toBeLessThan(1e-6);
    });
  },
);
