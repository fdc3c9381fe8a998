import type {Deduction, FeedSource, Position} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import type {Held} from './position.ts';
import type {Totals} from './state.ts';

/** What the pools of both kinds share. */

export const ONE = new Decimal(1);
export const ZERO = new Decimal(0);
/** No margin call before it: Kraken cancels orders when the initial margin is no longer met. */
export const LEVELS = [{name: 'liquidation', at: ONE}] as const;

/** Tickers come every second. */
const MARK_LIMIT_MS = 10_000;
/** An account with a position hears at each funding, every hour; and a little patience. */
const ACCOUNT_LIMIT_MS = 65 * 60_000;

export const sourcesOf = (accountAt: number, held: readonly Held[]): FeedSource[] => [
  {name: 'account', at: accountAt, limitMs: ACCOUNT_LIMIT_MS},
  ...held.map(({position: {symbol}, markAt}) => ({
    name: `mark price of ${symbol}`,
    at: markAt,
    limitMs: MARK_LIMIT_MS,
  })),
];

const FUNDING_UNSEEN = 'unrealised funding has not been told';

/** Funding that is not in the balance yet: of the positions themselves, else of Kraken's total. */
export function fundingOf(
  held: readonly Held[],
  totals: Totals | undefined,
): {readonly deductions: readonly Deduction[]; readonly doubts: readonly string[]} {
  if (held.length === 0) return {deductions: [], doubts: []};
  const isTold = held.every(({row}) => row.funding !== undefined);
  if (!isTold && totals?.funding === undefined) return {deductions: [], doubts: [FUNDING_UNSEEN]};
  const received = isTold
    ? held.reduce((sum, {row}) => sum.plus(row.funding ?? 0), ZERO)
    : new Decimal(totals?.funding ?? 0);
  const deductions = received.isZero() ? [] : [{name: 'unrealised funding', amount: received.neg()}];
  return {deductions, doubts: []};
}

/** Totals are comparable with marks of the second before them. */
export const isOfMoment = (at: number, held: readonly Held[]) =>
  held.every(({markAt}) => markAt <= at && at - markAt <= 1000);

/** Kraken's liquidation price goes with every balance and every other mark: it is compared as of its own moment. */
export function withThresholds(held: readonly Held[], balanceAt: number): readonly Position[] {
  const isStill = held.every(({row, markAt}) => markAt === row.at && row.at === held[0]?.row.at);
  return held.map(({row, position}): Position => {
    if (row.threshold === undefined || row.at < balanceAt || !(isStill || held.length === 1)) return position;
    const price = new Decimal(row.threshold);
    const liquidationPrice = price.lte(0) ? ('none' as const) : price;
    return {...position, reported: {...position.reported, liquidationPrice}};
  });
}

/** What open orders hold, where Kraken tells both sums. */
export const orderMarginOf = ({initial, initialOfPositions}: Totals) =>
  initialOfPositions === undefined
    ? {}
    : {orderMargin: Decimal.max(new Decimal(initial).minus(initialOfPositions), 0)};
