import {readFileSync} from 'node:fs';
import * as esbuild from 'esbuild';
import {beforeAll, describe, expect, inject, it} from 'vitest';
import {simulated} from '../../exchange/venues/index.ts';
import {serve} from '../../exchange/wire/loopback.ts';
import {html, type Site, script} from '../../exchange/wire/site.ts';
import type {BrowserName} from '../harness/find.ts';
import {launchBrowser} from '../harness/launch.ts';
import {BROWSERS} from '../harness/stage.ts';
import {TWO_POOLS} from '../openings.ts';
import {heardSoFar, openEar} from './heard.ts';

const here = (name: string) => new URL(`./client/${name}`, import.meta.url);
const scripts: Record<string, string> = {};

beforeAll(async () => {
  const bundled = await esbuild.build({
    entryPoints: [here('nktkas.js').pathname],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    logLevel: 'silent',
  });
  scripts['/nktkas.js'] = bundled.outputFiles[0]?.text ?? '';
  scripts['/ccxt.js'] = readFileSync('node_modules/ccxt/dist/ccxt.browser.min.js', 'utf8');
  scripts['/play.js'] = readFileSync(here('ccxt.js'), 'utf8');
});

/** The simulated venue with one page more, on which the clients live; every byte that it is sent. */
function recorded(site: Site) {
  const wire: string[] = [];
  const tags = Object.keys(scripts).map((path) => `<script src="${path}"></script>`);
  const wrapped: Site = {
    hosts: site.hosts,
    answer: (ask) => {
      const {pathname, hostname} = ask.url;
      const text = scripts[pathname];
      if (text !== undefined) return script(text);
      if (pathname === '/clients') return html(`<!doctype html><title>Clients</title>${tags.join('')}`);
      if (pathname !== '/favicon.ico')
        wire.push(JSON.stringify([ask.method, hostname, pathname, ask.url.search, ask.headers, ask.body]));
      return site.answer(ask);
    },
    connect: (socket, url, protocols) => {
      wire.push(`open ${url} ${protocols}`);
      socket.on('message', (data: Buffer, isBinary) => wire.push(`${isBinary} ${data.toString('hex')}`));
      socket.on('close', (code) => wire.push(`close ${code}`));
      site.connect?.(socket, url, protocols);
    },
  };
  return {site: wrapped, wire};
}

async function play(browser: BrowserName, extension?: string) {
  const {site, wire} = recorded(simulated.hyperliquid.open(TWO_POOLS));
  const {close, proxyPort, spki} = await serve([site]);
  const driver = await launchBrowser(browser, {
    ...(extension === undefined ? {} : {extension}),
    proxyPort,
    spki,
  });
  try {
    const page = await driver.open('https://app.hyperliquid.xyz/clients');
    const seen = [await page.evaluate('playNktkas()'), await page.evaluate('playCcxt()')];
    const heard = extension === undefined ? null : await heardSoFar(await openEar(driver));
    return {seen, wire, heard};
  } finally {
    await driver.close();
    await close();
  }
}

/** The moment stands in the venue's answers. */
const timeless = (seen: unknown): unknown =>
  JSON.parse(JSON.stringify(seen).replaceAll(/"(time|serverTime)":"?\d+"?/g, '"$1":0'));

describe.each(BROWSERS)('%s', (browser) => {
  it('lets real clients send and receive the same bytes with Plimsoll as without', async () => {
    const without = await play(browser);
    const together = await play(browser, inject('extension')[browser]);
    expect(without.wire.length).toBeGreaterThan(15);
    expect(together.wire).toEqual(without.wire);
    expect(JSON.stringify(without.seen).length).toBeGreaterThan(10_000);
    expect(timeless(together.seen)).toEqual(timeless(without.seen));
    const [page] = together.heard?.pages ?? [];
    expect(page?.tally).toMatchObject({failures: 0});
    expect(page?.tally.wanted).toBeGreaterThan(8);
  });
});
