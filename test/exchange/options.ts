import {parseArgs} from 'node:util';
import type {BrowserName} from '../browser/harness/find.ts';
import {tabled} from './tables/venue.ts';
import type {SimulatedVenue} from './venue.ts';
import {simulated} from './venues/index.ts';

/** Every exchange that a day can be played at. */
const played: Readonly<Record<string, SimulatedVenue>> = {...simulated, ...tabled};

export type StartOptions = {
  readonly browser: BrowserName;
  readonly venue: SimulatedVenue;
  /** Steps a second. */
  readonly speed: number;
  readonly keepOpen: boolean;
  readonly headless: boolean;
};

export const HELP = `npm start -- [options]

Builds Plimsoll, plays a day at a simulated exchange in a real browser, and prints each second's badge.

  --browser chromium|firefox      which browser (chromium)
  --venue ${Object.keys(played).join('|')} which exchange (hyperliquid)
  --speed N                       how many times faster than one step a second (1: three minutes)
  --keep-open                     leave the browser open when the day is over, until Ctrl-C
  --headless                      without a window even where there is a display
  --help                          this text

Without a display it runs headless and saves screenshots under artifacts/day.
CHROME_PATH and FIREFOX_PATH name a browser that is not found by itself.`;

/** A word on the command line that makes no sense. The message is one sentence for people. */
export class BadOption extends Error {
  override readonly name = 'BadOption';
}

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new BadOption(`--${name} must be ${allowed.join(' or ')}, not ${value}.`);
  return found;
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      strict: true,
      allowPositionals: false,
      options: {
        browser: {type: 'string', default: 'chromium'},
        venue: {type: 'string', default: 'hyperliquid'},
        speed: {type: 'string', default: '1'},
        'keep-open': {type: 'boolean', default: false},
        headless: {type: 'boolean', default: false},
        help: {type: 'boolean', default: false},
      },
    }).values;
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new BadOption(`${sentence?.replace(/\.$/, '')}; --help lists the options.`);
  }
}

const hasDisplay = () =>
  process.platform === 'win32' ||
  process.platform === 'darwin' ||
  Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** What `npm start` was asked for; `'help'` when only that. */
export function startOptions(words: readonly string[]): StartOptions | 'help' {
  const values = parse(words);
  if (values.help) return 'help';
  const speed = Number(values.speed);
  if (!(speed > 0 && speed <= 1000))
    throw new BadOption(`--speed must be a number above 0 and at most 1000, not ${values.speed}.`);
  const venue = played[oneOf('venue', values.venue, Object.keys(played))];
  if (venue === undefined) throw new BadOption(`--venue ${values.venue} is not played.`);
  return {
    browser: oneOf('browser', values.browser, ['chromium', 'firefox']),
    venue,
    speed,
    keepOpen: values['keep-open'],
    headless: values.headless || !hasDisplay(),
  };
}
