import {join} from 'node:path';
import {build} from '../../build.mjs';
import type {Driver} from '../browser/harness/driver.ts';
import {findBrowser, NoBrowser} from '../browser/harness/find.ts';
import {launchBrowser} from '../browser/harness/launch.ts';
import {Album} from './album.ts';
import {type Moment, OPENING, playDay, STEPS} from './day.ts';
import {BadOption, HELP, type StartOptions, startOptions} from './options.ts';
import type {Session, SimulatedVenue} from './venue.ts';
import {type Loopback, serve} from './wire/loopback.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Steps at which a headless run takes its pictures: quiet, after the fill, at the brink, after the fall. */
const PICTURES = new Set([30, 80, 145, 179]);

const pause = (ms: number) => new Promise((over) => setTimeout(over, Math.max(0, ms)));

/** What is open and has to be closed again, whatever happens. */
const opened: {driver?: Driver; loopback?: Loopback} = {};

async function tidy(): Promise<void> {
  await opened.driver?.close().catch(() => {});
  await opened.loopback?.close();
}

const BAR = 20;

function line({clock, step}: Moment, badge: string, session: Session): string {
  const done = Math.round(((step + 1) / STEPS) * BAR);
  const bar = `${'█'.repeat(done)}${'░'.repeat(BAR - done)}`;
  const truth = session.book.worst();
  const prices = session.book
    .coins()
    .slice(0, 3)
    .map((coin) => `${coin} ${session.book.mark(coin).toSignificantDigits(6)}`);
  return [
    `${bar} ${clock}`,
    `badge ${(badge || '–').padStart(4)}`,
    `exchange ${truth === undefined ? '   –' : `${truth.toFixed(1)} %`.padStart(8)}`,
    prices.join('  '),
  ].join('  │ ');
}

async function play(
  venue: SimulatedVenue,
  session: Session,
  driver: Driver,
  {speed, headless}: StartOptions,
) {
  const page = await driver.open(venue.page);
  const album = headless ? new Album(join(ROOT, 'artifacts/day'), driver, page) : undefined;
  const begun = performance.now();
  let spoken = 0;
  let paused = 0;
  let last: Moment | undefined;
  for (const moment of playDay(venue, session)) {
    session.publish();
    await pause(begun + paused + (moment.step * 1000) / speed - performance.now());
    for (const event of moment.news) console.log(`${' '.repeat(BAR)} ${moment.clock}  ▸ ${event}`);
    if (performance.now() - begun >= spoken * 1000) {
      spoken = Math.floor((performance.now() - begun) / 1000) + 1;
      console.log(line(moment, (await driver.badge(page)).text, session));
    }
    if (PICTURES.has(moment.step)) {
      const from = performance.now();
      await album?.keep(moment.clock);
      paused += performance.now() - from;
    }
    last = moment;
  }
  await pause(300);
  if (last !== undefined) console.log(line(last, (await driver.badge(page)).text, session));
  await album?.finish();
  if (album !== undefined) console.log(`\nScreenshots of page, popup and badge: ${album.folder}`);
}

async function start(options: StartOptions): Promise<void> {
  const {venue} = options;
  findBrowser(options.browser);
  console.log('Building the extension.');
  const flavours = await build({zips: false});
  const session = venue.open(OPENING);
  const loopback = await serve([session]);
  opened.loopback = loopback;
  console.log(`Opening ${venue.page} in ${options.browser}${options.headless ? ', headless' : ''}.\n`);
  const driver = await launchBrowser(options.browser, {
    extension: flavours[options.browser === 'chromium' ? 'chrome' : 'firefox'],
    proxyPort: loopback.proxyPort,
    spki: loopback.spki,
    headed: !options.headless,
    signals: 'mine',
  });
  opened.driver = driver;
  await play(venue, session, driver, options);
  if (!options.keepOpen) return;
  console.log('\nThe browser stays open; Ctrl-C ends it.');
  for (;;) {
    session.publish();
    await pause(1000);
  }
}

async function fail(error: unknown): Promise<void> {
  await tidy();
  if (!(error instanceof BadOption || error instanceof NoBrowser)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

let stopping = false;

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  // A terminal's Ctrl-C comes twice, from the shell and from npm: the second must not cut the tidying short.
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    console.log('\nStopped.');
    tidy().finally(() => process.exit(code));
  });
}

try {
  const options = startOptions(process.argv.slice(2));
  if (options === 'help') console.log(HELP);
  else await start(options);
  await tidy();
} catch (error) {
  // Once stopped, the browser is torn from under whatever was being done.
  if (!stopping) await fail(error);
}
