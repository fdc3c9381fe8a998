import * as v from 'valibot';
import {Decimal} from '../../engine/decimal.ts';

/**
 * What all of Binance's frames are made of: amounts, names, times, the web's envelope, and the small answers.
 * The account's own frames stand in `frames-account.ts`, prices and tiers in `frames-market.ts`.
 */

const DECIMAL = /^[+-]?\d{1,40}(\.\d{1,40})?([eE][+-]?\d{1,2})?$/;

const decimalText = (value: number) => new Decimal(value).toFixed();

/**
 * An amount with the wire's own digits. Binance sends decimal strings; tier tables have JSON numbers, whose shortest
 * form is the wire's digits again.
 */
export const amount = v.union(
  [v.pipe(v.string(), v.regex(DECIMAL)), v.pipe(v.number(), v.finite(), v.transform(decimalText))],
  'expected a decimal string',
);

/** A price, a leverage: nothing that is zero or less. */
export const positive = v.pipe(
  amount,
  v.check((text) => new Decimal(text).gt(0), 'expected an amount above zero'),
);

/** `""` and null are Binance's way to say that there is no value. */
export const amountOrNothing = v.optional(
  v.pipe(
    v.union([v.null(), v.literal(''), amount], 'expected a decimal string or nothing'),
    v.transform((value) => (value === null || value === '' ? undefined : value)),
  ),
);

/** As `amountOrNothing`, of a price or a leverage: 0 says that there is none either. */
export const positiveOrNothing = v.pipe(
  amountOrNothing,
  v.transform((text) => (text === undefined || new Decimal(text).isZero() ? undefined : text)),
  v.check((text) => text === undefined || new Decimal(text).gt(0), 'expected an amount above zero'),
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

/** ms since 1970, as a number or in digits; 0: never. */
export const time = v.union(
  [
    v.pipe(
      v.number(),
      v.safeInteger(),
      v.minValue(0),
      // -0 is stored as 0.
      v.transform((ms) => ms + 0),
    ),
    v.pipe(
      v.string(),
      v.regex(/^\d{1,16}$/),
      v.transform((digits) => +digits),
    ),
  ],
  'expected a time in ms',
);

export const flag = v.union(
  [
    v.boolean(),
    v.pipe(
      v.picklist(['true', 'false', 'TRUE', 'FALSE']),
      v.transform((text) => text.toLowerCase() === 'true'),
    ),
  ],
  'expected true or false',
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
