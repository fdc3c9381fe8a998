import {describe, expect, it} from 'vitest';
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

/** Everything that reached the venue, and every other host that anything asked for. */
async function requests(browser: (typeof BROWSERS)[number], extension: 'with' | 'without') {
  const without = extension === 'without' ? {extension} : {};
  await using play = await stage({browser, venue: 'hyperliquid', opening: TWO_POOLS, ...without});
  await live(play, extension);
  const {arrivals, attempts} = play.loopback;
  return {
    arrived: arrivals
      .map(({method, host, path, origin}) => `${method} ${host}${path} from ${origin ?? 'the page'}`)
      .sort(),
    refused: new Set(attempts.filter(({allowed}) => !allowed).map(({host}) => host)),
  };
}

/** The browsers' own errands; a request of ours would name none of these. */
const VENDORS = /(^|\.)(google|googleapis|gvt1|mozilla|mozilla\.net|firefox)\.(com|org|net)$/;

describe.each(BROWSERS)('%s', (browser) => {
  it('makes no request of its own: the exchange sees the same requests with it and without', async () => {
    const bare = await requests(browser, 'without');
    const ours = await requests(browser, 'with');
    expect(ours.arrived).toEqual(bare.arrived);
    expect(ours.arrived.filter((line) => line.includes('extension:'))).toEqual([]);
    expect([...ours.refused].filter((host) => !VENDORS.test(host))).toEqual([]);
  });
});
