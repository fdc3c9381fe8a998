import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import axe from 'axe-core';
import puppeteer, {type Browser, type Page} from 'puppeteer-core';
import {bundle} from '../../build.mjs';
import type {View} from '../../src/messages.ts';
import {MESSAGES} from './browser-stub.ts';
import {NOW, VIEWS} from './mocks.ts';
import {STUDIED, studied} from './studied.ts';

/**
 * Pictures of every state in both themes: `npx tsx test/ui/shots.ts [state…]` writes `artifacts/ui/*.png`.
 * The popup is the real bundle; only the browser's API is a stand-in.
 */

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = join(root, 'artifacts/ui');
const STATES: Readonly<Record<string, View | undefined>> = {...VIEWS, studied: STUDIED};
const THEMES = ['light', 'dark'] as const;

/** Runs in the page before the bundle: the background is one port that answers with a made-up view. */
function standIn(
  messages: Record<string, {message: string}>,
  {view, study}: {readonly view: unknown; readonly study: unknown},
  now: number,
): void {
  Date.now = () => now;
  const event = {addListener() {}, removeListener() {}};
  const getMessage = (key: string, given: string[] = []) =>
    (messages[key]?.message ?? '').replaceAll(/\$(\d)/g, (_, index) => given[Number(index) - 1] ?? '');
  const connect = () => {
    const listeners: ((message: unknown) => void)[] = [];
    return {
      onMessage: {addListener: (listener: (message: unknown) => void) => listeners.push(listener)},
      onDisconnect: event,
      postMessage: ({kind}: {kind: string}) => {
        const answer = kind === 'study' ? {kind, study} : {kind: 'view', view};
        for (const listener of listeners) queueMicrotask(() => listener(answer));
      },
    };
  };
  const host_permissions = ['https://app.hyperliquid.xyz/*', 'https://www.binance.com/*'];
  Object.assign(globalThis, {
    chrome: {
      i18n: {getMessage, getUILanguage: () => 'en'},
      runtime: {connect, getManifest: () => ({host_permissions})},
      storage: {local: {get: async () => ({}), set: async () => {}}, onChanged: event},
    },
  });
}

async function shoot(browser: Browser, state: string, theme: (typeof THEMES)[number], address: string) {
  const page = await browser.newPage();
  await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: theme}]);
  await page.setViewport({width: 360, height: 600, deviceScaleFactor: 2});
  // tsx names functions through a helper of its own, which the page has not.
  await page.evaluateOnNewDocument('globalThis.__name = (named) => named');
  await page.evaluateOnNewDocument(standIn, MESSAGES, {view: STATES[state], study: studied()}, NOW);
  page.on('pageerror', (error) => console.error(state, error));
  await page.goto(address);
  await page.waitForSelector('footer');
  await save(page, `popup-${state}-${theme}`);
  await page.addStyleTag({content: 'body{max-block-size:none !important}details>summary{}'});
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) {
      // One of a name closes the others, and here all are to be seen.
      details.removeAttribute('name');
      details.open = true;
    }
  });
  await new Promise((drawn) => setTimeout(drawn, 100));
  await save(page, `popup-${state}-${theme}-whole`);
  await audit(page, `${state} ${theme}`);
  await page.close();
}

/** An exchange's page in small: the pill must be legible on it, and touched by none of its styles. */
const EXCHANGE = `<style>*{color:red!important;font:40px serif!important;display:block!important}
html{background:var(--page)}</style>`;

async function shootOverlay(browser: Browser, theme: (typeof THEMES)[number]) {
  const page = await browser.newPage();
  await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: theme}]);
  await page.setViewport({width: 420, height: 120, deviceScaleFactor: 2});
  await page.evaluateOnNewDocument('globalThis.__name = (named) => named');
  await page.evaluateOnNewDocument(standIn, MESSAGES, {view: null, study: null}, NOW);
  for (const background of ['#ffffff', '#0b0e11']) {
    for (const state of ['safe', 'watch', 'margin-call', 'stale', 'defect', 'estimated', 'missing']) {
      await page.goto('about:blank');
      await page.setContent(EXCHANGE.replace('var(--page)', background));
      await page.addScriptTag({content: (await bundle('test/ui/overlay-page.ts')).text});
      await page.evaluate(`overlay.show(${JSON.stringify(VIEWS[state]?.glance)})`);
      await page.keyboard.press('Tab');
      await page.screenshot({
        path: join(out, `pill-${state}-${theme}-on-${background.slice(1)}.png`) as `${string}.png`,
      });
    }
  }
  await page.close();
}

/** What axe-core finds wrong with the page as it stands, every fold open. */
async function audit(page: Page, name: string): Promise<void> {
  await page.addScriptTag({content: axe.source});
  const found = await page.evaluate(async () => {
    const rules = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const results = await (globalThis as unknown as {axe: typeof axe}).axe.run({runOnly: rules});
    return results.violations.map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html).join(' | ')}`);
  });
  for (const violation of found) {
    console.error(`${name}: ${violation}`);
    process.exitCode = 1;
  }
}

async function save(page: Page, name: string): Promise<void> {
  const body = await page.$('body');
  await body?.screenshot({path: join(out, `${name}.png`) as `${string}.png`});
}

const directory = join(tmpdir(), `plimsoll-shots-${process.pid}`);
mkdirSync(directory, {recursive: true});
mkdirSync(out, {recursive: true});
const {text} = await bundle('src/ui/popup/popup.tsx');
writeFileSync(join(directory, 'popup.js'), text);
for (const name of ['popup.html', 'popup.css']) {
  writeFileSync(join(directory, name), readFileSync(join(root, 'src/ui/popup', name)));
}
const browser = await puppeteer.launch({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const wanted = process.argv.slice(2);
for (const state of Object.keys(STATES).filter((name) => wanted.length === 0 || wanted.includes(name))) {
  for (const theme of THEMES) await shoot(browser, state, theme, `file://${directory}/popup.html`);
}
if (wanted.length === 0 || wanted.includes('pill')) {
  for (const theme of THEMES) await shootOverlay(browser, theme);
}
await browser.close();
console.log(out);
