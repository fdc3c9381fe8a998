import {language} from './message.ts';

/**
 * Decimal strings as text. `Intl` takes a decimal string exactly, so no amount ever becomes a double on its way to the
 * screen; how many digits are shown depends on the magnitude only, so that nothing jumps when a digit changes.
 */

type Digits = {readonly least: number; readonly most: number};
const digits = (count: number): Digits => ({least: count, most: count});

const DECIMAL = /^-?\d+(?:\.\d+)?(?:e-\d+)?$/;

/** Exponent of the first digit that is not zero: 3 for 4711, −2 for 0.047; zero has none, nor what is no decimal. */
export function magnitude(value: string): number | null {
  if (!DECIMAL.test(value)) return null;
  const [whole = '', fraction = ''] = value.replace(/^-/, '').split('.');
  const integer = whole.replace(/^0+/, '');
  if (integer !== '') return integer.length - 1;
  const first = fraction.search(/[1-9]/);
  return first < 0 ? null : -first - 1;
}

/** Money in `unit`. Dollars have cents, coins six digits; what is below a dollar keeps four, so that nothing rounds to nothing. */
export function amount(value: string, unit: string): string {
  return format(value, amountDigits(value, unit));
}

/** Money that is gained or lost: with its sign. */
export function gain(value: string, unit: string): string {
  return format(value, amountDigits(value, unit), {signDisplay: 'exceptZero'});
}

function amountDigits(value: string, unit: string): Digits {
  const first = magnitude(value);
  if (first === null) return digits(2);
  const isDollar = /USD/.test(unit);
  const significant = isDollar ? 4 : 6;
  return digits(isDollar && first >= 0 ? 2 : Math.min(20, Math.max(2, significant - 1 - first)));
}

/** A price to six digits, and never to less than a tenth. */
export function price(value: string): string {
  const first = magnitude(value) ?? 0;
  return format(value, digits(Math.min(20, Math.max(1, 5 - first))));
}

/**
 * A size or sum to type into the venue's form: to eight significant digits, upward, so that what it is to reach is
 * reached; plain digits with a point, as every venue's form takes them.
 */
export function roundedUp(value: string): string {
  const literal = asLiteral(value);
  const first = magnitude(value) ?? 0;
  const places = Math.min(20, Math.max(2, 7 - first));
  return literal === null ? value : plain(places).format(literal);
}

const plains = new Map<number, Intl.NumberFormat>();

function plain(places: number): Intl.NumberFormat {
  const known = plains.get(places);
  if (known) return known;
  const made = new Intl.NumberFormat('en', {
    useGrouping: false,
    roundingMode: 'ceil',
    maximumFractionDigits: places,
  });
  plains.set(places, made);
  return made;
}

/** Hours, rounded downward: the call never comes sooner than shown. */
export function hours(value: string): string {
  return format(value, digits((magnitude(value) ?? 0) >= 1 ? 0 : 1), {...DOWN, style: 'unit', unit: 'hour'});
}

/** A size with every digit the venue sent. */
export function size(value: string): string {
  return format(value, {least: 0, most: 20});
}

let accuracyAs: 'percent' | 'multiple' = 'percent';

/** From here on an accuracy is written so: 342 % or 3.42×. */
export function writeAccuracyAs(units: typeof accuracyAs): void {
  accuracyAs = units;
}

/** An accuracy in percent, rounded downward: the line is never shown farther than it is. */
export function accuracy(value: string): string {
  return accuracyAs === 'percent' ? format(value, ...accuracyStyle(value)) : multiple(value);
}

/** `3.42×`, from 342. */
function multiple(percent: string): string {
  const text = DECIMAL.test(percent) ? format(`${percent}e-2`, digits(2), DOWN) : percent;
  return `${text}×`;
}

/** The big figure in three: what is set large, and what stands small before and after it (decimals, `%`, `K`). */
export type AccuracyParts = {readonly before: string; readonly large: string; readonly after: string};

export function accuracyParts(value: string): AccuracyParts {
  if (accuracyAs === 'multiple') return {before: '', large: multiple(value).slice(0, -1), after: '×'};
  const literal = asLiteral(value);
  if (literal === null) return {before: '', large: value, after: ''};
  const parts = formatter(...accuracyStyle(value)).formatToParts(literal);
  const isLarge = (type: string) => type === 'integer' || type === 'group' || type === 'minusSign';
  const first = parts.findIndex(({type}) => isLarge(type));
  const end = parts.findLastIndex(({type}) => isLarge(type)) + 1;
  const text = (from: number, to?: number) =>
    parts
      .slice(from, to)
      .map((part) => (part.type === 'minusSign' ? '−' : part.value))
      .join('');
  return {before: text(0, first), large: text(first, end), after: text(end)};
}

function accuracyStyle(value: string): [Digits, Intl.NumberFormatOptions] {
  const first = magnitude(value) ?? 0;
  if (first >= 5)
    return [
      {least: 0, most: 1},
      {...PERCENT, ...DOWN, notation: 'compact'},
    ];
  return [digits(first >= 3 ? 0 : 1), {...PERCENT, ...DOWN}];
}

/** Percent of today's mark, rounded downward; no sign. */
export function distance(value: string): string {
  return format(value, distanceDigits(value), {...PERCENT, ...DOWN});
}

/** The same with the sign of the move: −20.8 % is a fall. */
export function move(value: string, side: 'down' | 'up'): string {
  const signed = side === 'down' ? `-${value}` : value;
  return format(signed, distanceDigits(value), {
    ...PERCENT,
    roundingMode: 'trunc',
    signDisplay: 'exceptZero',
  });
}

/** A fraction as percent: 1.05 is 105 %. */
export function percent(fraction: string): string {
  return format(fraction, {least: 0, most: 2}, {style: 'percent'});
}

/** The venue's own ratio, a fraction, as percent to the digits venues show. */
export function ratio(fraction: string): string {
  return format(fraction, {least: 1, most: 2}, {style: 'percent'});
}

/** Basis points as percent, to a hundredth, upward: a difference is never shown smaller than it is. */
export function basisPoints(value: string): string {
  if (!DECIMAL.test(value)) return '—';
  return format(
    `${value.replace(/^-/, '')}e-4`,
    {least: 2, most: 2},
    {style: 'percent', roundingMode: 'ceil'},
  );
}

/** Seconds to a tenth, from a duration: no money. */
export function tenths(seconds: number): string {
  return format((Math.floor(seconds * 10) / 10).toFixed(1), digits(1));
}

/** How many, as in `1,204 frames`. */
export function tally(count: number): string {
  return format(String(count), digits(0));
}

const PERCENT = {style: 'unit', unit: 'percent'} as const;
const DOWN = {roundingMode: 'floor'} as const;

const distanceDigits = (value: string): Digits => digits((magnitude(value) ?? 0) >= 1 ? 1 : 2);

const formats = new Map<string, Intl.NumberFormat>();

function format(value: string, shown: Digits, options: Intl.NumberFormatOptions = {}): string {
  const literal = asLiteral(value);
  // What is no decimal is shown as it came, never turned into "NaN".
  return literal === null ? value : formatter(shown, options).format(literal).replace('-', '−');
}

function asLiteral(value: string): Intl.StringNumericLiteral | null {
  // The pattern is what the type means.
  return DECIMAL.test(value) ? (value as Intl.StringNumericLiteral) : null;
}

function formatter({least, most}: Digits, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language()} ${least} ${most} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const places = {minimumFractionDigits: least, maximumFractionDigits: most};
  const made = new Intl.NumberFormat(language(), {...options, ...places});
  formats.set(key, made);
  return made;
}
