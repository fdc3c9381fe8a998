import {ZERO} from './constant.ts';
import type {Decimal} from './decimal.ts';
import {type Figure, figure, missing} from './figure.ts';
import {itemAt} from './item-at.ts';
import type {PoolBook} from './pool-book.ts';
import {rowsOf} from './pool-book.ts';
import {type Row, valueNeeds} from './row.ts';
import {times} from './times.ts';

/**
 * Initial requirement of the pool, in its unit: Σ value ÷ chosen leverage, the fees that the venue adds to it, and what
 * open orders hold. Where no leverage was seen the tier's own initial rate stands in, and where no open orders were seen
 * none are counted; both are marked. A venue without a chosen leverage gives 1 ÷ its initial rate as `leverage`.
 */
export const initialOf = (book: PoolBook): Figure => {
  const {orderMargin} = book.pool;
  const doubts = [...book.doubts.equity];
  const needs: string[] = [];
  const byLeverage: {readonly leverage: Decimal; value: Decimal}[] = [];
  let total = orderMargin ?? ZERO;
  if (orderMargin === undefined && book.slots.length > 0)
    doubts.push('margin held by open orders was not seen and is taken as none');
  for (const [index, row] of rowsOf(book).entries()) {
    const {price} = itemAt(book.assets, itemAt(book.slots, index).asset);
    const {openingFeeRate, symbol, settle} = row.position;
    // Binance writes 0 for the leverage of a portfolio account.
    const leverage = row.position.leverage?.isZero() ? undefined : row.position.leverage;
    const rate = leverage === undefined ? tierRate(row) : undefined;
    if (row.value === null) needs.push(...valueNeeds(row));
    if (price === null) needs.push(`price of ${settle}`);
    if (leverage === undefined && rate === undefined) needs.push(`leverage of ${symbol}`);
    if (row.value === null || price === null) continue;
    const value = times(row.value, price);
    if (openingFeeRate !== undefined) total = total.plus(value.times(openingFeeRate));
    if (leverage !== undefined) pushValue(byLeverage, leverage, value);
    else if (rate !== undefined) {
      doubts.push(`leverage of ${symbol} was not seen: its tier's initial rate is taken`);
      total = total.plus(value.times(rate));
    }
  }
  if (needs.length > 0) return missing(needs);
  for (const {leverage, value} of byLeverage) total = total.plus(value.div(leverage));
  return figure(total, doubts);
};

/** Values of one leverage are added up first: one division, and one rounding, for all of them. */
const pushValue = (
  into: {readonly leverage: Decimal; value: Decimal}[],
  leverage: Decimal,
  value: Decimal,
): void => {
  const same = into.find((one) => one.leverage.eq(leverage));
  if (same === undefined) into.push({leverage, value});
  else same.value = same.value.plus(value);
};

const tierRate = ({position: {schedule}, tier}: Row): Decimal | undefined =>
  schedule?.kind === 'tiers' ? schedule.tiers[tier]?.initialRate : undefined;
