import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import axe from 'axe-core';
import puppeteer, {type Page} from 'puppeteer-core';
import {files} from '../../build.mjs';
import {findBrowser} from '../browser/harness/find.ts';
import {MESSAGES} from './browser-stub.ts';

// Pictures of the first-run page and the demo in both themes, and what axe-core finds wrong: `npx tsx test/ui/first-run-shots.ts`.

const out = join(fileURLToPath(new URL('../..', import.meta.url)), 'artifacts/ui');
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-first-run-'));
mkdirSync(out, {recursive: true});

/** Runs in the page before the bundle: an extension's API as far as the pages ask for it. */
function standIn(messages: Record<string, {message: string}>, allowed: boolean): void {
  const event = {addListener() {}, removeListener() {}};
  const getMessage = (key: string, given: string[] = []) =>
    (messages[key]?.message ?? '').replaceAll(/\$(\d)/g, (_, index) => given[Number(index) - 1] ?? '');
  Object.assign(globalThis, {
    chrome: {
      i18n: {getMessage, getUILanguage: () => 'en'},
      runtime: {getManifest: () => ({host_permissions: []})},
      action: {getUserSettings: async () => ({isOnToolbar: false})},
      permissions: {contains: async () => allowed, onAdded: event, onRemoved: event},
      storage: {local: {get: async () => ({}), set: async () => {}}, onChanged: event},
    },
  });
}

async function audit(page: Page, name: string): Promise<void> {
  await page.addScriptTag({content: axe.source});
  const found = await page.evaluate(async () => {
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const {violations} = await (globalThis as unknown as {axe: typeof axe}).axe.run({runOnly});
    return violations.map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html).join(' | ')}`);
  });
  for (const violation of found) {
    console.error(`${name}: ${violation}`);
    process.exitCode = 1;
  }
}

const built = await files();
for (const [name, content] of built.out) {
  if (/^(welcome|demo|day|venues|popup)\.(html|js|css)$/.test(name))
    writeFileSync(join(folder, basename(name)), content);
}
const browser = await puppeteer.launch({
  executablePath: findBrowser('chromium'),
  args: ['--no-sandbox', '--disable-gpu'],
});

type Theme = 'light' | 'dark';

async function open(file: string, theme: Theme, access: 'allowed' | 'withheld', width = 900): Promise<Page> {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(file, error));
  await page.emulateMediaFeatures([
    {name: 'prefers-color-scheme', value: theme},
    {name: 'prefers-reduced-motion', value: 'reduce'},
  ]);
  await page.setViewport({width, height: 800, deviceScaleFactor: 1});
  await page.evaluateOnNewDocument('globalThis.__name = (named) => named');
  await page.evaluateOnNewDocument(standIn, MESSAGES, access === 'allowed');
  await page.goto(`file://${folder}/${file}`);
  await page.waitForSelector('h1');
  return page;
}

async function keep(page: Page, name: string): Promise<void> {
  await page.screenshot({path: join(out, `${name}.png`) as `${string}.png`, fullPage: true});
  await audit(page, name);
}

/** Of the demo's day: what is clicked to come there. */
const SCENES = {
  begin: '[data-kind="begins"]',
  call: '[data-kind="margin_call"]',
  end: '[data-kind="liquidation"]:last-of-type',
};

for (const theme of ['light', 'dark'] as const) {
  for (const access of ['allowed', 'withheld'] as const) {
    const page = await open('welcome.html', theme, access);
    await keep(page, `welcome-${access}-${theme}`);
    await page.close();
  }
  for (const [scene, selector] of Object.entries(SCENES)) {
    const page = await open('demo.html', theme, 'allowed');
    await page.click(selector);
    await new Promise((drawn) => setTimeout(drawn, 400));
    await keep(page, `demo-${scene}-${theme}`);
    await page.close();
  }
  const narrow = await open('demo.html', theme, 'allowed', 420);
  await keep(narrow, `demo-narrow-${theme}`);
  await narrow.close();
}
await browser.close();
console.log(out);
