import * as v from 'valibot';
import {Decimal} from '../../engine/decimal.ts';
import {
  amount,
  amountOrNothing,
  isZero,
  positive,
  positiveOrNothing,
  symbol,
  time,
  unsigned,
} from '../wire.ts';

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
    notionalFloor: v.optional(unsigned),
    qtyFloor: v.optional(unsigned),
    maintMarginRatio: unsigned,
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
    bracketNotionalFloor: unsigned,
    bracketMaintenanceMarginRate: unsigned,
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

/** Each tier begins at a floor of its own. */
const tiersOf = <const Tier extends v.GenericSchema<unknown, {readonly from: string}>>(tier: Tier) =>
  v.pipe(
    v.array(tier),
    v.maxLength(TIERS),
    v.check(
      (tiers) => new Set(tiers.map(({from}) => new Decimal(from).toFixed())).size === tiers.length,
      'expected a floor for each tier',
    ),
    v.check((tiers) => tiers.length === 0 || tiers.some(({from}) => isZero(from)), 'expected a tier from 0'),
  );

const BracketRow = v.union(
  [
    v.pipe(
      v.object({
        symbol,
        notionalCoef: v.optional(amount),
        brackets: tiersOf(RestTier),
      }),
      v.transform((row) => ({symbol: row.symbol, coefficient: row.notionalCoef, tiers: row.brackets})),
    ),
    v.pipe(
      v.object({symbol, riskBrackets: tiersOf(WebTier)}),
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
