import type {Page} from 'puppeteer-core';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {OPENING} from '../../exchange/day.ts';
import {tableSite} from '../../exchange/tables/site.ts';
import {tabled} from '../../exchange/tables/venue.ts';
import {until} from '../harness/driver.ts';
import {BROWSERS, type House, openHouse, TWO_DAYS} from '../harness/house.ts';
import {openPopup} from '../harness/popup.ts';
import {type Act, PLAYS} from './acts.ts';

// Exchanges that are read off their page's table, and one whose messages are not seen.

const STALE = '#5f6368';

const FALLBACK = tableSite({
  host: 'app.lighter.xyz',
  lang: 'en',
  form: 'table',
  head: ['Market', 'Size', 'Entry Price', 'Mark Price', 'Liq. Price', 'Margin', 'PnL'],
  nothing: 'No open positions',
});

describe.each(BROWSERS)('%s', (browser) => {
  const sites = PLAYS.map((play) => ({play, session: tabled[play.id].open(OPENING)}));
  let house: House;
  let popup: Page;
  let page: Page | undefined;

  beforeAll(async () => {
    house = await openHouse({browser, sites: [...sites.map(({session}) => session), FALLBACK.site]});
    popup = await openPopup(house.driver);
  });
  afterAll(async () => {
    await house[Symbol.asyncDispose]();
  });
  /** Also after a failure: the next one finds an empty house. */
  afterEach(async () => {
    await house.leave(page, popup);
  });

  it.each(sites)('$play.id: its table’s estimates, until it stands still', async ({play, session}) => {
    const {driver} = house;
    const plays = async ({shown, badge, why}: Act) => {
      session.show(shown);
      page ??= await driver.open(play.page);
      await until(
        () => driver.badge(page),
        ({text, title}) =>
          text === badge && title.includes(`≈ ${badge}`) && /read from the page/i.test(title),
        {what: `${badge}, and called an estimate: ${why}`, every: 100},
      );
    };
    page = undefined;
    await plays(play.opening);
    for (const change of play.changes) await plays(change);
    await plays(play.closed);

    await driver.setClockAhead(TWO_DAYS);
    const grey = await until(
      () => driver.badge(page),
      ({colour, title}) => colour === STALE && /stale/i.test(title),
      {what: 'grey and called stale'},
    );
    expect(grey.text).toBe(play.closed.badge);
  });

  it.each(sites)('$play.id: after a fall of 1 %, as its ledger has it', async ({play, session}) => {
    const {driver} = house;
    const {book} = session;
    book.move('BTC', book.mark('BTC').times(0.99));
    session.publish();
    page = await driver.open(play.page);
    const ledgers = Number(book.worst());
    // Drift shows its health in whole percent, the others prices in cents.
    const close = play.id === 'drift' ? 0.02 : 0.01;
    await until(
      () => driver.badge(page),
      ({text}) => Math.abs(ledgers / Number(text) - 1) < close,
      {what: `${ledgers.toFixed(1)}, as the ledger has it`, every: 100},
    );
  });

  it('a page whose messages are not seen for 10 s: the distance that its table tells', async () => {
    const {driver} = house;
    const show = (mark: string, profit: string) =>
      FALLBACK.show({
        rows: [['SOL-PERP\n20x\tLong', '100 SOL', '130.00', mark, '100.00', '650.00 USDC', profit]],
      });
    show('126.00', '−400.00 USDC');
    page = await driver.open('https://app.lighter.xyz/trade/SOL');
    // Longer than the reader waits: what has stood still since before is not told.
    await new Promise((resume) => setTimeout(resume, 12_000));
    expect((await driver.badge(page)).text).toBe('');
    show('125.00', '−500.00 USDC');
    const {text} = await until(
      () => driver.badge(page),
      // 25 of 125 dollars.
      ({title}) => title.includes('Nearest: SOL-PERP ≈ −20.0% at 100'),
      {what: 'the distance of the table’s row', every: 200},
    );
    expect(text).toBe('?');
  });
});
