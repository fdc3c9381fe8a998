import type {Page} from 'puppeteer-core';
import {afterAll, beforeAll, describe, expect, inject, it} from 'vitest';
import {type Loopback, serve} from '../../exchange/wire/loopback.ts';
import {type Driver, until} from '../harness/driver.ts';
import type {BrowserName} from '../harness/find.ts';
import {launchBrowser} from '../harness/launch.ts';
import {BROWSERS} from '../harness/stage.ts';
import {type Heard, heardSoFar, openEar} from '../untouched/heard.ts';
import {hostileSites} from './hostile-site.ts';

/** What the page's spies noted: every built-in called, every of our words found in it, every event heard. */
type Spied = {
  readonly calls: readonly string[];
  readonly stolen: readonly string[];
  readonly events: readonly string[];
};

const ANSWER = JSON.stringify({type: 'clearinghouseState', user: '0x2 genuine answer'});
/** A wanted question. The page waits for nothing: what follows is the browser's doing, or ours. */
const ASK = `() => {fetch('https://api-ui.hyperliquid.xyz/info', {method: 'POST', body: '${ANSWER}'})}`;

/** The page, and what its spies note while a wanted frame comes, and then a wanted answer. */
async function visit(browser: BrowserName, extension: {readonly extension?: string}) {
  const {sites, tell} = hostileSites();
  const loopback = await serve(sites);
  const {proxyPort, spki} = loopback;
  const driver = await launchBrowser(browser, {...extension, proxyPort, spki});
  const page = await driver.open('https://app.hyperliquid.xyz/trade');
  const spy = async (act: string): Promise<Spied> => JSON.parse((await page.evaluate(act)) as string);
  await page.evaluate('openSocket().then((socket) => {window.socket = socket})');
  const frame = spy('watch(600)');
  setTimeout(() => tell('0x1 genuine frame'), 200);
  const spied = {frame: await frame, answer: await spy(`watch(600, ${ASK})`)};
  return {tell, loopback, driver, page, spied};
}

describe.each(BROWSERS)('a hostile page in %s', (browser) => {
  let loopback: Loopback;
  let driver: Driver;
  let page: Page;
  let ear: Page;
  let tell: (user: string, kind?: string) => void;
  let spied: {readonly frame: Spied; readonly answer: Spied};
  let alone: {readonly frame: Spied; readonly answer: Spied};

  beforeAll(async () => {
    const bare = await visit(browser, {});
    alone = bare.spied;
    await bare.driver.close();
    await bare.loopback.close();
    ({loopback, driver, page, tell, spied} = await visit(browser, {extension: inject('extension')[browser]}));
    ear = await openEar(driver);
    await page.bringToFront();
  });
  afterAll(async () => {
    await driver.close();
    await loopback.close();
  });

  const bodies = ({frames}: Heard) => frames.map(({body}) => body);
  const heard = (part: string) =>
    until(
      async () => bodies(await heardSoFar(ear)),
      (all) => all.some((body) => body.includes(part)),
      {what: `to hear of ${part}`},
    );

  it('notes nothing when a wanted frame comes that it would not note without Plimsoll', async () => {
    await heard('0x1 genuine frame');
    expect(spied.frame).toEqual(alone.frame);
    expect(spied.frame).toMatchObject({stolen: [], events: []});
  });

  it('notes nothing when a wanted answer comes that it would not note without Plimsoll', async () => {
    await heard('0x2 genuine answer');
    expect(spied.answer).toEqual(alone.answer);
    expect(spied.answer).toMatchObject({stolen: [], events: []});
  });

  it('gets no answer when it plays our part', async () => {
    expect(await page.evaluate('answersToStrangers()')).toEqual([]);
    await page.evaluate('postEverywhere()');
  });

  it('is not believed, whatever it forges', async () => {
    await page.evaluate('forgeWires()');
    await page.evaluate('forgePromises()');
    await heard('genuine fetch');
    await heard('genuine request');
    tell('0x3 genuine frame after all');
    const all = await heard('0x3 genuine frame after all');
    expect(all.filter((body) => body.includes('FORGED'))).toEqual([]);
    const {pages} = await heardSoFar(ear);
    expect(pages.map(({tally}) => tally.failures)).toEqual([0]);
  });

  it('has a neighbour that neither hears nor tells anything', async () => {
    await page.evaluate('invite()');
    const frame = page.frames().find((one) => one.url().includes('neighbour'));
    expect(frame).toBeDefined();
    tell('0x4 with a neighbour');
    await heard('0x4 with a neighbour');
    const title = await until(
      async () => (await frame?.title()) ?? '',
      (text) => text.startsWith('['),
    );
    expect(JSON.parse(title)).toEqual([]);
    const forged = bodies(await heardSoFar(ear)).filter((body) => body.includes('FORGED'));
    expect(forged).toEqual([]);
  });

  it('has a frame without an origin that is not taken for the page', async () => {
    const framed = await driver.open('https://app.hyperliquid.xyz/trade/framed');
    const title = (fits: (text: string) => boolean) => until(() => framed.title(), fits);
    await title((text) => text === 'open');
    tell('0x5 in a sandboxed frame', '?sandboxed');
    expect(JSON.parse(await title((text) => text.startsWith('[')))).toEqual(['x undefined']);
    tell('0x6 after the sandboxed frame');
    const all = await heard('0x6 after the sandboxed frame');
    expect(all.filter((body) => body.includes('sandboxed') && !body.includes('0x6'))).toEqual([]);
    await framed.close();
  });

  it('is heard though all its prototypes are traps, and nobody falls into one', async () => {
    const polluted = await driver.open('https://app.hyperliquid.xyz/trade/polluted');
    await until(
      () => polluted.title(),
      (text) => text === 'open',
    );
    await polluted.evaluate('arm(1500)');
    tell('0x7 among traps', '?polluted');
    await heard('0x7 among traps');
    const noted = JSON.parse(
      await until(
        () => polluted.title(),
        (text) => text.startsWith('{'),
      ),
    );
    expect(noted).toEqual({touched: [], errors: []});
    // A careless reader falls into one.
    await polluted.evaluate("document.title = ''; arm(200); try { 'careless'.slice(1) } catch {}");
    const control = await until(
      () => polluted.title(),
      (text) => text.startsWith('{'),
    );
    expect(JSON.parse(control).touched).toEqual(['String.slice']);
    await polluted.close();
  });
});
