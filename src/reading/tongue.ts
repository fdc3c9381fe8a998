import type {Decimal} from '../engine/decimal.ts';
import type {Texts} from './interpreter.ts';

/** Who speaks: the browser's own language, or on a page of ours the one that was chosen. Keys are those of `_locales`. */
export type Tongue = {
  readonly getMessage: (key: string, substitutions?: string | string[]) => string;
  readonly getUILanguage: () => string;
  /** A reason of engine or exchange, which come in English. Absent: it stays so. */
  readonly reason?: (english: string) => string;
};

/** Reasons as one text. */
export const reasonsText = (reasons: readonly string[], tongue: Tongue): string =>
  reasons.map((english) => tongue.reason?.(english) ?? english).join('; ');

/** Speaks these texts instead of the browser's; `tag` as a BCP 47 tag. */
export const tongueIn = (tag: string, texts: Texts): Tongue => ({
  getMessage: (key, substitutions = []) => {
    const given = [substitutions].flat();
    return (texts[key] ?? '').replaceAll(/\$(\d)/g, (_, index: string) => given[Number(index) - 1] ?? '');
  },
  getUILanguage: () => tag,
});

const numbers = new Map<string, Intl.NumberFormat>();
const times = new Map<string, Intl.DateTimeFormat>();

/** A decimal as text of that language, exactly: `Intl` reads the digits, no double comes between. */
export function numberText(value: Decimal, options: Intl.NumberFormatOptions, tongue: Tongue): string {
  const key = tongue.getUILanguage() + JSON.stringify(options);
  // Making one takes twenty times as long as using it.
  const format = numbers.get(key) ?? new Intl.NumberFormat(tongue.getUILanguage(), options);
  numbers.set(key, format);
  // The digits of a decimal are what the type means.
  return format.format(value.toFixed() as Intl.StringNumericLiteral).replace('-', '−');
}

/** Downward: a pool is never shown farther from a level than it is. */
const PERCENT = {style: 'unit', unit: 'percent', roundingMode: 'floor'} as const;

/** `342.0%`. */
export const percentText = (value: Decimal, tongue: Tongue): string =>
  numberText(value, {...PERCENT, minimumFractionDigits: 1, maximumFractionDigits: 1}, tongue);

/** A level as it is written: `150%`, `105.26%`. */
export const levelText = (value: Decimal, tongue: Tongue): string =>
  numberText(value, {...PERCENT, maximumFractionDigits: 2}, tongue);

/** Time of day by the clock on the wall; `at` in ms since 1970. */
export function timeText(at: number, tongue: Tongue): string {
  const language = tongue.getUILanguage();
  const format = times.get(language) ?? new Intl.DateTimeFormat(language, {timeStyle: 'medium'});
  times.set(language, format);
  return format.format(at);
}

/** `7 s`, `3 min`, `5 h`: the largest unit that fits, of a duration in ms. */
export function ageText(ms: number, tongue: Tongue): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return tongue.getMessage('age_seconds', String(seconds));
  if (seconds < 3600) return tongue.getMessage('age_minutes', String(Math.floor(seconds / 60)));
  return tongue.getMessage('age_hours', String(Math.floor(seconds / 3600)));
}
