import type {Page} from 'puppeteer-core';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import type {Opening, Session} from '../exchange/venue.ts';
import {simulated} from '../exchange/venues/index.ts';
import {until} from './harness/driver.ts';
import {badgeOf} from './harness/expected.ts';
import {BROWSERS, type House, openHouse, publishUntilBadge} from './harness/house.ts';
import {openPopup, readPopup} from './harness/popup.ts';
import {takeTurns} from './harness/turns.ts';
import {LONE_LONG, NOBODY, TWO_POOLS} from './openings.ts';

/** The two that play every part; the others play theirs together, in venues/. */
const VENUES = ['hyperliquid', 'binance'] as const;

const WRECKED = {
  hyperliquid: [
    '{"channel":"allDexsClearinghouseState","data":{"user":42',
    '{"channel":"allDexsClearinghouseState","data":[]}',
    '{"channel":"activeAssetCtx","data":{"coin":"BTC","ctx":{"markPx":"1e999999","oraclePx":null}}}',
  ],
  binance: [
    '{"stream":"btcusdt@markPrice@1s","data":{"e":"markPriceUpdate","p":"NaN"',
    '{"stream":"btcusdt@markPrice@1s","data":{"e":"markPriceUpdate","E":1,"s":"BTCUSDT","p":"x"}}',
    '{"e":"ACCOUNT_UPDATE","E":1,"T":1,"a":{"B":[{"a":"USDT","cw":null}],"P":{}}}',
  ],
} as const;

describe.each(BROWSERS)('%s', (browser) => {
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

  const begin = async (venue: (typeof VENUES)[number], opening: Opening): Promise<Session> => {
    const session = turns[venue].begin(opening);
    page = await house.visit(simulated[venue], session);
    return session;
  };
  const rightBadge = (session: Session, what: string) =>
    publishUntilBadge({driver: house.driver, session}, (text) => text === badgeOf(session), page, what);

  it.each(VENUES)('%s: shows the worst pool of a single frame', async (venue) => {
    const session = await begin(venue, TWO_POOLS);
    await rightBadge(session, 'the opening');

    session.book.move('SOL', '128.9');
    session.publish();
    await until(
      async () => (await house.driver.badge(page)).text,
      (text) => text === badgeOf(session),
      {what: 'the badge of one frame'},
    );

    const reading = await until(
      () => readPopup(popup),
      ({positions}) => positions.length === 3,
    );
    expect(reading.positions.filter(({pool}) => pool === reading.worst).map(({symbol}) => symbol)).toEqual([
      simulated[venue].symbol('SOL'),
    ]);
    expect(reading.pools).toHaveLength(2);
  });

  it.each(VENUES)(
    '%s: shows no badge without a position, and a wrecked frame changes no figure',
    async (venue) => {
      const session = await begin(venue, NOBODY);
      session.publish();
      await until(
        () => readPopup(popup),
        ({pages}) => pages[0]?.state === 'seeing',
        {what: 'seeing the account'},
      );
      expect((await house.driver.badge(page)).text).toBe('');

      session.book.fill('BTC', '0.1');
      await rightBadge(session, 'the first position');
      const before = await until(
        () => readPopup(popup),
        ({accuracy}) => accuracy !== null,
        {what: 'the popup after the badge'},
      );
      for (const [index, text] of WRECKED[venue].entries()) {
        session.inject(text, venue === 'binance' && text.startsWith('{"e"') ? '/private' : '');
        await until(
          () => readPopup(popup),
          ({pages}) => (pages[0]?.defects ?? 0) > index,
          {what: `counting ${text}`},
        );
      }
      const after = await readPopup(popup);
      expect(after.accuracy).toBe(before.accuracy);
      expect(after.positions.map(({liquidationPrice}) => liquidationPrice)).toEqual(
        before.positions.map(({liquidationPrice}) => liquidationPrice),
      );
    },
  );

  it('follows an order fill: the figure of the new size, not of the old', async () => {
    const session = await begin('binance', LONE_LONG);
    await rightBadge(session, 'the opening');
    session.book.fill('BTC', '0.5');
    await rightBadge(session, 'the badge after the fill');
  });
});
