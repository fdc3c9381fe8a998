import * as v from 'valibot';
import {amount, amountOrNothing, list, positive, positiveOrNothing, symbol, time} from '../wire.ts';
import {plainSymbol} from './contract.ts';
import {rate} from './frames.ts';

const plain = v.pipe(symbol, v.transform(plainSymbol));

/** A tier, classic (`keepMarginRate`) or unified (`mmr`, without a symbol). Edges are values in the quote currency. */
const Tier = v.pipe(
  v.object({
    symbol: v.optional(plain),
    startUnit: v.optional(amount),
    minTierValue: v.optional(amount),
    endUnit: v.optional(amount),
    maxTierValue: v.optional(amount),
    keepMarginRate: v.optional(rate),
    mmr: v.optional(rate),
    leverage: positive,
  }),
  v.check(
    (tier) => (tier.startUnit ?? tier.minTierValue) !== undefined,
    'expected startUnit or minTierValue',
  ),
  v.check((tier) => (tier.endUnit ?? tier.maxTierValue) !== undefined, 'expected endUnit or maxTierValue'),
  v.check((tier) => (tier.keepMarginRate ?? tier.mmr) !== undefined, 'expected keepMarginRate or mmr'),
  v.transform((tier) => ({
    symbol: tier.symbol,
    from: tier.startUnit ?? tier.minTierValue ?? '0',
    to: tier.endUnit ?? tier.maxTierValue ?? '0',
    rate: tier.keepMarginRate ?? tier.mmr ?? '1',
    leverage: tier.leverage,
  })),
);
export type Tier = v.InferOutput<typeof Tier>;
export const Tiers = list(Tier, 100);

/** A ticker: prices of a contract. Older pushes have other names for the funding rate and its time. */
const Ticker = v.pipe(
  v.object({
    symbol: v.optional(plain),
    instId: v.optional(plain),
    markPrice: positiveOrNothing,
    indexPrice: positiveOrNothing,
    lastPr: positiveOrNothing,
    lastPrice: positiveOrNothing,
    fundingRate: amountOrNothing,
    capitalRate: amountOrNothing,
    nextFundingTime: v.optional(time),
    nextSettleTime: v.optional(time),
    ts: v.optional(time),
  }),
  v.transform((row) => ({
    symbol: row.symbol ?? row.instId,
    mark: row.markPrice,
    index: row.indexPrice,
    last: row.lastPr ?? row.lastPrice,
    fundingRate: row.fundingRate ?? row.capitalRate,
    nextFundingAt: row.nextFundingTime ?? row.nextSettleTime,
    time: row.ts,
  })),
);
export type Ticker = v.InferOutput<typeof Ticker>;
export const Tickers = list(Ticker, 5000);
