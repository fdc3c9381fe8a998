import {cpSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import Decimal from 'decimal.js';
import type {Page} from 'puppeteer-core';
import {describe, expect, inject, it} from 'vitest';
import type {CallMark, Point} from '../../src/history/record.ts';
import {until} from './harness/driver.ts';
import {badgeOf} from './harness/expected.ts';
import {BROWSERS, stage} from './harness/stage.ts';
import {LONE_LONG} from './openings.ts';

const pause = (ms: number) => new Promise((over) => setTimeout(over, ms));

/** As the options page does. */
const choose = (own: Page, settings: object) =>
  own.evaluate((chosen) => chrome.storage.local.set({settings: chosen}), settings);

/** What is kept on disk, read by a page of the extension. */
const kept = (own: Page) =>
  own.evaluate(async () => {
    const request = indexedDB.open('history');
    const database = await new Promise<IDBDatabase>((resolve, refuse) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => refuse(request.error);
    });
    const all = (name: string) =>
      new Promise<unknown[]>((resolve) => {
        const asked = database.transaction(name).objectStore(name).getAll();
        asked.onsuccess = () => resolve(asked.result);
      });
    const answer = {points: await all('points'), calls: await all('calls')};
    database.close();
    return answer;
  }) as Promise<{readonly points: readonly Point[]; readonly calls: readonly CallMark[]}>;

const shownIds = (own: Page) => own.evaluate(async () => Object.keys(await chrome.notifications.getAll()));

describe.each(BROWSERS)('%s', (browser) => {
  it('calls once when a level is crossed, again after the cadence, over the worker’s death, and not while snoozed', async () => {
    await using play = await stage({browser, venue: 'hyperliquid', opening: LONE_LONG});
    const {session, driver} = play;
    const page = await play.open();
    await play.badgeThat((text) => text === badgeOf(session), page, 'the opening');
    const own = await driver.extensionPage('history.html');
    await choose(own, {levels: ['150'], cadence: [60]});
    const notices = await driver.noteNotices();

    // 6 000 + 81 986 − 86 500 = 1 486 of equity on 1.25 % of 81 986: 145.0 %.
    session.book.move('BTC', '81986');
    const equity = new Decimal('1486');
    const worst = session.book.worst() ?? new Decimal(0);
    expect(worst.toFixed(1, Decimal.ROUND_DOWN)).toBe('145.0');
    const publishFor = async (ms: number) => {
      for (const end = Date.now() + ms; Date.now() < end; await pause(200)) session.publish();
    };
    const first = await until(
      async () => {
        session.publish();
        return notices();
      },
      (made) => made.length > 0,
      {what: 'a notification', every: 200},
    );
    const requirement = equity.div(worst).times(100);
    const deposit = requirement.times('1.52').minus(equity).toFixed(2, Decimal.ROUND_UP);
    const close = new Decimal(1)
      .minus(equity.div(requirement.times('1.52')))
      .toSignificantDigits(6, Decimal.ROUND_UP);
    expect(first).toHaveLength(1);
    expect(first[0]?.title).toMatch(/^Hyperliquid 0x.+: accuracy 145\.0%$/);
    expect(first[0]?.message.split('\n').slice(0, 2)).toEqual([
      'At or below 150%, your own level. The venue liquidates at 100%.',
      `To 152%: deposit ${deposit} USDC, or close ${close} BTC.`,
    ]);
    expect(first[0]?.message).toMatch(/^As of \d+:\d\d:\d\d.*, \d s ago\.$/m);

    session.book.move('BTC', '81980');
    await publishFor(3000);
    expect(await notices()).toHaveLength(1);
    const ids = await shownIds(own);
    expect(ids).toEqual([first[0]?.id]);

    for (const price of ['81970', '81960', '81950']) {
      await driver.killBackground();
      session.book.move('BTC', price);
      await play.badgeThat((text) => text === badgeOf(session), page, 'the badge of the next life');
    }
    await publishFor(2000);
    expect(await shownIds(own)).toEqual(ids);
    expect((await kept(own)).calls).toHaveLength(1);

    const later = await driver.noteNotices();
    await choose(own, {levels: ['150'], cadence: [0.05, 60]});
    const second = await until(
      async () => {
        session.publish();
        return later();
      },
      (made) => made.length > 0,
      {what: 'the call after the cadence', every: 200},
    );
    expect(second[0]?.message).toMatch(/^Still: At or below 150%/);
    await publishFor(4000);
    expect(await later()).toHaveLength(1);

    await own.click('[data-testid="snooze"]');
    await own.waitForSelector('[data-testid="snoozed"]');
    await choose(own, {levels: ['150'], cadence: [0.05]});
    await publishFor(5000);
    expect(await later()).toHaveLength(1);
    await own.click('[data-testid="snooze"]');
    const third = await until(
      async () => {
        session.publish();
        return later();
      },
      (made) => made.length > 1,
      {what: 'the call after the snooze', every: 200},
    );
    expect(third[1]?.message).toMatch(/^Still: /);

    // Another language than the browser's: of its words nothing is in the worker before it is chosen, nor in its next life.
    await choose(own, {levels: ['150'], cadence: [0.05, 60], language: 'ru'});
    const inRussian = async () => {
      await until(
        async () => {
          session.publish();
          return (await driver.badge(page)).title;
        },
        (title) => /ликвидация при 100\s?%/.test(title) && title.includes('Ближе всего: BTC'),
        {what: 'a tooltip in Russian', every: 200},
      );
    };
    await inRussian();
    await driver.killBackground();
    session.book.move('BTC', '81940');
    await inRussian();
  });

  it('keeps a point a minute and every change of grade, opens clean after deaths, and shows, saves and deletes it', async () => {
    await using play = await stage({browser, venue: 'hyperliquid', opening: LONE_LONG});
    const {session, driver} = play;
    const page = await play.open();
    const own = await driver.extensionPage('history.html');
    const course = [
      ['86500', 'safe'],
      ['83450', 'watch'],
      ['81986', 'warning'],
    ] as const;
    for (const [price, grade] of course) {
      session.book.move('BTC', price);
      await play.badgeThat((text) => text === badgeOf(session), page, price);
      // In the middle of writing, or nearly so: what this life did not come to write is the next one's to notice.
      await driver.killBackground();
      await until(
        async () => {
          session.publish();
          return (await kept(own)).points;
        },
        (points) => points.some((point) => point.grade === grade),
        {what: `${grade} on disk`, every: 200},
      );
    }
    const {points, calls} = await until(
      () => kept(own),
      (all) => all.calls.length > 0,
      {what: 'the call on disk'},
    );
    for (const point of points.filter(({grade}) => grade !== 'unknown')) {
      expect(point).toMatchObject({venue: 'hyperliquid', requirement: expect.stringMatching(/^~?\d/)});
      expect(point.accuracy).toMatch(/^~?\d+(\.\d+)?$/);
    }
    const minutes = points.filter(({at}) => at % 60_000 === 0);
    expect(minutes.length).toBeGreaterThan(0);
    expect(new Set(points.map(({at}) => at)).size).toBe(points.length);
    // Each grade begins once: neither lost nor told twice over three deaths. Before the first mark nothing is known.
    const grades = points.toSorted((one, other) => one.at - other.at).map(({grade}) => grade);
    const begun = grades.filter((grade, index) => grade !== 'unknown' && grade !== grades[index - 1]);
    expect(begun).toEqual(['safe', 'watch', 'warning']);
    const changes = points.filter(({at, grade}) => at % 60_000 !== 0 && grade !== 'safe');
    expect(changes.map(({grade}) => grade)).toEqual(['watch', 'warning']);
    expect(calls).toHaveLength(1);

    await own.evaluate(() => location.reload());
    await own.waitForSelector('.uplot canvas');
    expect(await own.$$eval('[data-testid="calls"] tbody tr', (rows) => rows.length)).toBe(1);
    const shown = await own.$eval('[data-testid="at-accuracy"]', (figure) =>
      figure.getAttribute('data-value'),
    );
    expect(points.map(({accuracy}) => accuracy.replace('~', ''))).toContain(shown);

    await own.click('[data-testid="delete"]');
    await own.click('[data-testid="delete-all"]');
    await own.waitForSelector('[data-testid="empty"]');
    expect(await kept(own)).toEqual({points: [], calls: []});
  });
});

it('chromium chimes in a document of its own, where the permission is granted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-granted-'));
  cpSync(inject('extension').chromium, folder, {recursive: true});
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  // A driver cannot press the browser's own button that grants it.
  manifest.permissions.push(...manifest.optional_permissions);
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await using play = await stage({
    browser: 'chromium',
    venue: 'hyperliquid',
    opening: LONE_LONG,
    launch: {extension: folder},
  });
  const {session, driver} = play;
  const own = await driver.extensionPage('history.html');
  const rung = () =>
    own.evaluate(async () =>
      (await chrome.runtime.getContexts({})).map(({documentUrl}) => documentUrl ?? ''),
    );
  await choose(own, {levels: ['150'], sound: 'on'});
  const page = await play.open();
  session.book.move('BTC', '81986');
  await play.badgeThat((text) => text === badgeOf(session), page);
  await until(rung, (urls) => urls.some((url) => url.endsWith('/chime.html')), {what: 'the chime'});
  // That nobody pressed anything there does not silence it.
  const target = driver.browser.targets().find((each) => each.url().endsWith('/chime.html'));
  const document = await target?.asPage();
  expect(await document?.evaluate(() => new AudioContext().state)).toBe('running');
});
