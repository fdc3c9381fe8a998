import type {Page} from 'puppeteer-core';
import {type Driver, until} from '../../browser/harness/driver.ts';
import {launchBrowser} from '../../browser/harness/launch.ts';
import type {Session} from '../../exchange/venue.ts';
import {binance} from '../../exchange/venues/binance/venue.ts';
import {serve} from '../../exchange/wire/loopback.ts';
import type {PartOptions} from '../part.ts';

export type MainThreadOptions = Omit<PartOptions, 'seed'> & {
  /** Of measurements with the extension and without, in changing order. */
  readonly pairs: number;
  /** Frames a second, none of them wanted. */
  readonly rate: number;
};

export type MainThreadReport = {
  readonly browser: string;
  readonly rate: number;
  readonly characters: number;
  /** Percent of the time that the page’s main thread is busy. Medians. */
  readonly without: number;
  readonly with: number;
  /** Of a page without us that has a second listener which does nothing: less no extension can cost that hears a socket. */
  readonly listener: number;
  /** Of the differences between with and without: the median, and the standard error of their mean. */
  readonly added: number;
  readonly error: number;
  readonly pairs: readonly Shares[];
  /** Percent. */
  readonly goal: number;
  readonly met: boolean;
};

/** Percent, one after another. */
type Shares = {readonly without: number; readonly listener: number; readonly with: number};

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
const listenWith = (more: string) => `new Promise((open) => {
  globalThis.counted = 0;
  const socket = new WebSocket('wss://fstream.binance.com/market/stream?streams=none');
  ${more}
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

/** What the extension costs a page that hears much and nothing of which is wanted, and what an empty listener would: three browsers, by turns. */
export async function mainThread(options: MainThreadOptions): Promise<MainThreadReport> {
  const {browser, extension, pairs: wanted, rate, progress} = options;
  const loopbacks: Awaited<ReturnType<typeof serve>>[] = [];
  const drivers: Driver[] = [];
  const berth = async (ours: {readonly extension?: string}, more = ''): Promise<Side> => {
    const session = binance.open({cash: '6000', prices: {BTC: '86500'}, positions: []});
    const loopback = await serve([session]);
    loopbacks.push(loopback);
    const {proxyPort, spki} = loopback;
    const driver = await launchBrowser(browser, {...ours, proxyPort, spki});
    drivers.push(driver);
    const page = await driver.open(binance.page);
    await page.evaluate(listenWith(more));
    return {driver, page, session};
  };
  try {
    const sides = {
      without: await berth({}),
      listener: await berth({}, "socket.addEventListener('message', () => {});"),
      with: await berth({extension}),
    };
    const kinds = Object.keys(sides) as (keyof Shares)[];
    // All are warm before anything counts.
    for (const kind of kinds) await busy(sides[kind], rate);
    const pairs: Shares[] = [];
    for (let pair = 0; pair < wanted; pair++) {
      const shares: Partial<Record<keyof Shares, number>> = {};
      for (const kind of pair % 2 === 0 ? kinds : kinds.toReversed()) {
        shares[kind] = await busy(sides[kind], rate);
      }
      pairs.push(shares as Shares);
      progress?.(pair + 1, wanted);
    }
    const differences = pairs.map((pair) => pair.with - pair.without);
    const added = median(differences);
    return {
      browser: await sides.with.driver.browser.version(),
      rate,
      characters: FRAME.length,
      without: median(pairs.map(({without}) => without)),
      listener: median(pairs.map(({listener}) => listener)),
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
