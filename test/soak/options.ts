import {parseArgs} from 'node:util';
import type {BrowserName} from '../browser/harness/find.ts';
import {BadOption} from '../exchange/options.ts';

export type SoakOptions = {
  readonly browsers: readonly BrowserName[];
  /** Deaths of the background, in each browser. */
  readonly kills: number;
  /** Ends of the whole browser. */
  readonly closings: number;
  readonly minutes: number;
  /** Frames a second, while these minutes last. */
  readonly rate: number;
  /** Of measurements of the page's main thread. */
  readonly pairs: number;
  readonly seed: number;
  /** Where the report goes besides the screen; null: nowhere. */
  readonly json: string | null;
};

export const HELP = `npm run soak -- [options]

Lets Plimsoll run long and die often, in real browsers on simulated exchanges, and says what became of it.
A part that is given 0 is left out.

  --browser chromium|firefox   one browser alone (both)
  --kills N                    deaths of the background, compared with a browser in which nothing dies (40)
  --closings N                 ends of the whole browser while history is being written (3)
  --minutes N                  of frames from four exchanges, while memory and disk are watched (1)
  --rate N                     frames a second meanwhile (200)
  --pairs N                    measurements of a page's main thread with and without Plimsoll (4)
  --long                       1000 kills, 20 closings, 60 minutes, 20 pairs, where not said otherwise
  --seed N                     repeats a run's random choices (chosen and printed)
  --json FILE                  the whole report as JSON
  --help                       this text`;

const SHORT = {kills: 40, closings: 3, minutes: 1, rate: 200, pairs: 4};
const LONG = {kills: 1000, closings: 20, minutes: 60, rate: 200, pairs: 20};
const MOST = {kills: 100_000, closings: 10_000, minutes: 10_000, rate: 2000, pairs: 1000};
type Count = keyof typeof SHORT;

function parse(words: readonly string[]) {
  const text = {type: 'string'} as const;
  try {
    return parseArgs({
      args: [...words],
      strict: true,
      allowPositionals: false,
      options: {
        browser: text,
        kills: text,
        closings: text,
        minutes: text,
        rate: text,
        pairs: text,
        seed: text,
        json: text,
        long: {type: 'boolean', default: false},
        help: {type: 'boolean', default: false},
      },
    }).values;
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split(/\.?\n|\. /);
    throw new BadOption(`${sentence?.replace(/\.$/, '')}; --help lists the options.`);
  }
}

/** Minutes alone may be broken. */
function count(name: Count, value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  const number = value.trim() === '' ? Number.NaN : Number(value);
  const isWhole = name === 'minutes' || Number.isInteger(number);
  const least = name === 'rate' ? 1 : 0;
  if (!(isWhole && number >= least && number <= MOST[name])) {
    const kind = name === 'minutes' ? 'a number' : 'a whole number';
    throw new BadOption(`--${name} must be ${kind} from ${least} to ${MOST[name]}, not ${value}.`);
  }
  return number;
}

function browsersFrom(value: string | undefined): readonly BrowserName[] {
  if (value === undefined) return ['chromium', 'firefox'];
  if (value === 'chromium' || value === 'firefox') return [value];
  throw new BadOption(`--browser must be chromium or firefox, not ${value}.`);
}

function seedFrom(value: string | undefined): number {
  if (value === undefined) return Math.floor(Math.random() * 2 ** 32);
  if (/^\d{1,10}$/.test(value) && Number(value) < 2 ** 32) return Number(value);
  throw new BadOption(`--seed must be a whole number below 4294967296, not ${value}.`);
}

/** What `npm run soak` was asked for; `'help'` when only that. */
export function soakOptions(words: readonly string[]): SoakOptions | 'help' {
  const values = parse(words);
  if (values.help) return 'help';
  const preset = values.long ? LONG : SHORT;
  const of = (name: Count) => count(name, values[name], preset[name]);
  return {
    browsers: browsersFrom(values.browser),
    kills: of('kills'),
    closings: of('closings'),
    minutes: of('minutes'),
    rate: of('rate'),
    pairs: of('pairs'),
    seed: seedFrom(values.seed),
    json: values.json ?? null,
  };
}
