import type {Position} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import type {PositionRow, Shown} from './row.ts';
import type {TableTerms} from './terms.ts';

const ONE = new Decimal(1);

/** Costs that a page may count into a profit beside the price's: fees, funding, price impact. Share of the value; ours. */
const COSTS = new Decimal('0.005');
/** A size in coins and one in dollars are of one position when they agree as well as this. */
const SAME = new Decimal('0.02');

/** Plus for a long, minus for a short. */
export const signOf = ({side}: PositionRow): 1 | -1 => (side === 'long' ? 1 : -1);

/**
 * The position's size in units of the underlying. Null: it is not shown in a way that leaves no choice, or what the page
 * shows of it contradicts itself.
 */
export const sizeOf = (row: PositionRow, terms: TableTerms): Shown | null => {
  const dollars = inUnits(row.dollars, terms.dollarsAt === 'entry' ? row.entry : row.mark);
  if (row.base !== undefined) {
    const value = row.dollars?.value;
    const prices = [row.mark, row.entry].filter((price) => price !== undefined);
    const agrees = prices.some((price) => isNear(row.base?.value.times(price.value), value));
    return value !== undefined && !agrees ? null : checked(row, row.base);
  }
  if (row.bare === undefined) return dollars && checked(row, dollars);
  // A number alone is coins, dollars or contracts: only the profit can tell.
  const asDollars = inUnits(row.bare, terms.dollarsAt === 'entry' ? row.entry : row.mark);
  const proven = [row.bare, asDollars].filter((size) => size !== null && isProven(row, size));
  return proven.length === 1 ? (proven[0] ?? null) : null;
};

const inUnits = (dollars: Shown | undefined, price: Shown | undefined): Shown | null =>
  dollars === undefined || price === undefined
    ? null
    : {value: dollars.value.div(price.value), within: dollars.within.div(price.value)};

const isNear = (one: Decimal | undefined, other: Decimal | undefined): boolean =>
  one !== undefined && other !== undefined && one.minus(other).abs().lte(other.times(SAME));

/** How far the shown profit is from that of this size; null: there is nothing to compare. */
const profitGap = (
  row: PositionRow,
  size: Shown,
): {gap: Decimal; expected: Decimal; slack: Decimal} | null => {
  const {pnl, entry, mark} = row;
  if (pnl === undefined || entry === undefined || mark === undefined) return null;
  const expected = mark.value.minus(entry.value).times(size.value).times(signOf(row));
  const slack = size.value
    .times(mark.within.plus(entry.within))
    .plus(pnl.within)
    .plus(size.within.times(mark.value.minus(entry.value).abs()));
  return {gap: pnl.value.minus(expected).abs(), expected, slack};
};

const checked = (row: PositionRow, size: Shown): Shown | null => {
  const compared = profitGap(row, size);
  if (compared === null || row.mark === undefined) return size;
  const costs = size.value.times(row.mark.value).times(COSTS);
  return compared.gap.lte(compared.slack.plus(costs)) ? size : null;
};

/** A profit that is large enough to tell sizes apart, and is this one's. */
const isProven = (row: PositionRow, size: Shown): boolean => {
  const compared = profitGap(row, size);
  if (compared === null) return false;
  const {gap, expected, slack} = compared;
  return gap.lte(slack.plus(expected.abs().times(SAME))) && expected.abs().gt(slack.times(5));
};

export const moneyOf = ({money}: PositionRow): string => money ?? 'USD';

/** As a linear contract on the underlying, without requirement. */
export const positionOf = (row: PositionRow, size: Shown): Position => ({
  symbol: row.symbol,
  underlying: row.underlying,
  contract: 'linear',
  settle: moneyOf(row),
  multiplier: ONE,
  side: row.side,
  size: size.value,
  ...(row.entry ? {entryPrice: row.entry.value} : {}),
  ...(row.mark ? {markPrice: row.mark.value} : {}),
  ...(row.leverage?.value.gt(0) ? {leverage: row.leverage.value} : {}),
});

/** The page's price is all there is. */
export const standing = (row: PositionRow, position: Position): Position =>
  row.liquidation === undefined
    ? position
    : {
        ...position,
        reported: {
          liquidationPrice: row.liquidation.value,
          stands: 'the liquidation price is the exchange’s own, as the page shows it',
        },
      };
