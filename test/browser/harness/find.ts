import {spawnSync} from 'node:child_process';
import {accessSync, constants, existsSync} from 'node:fs';
import {delimiter, join} from 'node:path';

export type BrowserName = 'chromium' | 'firefox';

const NAMES: Record<BrowserName, readonly string[]> = {
  chromium: [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'chrome',
    'microsoft-edge',
  ],
  firefox: ['firefox-esr', 'firefox', 'firefox-developer-edition', 'librewolf'],
};

const PLACES: Record<BrowserName, readonly string[]> = {
  chromium: [
    '/opt/google/chrome/chrome',
    '/snap/bin/chromium',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
    String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
  ],
  firefox: [
    '/snap/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    String.raw`C:\Program Files\Mozilla Firefox\firefox.exe`,
  ],
};

const VARIABLE: Record<BrowserName, string> = {chromium: 'CHROME_PATH', firefox: 'FIREFOX_PATH'};
const PACKAGE: Record<BrowserName, string> = {chromium: 'chromium', firefox: 'firefox-esr'};

/** The browser is not there and could not be put there. The message is for people. */
export class NoBrowser extends Error {
  override readonly name = 'NoBrowser';
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onThisMachine(browser: BrowserName): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const inPath = NAMES[browser].flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...inPath, ...PLACES[browser]].find(executable);
}

const mayInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** The distribution's own package, without questions. False when apt says no. */
function install(browser: BrowserName): boolean {
  const apt = (...words: string[]) =>
    spawnSync('apt-get', words, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'},
    }).status === 0;
  console.error(`No ${browser} here: installing the distribution's ${PACKAGE[browser]}, once.`);
  return apt('update', '-qq') && apt('install', '-y', '-qq', '--no-install-recommends', PACKAGE[browser]);
}

/** Where the browser is. Installs the distribution's own on Debian and Ubuntu when there is none and it may. */
export function findBrowser(browser: BrowserName): string {
  const told = process.env[VARIABLE[browser]];
  if (told !== undefined && told !== '') {
    if (executable(told)) return told;
    throw new NoBrowser(`${VARIABLE[browser]} is ${told}, and that cannot be run.`);
  }
  const found = onThisMachine(browser);
  if (found !== undefined) return found;
  if (mayInstall() && install(browser)) {
    const installed = onThisMachine(browser);
    if (installed !== undefined) return installed;
  }
  throw new NoBrowser(
    `No ${browser} found: install ${browser === 'chromium' ? 'Chromium or Chrome' : 'Firefox'}, or set ${VARIABLE[browser]} to its path.`,
  );
}
