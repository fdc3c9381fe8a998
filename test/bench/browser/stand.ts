import type {Page} from 'puppeteer-core';
import {type Driver, until} from '../../browser/harness/driver.ts';
import type {BrowserName} from '../../browser/harness/find.ts';
import {launchBrowser} from '../../browser/harness/launch.ts';
import type {Session} from '../../exchange/venue.ts';
import {binance} from '../../exchange/venues/binance/venue.ts';
import {serve} from '../../exchange/wire/loopback.ts';
import {type Life, lifeSeenFrom} from './noted-build.ts';

/** The machine's clock, as the pages have it: ms since 1970 with fractions. */
export const clock = () => performance.timeOrigin + performance.now();
export const pause = (ms: number) => new Promise((over) => setTimeout(over, ms));

/** Around 300 %, so that every few dollars change a digit. */
const OPENING = {
  cash: '1500',
  prices: {BTC: '86500'},
  positions: [{coin: 'BTC', size: '1', entry: '86500', leverage: 100}],
} as const;

/** Each of so many marks in a row gives another text. */
export const TEXTS = 40;

/** Where everything is measured: one browser with a live badge, one exchange. */
export type Stand = {
  readonly driver: Driver;
  readonly session: Session;
  readonly page: Page;
  readonly life: () => Promise<Life>;
  /** Hands the exchange's socket the mark with this number, and answers when; see `TEXTS`. */
  readonly mark: (index: number) => number;
  readonly close: () => Promise<void>;
};

/** As `markPriceUpdate` comes from Binance's own socket. */
function frame(price: number): string {
  const p = price.toFixed(8);
  const now = Date.now();
  const data = {e: 'markPriceUpdate', E: now, s: 'BTCUSDT', p, i: p, P: p, r: '0.0001', T: now + 28_800_000};
  return JSON.stringify({stream: 'btcusdt@markPrice@1s', data});
}

export async function openStand(browser: BrowserName, extension: string): Promise<Stand> {
  const session = binance.open(OPENING);
  const loopback = await serve([session]);
  const {proxyPort, spki} = loopback;
  const driver = await launchBrowser(browser, {extension, proxyPort, spki});
  const close = async () => {
    await driver.close();
    await loopback.close();
  };
  try {
    const page = await driver.open(binance.page);
    await until(
      async () => {
        session.publish();
        return (await driver.badge(page)).text;
      },
      (text) => /^\d{3}$/.test(text),
      {every: 200, within: 10_000, what: 'a badge of three digits'},
    );
    const own = await driver.extensionPage('manifest.json');
    await page.bringToFront();
    await pause(500);
    const mark = (index: number) => {
      const text = frame(86_500 + (index % TEXTS) * 12);
      const at = clock();
      session.inject(text, 'btcusdt@markPrice');
      return at;
    };
    return {driver, session, page, life: () => lifeSeenFrom(own), mark, close};
  } catch (thrown) {
    await close();
    throw thrown;
  }
}
