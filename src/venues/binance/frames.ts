import * as v from 'valibot';
import {Decimal} from '../../engine/decimal.ts';

/**
 * What all of Binance's frames are made of: amounts, names, times, the web's envelope, and the small answers.
 * The account's own frames stand in `frames-account.ts`, prices and tiers in `frames-market.ts`.
 */

const DECIMAL = /^[+-]?\d{1,40}(\.\d{1,40})?([eE][+-]?\d{1,2})?$/;
const ZERO = /^[+-]?[0.]*([eE]|$)/;

const isAmount = (value: unknown): value is string | number =>
  typeof value === 'string' ? DECIMAL.test(value) : typeof value === 'number' && Number.isFinite(value);

/** The shortest form of a double is the wire's own digits; only its exponents have to go. */
function textOf(value: string | number): string {
  const text = String(value);
  return typeof value === 'number' && text.includes('e') ? new Decimal(value).toFixed() : text;
}

/** No amount, or one without a digit but 0. Told from the text: it is asked of every row of every answer. */
export const isZero = (text: string | undefined) => text === undefined || ZERO.test(text);

const isPositive = (text: string) => !isZero(text) && !text.startsWith('-');

/**
 * An amount with the wire's own digits. Binance sends decimal strings; tier tables have JSON numbers, whose shortest
 * form is the wire's digits again.
 */
export const amount = v.pipe(
  v.custom<string | number>(isAmount, 'expected a decimal string'),
  v.transform(textOf),
);

/** A price, a leverage: nothing that is zero or less. */
export const positive = v.pipe(amount, v.check(isPositive, 'expected an amount above zero'));

/** `""` and null are Binance's way to say that there is no value. */
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

/** Of a contract. Letters of any script: Binance lists names such as 币安人生USDT. */
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

export const sideOfBook = v.picklist(['BOTH', 'LONG', 'SHORT'], 'expected BOTH, LONG or SHORT');

/** What the web's calls answer with. Anything but success is an error, never an empty account. */
export const Envelope = v.object({
  code: v.string('expected a code'),
  success: v.optional(v.boolean()),
  message: v.optional(v.unknown()),
  data: v.optional(v.unknown()),
});
export type Envelope = v.InferOutput<typeof Envelope>;

/** What REST answers with when it refuses: `{"code":-2015,"msg":"…"}`. */
export const Refusal = v.object({code: v.pipe(v.number(), v.maxValue(-1)), msg: v.string()});

/**
 * The body of a web call. With a `portfolioId` (or a `copyTradeType`) it asks for a copy-trading portfolio, which is
 * another account; with a `symbol` the answer is a part only.
 */
export const Request = v.object({
  portfolioId: v.optional(v.nullable(v.union([v.string(), v.number()]))),
  copyTradeType: v.optional(v.nullable(v.string())),
  symbol: v.optional(v.nullable(v.string())),
});

/** `get-join-margin` of the web says `joinMargin`, REST `multiAssetsMargin`: is the account in multi-assets mode? */
export const JoinMargin = v.union(
  [
    v.pipe(
      v.object({joinMargin: flag}),
      v.transform((answer) => answer.joinMargin),
    ),
    v.pipe(
      v.object({multiAssetsMargin: flag}),
      v.transform((answer) => answer.multiAssetsMargin),
    ),
    v.boolean(),
  ],
  'expected joinMargin or multiAssetsMargin',
);
