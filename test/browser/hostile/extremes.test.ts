import type {Page} from 'puppeteer-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {noteFigure} from '../../figures.ts';
import {until} from '../harness/driver.ts';
import {openPopup, readPopup} from '../harness/popup.ts';
import {BROWSERS, type Stage, stage} from '../harness/stage.ts';
import {LONE_LONG} from '../openings.ts';
import {burst, DISGUISES, FOREIGN, REFUSED, tooLong} from './extremes.ts';

/** The full measure with `PLIMSOLL_LONG=1`; else as much as `npm test` has time for. */
const LONG = process.env.PLIMSOLL_LONG === '1';
const CHARACTERS = LONG ? 50_000_000 : 5_000_000;
const BURST = LONG ? 100_000 : 10_000;
/**
 * Bytes that page and background may hold more after all of it than before: queues and history are bounded. Of Firefox
 * it is whole processes, which waver by as much.
 */
const MORE = {chromium: 30e6, firefox: 300e6};

/** Counts what comes on a wanted socket of the page's own, and every error that the page hears of. */
const WATCH = `new Promise((opened) => {
  window.noted = {messages: 0, errors: []};
  for (const type of ['error', 'unhandledrejection', 'messageerror'])
    addEventListener(type, (event) => noted.errors.push(type + ': ' + (event.message ?? event.reason)));
  const socket = new WebSocket('wss://api-ui.hyperliquid.xyz/ws');
  socket.onmessage = () => noted.messages++;
  socket.onopen = () => opened();
})`;
type Noted = {readonly messages: number; readonly errors: readonly string[]};

describe.each(BROWSERS)('what no exchange sends, on its page in %s', (browser) => {
  let play: Stage;
  let page: Page;
  let popup: Page;
  let figure: string | null;
  const noted = (): Promise<Noted> => page.evaluate('noted') as Promise<Noted>;
  const seen = () => readPopup(popup);
  const saying = (part: string) =>
    until(seen, ({text}) => text?.includes(part) ?? false, {what: `told of ${part}`});

  beforeAll(async () => {
    play = await stage({browser, venue: 'hyperliquid', opening: LONE_LONG});
    page = await play.open();
    await play.badgeThat((text) => /^\d+$/.test(text), page);
    popup = await openPopup(play.driver);
    await page.bringToFront();
    figure = (await until(seen, ({accuracy}) => accuracy !== null)).accuracy;
    await page.evaluate(WATCH);
  });
  afterAll(() => play[Symbol.asyncDispose]());

  it('is refused by name, and the last good figure stays', async () => {
    const texts: string[] = [];
    for (const [name, text] of Object.entries(REFUSED)) {
      const told = (await seen()).pages[0]?.defects ?? 0;
      play.session.inject(text);
      const after = await until(seen, ({pages}) => (pages[0]?.defects ?? 0) > told, {
        what: `told of ${name}`,
      });
      texts.push(after.text ?? '');
    }
    const {accuracy, positions} = await seen();
    expect(accuracy).toBe(figure);
    expect(positions.map(({symbol}) => symbol)).toEqual(['BTC']);
    const all = texts.join('\n');
    expect(all).toContain('\\u{412}\\u{422}\\u{421}');
    expect(DISGUISES.filter((name) => all.includes(name))).toEqual([]);
  });

  it('another exchange’s frame is not read', async () => {
    const {messages} = await noted();
    play.session.inject(FOREIGN);
    await until(noted, (now) => now.messages > messages);
    const {positions, text} = await seen();
    expect(positions.map(({symbol}) => symbol)).toEqual(['BTC']);
    expect(text).not.toContain('FOREIGN');
  });

  it(`a message of ${CHARACTERS / 1e6} million characters is let go, and the user told`, async () => {
    play.session.inject(tooLong(CHARACTERS));
    await saying('longer than any that is read');
    expect((await seen()).accuracy).toBe(figure);
  });

  it(`${BURST} messages at once neither stop the page nor fill the memory, and the user is told`, async ({
    task,
  }) => {
    const {gauges} = play.driver;
    const [inPage, inBackground] = [await gauges.memory(page), await gauges.memory('background')];
    const {messages} = await noted();
    const from = performance.now();
    for (let index = 0; index < BURST; index++) play.session.inject(burst(index));
    await until(noted, (now) => now.messages - messages >= BURST, {
      within: 100_000,
      what: 'through in the page',
    });
    // On a quick machine they are read one by one, and each is named; else those that are too many.
    await until(
      seen,
      ({text, pages}) => text?.includes('messages were lost') || (pages[0]?.defects ?? 0) >= BURST,
      {
        within: 60_000,
        what: 'told of all',
      },
    );
    const took = performance.now() - from;
    const more = [(await gauges.memory(page)) - inPage, (await gauges.memory('background')) - inBackground];
    noteFigure(
      task,
      `${browser}: ${BURST} messages at once were through in ${(took / 1000).toFixed(1)} s; memory of page and background +${more.map((bytes) => (bytes / 1e6).toFixed(1)).join(' and +')} MB.`,
    );
    for (const bytes of more) expect(bytes).toBeLessThan(MORE[browser]);
    expect((await seen()).accuracy).toBe(figure);
  });

  it('and after all of it the page goes on, and so do we', async () => {
    play.session.book.move('BTC', '84000');
    const expected = play.session.book.worst()?.floor().toFixed();
    await play.badgeThat((text) => text === expected, page, 'the badge after the storm');
    expect((await noted()).errors).toEqual([]);
  });
});
