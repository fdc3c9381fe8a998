import {mkdirSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import axe from 'axe-core';
import puppeteer, {type Page} from 'puppeteer-core';
import {bundle} from '../../../build.mjs';
import {findBrowser} from '../../browser/harness/find.ts';
import {MESSAGES} from '../browser-stub.ts';
import {CALLS, NOW, POOL, points} from './mocks.ts';

// Pictures of the history page in both themes, and what axe-core finds wrong: `npx tsx test/ui/history/shots.ts`.

const root = fileURLToPath(new URL('../../..', import.meta.url));
const out = join(root, 'artifacts/ui');
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-history-'));
mkdirSync(out, {recursive: true});

/** Runs in the page before the bundle: a background that is silent, and an extension's API as far as the page asks for it. */
function standIn(messages: Record<string, {message: string}>, now: number): void {
  Date.now = () => now;
  const event = {addListener() {}, removeListener() {}};
  const getMessage = (key: string, given: string[] = []) =>
    (messages[key]?.message ?? '').replaceAll(/\$(\d)/g, (_, index) => given[Number(index) - 1] ?? '');
  Object.assign(globalThis, {
    chrome: {
      i18n: {getMessage, getUILanguage: () => 'en'},
      runtime: {connect: () => ({onMessage: event, onDisconnect: event, postMessage() {}})},
      storage: {local: {get: async () => ({}), set: async () => {}}, onChanged: event},
    },
  });
}

/** Puts the made-up week where the page reads. */
function fill(page: Page, days: number): Promise<void> {
  const kept = {pool: POOL, points: points(days), calls: CALLS};
  return page.evaluate(async ({pool, points, calls}) => {
    const request = indexedDB.open('history', 1);
    const database = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const writing = database.transaction(['pools', 'points', 'calls'], 'readwrite');
    writing.objectStore('pools').put(pool);
    for (const point of points) writing.objectStore('points').put(point);
    for (const call of calls) writing.objectStore('calls').put(call);
    await new Promise((done) => {
      writing.oncomplete = done;
    });
    database.close();
  }, kept);
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

writeFileSync(join(folder, 'history.js'), (await bundle('src/ui/history/history.tsx')).text);
for (const name of ['history/history.html', 'history/history.css', 'popup/popup.css']) {
  writeFileSync(join(folder, name.split('/')[1] ?? ''), readFileSync(join(root, 'src/ui', name)));
}
const browser = await puppeteer.launch({
  executablePath: findBrowser('chromium'),
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage();
await page.evaluateOnNewDocument('globalThis.__name = (named) => named');
await page.evaluateOnNewDocument(standIn, MESSAGES, NOW);
page.on('pageerror', (error) => console.error(error));
await page.setViewport({width: 1080, height: 900, deviceScaleFactor: 1});
const address = `file://${folder}/history.html`;

async function shoot(state: string, theme: 'light' | 'dark', prepare: () => Promise<void>): Promise<void> {
  await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: theme}]);
  await page.goto(address);
  await page.waitForSelector('.keep');
  await prepare();
  await page.screenshot({
    path: join(out, `history-${state}-${theme}.png`) as `${string}.png`,
    fullPage: true,
  });
  await audit(page, `${state} ${theme}`);
}

for (const theme of ['light', 'dark'] as const) await shoot('empty', theme, async () => {});
await fill(page, 7);
for (const theme of ['light', 'dark'] as const) {
  await shoot('day', theme, async () => {
    await page.mouse.move(640, 330);
  });
  await shoot('week', theme, async () => {
    await page.click('.ranges label:nth-of-type(2)');
    await page.waitForFunction(() => document.querySelectorAll('.uplot').length === 3);
    await new Promise((drawn) => setTimeout(drawn, 500));
  });
  await shoot('deleting', theme, async () => {
    await page.click('[data-testid="delete"]');
  });
}
await browser.close();
console.log(out);
