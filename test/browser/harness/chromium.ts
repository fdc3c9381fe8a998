import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {type Browser, launch, type Page, type Target, type WebWorker} from 'puppeteer-core';
import {clockAhead} from './clock-ahead.ts';
import {type Badge, type Driver, endAbruptly, hex, type LaunchOptions, until} from './driver.ts';
import {findBrowser} from './find.ts';
import {gaugesOf} from './gauges-chromium.ts';
import {type Notice, noteNotices} from './note-notices.ts';

/** Nothing of the browser's own chatter, and no sandbox, which root in a container cannot have. */
const QUIET = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-component-extensions-with-background-pages',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-search-engine-choice-screen',
  '--disable-features=OptimizationHints,MediaRouter,Translate,NetworkTimeServiceQuerying,CertificateTransparencyComponentUpdater',
  '--no-pings',
  '--mute-audio',
];

/** Defaults of the driver that would hide what we test: throttled hidden tabs, the back/forward cache; and its banner. */
const DROPPED = [
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--disable-back-forward-cache',
  '--enable-automation',
];

/** Chromium names an unpacked extension after the folder it lies in. */
const idOf = (extension: string) =>
  [...createHash('sha256').update(extension).digest('hex').slice(0, 32)]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
    .join('');

/** Developer mode: without it `runtime.reload()` switches an unpacked extension off for good. Pinned: the button is in the toolbar. */
function profile(folder: string, extension = ''): void {
  if (existsSync(join(folder, 'Default'))) return;
  mkdirSync(join(folder, 'Default'));
  writeFileSync(
    join(folder, 'Default/Preferences'),
    JSON.stringify({
      extensions: {ui: {developer_mode: true}, pinned_extensions: [idOf(extension)]},
      signin: {allowed: false},
    }),
  );
}

const ourWorker = (id: string) => (target: Target) =>
  target.type() === 'service_worker' && target.url().includes(id);

export async function launchChromium(options: LaunchOptions): Promise<Driver> {
  const {extension, proxyPort, spki, headed = false, width = 1280, height = 800, signals, welcome} = options;
  const userDataDir = options.profile ?? mkdtempSync(join(tmpdir(), 'plimsoll-chromium-'));
  profile(userDataDir, extension === undefined ? '' : resolve(extension));
  const forget = () =>
    options.profile ?? rmSync(userDataDir, {recursive: true, force: true, maxRetries: 5, retryDelay: 100});
  process.once('exit', forget);
  const browser: Browser = await launch({
    browser: 'chrome',
    executablePath: findBrowser('chromium'),
    userDataDir,
    headless: !headed,
    handleSIGINT: signals !== 'mine',
    handleSIGTERM: signals !== 'mine',
    handleSIGHUP: signals !== 'mine',
    pipe: true,
    enableExtensions: true,
    acceptInsecureCerts: true,
    defaultViewport: headed ? null : {width, height},
    ignoreDefaultArgs: DROPPED,
    args: [
      ...QUIET,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--window-position=0,0',
      `--window-size=${width},${height}`,
      `--proxy-server=http://127.0.0.1:${proxyPort}`,
      `--ignore-certificate-errors-spki-list=${spki}`,
    ],
  });
  let id = '';
  const install = async (folder: string): Promise<void> => {
    id = await browser.installExtension(resolve(folder));
    if (welcome === 'kept') return;
    const opened = await browser.waitForTarget((target) => target.url().endsWith(`${id}/welcome.html`));
    await (await opened.page())?.close();
  };
  if (extension !== undefined) await install(extension);
  let console: Page | undefined;

  /** A page of the extension that runs no script of it: where its API can be asked without waking the background. */
  const consolePage = async (): Promise<Page> => {
    if (console === undefined || console.isClosed()) {
      console = await browser.newPage({background: true});
      await console.goto(`chrome-extension://${id}/manifest.json`);
    }
    return console;
  };

  const background = async (): Promise<WebWorker> => {
    const target = await browser.waitForTarget(ourWorker(id), {timeout: 20_000});
    const worker = await target.worker();
    if (worker === null) throw new Error('the background does not run');
    return worker;
  };

  return {
    name: 'chromium',
    browser,
    open: async (url) => {
      const page = await browser.newPage();
      await page.goto(url, {waitUntil: 'load'});
      return page;
    },
    badge: async (page) => {
      const url = page?.url();
      const seen = await (await consolePage()).evaluate(async (address) => {
        const tab =
          address === undefined ? undefined : (await chrome.tabs.query({})).find((t) => t.url === address);
        const which = tab?.id === undefined ? {} : {tabId: tab.id};
        const [text, colour, ink, title] = await Promise.all([
          chrome.action.getBadgeText(which),
          chrome.action.getBadgeBackgroundColor(which),
          chrome.action.getBadgeTextColor(which),
          chrome.action.getTitle(which),
        ]);
        return {text, colour: [...colour], ink: [...ink], title};
      }, url);
      return {...seen, colour: hex(seen.colour), ink: hex(seen.ink)} satisfies Badge;
    },
    extensionPage: async (path) => {
      const page = await browser.newPage({type: 'window'});
      await page.goto(`chrome-extension://${id}/${path}`, {waitUntil: 'load'});
      return page;
    },
    openToolbarPopup: async () => {
      await (await consolePage()).evaluate(() => chrome.action.openPopup());
    },
    install,
    setClockAhead: async (ms) => {
      await (await background()).evaluate(`(${clockAhead(ms)})(globalThis)`);
    },
    noteNotices: async () => {
      const worker = await background();
      await worker.evaluate(`(${noteNotices})(globalThis)`);
      return () => worker.evaluate('globalThis.notices') as Promise<readonly Notice[]>;
    },
    killBackground: async () => {
      const target = await browser.waitForTarget(ourWorker(id), {timeout: 20_000});
      const isGone = () => !browser.targets().includes(target);
      // One that is only just getting up may not hear the first word.
      await until(
        async () => {
          await (await target.worker())?.close().catch(() => {});
          await until(isGone, (gone) => gone, {within: 2000}).catch(() => {});
          return isGone();
        },
        (gone) => gone,
        {what: 'rid of the worker'},
      );
    },
    backgroundRuns: async () => browser.targets().some(ourWorker(id)),
    gauges: gaugesOf(() => browser.waitForTarget(ourWorker(id), {timeout: 20_000})),
    crash: async () => {
      await endAbruptly(browser);
      process.off('exit', forget);
      forget();
    },
    close: async () => {
      // Ctrl-C reaches the browser too: it may be gone already.
      await browser.close().catch(() => browser.process()?.kill());
      process.off('exit', forget);
      forget();
    },
  };
}
