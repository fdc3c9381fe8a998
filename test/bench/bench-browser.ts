import {parseArgs} from 'node:util';
import {build} from '../../build.mjs';
import {until} from '../browser/harness/driver.ts';
import type {BrowserName} from '../browser/harness/find.ts';
import {launchBrowser} from '../browser/harness/launch.ts';
import type {Session} from '../exchange/venue.ts';
import {binance} from '../exchange/venues/binance/venue.ts';
import {serve} from '../exchange/wire/loopback.ts';

// Frame on the wire → badge text set. The exchange notes the time just before it hands a frame to the socket; inside
// the background, the driver (not the extension) wraps the browser's own `setBadgeText` and notes when its promise is
// resolved. Both clocks are the machine's. Frames come further apart than the extension's coalescing interval, so that
// each is shown by itself, and each changes the text.

const FRAMES = Number(parseArgs({options: {frames: {type: 'string', default: '1000'}}}).values.frames);
const APART_MS = 125;
const GOAL_P99_MS = 10;

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

/** Sends the frames, one by one; when each went out. */
async function send(session: Session): Promise<readonly number[]> {
  const sent: number[] = [];
  for (let index = 0; index < FRAMES; index++) {
    const text = frame(86_500 + (index % 40) * 12);
    sent.push(clock());
    session.inject(text, '/market/');
    await pause(APART_MS);
  }
  return sent;
}

/** Milliseconds from wire to badge, of every frame that changed it. */
async function measure(browser: BrowserName, extension: string): Promise<readonly number[]> {
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
    const times = await driver.timeBadges();
    await page.bringToFront();
    await pause(500);
    const sent = await send(session);
    const shown = await times();
    return sent.flatMap((at) => {
      const next = shown.find((time) => time > at);
      return next === undefined || next - at > APART_MS ? [] : [next - at];
    });
  } finally {
    await driver.close();
    await loopback.close();
  }
}

const {chrome: chromium, firefox} = await build({outdir: 'artifacts/bench', zips: false});
for (const [browser, extension] of Object.entries({chromium, firefox}) as [BrowserName, string][]) {
  const times = [...(await measure(browser, extension))].sort((a, b) => a - b);
  const at = (share: number) =>
    (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN).toFixed(2);
  console.log(
    `${browser}: wire → badge, ${times.length} of ${FRAMES} frames: p50 ${at(0.5)} ms, p90 ${at(0.9)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms (goal p99 ≤ ${GOAL_P99_MS} ms)`,
  );
}
