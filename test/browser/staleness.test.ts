import type {Page} from 'puppeteer-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Session} from '../exchange/venue.ts';
import {simulated} from '../exchange/venues/index.ts';
import {until} from './harness/driver.ts';
import {type House, openHouse, publishUntilBadge} from './harness/house.ts';
import {openPopup, readPopup} from './harness/popup.ts';
import {BROWSERS} from './harness/stage.ts';
import {pillTone} from './harness/tags.ts';
import {LONE_LONG} from './openings.ts';

const STALE = '#5f6368';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const pause = (ms: number) => new Promise((over) => setTimeout(over, ms));

/** Frames that tell of the account. */
const ACCOUNT = {
  binance: /"ACCOUNT_UPDATE"/,
  hyperliquid: /"channel":"(webData3|spotState|allDexsClearinghouseState|user)/,
} as const;

/** All that an old path of Binance's still says: order books. */
const OLD_PATH = /markPriceUpdate|ACCOUNT_UPDATE/;

describe.each(BROWSERS)('%s', (browser) => {
  const {binance, hyperliquid} = simulated;
  const sessions = {binance: binance.open(LONE_LONG), hyperliquid: hyperliquid.open(LONE_LONG)};
  let house: House;
  let popup: Page;

  beforeAll(async () => {
    house = await openHouse({browser, sites: Object.values(sessions)});
    popup = await openPopup(house.driver);
  });
  afterAll(async () => {
    await house[Symbol.asyncDispose]();
  });

  /** Badge, popup and pill of a page say `stale`, or none of them does; while `during` is done again and again. */
  const allSay = async (word: 'stale' | 'live', page: Page, during: () => void, what: string) => {
    const {driver} = house;
    await until(
      async () => {
        during();
        const {colour, title} = await driver.badge(page);
        const {positions} = await readPopup(popup);
        return [
          colour === STALE && /stale/i.test(title),
          positions.length > 0 && positions.every(({tone}) => tone === 'stale'),
          (await pillTone(driver, page)) === 'stale',
        ];
      },
      (faces) => faces.every((isStale) => isStale === (word === 'stale')),
      {what, every: 100},
    );
  };

  const begin = async (name: keyof typeof sessions): Promise<{session: Session; page: Page}> => {
    const session = sessions[name];
    const page = await house.visit(simulated[name], session);
    await publishUntilBadge({driver: house.driver, session}, (text) => /^\d+k?$/.test(text), page, name);
    return {session, page};
  };

  /** From now on the account says nothing, and prices go on; answers when it is stale because so much time has passed. */
  const untilAccountIsOld = async (name: keyof typeof sessions, page: Page, limit: number) => {
    const {driver} = house;
    const session = sessions[name];
    session.silence(ACCOUNT[name]);
    // What was said before is on its way.
    await pause(500);
    await driver.setClockAhead(-DAY + limit - 10_000);
    await allSay('live', page, () => session.publish(), 'live as long as the account may be silent');
    await driver.setClockAhead(-DAY + limit + 10_000);
    await allSay('stale', page, () => session.publish(), 'stale, whatever the prices');
    expect((await driver.badge(page)).title).toMatch(/account has said nothing/i);
    session.silence('talking');
  };

  // The background's clock begins a day behind the page's, and what it hears cannot have happened later than now: so hours
  // can pass between one frame and the next.

  it('Binance in a hidden tab: an old path, which is open and speaks of order books only; a private half that is silent', async () => {
    const {driver} = house;
    await driver.setClockAhead(-DAY);
    const {session, page} = await begin('binance');
    await allSay('live', page, () => session.publish(), 'live');
    const front = await driver.browser.newPage();
    await front.bringToFront();
    expect(await page.evaluate(() => document.visibilityState)).toBe('hidden');

    session.silence(OLD_PATH);
    const from = performance.now();
    // A mark is old after 5 s, which pass as they do.
    await allSay('stale', page, () => session.publish(), 'stale everywhere');
    expect(performance.now() - from).toBeGreaterThan(4000);

    session.silence('talking');
    await allSay('live', page, () => session.publish(), 'live again');
    await untilAccountIsOld('binance', page, (8 * 60 + 5) * MINUTE);
    await front.close();
    await house.leave(page, popup);
  });

  it('Hyperliquid: a private half that is silent; the machine sleeps, and wakes before anything is heard', async () => {
    const {driver} = house;
    await driver.setClockAhead(-DAY);
    const {page, session} = await begin('hyperliquid');
    await allSay('live', page, () => session.publish(), 'live');
    await untilAccountIsOld('hyperliquid', page, MINUTE / 2);
    await allSay('live', page, () => session.publish(), 'live with the account');
    await pause(500);

    await driver.setClockAhead(-DAY + 180 * MINUTE);
    await allSay('stale', page, () => {}, 'stale on waking');
    await allSay('live', page, () => session.publish(), 'live with the first word');
  });
});
