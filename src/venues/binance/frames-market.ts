import * as v from 'valibot';
import {amount, amountOrNothing, positive, positiveOrNothing, symbol, time} from '../wire.ts';

/** `<symbol>@markPrice`, one element of `!markPrice@arr`; COIN-M has no index price in it. */
export const MarkPrice = v.object({
  e: v.literal('markPriceUpdate'),
  E: time,
  s: symbol,
  p: positive,
  i: positiveOrNothing,
  r: amountOrNothing,
  T: v.optional(time),
});
export type MarkPrice = v.InferOutput<typeof MarkPrice>;

/** `<pair>@assetIndex`, one element of `!assetIndex@arr`: `s` is the asset and USD, `B` and `A` are bid and ask rate. */
const AssetIndexEvent = v.pipe(
  v.object({s: symbol, E: time, i: positive, B: positive, A: positive}),
  v.transform((event) => ({pair: event.s, time: event.E, index: event.i, bid: event.B, ask: event.A})),
);

/** The same from `GET /fapi/v1/assetIndex`. */
const AssetIndexAnswer = v.pipe(
  v.object({symbol, time, index: positive, bidRate: positive, askRate: positive}),
  v.transform((row) => ({
    pair: row.symbol,
    time: row.time,
    index: row.index,
    bid: row.bidRate,
    ask: row.askRate,
  })),
);

export const AssetIndices = v.pipe(
  v.array(v.union([AssetIndexEvent, AssetIndexAnswer], 'expected an asset index')),
  v.maxLength(1000),
);
export type AssetIndexRow = v.InferOutput<typeof AssetIndices>[number];

/** A tier of `leverageBracket`: USD-M counts in notional, COIN-M in coin. */
const RestTier = v.pipe(
  v.object({
    notionalFloor: v.optional(amount),
    qtyFloor: v.optional(amount),
    maintMarginRatio: amount,
    cum: amount,
    initialLeverage: positiveOrNothing,
  }),
  v.check(
    (tier) => (tier.notionalFloor ?? tier.qtyFloor) !== undefined,
    'expected notionalFloor or qtyFloor',
  ),
  v.transform((tier) => ({
    from: tier.notionalFloor ?? tier.qtyFloor ?? '0',
    rate: tier.maintMarginRatio,
    cum: tier.cum,
    leverage: tier.initialLeverage,
  })),
);

/** A tier of the web's `common/brackets`; the same names for USD-M and COIN-M. */
const WebTier = v.pipe(
  v.object({
    bracketNotionalFloor: amount,
    bracketMaintenanceMarginRate: amount,
    cumFastMaintenanceAmount: amount,
    maxOpenPosLeverage: positiveOrNothing,
  }),
  v.transform((tier) => ({
    from: tier.bracketNotionalFloor,
    rate: tier.bracketMaintenanceMarginRate,
    cum: tier.cumFastMaintenanceAmount,
    leverage: tier.maxOpenPosLeverage,
  })),
);

/** More tiers than any contract has. */
const TIERS = 60;

const BracketRow = v.union(
  [
    v.pipe(
      v.object({
        symbol,
        notionalCoef: v.optional(amount),
        brackets: v.pipe(v.array(RestTier), v.maxLength(TIERS)),
      }),
      v.transform((row) => ({symbol: row.symbol, coefficient: row.notionalCoef, tiers: row.brackets})),
    ),
    v.pipe(
      v.object({symbol, riskBrackets: v.pipe(v.array(WebTier), v.maxLength(TIERS))}),
      v.transform((row) => ({symbol: row.symbol, coefficient: undefined, tiers: row.riskBrackets})),
    ),
  ],
  'expected brackets or riskBrackets',
);

export const BracketRows = v.pipe(
  v.union(
    [
      v.array(BracketRow),
      v.pipe(
        v.object({brackets: v.array(BracketRow)}),
        v.transform((answer) => answer.brackets),
      ),
      v.pipe(
        BracketRow,
        v.transform((row) => [row]),
      ),
    ],
    'expected a list of brackets',
  ),
  v.maxLength(2000),
);
export type BracketRow = v.InferOutput<typeof BracketRow>;
