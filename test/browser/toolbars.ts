import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {build} from '../../build.mjs';
import type {Session} from '../exchange/venue.ts';
import {hyperliquid} from '../exchange/venues/hyperliquid/venue.ts';
import {serve} from '../exchange/wire/loopback.ts';
import {small} from '../ui/shots/small.ts';
import {type Driver, until} from './harness/driver.ts';
import type {BrowserName} from './harness/find.ts';
import {launchBrowser} from './harness/launch.ts';
import {openScreen, type Screen} from './harness/screen.ts';
import {TWO_POOLS} from './openings.ts';

// `npm run shots toolbars`: both browsers with a window under Xvfb, photographed with toolbar, badge, overlay and popup.

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'artifacts/shots');
const WIDTH = 1440;
const HEIGHT = 800;

/** The right end of the address bar's row, where the button is: drawn large, to see whether a badge is clipped. */
const TOOLBAR = {left: 1240, top: 40, width: 200, height: 44, zoom: 5};

const pause = (ms: number) => new Promise((over) => setTimeout(over, ms));

/** Solana's price and what it does to the isolated pool: out of the way, three digits, fewer, and near the line. */
const MOMENTS = [
  ['thousand', '220'],
  ['safe', '136'],
  ['watch', '131.2'],
  ['warning', '128.1'],
] as const;

async function moments(name: BrowserName, session: Session, driver: Driver, screen: Screen): Promise<void> {
  // A notification would lie over the popup.
  const options = await driver.extensionPage('options.html');
  await options.evaluate(() => chrome.storage.local.set({settings: {calls: 'off'}}));
  await options.close();
  const page = await driver.open(hyperliquid.page);
  await until(
    () => session.sockets,
    (open) => open > 0,
    {within: 15_000},
  );
  for (const [moment, price] of MOMENTS) {
    session.book.move('SOL', price);
    for (let second = 0; second < 4; second++) {
      session.publish();
      await pause(300);
    }
    const badge = await driver.badge(page);
    screen.capture(join(FOLDER, `${name}-${moment}.png`));
    screen.capture(join(FOLDER, `${name}-${moment}-toolbar.png`), TOOLBAR);
    console.log(`${name}: ${moment}: badge ${badge.text || '(none)'} ${badge.colour}`);
  }
  await driver.openToolbarPopup();
  session.publish();
  await pause(1_000);
  screen.capture(join(FOLDER, `${name}-popup.png`));
}

async function shoot(name: BrowserName, extension: string): Promise<void> {
  const session = hyperliquid.open(TWO_POOLS);
  const loopback = await serve([session]);
  const screen = await openScreen(WIDTH, HEIGHT);
  process.env.DISPLAY = screen.display;
  const driver = await launchBrowser(name, {
    extension,
    proxyPort: loopback.proxyPort,
    spki: loopback.spki,
    headed: true,
    width: WIDTH,
    height: HEIGHT,
  });
  try {
    await moments(name, session, driver, screen);
  } finally {
    await driver.close();
    screen.close();
    await loopback.close();
  }
}

mkdirSync(FOLDER, {recursive: true});
const built = await build({zips: false});
await shoot('chromium', built.chrome);
await shoot('firefox', built.firefox);
// README's picture.
writeFileSync(join(ROOT, 'docs/plimsoll.png'), small(readFileSync(join(FOLDER, 'chromium-popup.png'))));
console.log(`Pictures: ${FOLDER}`);
