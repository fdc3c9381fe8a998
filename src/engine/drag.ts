import {ZERO} from './constant.ts';
import {signOf} from './contract.ts';
import type {Decimal} from './decimal.ts';
import {type Figure, figure, missing} from './figure.ts';
import type {PoolBook} from './pool-book.ts';
import {rowsOf} from './pool-book.ts';
import {type Row, valueNeeds} from './row.ts';

/**
 * What holding costs, in the unit per hour at today's rates and prices: funding paid less funding received, and
 * interest on borrowings. Positive is lost. An option and a borrowing pay no funding.
 */
export const dragPerHour = (book: PoolBook): Figure => {
  const needs: string[] = [];
  let total = ZERO;
  for (const [index, row] of rowsOf(book).entries()) {
    const price = book.assets[book.slots[index]?.asset ?? 0]?.price;
    const paid = fundingPerHour(row, needs);
    if (paid === null || paid.isZero()) continue;
    if (price == null) needs.push(`price of ${row.position.settle}`);
    else total = total.plus(paid.times(price));
  }
  for (const {asset, balance, price, borrowRate} of book.assets) {
    if (!balance.isNegative() || balance.isZero()) continue;
    if (borrowRate === undefined) needs.push(`borrow rate of ${asset}`);
    if (price === null) needs.push(`price of ${asset}`);
    if (borrowRate !== undefined && price !== null)
      total = total.minus(balance.times(price).times(borrowRate));
  }
  return needs.length > 0 ? missing(needs) : figure(total, book.doubts.equity);
};

/** In the settle asset; positive is paid. Null: something is missing, and is named in `needs`. */
const fundingPerHour = (row: Row, needs: string[]): Decimal | null => {
  const {position, value} = row;
  const {contract, symbol, fundingRate, fundingIntervalHours} = position;
  if (contract === 'option' || contract === 'spot-borrow') return ZERO;
  if (fundingRate === undefined) needs.push(`funding rate of ${symbol}`);
  if (fundingIntervalHours === undefined) needs.push(`funding interval of ${symbol}`);
  if (value === null) needs.push(...valueNeeds(row));
  if (fundingRate === undefined || fundingIntervalHours === undefined || value === null) return null;
  const paid = value.times(fundingRate).div(fundingIntervalHours);
  return signOf(position) > 0 ? paid : paid.neg();
};
