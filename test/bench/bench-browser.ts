import {writeFileSync} from 'node:fs';
import {parseArgs} from 'node:util';
import type {Page} from 'puppeteer-core';
import {build} from '../../build.mjs';
import {type Driver, until} from '../browser/harness/driver.ts';
import type {BrowserName} from '../browser/harness/find.ts';
import {launchBrowser} from '../browser/harness/launch.ts';
import type {Session} from '../exchange/venue.ts';
import {binance} from '../exchange/venues/binance/venue.ts';
import {serve} from '../exchange/wire/loopback.ts';

// Frame on the wire → badge text set. The exchange notes the time just before it hands a frame to the socket; inside
// the background, the driver (not the extension) wraps the browser's own `setBadgeText` and notes when its promise is
// resolved. Both clocks are the machine's. Frames come further apart than the extension's coalescing interval, so that
// each is shown by itself, and each changes the text.

const {values: wanted} = parseArgs({
  options: {frames: {type: 'string', default: '1000'}, browser: {type: 'string'}},
});
const FRAMES = Number(wanted.frames);
const APART_MS = 150;
const GOAL_P99_MS = 10;
const OPENINGS = 20;
const GOAL_POPUP_MS = 100;

const clock = () => performance.timeOrigin + performance.now();
const pause = (ms: number) => new Promise((over) => setTimeout(over, ms));

/** Around 300 %, so that every few dollars change a digit. */
const OPENING = {
  cash: '1500',
  prices: {BTC: '86500'},
  positions: [{coin: 'BTC', size: '1', entry: '86500', leverage: 100}],
} as const;

function frame(price: number): string {
  const p = price.toFixed(8);
  const now = Date.now();
  const data = {e: 'markPriceUpdate', E: now, s: 'BTCUSDT', p, i: p, P: p, r: '0.0001', T: now + 28_800_000};
  return JSON.stringify({stream: 'btcusdt@markPrice@1s', data});
}

/** As long as a frame, and nothing that the extension wants: it must not start the coalescing. */
const BARE = JSON.stringify({bare: '.'.repeat(190)});

/** Sends the frames, one by one; when each went out. */
async function send(session: Session): Promise<readonly number[]> {
  const sent: number[] = [];
  for (let index = 0; index < FRAMES; index++) {
    const text = frame(86_500 + (index % 40) * 12);
    sent.push(clock());
    session.inject(BARE, 'streams=none');
    session.inject(text, 'btcusdt@markPrice');
    await pause(APART_MS);
  }
  return sent;
}

/** A second socket of the page's own, that only notes when each frame comes: what wire and browser take without us. */
async function listenBare(page: Page): Promise<() => Promise<readonly number[]>> {
  await page.evaluate(`new Promise((open) => {
    globalThis.bareTimes = [];
    const socket = new WebSocket('wss://fstream.binance.com/market/stream?streams=none');
    socket.onmessage = () => bareTimes.push(performance.timeOrigin + performance.now());
    socket.onopen = () => open(null);
  })`);
  return () => page.evaluate('bareTimes') as Promise<readonly number[]>;
}

/** For each frame sent the time until the next of `seen`, in ms; a frame that was overtaken by the next one has none. */
const delays = (sent: readonly number[], seen: readonly number[]): readonly number[] =>
  sent.flatMap((at) => {
    const next = seen.find((time) => time > at);
    return next === undefined || next - at > APART_MS ? [] : [next - at];
  });

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

/** The popup paints nothing before it has figures. Each time with a worker that has just died, beside a page of one word. */
async function openings(driver: Driver): Promise<Pick<Delays, 'popup' | 'empty'>> {
  const popup: number[] = [];
  const empty: number[] = [];
  for (let index = 0; index < OPENINGS; index++) {
    empty.push(await firstPaint(driver, 'empty.html'));
    await driver.killBackground();
    popup.push(await firstPaint(driver, 'popup.html'));
  }
  return {popup, empty};
}

type Delays = {
  readonly bare: readonly number[];
  readonly badge: readonly number[];
  readonly popup: readonly number[];
  readonly empty: readonly number[];
};

async function measure(browser: BrowserName, extension: string): Promise<Delays> {
  const session = binance.open(OPENING);
  const loopback = await serve([session]);
  const {proxyPort, spki} = loopback;
  const driver = await launchBrowser(browser, {extension, proxyPort, spki});
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
    const shown = await driver.timeBadges();
    const heard = await listenBare(page);
    await page.bringToFront();
    await pause(500);
    const sent = await send(session);
    const frames = {bare: delays(sent, await heard()), badge: delays(sent, await shown())};
    return {...frames, ...(await openings(driver))};
  } finally {
    await driver.close();
    await loopback.close();
  }
}

const {chrome: chromium, firefox} = await build({outdir: 'artifacts/bench', zips: false});
for (const extension of [chromium, firefox]) {
  writeFileSync(`${extension}/empty.html`, '<!doctype html><title>Empty</title><p>Empty');
}

function report(what: string, delays: readonly number[], goal = ''): void {
  const times = [...delays].sort((a, b) => a - b);
  const at = (share: number) =>
    (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN)
      .toFixed(2)
      .padStart(7);
  const count = `${times.length}`;
  console.log(
    `${what.padEnd(32)} p50${at(0.5)}  p90${at(0.9)}  p99${at(0.99)}  max${at(1)} ms  (${count}${goal})`,
  );
}

for (const [browser, extension] of Object.entries({chromium, firefox}) as [BrowserName, string][]) {
  if (wanted.browser !== undefined && wanted.browser !== browser) continue;
  const {bare, badge, popup, empty} = await measure(browser, extension);
  report(`${browser}, wire → page`, bare);
  report(`${browser}, wire → badge`, badge, ` of ${FRAMES} frames; goal p99 ≤ ${GOAL_P99_MS} ms`);
  report(`${browser}, empty page → paint`, empty);
  report(`${browser}, popup → figures, cold`, popup, `; goal ≤ ${GOAL_POPUP_MS} ms`);
}
