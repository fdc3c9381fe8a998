import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {extname, join, normalize} from 'node:path';
import puppeteer, {type Frame, type Page} from 'puppeteer-core';
import {build, bundle} from '../../../build.mjs';
import {findBrowser} from '../../browser/harness/find.ts';
import {messagesOf} from '../browser-stub.ts';
import {NOW} from '../mocks.ts';
import {studied} from '../studied.ts';
import {faults} from './faults.ts';
import {small} from './small.ts';
import {type Scene, standIn} from './stand-in.ts';

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The size of what is opened, and whatever of the scene is not as usual. */
export type Sitting = Partial<Scene> & {
  readonly theme: Theme;
  readonly width: number;
  readonly height?: number;
};

/** Pages of the built extension in a plain browser, with a stand-in for its API. */
export type Studio = {
  /** A page of the extension, or of the test's own, drawn. */
  open(file: string, sitting: Sitting): Promise<Page>;
  /** Keeps the picture of a page, or of one element, under that name. */
  keep(page: Page, name: string, element?: string): Promise<void>;
  /** Looks for faults and remembers them under that name. */
  check(at: Page | Frame, name: string, options?: {readonly without?: readonly string[]}): Promise<void>;
  readonly faults: readonly string[];
  close(): Promise<void>;
};

/** An exchange's page in small, whose every style would spoil the pill if it could reach it. */
const EXCHANGE = `<!doctype html><html lang="en"><title>Exchange</title>
<style>div,span,button,svg{color:red!important;font:40px serif!important;opacity:.3!important;border:9px dotted red!important}
html{font:13px/2 system-ui,"DejaVu Sans",sans-serif}td{padding:0 14px}</style>
<script>const dark=location.search==='?dark';document.documentElement.style.cssText=
dark?'background:#0b0e11;color:#b7bdc6':'background:#fff;color:#474d57'</script>
<body><table><tr><td>BTC-PERP<td>60 745.2<td>+1.8 %<tr><td>SOL-PERP<td>169.218<td>−0.4 %</table>
<script src="pill-alone.js"></script>`;

const KINDS: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.png': 'image/png',
};

async function serveBuilt(): Promise<{readonly origin: string; close(): void}> {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-studio-'));
  const {chrome} = await build({outdir: folder, zips: false});
  const own = new Map([
    ['/exchange.html', EXCHANGE],
    ['/pill-alone.js', (await bundle('test/ui/shots/pill-alone.ts')).text],
  ]);
  const server = createServer(({url = '/'}, response) => {
    const path = normalize(new URL(url, 'http://here').pathname);
    try {
      const content = own.get(path) ?? readFileSync(join(chrome ?? '', path));
      response.writeHead(200, {'content-type': `${KINDS[extname(path)] ?? 'text/plain'}; charset=utf-8`});
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const {port} = server.address() as AddressInfo; // it listens on a port, not on a pipe
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
      rmSync(folder, {recursive: true, force: true});
    },
  };
}

/** `folder`: where the pictures go. */
export async function openStudio(folder: string): Promise<Studio> {
  const served = await serveBuilt();
  const browser = await puppeteer.launch({
    executablePath: findBrowser('chromium'),
    args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--font-render-hinting=none'],
  });
  const found: string[] = [];
  return {
    faults: found,
    open: async (file, {theme, width, height = 800, ...part}) => {
      const page = await browser.newPage();
      page.on('pageerror', (error) => found.push(`${file}: ${error}`));
      await page.emulateMediaFeatures([
        {name: 'prefers-color-scheme', value: theme},
        {name: 'prefers-reduced-motion', value: 'reduce'},
      ]);
      await page.setViewport({width, height, deviceScaleFactor: 1});
      const {language = 'en'} = part;
      const scene: Scene = {
        messages: messagesOf(language),
        language,
        view: null,
        study: studied(),
        now: NOW,
        access: 'allowed',
        settings: {},
        ...part,
      };
      // tsx names functions through a helper of its own, which the page has not.
      await page.evaluateOnNewDocument('globalThis.__name = (named) => named');
      await page.evaluateOnNewDocument(standIn, scene);
      await page.goto(`${served.origin}/${file}`);
      return page;
    },
    keep: async (page, name, element) => {
      const subject = element === undefined ? null : await page.$(element);
      const picture = await (subject === null ? page.screenshot({fullPage: true}) : subject.screenshot());
      writeFileSync(join(folder, `${name}.png`), small(picture));
    },
    check: async (at, name, options) => {
      const frame = 'mainFrame' in at ? at.mainFrame() : at;
      for (const fault of await faults(frame, options)) {
        found.push(`${name}: ${fault}`);
        console.error(`${name}: ${fault}`);
      }
    },
    close: async () => {
      await browser.close();
      served.close();
    },
  };
}
