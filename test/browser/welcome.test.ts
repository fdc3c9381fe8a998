import {afterAll, beforeAll, describe, expect, inject, it} from 'vitest';
import {until} from './harness/driver.ts';
import {BROWSERS, type House, openHouse} from './harness/house.ts';
import {openPopup, readPopup} from './harness/popup.ts';

/** The amplitude of one pitch between two times, in seconds: the sound laid against a wave of that pitch. */
function strengthOf(samples: readonly number[], hertz: number, from: number, to: number): number {
  const part = samples.slice(from * 44_100, to * 44_100);
  const against = (wave: (angle: number) => number) =>
    part.reduce((sum, sample, at) => sum + sample * wave((2 * Math.PI * hertz * at) / 44_100), 0);
  return (2 * Math.hypot(against(Math.sin), against(Math.cos))) / part.length;
}

describe.each(BROWSERS)('%s', (browser) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({browser, sites: [], launch: {welcome: 'kept'}});
  });
  afterAll(() => house[Symbol.asyncDispose]());

  /** Tabs of the extension, as it sees them itself once its background has answered. */
  async function ownTabs(): Promise<readonly string[]> {
    const popup = await openPopup(house.driver);
    const tabs = await popup.evaluate(() =>
      chrome.extension.getViews({type: 'tab'}).map((view) => view.location.pathname),
    );
    await popup.close();
    return tabs.filter((path) => path !== '/popup.html');
  }

  it('opens the first-run page once with the installation, and not with an update', async () => {
    await until(ownTabs, (tabs) => tabs.length > 0, {what: 'welcomed'});
    expect(await ownTabs()).toEqual(['/welcome.html']);

    const page = await house.driver.extensionPage('welcome.html');
    await page.waitForSelector('[data-testid="pin"]');
    const seen = await page.evaluate(() => ({
      browser: document.querySelector<HTMLElement>('[data-testid="pin"]')?.dataset.browser,
      exchanges: document.querySelectorAll('[data-testid="exchanges"] a').length,
      demo: document.querySelector<HTMLAnchorElement>('[data-testid="demo"]')?.pathname,
    }));
    expect(seen).toMatchObject({
      browser: browser === 'firefox' ? 'firefox' : 'chrome',
      demo: '/demo.html',
    });
    expect(seen.exchanges).toBeGreaterThan(10);

    // The same extension again is an update of it; that closes its tabs.
    await house.driver.install(inject('extension')[browser]);
    await until(ownTabs, (tabs) => !tabs.includes('/welcome.html'), {what: 'updated'});
    expect(await ownTabs()).toEqual([]);
  });

  it('plays the demo to a margin call and both liquidations', async () => {
    const demo = await house.driver.extensionPage('demo.html');
    await demo.waitForSelector('[data-testid="accuracy"]');
    const grades = () =>
      demo.evaluate(() => [
        document.querySelector<HTMLElement>('[data-testid="grade"]')?.textContent ?? '',
        document.querySelector<HTMLElement>('[data-testid="hero"]')?.dataset.tone ?? '',
      ]);
    const moment = (kind: string, index: number) =>
      demo.evaluate(
        (which, place) =>
          document.querySelectorAll<HTMLButtonElement>(`[data-kind="${which}"]`)[place]?.click(),
        kind,
        index,
      );
    const symbols = async () => (await readPopup(demo)).positions.map(({symbol}) => symbol);

    expect((await demo.$eval('[data-testid="banner"]', (banner) => banner.textContent)) ?? '').toContain(
      'Demo',
    );
    await moment('margin_call', 0);
    await until(grades, ([, tone]) => tone === 'margin-call', {what: 'called'});
    expect(await demo.$eval('[data-testid="badge"]', (badge) => Number(badge.textContent))).toBeLessThan(121);

    // The isolated position falls first, the cross pool's larger one hours later; its hedge is left.
    await moment('liquidation', 0);
    await until(symbols, (names) => names.length === 2 && !names.includes('SOL'), {what: 'without SOL'});
    await moment('liquidation', 1);
    await until(symbols, (names) => names.length === 1 && names[0] === 'ETH', {what: 'without BTC'});
  });

  // Chromium gives the sites that an extension names with its installation.
  it.runIf(browser === 'firefox')('asks for the exchanges’ pages when they are withheld', async () => {
    const page = await house.driver.extensionPage('welcome.html');
    await page.waitForSelector('[data-testid="pin"]');
    expect(await page.$('[data-testid="access"]')).toBeNull();
    await page.evaluate(() =>
      chrome.permissions.remove({origins: chrome.runtime.getManifest().host_permissions ?? []}),
    );
    await page.waitForSelector('[data-access="withheld"] [data-testid="allow"]');
  });

  it('rings two strokes, the second a fifth above the first', async () => {
    const own = await house.driver.extensionPage('manifest.json');
    const samples = await own.evaluate(async () => {
      // What the sound device would be given: this machine has none, and Firefox then plays nothing.
      const offline = new OfflineAudioContext(1, 44_100 * 1.5, 44_100);
      Object.assign(offline, {close: async () => {}});
      Object.assign(globalThis, {
        AudioContext: function Deaf() {
          return offline;
        },
      });
      const script = document.createElement('script');
      script.src = '/chime.js';
      await new Promise((over) => {
        script.onload = over;
        document.documentElement.append(script);
      });
      return Array.from((await offline.startRendering()).getChannelData(0));
    });
    const loud = [440, 660, 880, 990, 1320, 1760];
    // The first stroke alone, the second while the first fades, and when both have.
    expect(loud.map((hertz) => strengthOf(samples, hertz, 0.02, 0.2) > 0.1)).toEqual([
      false,
      false,
      true,
      false,
      false,
      false,
    ]);
    expect(strengthOf(samples, 1320, 0.24, 0.42)).toBeGreaterThan(strengthOf(samples, 880, 0.24, 0.42));
    expect(Math.max(...samples.map(Math.abs))).toBeLessThan(0.5);
    expect(strengthOf(samples, 1320, 1.33, 1.5)).toBeLessThan(0.001);
    await own.close();
  });
});
