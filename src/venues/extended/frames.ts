import * as v from 'valibot';
import {Decimal} from '../../engine/decimal.ts';
import {
  amount,
  amountOrNothing,
  list,
  positive,
  positiveOrNothing,
  symbol,
  time,
  unsigned,
  unsignedOrNothing,
} from '../wire.ts';

/** Extended's answers and streams, as its API documentation and public clients' samples show them. */

const MOST_MARKETS = 1000;
const MOST_POSITIONS = 500;

/** Some are numbers beyond what a double holds exactly: the same digits are lost each time. */
const id = v.pipe(
  v.custom<string | number>(
    (value) =>
      (typeof value === 'number' && value >= 0) || (typeof value === 'string' && /^\d{1,30}$/.test(value)),
    'expected an id',
  ),
  v.transform(String),
);

export const Balance = v.object({
  accountId: v.nullish(id),
  balance: amount,
  equity: amount,
  unrealisedPnl: amount,
  initialMargin: unsignedOrNothing,
  /** Maintenance ÷ equity, a fraction. */
  marginRatio: amountOrNothing,
  /** Σ value. */
  exposure: unsignedOrNothing,
  /** What other assets count, in USD. */
  spotEquity: amountOrNothing,
});
export type WireBalance = v.InferOutput<typeof Balance>;

const Position = v.object({
  accountId: id,
  market: symbol,
  status: v.nullish(v.string('expected a status')),
  side: v.picklist(['LONG', 'SHORT'], 'expected LONG or SHORT'),
  leverage: positiveOrNothing,
  /** Without a sign, as is the value. */
  size: unsigned,
  value: amountOrNothing,
  openPrice: positiveOrNothing,
  markPrice: positiveOrNothing,
  /** 0: none. */
  liquidationPrice: amountOrNothing,
  /** In answers of real accounts the maintenance margin. */
  margin: unsignedOrNothing,
  unrealisedPnl: amountOrNothing,
});
export type WirePosition = v.InferOutput<typeof Position>;

const Spot = v.object({
  accountId: v.nullish(id),
  asset: symbol,
  balance: amount,
  indexPrice: positiveOrNothing,
  contributionFactor: v.nullish(
    v.pipe(
      unsigned,
      v.check((text) => new Decimal(text).lte(1), 'expected a factor of 1 at most'),
    ),
  ),
});
export type WireSpot = v.InferOutput<typeof Spot>;

const Market = v.object({
  name: symbol,
  assetName: v.nullish(symbol),
  marketStats: v.nullish(
    v.object({
      markPrice: positiveOrNothing,
      indexPrice: positiveOrNothing,
      /** Per hour. */
      fundingRate: amountOrNothing,
    }),
  ),
  tradingConfig: v.object({
    riskFactorConfig: list(v.object({upperBound: positive, riskFactor: unsigned}), 100),
  }),
});
export type WireMarket = v.InferOutput<typeof Market>;

export const Info = v.object({accountId: v.optional(id), id: v.optional(id)});

export const Positions = list(Position, MOST_POSITIONS);
export const Spots = list(Spot, 200);
export const Markets = list(Market, MOST_MARKETS);

export const Price = v.object({m: symbol, p: positive, ts: v.nullish(time)});
export type WirePrice = v.InferOutput<typeof Price>;

/** Every answer; `OK` in either case. */
export const Envelope = v.object({
  status: v.string('expected a status'),
  data: v.optional(v.unknown()),
  error: v.optional(v.nullable(v.object({code: v.nullish(v.union([v.string(), v.number()]))}))),
});

export const Push = v.object({
  type: v.string('expected a type'),
  data: v.unknown(),
  seq: v.nullish(
    v.pipe(
      v.number('expected a number'),
      v.safeInteger('expected a number'),
      // A sum with 0, because -0 is stored as 0.
      v.transform((value) => value + 0),
    ),
  ),
});
