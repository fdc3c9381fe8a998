import {ZERO} from './constant.ts';
import type {Decimal} from './decimal.ts';
import {type Figure, figure, missing} from './figure.ts';
import type {PoolHealth} from './health.ts';
import {equityNeeds, maintenanceNeeds, type PoolBook} from './pool-book.ts';

/** What lifts a pool to an accuracy of `target`, a fraction: one deposit, or closing a part of one position. */
export const remediesOf = (book: PoolBook, target: Decimal): PoolHealth['remedies'] => ({
  target,
  deposit: depositOf(book, target),
  reduce: [],
});

/** In the unit, after weight: target × requirement − equity, and nothing when the pool stands there already. */
const depositOf = (book: PoolBook, target: Decimal): Figure => {
  if (book.equity === null || book.maintenance === null)
    return missing([...equityNeeds(book), ...maintenanceNeeds(book)]);
  const short = book.maintenance.times(target).minus(book.equity);
  return figure(short.isNegative() ? ZERO : short, book.doubts.requirement);
};
