import type {Position, Schedule} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {scaledByOpenInterest} from '../../engine/open-interest.ts';
import type {Held, Market} from './state.ts';

const ONE = new Decimal(1);
const ZERO = new Decimal(0);
const HOUR_MS = 3_600_000;

/** A position with the market that it is of. */
export type Placed = {
  readonly ticker: string;
  readonly held: Held;
  readonly market: Market;
  /** Signed. */
  readonly size: Decimal;
  readonly oracle: Decimal | undefined;
  /** What profit is counted from: cash is counted from the same. */
  readonly entry: Decimal | undefined;
};

export function place(ticker: string, held: Held, market: Market): Placed {
  const oracle = market.oracle === undefined ? undefined : new Decimal(market.oracle);
  const entry = held.entry === undefined ? oracle : new Decimal(held.entry);
  return {ticker, held, market, size: new Decimal(held.size), oracle, entry};
}

/**
 * The market's initial fraction, raised while its open interest is between two caps; without caps, or with equal ones,
 * it is not. The maintenance fraction is never raised.
 */
export function initialFraction({
  initial,
  openInterest,
  lowerCap,
  upperCap,
  oracle,
}: Market): Decimal | undefined {
  if (initial === undefined) return undefined;
  const base = new Decimal(initial);
  const lower = new Decimal(lowerCap ?? 0);
  const upper = new Decimal(upperCap ?? 0);
  if (openInterest === undefined || oracle === undefined || !lower.gt(0) || !upper.gt(lower)) return base;
  return scaledByOpenInterest(base, new Decimal(openInterest).times(oracle), lower, upper);
}

function scheduleOf(market: Market): Schedule | undefined {
  const initialRate = initialFraction(market);
  if (market.maintenance === undefined) return undefined;
  const maintenanceRate = new Decimal(market.maintenance);
  return {kind: 'tiers', tiers: [{from: ZERO, maintenanceRate, ...(initialRate && {initialRate})}]};
}

const STILL = new Decimal('1e-8');

/** Is today's oracle price the one at which the indexer worked out the profit it told? */
export function isStill({held, size, oracle}: Placed): boolean {
  if (held.pnl === undefined || held.entry === undefined || !oracle) return false;
  const then = new Decimal(held.pnl).div(size).plus(held.entry);
  return then.minus(oracle).abs().lte(oracle.times(STILL));
}

/** Paid at each full hour, at the oracle price. */
const fundingOf = (rate: string, asOf: number): Partial<Position> => ({
  fundingRate: new Decimal(rate),
  fundingIntervalHours: ONE,
  nextFundingAt: (Math.floor(asOf / HOUR_MS) + 1) * HOUR_MS,
});

/** `BTC` of `BTC-USD`; names of small coins go on behind a comma. */
const underlyingOf = (ticker: string) => ticker.replace(/-USD$/, '').split(',', 1)[0] || ticker;

export function positionOf(placed: Placed, asOf: number): Position {
  const {ticker, held, market, size, oracle, entry} = placed;
  const schedule = scheduleOf(market);
  return {
    symbol: ticker,
    underlying: underlyingOf(ticker),
    contract: 'linear',
    settle: 'USDC',
    multiplier: ONE,
    side: size.isNegative() ? 'short' : 'long',
    size: size.abs(),
    ...(entry && {entryPrice: entry}),
    ...(oracle && {markPrice: oracle, indexPrice: oracle}),
    ...(schedule && {schedule}),
    ...(market.funding !== undefined && fundingOf(market.funding, asOf)),
    ...(held.pnl !== undefined && isStill(placed) && {reported: {unrealisedPnl: new Decimal(held.pnl)}}),
    ...(held.entry === undefined && {
      doubts: [`the entry price of ${ticker} was not told: its profit is not known`],
    }),
  };
}
