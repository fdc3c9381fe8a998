import {describe, expect, inject, it} from 'vitest';
import {serve} from '../../exchange/wire/loopback.ts';
import type {BrowserName} from '../harness/find.ts';
import {launchBrowser} from '../harness/launch.ts';
import {BROWSERS} from '../harness/stage.ts';
import {cornerSites} from './corner-site.ts';
import {heardSoFar, openEar} from './heard.ts';

type Transcript = Record<string, readonly unknown[]>;

/** What the page saw and what it sent, in a browser with or without the extension. */
async function goRound(browser: BrowserName, extension?: string) {
  const {sites, wire} = cornerSites();
  const loopback = await serve(sites);
  const driver = await launchBrowser(browser, {
    ...(extension === undefined ? {} : {extension}),
    proxyPort: loopback.proxyPort,
    spki: loopback.spki,
  });
  try {
    const page = await driver.open('https://app.hyperliquid.xyz/trade');
    // Declared by the page's own scripts, in `page/log.js`.
    const seen = (await page.evaluate('playAll()')) as Transcript;
    const heard = extension === undefined ? null : await heardSoFar(await openEar(driver));
    return {seen, wire: wire(), heard};
  } finally {
    await driver.close();
    await loopback.close();
  }
}

/** Line by line, each with the name of its corner. */
const differences = (without: Transcript, together: Transcript) =>
  Object.entries(without).flatMap(([corner, lines]) =>
    lines.flatMap((line, at) => {
      const other = together[corner]?.[at];
      return JSON.stringify(line) === JSON.stringify(other)
        ? []
        : [{corner, line: JSON.stringify(line), other: JSON.stringify(other)}];
    }),
  );

describe.each(BROWSERS)('%s', (browser) => {
  it('shows a page the same with Plimsoll as without, in every corner', async () => {
    const without = await goRound(browser);
    const together = await goRound(browser, inject('extension')[browser]);
    expect(Object.keys(without.seen).length).toBeGreaterThan(80);
    const silent = Object.entries(without.seen).filter(
      ([name, lines]) => name !== 'strays' && lines.length === 0,
    );
    expect(silent).toEqual([]);
    expect(Object.keys(together.seen)).toEqual(Object.keys(without.seen));
    expect(differences(without.seen, together.seen)).toEqual([]);
    expect(without.wire.length).toBeGreaterThan(500);
    expect(together.wire).toEqual(without.wire);
    // Plimsoll was there all the time: 229 of the page's frames and answers are wanted. Of its own exceptions all are
    // known: 4 objects and 1 nothing for an address, 2 requests used up, 3 answers as bytes, blob and document.
    const [page] = together.heard?.pages ?? [];
    expect(page?.tally).toMatchObject({wanted: 229, failures: 10, oversize: 0});
  });
});
