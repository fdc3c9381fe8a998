import * as v from 'valibot';
import {Decimal} from '../engine/decimal.ts';

/**
 * What the wires of all exchanges are made of: amounts, names, times and flags, as schemas that keep the wire's own digits.
 * Messages say what was expected; `reading.ts` adds where.
 */

/** Exponents end where no exchange's amounts are any more: 1e-300 would be a text of 300 digits. */
const DECIMAL = /^[+-]?\d{1,40}(\.\d{1,40})?([eE][+-]?[0-3]?\d)?$/;
const ZERO = /^[+-]?[0.]*([eE]|$)/;

const isAmount = (value: unknown): value is string | number =>
  (typeof value === 'string' || typeof value === 'number') && DECIMAL.test(String(value));

/** The shortest form of a double is the wire's own digits; only its exponents have to go. */
function textOf(value: string | number): string {
  const text = String(value);
  return typeof value === 'number' && text.includes('e') ? new Decimal(value).toFixed() : text;
}

/** No amount, or one without a digit but 0. Told from the text: it is asked of every row of every answer. */
export const isZero = (text: string | undefined) => text === undefined || ZERO.test(text);

const isPositive = (text: string) => !isZero(text) && !text.startsWith('-');

/**
 * An amount with the wire's own digits: a decimal string, or a JSON number, whose shortest form is the wire's digits
 * again (up to 15 of them, which no exchange exceeds in a number).
 */
export const amount = v.pipe(
  v.custom<string | number>(isAmount, 'expected a decimal string'),
  v.transform(textOf),
);

/** A price, a leverage: nothing that is zero or less. */
export const positive = v.pipe(amount, v.check(isPositive, 'expected an amount above zero'));

/** `""` and null are the exchanges' way to say that there is no value. */
export const amountOrNothing = v.optional(
  v.pipe(
    v.custom<string | number | null>(
      (value) => value === null || value === '' || isAmount(value),
      'expected a decimal string or nothing',
    ),
    v.transform((value) => (value === null || value === '' ? undefined : textOf(value))),
  ),
);

/** As `amountOrNothing`, of a price or a leverage: 0 says that there is none either. */
export const positiveOrNothing = v.optional(
  v.pipe(
    amountOrNothing,
    v.transform((text) => (isZero(text) ? undefined : text)),
    v.check((text) => text === undefined || isPositive(text), 'expected an amount above zero'),
  ),
);

/** Of a contract. Letters of any script: there are names such as 币安人生USDT. It becomes a key of a state, hence no leading underscore: `__proto__` is no symbol. */
export const symbol = v.pipe(
  v.string('expected a symbol'),
  v.regex(/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,39}$/u, 'expected a symbol'),
);

export const asset = v.pipe(
  v.string('expected an asset'),
  v.regex(/^[\p{L}\p{N}]{1,24}$/u, 'expected an asset'),
);

function isTime(value: unknown): value is string | number {
  if (typeof value === 'string') return /^\d{1,15}$/.test(value);
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** ms since 1970, as a number or in digits; 0: never. */
export const time = v.pipe(
  v.custom<string | number>(isTime, 'expected a time in ms'),
  // A sum with 0, because -0 is stored as 0.
  v.transform((value) => +value + 0),
);

const FLAGS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  [false, false],
  ['true', true],
  ['false', false],
  ['TRUE', true],
  ['FALSE', false],
]);

export const flag = v.pipe(
  v.custom<boolean | string>((value) => FLAGS.has(value), 'expected true or false'),
  v.transform((value) => FLAGS.get(value) === true),
);

/** At most so many entries: a state must stay bounded, whatever the page sends. */
export const list = <const Item extends v.GenericSchema>(item: Item, most: number) =>
  v.pipe(v.array(item, 'expected a list'), v.maxLength(most, `expected ${most} entries at most`));
