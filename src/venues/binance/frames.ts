import * as v from 'valibot';
import {flag} from '../wire.ts';

/**
 * What all of Binance's frames are made of: the web's envelope and the small answers. Amounts, names and times are in `../wire.ts`.
 * The account's own frames stand in `frames-account.ts`, prices and tiers in `frames-market.ts`.
 */

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
