import * as v from 'valibot';
import {Decimal} from '../engine/decimal.ts';
import {leaf, NO} from './quick.ts';

/**
 * What the wires of all exchanges are made of: amounts, names, times and flags, as schemas that keep the wire's own digits.
 * Messages say what was expected; `reading.ts` adds where.
 */

/** Exponents end where no exchange's amounts are any more: 1e-300 would be a text of 300 digits. */
const DECIMAL = /^[+-]?\d{1,40}(\.\d{1,40})?([eE][+-]?[0-3]?\d)?$/;
const ZERO = /^[+-]?[0.]*([eE]|$)/;

/** Beyond a 64-bit number, which no exchange's amounts are; a product of two such still fits the documented format. */
const WHOLE_DIGITS = 20;
const MOST = new Decimal('1e20');
/** Of a price, a leverage or a contract's size, by which amounts are divided. */
const LEAST = new Decimal('1e-20');
const PLACES = 40;

const POINT = 0x2e;
const MINUS = 0x2d;

/** Digits with at most one point among them: nearly every amount, told without the regular expression. */
function isPlain(text: string): boolean {
  const {length} = text;
  const start = text.charCodeAt(0) === MINUS ? 1 : 0;
  let point = 0;
  for (let at = start; at < length; at++) {
    const letter = text.charCodeAt(at);
    if (letter === POINT && point === 0 && at > start) point = at;
    else if (letter < 0x30 || letter > 0x39) return false;
  }
  if (point === 0) return length > start && length - start <= WHOLE_DIGITS;
  const places = length - 1 - point;
  return point - start <= WHOLE_DIGITS && places > 0 && places <= PLACES;
}

/** The unusual forms: an exponent, a plus, many zeros. */
function isAmount(text: string): boolean {
  if (isPlain(text)) return true;
  if (!DECIMAL.test(text)) return false;
  const number = new Decimal(text);
  return number.abs().lt(MOST) && number.decimalPlaces() <= PLACES;
}

/** An amount's own digits. The shortest form of a double is the wire's digits; only its exponents have to go. */
function amountIn(value: unknown): string | typeof NO {
  if (typeof value === 'string') return isAmount(value) ? value : NO;
  if (typeof value !== 'number') return NO;
  const text = String(value);
  if (!isAmount(text)) return NO;
  return text.includes('e') ? new Decimal(value).toFixed() : text;
}

/** No amount, or one without a digit but 0. Told from the text: it is asked of every row of every answer. */
export function isZero(text: string | undefined): boolean {
  if (text === undefined) return true;
  const first = text.charCodeAt(0);
  return (first < 0x31 || first > 0x39) && ZERO.test(text);
}

/** Digits of which one but 0 stands before the point, or near enough behind it to be sure. */
const CERTAINLY_POSITIVE = /^0*(?:\.0{0,19})?[1-9][\d.]*$/;

const isPositive = (text: string) =>
  CERTAINLY_POSITIVE.test(text) ||
  (!isZero(text) && text.charCodeAt(0) !== MINUS && new Decimal(text).gte(LEAST));

/**
 * An amount with the wire's own digits: a decimal string, or a JSON number, whose shortest form is the wire's digits
 * again (up to 15 of them, which no exchange exceeds in a number).
 */
export const amount = leaf<string | number, string>('expected a decimal string', amountIn);

/** A price, a leverage: nothing that is zero or less. */
export const positive = v.pipe(amount, v.check(isPositive, 'expected an amount above zero'));

/** `""` and null are the exchanges' way to say that there is no value. */
const nothingOr = (value: unknown) => (value === null || value === '' ? undefined : amountIn(value));

export const amountOrNothing = v.optional(
  leaf<string | number | null, string | undefined>('expected a decimal string or nothing', nothingOr),
);

/** As `amountOrNothing`, of a price or a leverage: 0 says that there is none either. */
export const positiveOrNothing = v.optional(
  v.pipe(
    leaf<string | number | null, string | undefined>('expected a decimal string or nothing', (value) => {
      const text = nothingOr(value);
      return text === NO || !isZero(text) ? text : undefined;
    }),
    v.check((text) => text === undefined || isPositive(text), 'expected an amount above zero'),
  ),
);

const FRACTION = /^0(?:\.\d+)?$/;

export const isAtMostOne = (text: string): boolean => FRACTION.test(text) || new Decimal(text).lte(1);

const UNSIGNED = 'expected an amount of zero or more';
/** "-0" is how some write what is nothing. */
const isUnsigned = (text: string) => text.charCodeAt(0) !== MINUS || isZero(text);

/** A requirement, a rate: nothing below zero. */
export const unsigned = leaf<string | number, string>(UNSIGNED, (value) => {
  const text = amountIn(value);
  return text === NO || isUnsigned(text) ? text : NO;
});

export const unsignedOrNothing = v.optional(
  leaf<string | number | null, string | undefined>(UNSIGNED, (value) => {
    const text = nothingOr(value);
    return text === NO || text === undefined || isUnsigned(text) ? text : NO;
  }),
);

/**
 * Latin letters without accents, digits, Chinese and Korean characters: what exchanges name contracts with, as in
 * 币安人生USDT. No letters that look like Latin ones (Cyrillic, Greek, full-width), none that cannot be seen (U+3164),
 * none that turn a text round (Hebrew, Arabic): a position must not look like another.
 */
const LETTER = String.raw`A-Za-z\d\p{Unified_Ideograph}\uac00-\ud7a3`;
const SYMBOL = new RegExp(`^[${LETTER}][${LETTER}_.-]{0,39}$`, 'u');
const ASSET = new RegExp(`^[${LETTER}]{1,24}$`, 'u');

const matching = (expected: string, pattern: RegExp) =>
  leaf<string, string>(expected, (value) => (typeof value === 'string' && pattern.test(value) ? value : NO));

/** Of a contract. It becomes a key of a state, hence no leading underscore: `__proto__` is no symbol. */
export const symbol = matching('expected a symbol', SYMBOL);

export const asset = matching('expected an asset', ASSET);

/** ms since 1970, as a number or in digits; 0: never. */
export const time = leaf<string | number, number>('expected a time in ms', (value) => {
  if (typeof value === 'string') return /^\d{1,15}$/.test(value) ? +value : NO;
  // A sum with 0, because -0 is stored as 0.
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value + 0 : NO;
});

const FLAGS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  [false, false],
  ['true', true],
  ['false', false],
  ['TRUE', true],
  ['FALSE', false],
]);

export const flag = leaf<boolean | string, boolean>(
  'expected true or false',
  (value) => FLAGS.get(value) ?? NO,
);

/** At most so many entries: a state must stay bounded, whatever the page sends. */
export const list = <const Item extends v.GenericSchema>(item: Item, most: number) =>
  v.pipe(v.array(item, 'expected a list'), v.maxLength(most, `expected ${most} entries at most`));
