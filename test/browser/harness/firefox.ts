import {readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {type Browser, launch, type Page} from 'puppeteer-core';
import {clockAhead} from './clock-ahead.ts';
import {type Badge, type Driver, endAbruptly, hex, type LaunchOptions, until} from './driver.ts';
import {findBrowser} from './find.ts';
import {gaugesOf} from './gauges-firefox.ts';
import {type Notice, noteNotices} from './note-notices.ts';

/** Fixed, so that the extension's pages have an address known beforehand. */
const UUID = '11111111-2222-4333-8444-555555555555';

/** Nothing of the browser's own chatter; clocks that do not round to whole milliseconds. */
const QUIET = {
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.aboutConfig.showWarning': false,
  'browser.contentblocking.report.hide_vpn_banner': true,
  'browser.discovery.enabled': false,
  'browser.newtabpage.activity-stream.feeds.system.topstories': false,
  'browser.newtabpage.enabled': false,
  'browser.region.network.url': '',
  'browser.safebrowsing.downloads.remote.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.safebrowsing.provider.google4.updateURL': '',
  'browser.safebrowsing.provider.mozilla.updateURL': '',
  'browser.search.update': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.topsites.contile.enabled': false,
  'browser.urlbar.suggest.quicksuggest.sponsored': false,
  'browser.urlbar.trending.featureGate': false,
  'datareporting.healthreport.uploadEnabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.push.connection.enabled': false,
  'extensions.blocklist.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'messaging-system.rsexperimentloader.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'network.prefetch-next': false,
  'network.trr.mode': 5,
  'nimbus.rollouts.enabled': false,
  'privacy.reduceTimerPrecision': false,
  'security.OCSP.enabled': 0,
  'security.remote_settings.crlite_filters.enabled': false,
  'security.remote_settings.intermediates.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'signon.autofillForms': false,
  'toolkit.telemetry.server': '',
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'webchannel.allowObject.urlWhitelist': '',
};

/** An extension that a driver installs is gone at the next start, and what it kept with it, unless it is to stay. */
const KEPT = {
  'extensions.webextensions.keepStorageOnUninstall': true,
  'extensions.webextensions.keepUuidOnUninstall': true,
};

/** Of the extension that may be installed later: its address must be fixed before the start. */
const OURS = 'plimsoll@plimsoll.invalid';

const geckoId = (extension: string): string => {
  const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'));
  return manifest.browser_specific_settings.gecko.id;
};

/** Runs in the browser's own window, where the toolbar and the extension's innards are in reach. `policy` and `extension` are ours. */
const PRIVILEGED = (id: string, body: string) => `(async () => {
  const policy = WebExtensionPolicy.getByID(${JSON.stringify(id)});
  const extension = policy?.extension;
  const {ExtensionParent} = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const {action} = (extension && ExtensionParent.apiManager.global.browserActionFor(extension)) ?? {};
  return JSON.stringify(await (async () => { ${body} })());
})()`;

type Bidi = {send(method: string, parameters: object): Promise<{result: Record<string, unknown>}>};

export async function launchFirefox(options: LaunchOptions): Promise<Driver> {
  const {extension, proxyPort, headed = false, width = 1280, height = 800, signals, welcome} = options;
  let id = extension === undefined ? OURS : geckoId(extension);
  const browser: Browser = await launch({
    browser: 'firefox',
    executablePath: findBrowser('firefox'),
    headless: !headed,
    handleSIGINT: signals !== 'mine',
    handleSIGTERM: signals !== 'mine',
    handleSIGHUP: signals !== 'mine',
    enableExtensions: true,
    acceptInsecureCerts: true,
    ...(options.profile === undefined ? {} : {userDataDir: options.profile}),
    defaultViewport: headed ? null : {width, height},
    args: ['--remote-allow-system-access', `--width=${width}`, `--height=${height}`],
    extraPrefsFirefox: {
      ...QUIET,
      ...(options.profile === undefined ? {} : KEPT),
      'network.proxy.type': 1,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': proxyPort,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': proxyPort,
      'network.proxy.allow_hijacking_localhost': false,
      'extensions.webextensions.uuids': JSON.stringify({[id]: UUID}),
      'alerts.useSystemBackend': false,
    },
  });
  // The raw protocol: what puppeteer has no word for (the chrome scope, navigation into an extension).
  const {connection} = browser as unknown as {connection: Bidi};

  let scope: string | undefined;
  /** Evaluates in the browser's own window; answers through JSON. */
  const privileged = async <T>(body: string): Promise<T> => {
    if (scope === undefined) {
      const {result} = await connection.send('browsingContext.getTree', {'moz:scope': 'chrome'});
      const contexts = result.contexts as readonly {context: string}[];
      scope = contexts[0]?.context;
    }
    const {result} = await connection.send('script.evaluate', {
      target: {context: scope},
      expression: PRIVILEGED(id, body),
      awaitPromise: true,
    });
    const answer = result as {type: string; result?: {value?: string}; exceptionDetails?: {text: string}};
    if (answer.type !== 'success') throw new Error(answer.exceptionDetails?.text ?? 'script.evaluate failed');
    return JSON.parse(answer.result?.value ?? 'null') as T;
  };

  const install = async (folder: string): Promise<void> => {
    id = await browser.installExtension(resolve(folder));
    if (welcome === 'kept') return;
    const closeWelcome = `
      const tab = [...gBrowser.tabs].find((each) => each.linkedBrowser.currentURI.spec.endsWith('/welcome.html'));
      if (tab) gBrowser.removeTab(tab);
      return tab !== undefined;
    `;
    await until(
      () => privileged<boolean>(closeWelcome),
      (closed) => closed,
      {what: 'rid of the first-run page'},
    );
  };
  if (extension !== undefined) await install(extension);

  const extensionPage = async (path: string): Promise<Page> => {
    const page: Page = await browser.newPage({type: 'window'});
    // `goto` never settles on these addresses, so: the raw command, and look for ourselves.
    const {_id: context} = page.mainFrame() as unknown as {_id: string};
    await connection.send('browsingContext.navigate', {
      context,
      url: `moz-extension://${UUID}/${path}`,
      wait: 'none',
    });
    await page.waitForFunction(
      () => location.protocol === 'moz-extension:' && document.readyState === 'complete',
    );
    return page;
  };

  let console: Page | undefined;
  /** Calls a function, given as source, with the background's window. Answers with the page that it was called from. */
  const inBackground = async (source: string): Promise<Page> => {
    console ??= await extensionPage('manifest.json');
    await console.evaluate(`chrome.runtime.getBackgroundPage().then(${source})`);
    return console;
  };

  return {
    name: 'firefox',
    browser,
    open: async (url) => {
      const page = await browser.newPage();
      await page.goto(url, {waitUntil: 'load'});
      return page;
    },
    badge: async (page) => {
      const url = page === undefined ? 'null' : JSON.stringify(page.url());
      const seen = await privileged<{text: string; colour: number[]; ink: number[]; title: string}>(`
        const tab = [...gBrowser.tabs].find((each) => each.linkedBrowser.currentURI.spec === ${url}) ?? null;
        const of = (name) => action.getProperty(tab, name);
        return {text: of('badgeText'), colour: [...(of('badgeBackgroundColor') ?? [])],
          ink: [...(of('badgeTextColor') ?? [255, 255, 255])], title: of('title')};
      `);
      return {
        text: seen.text ?? '',
        colour: hex(seen.colour),
        ink: hex(seen.ink),
        title: seen.title ?? '',
      } satisfies Badge;
    },
    extensionPage,
    openToolbarPopup: async () => {
      await privileged(`
        const button = ExtensionParent.apiManager.global.browserActionFor(extension);
        await button.openPopup(window, true);
        return null;
      `);
    },
    install,
    setClockAhead: async (ms) => {
      await inBackground(clockAhead(ms));
    },
    noteNotices: async () => {
      const console = await inBackground(noteNotices);
      return () =>
        console.evaluate(
          'chrome.runtime.getBackgroundPage().then((page) => page.notices.map((notice) => ({...notice})))',
        ) as Promise<readonly Notice[]>;
    },
    killBackground: async () => {
      // The next one may run before anybody looks: a page of ours that is open wakes it at once. So this very one must be gone.
      const isGone = await privileged<string>(`
        const ended = [...extension.views].filter(({viewType}) => viewType === 'background');
        const remains = () => ended.some((view) => extension.views.has(view));
        await extension.terminateBackground({ignoreDevToolsAttached: true, disableResetIdleForTest: true});
        for (let look = 0; look < 400 && remains(); look++) await new Promise((next) => setTimeout(next, 50));
        return ended.length > 0 && !remains() ? '' : ended.length + ' ' + remains() + ' ' + extension.backgroundState;
      `);
      if (isGone !== '') throw new Error(`the background page did not end: ${isGone}`);
    },
    backgroundRuns: async () => (await privileged<string>('return extension.backgroundState;')) === 'running',
    gauges: gaugesOf(privileged),
    crash: () => endAbruptly(browser),
    close: () => browser.close(),
  };
}
