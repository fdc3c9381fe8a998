import {describe, expect, inject, it} from 'vitest';
import {html, type Site} from '../exchange/wire/site.ts';
import {until} from './harness/driver.ts';
import {openPopup, readPopup} from './harness/popup.ts';
import {BROWSERS, stage} from './harness/stage.ts';
import {LONE_LONG} from './openings.ts';

const STALE = '#5f6368';

const ELSEWHERE: Site = {
  hosts: ['elsewhere.example'],
  answer: () => html('<title>Elsewhere</title><p>Nothing to see.'),
};

describe.each(BROWSERS)('%s', (browser) => {
  it('has the right badge right after the background died', async () => {
    await using play = await stage({browser, venue: 'hyperliquid', opening: LONE_LONG});
    const {session, driver} = play;
    const page = await play.open();
    const first = await play.badgeThat((text) => /^\d+$/.test(text), page);

    await driver.killBackground();
    expect((await driver.badge(page)).text).toBe(first);

    session.book.move('BTC', '84000');
    const expected = session.book.worst()?.floor().toFixed();
    expect(expected).not.toBe(first);
    await play.badgeThat((text) => text === expected, page, 'the badge of the new life');
  });

  it('shows the last figures to a popup whose background does not answer yet', async () => {
    await using play = await stage({browser, venue: 'hyperliquid', opening: LONE_LONG});
    const page = await play.open();
    const text = await play.badgeThat((shown) => /^\d+$/.test(shown), page);
    const own = await play.driver.extensionPage('chime.html');
    await until(
      () => own.evaluate('chrome.storage.session.get("view").then(({view}) => view ?? "")'),
      (view) => String(view).includes('"accuracy"'),
      {what: 'a view was left'},
    );
    await own.evaluate(() => {
      const never = {addListener: () => {}};
      Object.assign(chrome.runtime, {
        connect: () => ({postMessage: () => {}, onMessage: never, onDisconnect: never}),
      });
      const script = document.createElement('script');
      script.src = '/popup.js';
      document.head.append(script);
    });
    await own.waitForSelector('[data-testid="pools"]', {timeout: 20_000});
    const {accuracy, positions} = await readPopup(own);
    expect(String(Math.floor(Number(accuracy)))).toBe(text);
    expect(positions).toHaveLength(1);
  });

  it('goes on after the page came back from the back/forward cache', async () => {
    await using play = await stage({browser, venue: 'hyperliquid', opening: LONE_LONG, sites: [ELSEWHERE]});
    const {session} = play;
    const page = await play.open();
    await play.badgeThat((text) => /^\d+$/.test(text), page);
    await page.evaluate(() => {
      document.body.dataset.life = 'first';
    });

    await page.goto('https://elsewhere.example/');
    await page.goBack({waitUntil: 'domcontentloaded'}).catch(() => null);
    await until(
      () => session.sockets,
      (open) => open > 0,
      {what: 'connected again'},
    );
    const life = await page.evaluate(() => document.body.dataset.life);
    // Firefox keeps no page with an open socket: there it is a plain reload, which must work as well.
    expect(life).toBe(browser === 'chromium' ? 'first' : undefined);

    session.book.move('BTC', '84000');
    const expected = session.book.worst()?.floor().toFixed();
    await play.badgeThat((text) => text === expected, page, 'the badge after the return');
  });

  it('says stale when the sockets stay open and silent', async () => {
    await using play = await stage({browser, venue: 'binance', opening: LONE_LONG});
    const {session, driver} = play;
    const page = await play.open();
    const live = await play.badgeThat((text) => /^\d/.test(text), page);
    expect((await driver.badge(page)).colour).not.toBe(STALE);

    session.silence('quiet');
    // A mark is old after 5 s, by the true clock.
    const badge = await until(
      () => driver.badge(page),
      ({colour, title}) => colour === STALE && /stale/i.test(title),
      {what: 'grey and called stale'},
    );
    expect(badge.text).toBe(live);

    session.silence('talking');
    await play.badgeThat((text) => text === live, page);
    await until(
      () => driver.badge(page),
      ({colour}) => colour !== STALE,
      {what: 'live again'},
    );
  });

  it('asks to reload a tab that was open before the extension', async () => {
    await using play = await stage({browser, venue: 'hyperliquid', opening: LONE_LONG, extension: 'without'});
    const {session, driver} = play;
    const page = await play.open();
    await driver.install(inject('extension')[browser]);
    session.publish();

    const popup = await openPopup(driver);
    const late = await until(
      () => readPopup(popup),
      ({notices}) => notices.includes('late'),
      {what: 'late'},
    );
    expect(late.text.toLowerCase()).toContain('reload');
    expect((await driver.badge(page)).text).toBe('');

    await page.reload();
    await until(
      () => session.sockets,
      (open) => open > 0,
    );
    await play.badgeThat((text) => /^\d+$/.test(text), page, 'a figure after the reload');
  });
});
