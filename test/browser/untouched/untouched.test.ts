import {describe, expect, inject, it} from 'vitest';
import {serve} from '../../exchange/wire/loopback.ts';
import {noteFigure} from '../../figures.ts';
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
    const ourLines = (await page.evaluate('ourLines')) as readonly number[];
    const heard = extension === undefined ? null : await heardSoFar(await openEar(driver));
    await page.evaluate('leave()');
    await page.goto('https://app.hyperliquid.xyz/inner');
    await page.goBack({waitUntil: 'domcontentloaded'}).catch(() => null);
    const back = (await page.evaluate('comeBack()')) as readonly unknown[];
    const all: Transcript = {...seen, 'left and come back to': back};
    return {seen: all, ourLines, wire: wire(), heard};
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

/** Single things seen: texts, numbers, yes and no. */
const observations = (seen: unknown): number =>
  seen instanceof Object ? Object.values(seen).reduce((sum: number, one) => sum + observations(one), 0) : 1;

/**
 * What a page that looks for it can tell, and why it cannot be helped: a function that stands before another is seen by
 * whoever called it. No page has a use for any of these; each is tried in `page/limits.js`.
 */
const LIMITS = {
  both: [
    'limit: where an error says that it came from',
    'limit: the text of a function, asked for by another frame',
    'limit: a name taken from a frame before its document came',
    'limit: how the browser words its own errors about a socket',
    'limit: who called a function of old',
    'limit: a wanted answer that never comes and that nobody waits for',
  ],
  // Which names are there already is told by who has asked for them: the tap asks first.
  firefox: ['limit: the order in which names came to be'],
  chromium: [],
};

/** After texts and buffers of 1, 10, 1,000, 100,000 and 400,000 bytes and a letter of two behind each pair: nothing leaves within one task. */
const WAITING = [
  ...[1, 2, 4, 14, 24, 26, 1_026, 2_026, 2_028],
  ...[102_028, 202_028, 202_030, 602_030, 1_002_030, 1_002_032],
];

describe.each(BROWSERS)('%s', (browser) => {
  it('shows a page the same with Plimsoll as without, in every corner', async ({task}) => {
    const [without, together] = await Promise.all([
      goRound(browser),
      goRound(browser, inject('extension')[browser]),
    ]);
    const seen = observations(without.seen);
    expect(Object.keys(without.seen).length).toBeGreaterThan(160);
    expect(seen).toBeGreaterThan(15_000);
    expect(JSON.stringify(without.seen)).not.toContain('the scene broke off');
    const silent = Object.entries(without.seen).filter(
      ([name, lines]) => name !== 'strays' && lines.length === 0,
    );
    expect(silent).toEqual([]);
    expect(without.seen['how much waits']?.[0]).toEqual([WAITING]);
    expect(JSON.stringify(without.seen['codes that a page may close with'])).toContain(
      '["1000",null,2,[["open",1,null,null,null],["close",3,1000,"",true]]]',
    );

    expect(Object.keys(together.seen)).toEqual(Object.keys(without.seen));
    const differing = differences(without.seen, together.seen);
    expect(differing.filter(({corner}) => !corner.startsWith('limit: '))).toEqual([]);
    expect([...new Set(differing.map(({corner}) => corner))]).toEqual([...LIMITS.both, ...LIMITS[browser]]);
    // Of an error that a function of the browser's throws, its stack shows one line more, and never two.
    expect(Math.max(...without.ourLines)).toBe(0);
    expect(new Set(together.ourLines)).toEqual(new Set([0, 1]));

    expect(without.wire.length).toBeGreaterThan(1_000);
    expect(together.wire).toEqual(without.wire);
    noteFigure(
      task,
      `${browser}: ${seen} observations in ${Object.keys(without.seen).length} corners and ${without.wire.length} messages on the wire, the same with and without, but for the ${differing.length} that are tried below as limits.`,
    );
    // Plimsoll was there all the time. What it could not read are the page's own mistakes: no address, a request used up,
    // an answer as bytes.
    const {wanted = 0, failures = NaN, oversize} = together.heard?.pages[0]?.tally ?? {};
    expect(wanted).toBeGreaterThan(250);
    expect(failures).toBeLessThan(40);
    expect(oversize).toBe(0);
  });
});
