import {describe, expect, it} from 'vitest';
import {simulated} from '../exchange/venues/index.ts';
import {until} from './harness/driver.ts';
import {badgeOf} from './harness/expected.ts';
import {openPopup, readPopup} from './harness/popup.ts';
import {BROWSERS, stage} from './harness/stage.ts';
import {LONE_LONG, NOBODY, TWO_POOLS} from './openings.ts';

/** The two that play every part; the others play theirs together, in venues/. */
const VENUES = ['hyperliquid', 'binance'] as const;
const CASES = BROWSERS.flatMap((browser) => VENUES.map((venue) => ({browser, venue})));

const WRECKED = {
  hyperliquid: [
    '{"channel":"allDexsClearinghouseState","data":{"user":42',
    '{"channel":"allDexsClearinghouseState","data":[]}',
    '{"channel":"activeAssetCtx","data":{"coin":"BTC","ctx":{"markPx":"1e999999","oraclePx":null}}}',
  ],
  binance: [
    '{"stream":"btcusdt@markPrice@1s","data":{"e":"markPriceUpdate","p":"NaN"',
    '{"stream":"btcusdt@markPrice@1s","data":{"e":"markPriceUpdate","E":1,"s":"BTCUSDT","p":"x"}}',
    '{"e":"ACCOUNT_UPDATE","E":1,"T":1,"a":{"B":[{"a":"USDT","cw":null}],"P":{}}}',
  ],
} as const;

describe.each(CASES)('$browser, $venue', ({browser, venue}) => {
  it('shows the worst pool of a single frame', async () => {
    await using play = await stage({browser, venue, opening: TWO_POOLS});
    const {session, driver} = play;
    const page = await play.open();
    await play.badgeThat((text) => text === badgeOf(session), page, 'the opening');

    session.book.move('SOL', '128.9');
    session.publish();
    await until(
      async () => (await driver.badge(page)).text,
      (text) => text === badgeOf(session),
      {what: 'the badge of one frame'},
    );

    const popup = await openPopup(driver);
    const reading = await until(
      () => readPopup(popup),
      ({positions}) => positions.length === 3,
    );
    expect(reading.positions.filter(({pool}) => pool === reading.worst).map(({symbol}) => symbol)).toEqual([
      simulated[venue].symbol('SOL'),
    ]);
    expect(reading.pools).toHaveLength(2);
  });

  it('shows no badge without a position, and a wrecked frame changes no figure', async () => {
    await using play = await stage({browser, venue, opening: NOBODY});
    const {session, driver} = play;
    const page = await play.open();
    session.publish();
    const popup = await openPopup(driver);
    await until(
      () => readPopup(popup),
      ({pages}) => pages[0]?.state === 'seeing',
      {what: 'seeing the account'},
    );
    expect((await driver.badge(page)).text).toBe('');

    session.book.fill('BTC', '0.1');
    await play.badgeThat((text) => text === badgeOf(session), page, 'the first position');
    const before = await until(
      () => readPopup(popup),
      ({accuracy}) => accuracy !== null,
      {what: 'the popup after the badge'},
    );
    for (const [index, text] of WRECKED[venue].entries()) {
      session.inject(text, venue === 'binance' && text.startsWith('{"e"') ? '/private' : '');
      await until(
        () => readPopup(popup),
        ({pages}) => (pages[0]?.defects ?? 0) > index,
        {what: `counting ${text}`},
      );
    }
    const after = await readPopup(popup);
    expect(after.accuracy).toBe(before.accuracy);
    expect(after.positions.map(({liquidationPrice}) => liquidationPrice)).toEqual(
      before.positions.map(({liquidationPrice}) => liquidationPrice),
    );
  });
});

describe.each(BROWSERS)('%s', (browser) => {
  it('follows an order fill: the figure of the new size, not of the old', async () => {
    await using play = await stage({browser, venue: 'binance', opening: LONE_LONG});
    const page = await play.open();
    await play.badgeThat((text) => text === badgeOf(play.session), page);
    play.session.book.fill('BTC', '0.5');
    await play.badgeThat((text) => text === badgeOf(play.session), page, 'the badge after the fill');
  });
});
