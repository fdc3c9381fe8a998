import * as v from 'valibot';

/**
 * What the user has chosen. One record in `storage.local` under `SETTINGS_KEY`, written by the pages and read by every
 * context; each member that is absent or not understood is as if never touched, so that a newer or older version's record
 * never costs the rest.
 */
export const SETTINGS_KEY = 'settings';

/** Percent of accuracy as a plain decimal string: `150`, `107.5`. */
const Percent = v.pipe(v.string(), v.regex(/^\d{1,6}(\.\d{1,6})?$/), v.regex(/[1-9]/));
const Minutes = v.pipe(v.number(), v.minValue(0.05), v.maxValue(1440));
/** Minutes since midnight, by the clock on the wall. */
const MinuteOfDay = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1439));
const list = <const Item extends v.GenericSchema>(item: Item, most: number) =>
  v.pipe(v.array(item), v.maxLength(most));
const oneOf = <const Choice extends string>(first: Choice, ...others: readonly Choice[]) =>
  v.fallback(v.picklist([first, ...others]), first);

export const LANGUAGES = ['en', 'zh_CN', 'ko', 'ja', 'ru', 'tr'] as const;

export const Settings = v.object({
  /** Notify when an accuracy falls to a level. */
  calls: oneOf('on', 'off'),
  /** The user's own levels beside the venue's, as accuracies in percent. */
  levels: v.fallback(v.pipe(list(Percent, 12), v.readonly()), ['150', '120']),
  /** Minutes after a call until the next one while nothing has changed: the first pause, the second, and every one after it. */
  cadence: v.fallback(v.pipe(list(Minutes, 10), v.minLength(1), v.readonly()), [60, 20, 10]),
  /** How long *snooze* on a notification holds, in minutes. */
  snooze: v.fallback(Minutes, 60),
  /** No call between these times of day; over midnight when `from` is the later one. Null: none. */
  quiet: v.fallback(v.nullable(v.object({from: MinuteOfDay, to: MinuteOfDay})), null),
  /** A chime with each call. Chrome wants the `offscreen` permission for it, which the options page asks for. */
  sound: oneOf('off', 'on'),
  /** The badge changes its colours about for a moment with each call. */
  pulse: oneOf('on', 'off'),
  /** What the badge shows: accuracy, percent to the nearest liquidation, or the next level below. */
  badge: oneOf('accuracy', 'distance', 'level'),
  theme: oneOf('system', 'light', 'dark'),
  /** `browser`: the browser's own. */
  language: oneOf('browser', ...LANGUAGES),
  /** How an accuracy is written: 342 % or 3.42×. */
  units: oneOf('percent', 'multiple'),
  /** Ids of venues that are not read. */
  venuesOff: v.fallback(v.pipe(list(v.pipe(v.string(), v.maxLength(40)), 100), v.readonly()), []),
  /** A point a minute of each pool, kept on this machine. */
  history: oneOf('on', 'off'),
});
export type Settings = v.InferOutput<typeof Settings>;

/** Settings out of what is stored, whatever that is. */
export function readSettings(stored: unknown): Settings {
  const result = v.safeParse(Settings, stored);
  return result.success ? result.output : v.parse(Settings, {});
}

export const DEFAULT_SETTINGS: Settings = readSettings(undefined);
