import {HUNDRED} from './constant.ts';
import type {Decimal} from './decimal.ts';
import {type Figure, figure, missing, none} from './figure.ts';
import type {PoolBook} from './pool-book.ts';
import {equityNeeds, unassessed} from './pool-book.ts';

/** 100 × equity ÷ maintenance requirement, in percent. None without a requirement. */
export const accuracyOf = (book: PoolBook): Figure => {
  if (book.equity === null || book.maintenance === null) return unassessed(book);
  const percent = ratio(book.equity, book.maintenance);
  return percent === null ? none('nothing is required') : figure(percent, book.doubts.requirement);
};

/** 100 × equity ÷ initial requirement. */
export const initialAccuracyOf = (book: PoolBook, initial: Figure): Figure => {
  if (initial.kind === 'none') return initial;
  if (book.equity === null || initial.kind === 'missing')
    return missing([
      ...(book.equity === null ? equityNeeds(book) : []),
      ...(initial.kind === 'missing' ? initial.needs : []),
    ]);
  const percent = ratio(book.equity, initial.value);
  if (percent === null) return none('nothing is required');
  return figure(percent, [...book.doubts.equity, ...(initial.kind === 'estimated' ? initial.because : [])]);
};

/** Null unless something is required: a deduction larger than the charge leaves nothing to hold. */
const ratio = (equity: Decimal, required: Decimal): Decimal | null =>
  required.isPositive() && !required.isZero() ? equity.times(HUNDRED).div(required) : null;
