import type {Page} from 'puppeteer-core';
import {type Driver, until} from '../../browser/harness/driver.ts';
import type {BrowserName} from '../../browser/harness/find.ts';
import {launchBrowser} from '../../browser/harness/launch.ts';
import type {Session} from '../../exchange/venue.ts';
import {binance} from '../../exchange/venues/binance/venue.ts';
import {serve} from '../../exchange/wire/loopback.ts';

export type MainThreadOptions = {
  readonly browser: BrowserName;
  readonly extension: string;
  /** Pairs of measurements, one with the extension and one without, in changing order. */
  readonly pairs: number;
  /** Frames a second, none of them wanted. */
  readonly rate: number;
  readonly progress?: (done: number, of: number) => void;
};

export type MainThreadReport = {
  readonly browser: string;
  readonly rate: number;
  readonly characters: number;
  /** Percent of the time that the page’s main thread is busy. Medians. */
  readonly without: number;
  readonly with: number;
  /** Of the pairs' differences: the median, and the standard error of their mean. */
  readonly added: number;
  readonly error: number;
  readonly pairs: readonly {readonly without: number; readonly with: number}[];
  /** Percent. */
  readonly goal: number;
  readonly met: boolean;
};

const GOAL = 0.5;
const WINDOW_MS = 5000;
const TICK_MS = 10;

const pause = (ms: number) => new Promise((over) => setTimeout(over, Math.max(0, ms)));

/** A step of the order book, of a socket of which other messages are wanted. */
const LEVELS = Array.from({length: 24}, (_, level) => [`${86500 - level}.10`, `${level}.125`]);
const FRAME = JSON.stringify({
  stream: 'btcusdt@depth@100ms',
  data: {e: 'depthUpdate', E: 1795000000000, s: 'BTCUSDT', U: 1, u: 2, pu: 0, b: LEVELS, a: LEVELS},
});

/** A socket of the page's own, that reads what comes, as any page does: that text is made of it is not our doing. */
const LISTEN = `new Promise((open) => {
  globalThis.counted = 0;
  const socket = new WebSocket('wss://fstream.binance.com/market/stream?streams=none');
  socket.onmessage = ({data}) => { if (JSON.parse(data).data.s === 'BTCUSDT') counted++; };
  socket.onopen = () => open(null);
})`;

type Side = {readonly driver: Driver; readonly page: Page; readonly session: Session};

/** Answers with how many were sent. */
async function send({session}: Side, rate: number): Promise<number> {
  const begun = performance.now();
  let sent = 0;
  for (let next = begun; next - begun < WINDOW_MS; next += TICK_MS) {
    await pause(next - performance.now());
    const due = Math.min(WINDOW_MS, performance.now() - begun) * (rate / 1000);
    for (; sent < due; sent++) session.inject(FRAME, 'streams=none');
  }
  return sent;
}

/**
 * Percent of the time that the page's main thread is busy while the frames come, at the rate that is asked for: also on a
 * machine so laden that they come more slowly.
 */
async function busy(side: Side, rate: number): Promise<number> {
  const {driver, page} = side;
  await page.bringToFront();
  const count = () => page.evaluate('counted') as Promise<number>;
  const [counted, before] = [await count(), await driver.gauges.busy(page)];
  const sent = await send(side, rate);
  await until(count, (now) => now >= counted + sent, {every: 100, what: 'all there'});
  return (((await driver.gauges.busy(page)) - before) * 100 * rate) / sent;
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

function errorOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

/** What the extension costs a page that hears much and nothing of which is wanted: two browsers, by turns. */
export async function mainThread(options: MainThreadOptions): Promise<MainThreadReport> {
  const {browser, extension, pairs: wanted, rate, progress} = options;
  const loopbacks: Awaited<ReturnType<typeof serve>>[] = [];
  const drivers: Driver[] = [];
  const berth = async (ours: {readonly extension?: string}): Promise<Side> => {
    const session = binance.open({cash: '6000', prices: {BTC: '86500'}, positions: []});
    const loopback = await serve([session]);
    loopbacks.push(loopback);
    const {proxyPort, spki} = loopback;
    const driver = await launchBrowser(browser, {...ours, proxyPort, spki});
    drivers.push(driver);
    const page = await driver.open(binance.page);
    await page.evaluate(LISTEN);
    return {driver, page, session};
  };
  try {
    const bare = await berth({});
    const ours = await berth({extension});
    // Both are warm before anything counts.
    for (const side of [bare, ours]) await busy(side, rate);
    const pairs: {without: number; with: number}[] = [];
    for (let pair = 0; pair < wanted; pair++) {
      if (pair % 2 === 0) {
        const without = await busy(bare, rate);
        pairs.push({without, with: await busy(ours, rate)});
      } else {
        const taken = await busy(ours, rate);
        pairs.push({without: await busy(bare, rate), with: taken});
      }
      progress?.(pair + 1, wanted);
    }
    const differences = pairs.map((pair) => pair.with - pair.without);
    const added = median(differences);
    return {
      browser: await ours.driver.browser.version(),
      rate,
      characters: FRAME.length,
      without: median(pairs.map(({without}) => without)),
      with: median(pairs.map((pair) => pair.with)),
      added,
      error: errorOf(differences),
      pairs,
      goal: GOAL,
      met: added <= GOAL,
    };
  } finally {
    for (const driver of drivers) await driver.close();
    for (const loopback of loopbacks) await loopback.close();
  }
}
