import type {Page} from 'puppeteer-core';
import type {Shown} from './noted-build.ts';
import {clock, pause, type Stand, TEXTS} from './stand.ts';

/** Longer than the extension waits between two texts, so that each frame is shown by itself. */
const APART_MS = 150;
/** The extension's own interval and a generous browser's. */
const SETTLED_MS = 500;

const BURST = 5000;
/** Frames handed over at a time, one such every millisecond. */
const SHEAF = 5;

/** As long as a frame, and nothing that the extension wants: it must not start the coalescing. */
const BARE = JSON.stringify({bare: '.'.repeat(190)});

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

/** A browser's clock may be coarser than the exchange's. */
const GRAIN_MS = 2;

/** For each frame sent the time until the next of `seen`, in ms; a frame that was overtaken by the next one has none. */
const delays = (sent: readonly number[], seen: readonly number[]): readonly number[] =>
  sent.flatMap((at) => {
    const next = seen.find((time) => time > at - GRAIN_MS);
    return next === undefined || next - at > APART_MS ? [] : [Math.max(0, next - at)];
  });

export type SingleFrames = {
  readonly bare: readonly number[];
  readonly badge: readonly number[];
  /** The text of each mark; see `TEXTS`. */
  readonly texts: readonly string[];
};

/** Frames one by one, each shown by itself: ms from the wire to the page, and to the badge. */
export async function singleFrames(stand: Stand, count: number): Promise<SingleFrames> {
  const heard = await listenBare(stand.page);
  const sent: number[] = [];
  for (let index = 0; index < count; index += 1) {
    stand.session.inject(BARE, 'streams=none');
    sent.push(stand.mark(index));
    await pause(APART_MS);
  }
  const {shown} = await stand.life();
  const texts = sent.slice(0, TEXTS).map((at) => shown.findLast((one) => one.at < at + APART_MS)?.text ?? '');
  const badge = delays(
    sent,
    shown.map(({at}) => at),
  );
  return {bare: delays(sent, await heard()), badge, texts};
}

/**
 * Frames faster than the badge changes: for each the ms until a text stands that counts it in, which is its own or a
 * later frame's. Texts repeat only after `TEXTS` frames, so the latest frame with a text is the one it shows.
 */
export async function pacedFrames(stand: Stand, texts: readonly string[], count: number, apart: number) {
  const sent: number[] = [];
  for (let index = 0; index < count; index += 1) {
    sent.push(stand.mark(index));
    await pause(apart);
  }
  await pause(SETTLED_MS);
  const {shown} = await stand.life();
  return countedIn(sent, shown, texts);
}

export function countedIn(
  sent: readonly number[],
  shown: readonly Shown[],
  texts: readonly string[],
): readonly number[] {
  const waits: number[] = [];
  for (const {text, at} of shown) {
    const newest = sent.findLastIndex((time, index) => time < at && texts[index % TEXTS] === text);
    while (waits.length <= newest) waits.push(at - (sent[waits.length] ?? at));
  }
  return waits;
}

/** As many frames in a second: ms from the last one of them until its text stands. */
export async function bursts(
  stand: Stand,
  texts: readonly string[],
  count: number,
): Promise<readonly number[]> {
  const waits: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    // Each ends with another text than the one before.
    const last = BURST + turn * 7;
    const start = clock();
    for (let index = last - BURST + 1; index < last; index += 1) {
      stand.mark(index);
      const ahead = (index - last + BURST) / SHEAF - (clock() - start);
      if (ahead > 1) await pause(ahead);
    }
    const at = stand.mark(last);
    await pause(2 * SETTLED_MS);
    const {shown} = await stand.life();
    const found = shown.find((one) => one.at > at && one.text === texts[last % TEXTS]);
    waits.push(found === undefined ? Number.POSITIVE_INFINITY : found.at - at);
  }
  return waits;
}
