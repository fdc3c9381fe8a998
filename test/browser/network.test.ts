import {describe, expect, it} from 'vitest';
import {noteFigure} from '../figures.ts';
import type {BrowserName} from './harness/find.ts';
import {openPopup} from './harness/popup.ts';
import {BROWSERS, type Stage, stage} from './harness/stage.ts';
import {TWO_POOLS} from './openings.ts';

/** A short life at the exchange: prices move, the popup is looked at, the background dies once. */
async function live(play: Stage, extension: 'with' | 'without'): Promise<void> {
  const page = await play.open();
  for (let second = 0; second < 8; second++) {
    play.session.book.move('BTC', 86_500 - second * 40);
    play.session.publish();
    await new Promise((next) => setTimeout(next, 150));
  }
  if (extension === 'without') return;
  await play.badgeThat((text) => text !== '', page);
  await openPopup(play.driver);
  await play.driver.killBackground();
  await play.badgeThat((text) => text !== '', page);
}

/** Everything that reached the exchange. That nothing else was asked for is checked when any stage is closed. */
async function requests(browser: BrowserName, extension: 'with' | 'without'): Promise<readonly string[]> {
  const without = extension === 'without' ? {extension} : {};
  await using play = await stage({browser, venue: 'hyperliquid', opening: TWO_POOLS, ...without});
  await live(play, extension);
  // How many preflights four requests at once need is the browser's mood.
  return play.loopback.arrivals
    .filter(({method}) => method !== 'OPTIONS')
    .map(({method, host, path, origin}) => `${method} ${host}${path} from ${origin ?? 'the page'}`)
    .sort();
}

describe.each(BROWSERS)('%s', (browser) => {
  it('makes no request of its own: the exchange sees the same requests with it and without', async ({
    task,
  }) => {
    const bare = await requests(browser, 'without');
    expect(bare.length).toBeGreaterThan(6);
    expect(await requests(browser, 'with')).toEqual(bare);
    noteFigure(task, `${browser}: the proxy saw the page’s ${bare.length} requests, and none of ours.`);
  });
});
