import type {Page} from 'puppeteer-core';
import {beforeAll, describe, expect, inject, it} from 'vitest';
import {serve} from '../../exchange/wire/loopback.ts';
import {noteFigure} from '../../figures.ts';
import {type Driver, until} from '../harness/driver.ts';
import type {BrowserName} from '../harness/find.ts';
import {launchBrowser} from '../harness/launch.ts';
import {BROWSERS} from '../harness/stage.ts';
import {CLIENTELE, type Client, clientScripts, type Recorded, recorded} from './client-sites.ts';
import {type Heard, heardSoFar, openEar} from './heard.ts';

let scripts: ReadonlyMap<string, string>;
beforeAll(async () => {
  scripts = await clientScripts();
});

type Played = {
  readonly seen: readonly unknown[];
  readonly wire: readonly string[];
  /** Of all its clients. */
  readonly wanted: number;
};

/** What a client saw. */
async function playOne(driver: Driver, client: Client, record: Recorded): Promise<Page> {
  const page = await driver.open(record.pageOf(client));
  await page.evaluate('globalThis.played = play(); 0');
  if (client.waits) {
    await until(() => page.evaluate('globalThis.isListening === true'), Boolean, {
      what: `listening: ${client.name}`,
    });
    record.session.book.fill('BTC', '-1');
    record.session.publish();
  }
  return page;
}

/** Longer than a page waits before it tells what it heard. */
const TOLD_MS = 250;

/** What was heard, once nothing more comes: the page tells it a moment after the client has had it. */
async function heardAtRest(ear: Page): Promise<Heard> {
  let before = -1;
  return until(
    () => heardSoFar(ear),
    ({pages}) => {
      const wanted = pages.reduce((sum, {tally}) => sum + tally.wanted, 0);
      const isAtRest = wanted > 0 && wanted === before;
      before = wanted;
      return isAtRest;
    },
    {every: TOLD_MS, what: 'at rest'},
  );
}

/** Each client in a browser of which only the extension may differ. */
async function playAll(browser: BrowserName, extension?: string): Promise<Record<string, Played>> {
  const records = CLIENTELE.map((clientele) => ({...clientele, ...recorded(clientele, scripts)}));
  const {close, proxyPort, spki} = await serve(records.map(({site}) => site));
  const driver = await launchBrowser(browser, {...(extension !== undefined && {extension}), proxyPort, spki});
  const ear = extension === undefined ? null : await openEar(driver);
  const played: Record<string, Played> = {};
  try {
    for (const record of records) {
      const seen: unknown[] = [];
      let wanted = 0;
      for (const client of record.clients) {
        const page = await playOne(driver, client, record);
        seen.push(await page.evaluate('played'));
        const heard = ear && (await heardAtRest(ear));
        for (const {tally} of heard?.pages ?? []) {
          expect(tally, client.name).toMatchObject({failures: 0, oversize: 0});
          wanted += tally.wanted;
        }
        // A client takes its leave of the exchange.
        const isOpen = () =>
          record.wire().filter((line) => line.startsWith('open ')).length >
          record.wire().filter((line) => line.startsWith('close ')).length;
        await until(isOpen, (still) => !still, {what: `closed: ${client.name}`});
        await page.close();
      }
      played[record.venue.id] = {seen, wire: record.wire(), wanted};
    }
  } finally {
    await driver.close();
    await close();
  }
  return played;
}

/** The moment stands in some venues' answers, and a number drawn by lot. */
const timeless = (seen: unknown): unknown =>
  JSON.parse(
    JSON.stringify(seen)
      .replaceAll(/\b1[78]\d{11}\b/g, '0')
      .replaceAll(/"(seq|connection_id)":("[^"]*"|\d+)/g, '"$1":0'),
  );

describe.each(BROWSERS)('%s', (browser) => {
  it('lets real clients send and receive the same bytes with Plimsoll as without', async ({task}) => {
    const [without, together] = await Promise.all([
      playAll(browser),
      playAll(browser, inject('extension')[browser]),
    ]);
    for (const {venue, clients} of CLIENTELE) {
      const {seen = [], wire = []} = without[venue.id] ?? {};
      const other = together[venue.id];
      expect(other?.wire).toEqual(wire);
      expect(timeless(other?.seen)).toEqual(timeless(seen));
      expect(wire.length, venue.id).toBeGreaterThan(5);
      expect(JSON.stringify(seen).length, venue.id).toBeGreaterThan(2_000);
      expect(JSON.stringify(seen), venue.id).not.toContain('exception');
      expect(other?.wanted, venue.id).toBeGreaterThan(2);
      const names = clients.map(({name}) => name).join(', ');
      noteFigure(
        task,
        `${browser}, ${names}: ${wire.length} messages sent and ${JSON.stringify(seen).length} letters of results, the same with and without.`,
      );
    }
  });
});
