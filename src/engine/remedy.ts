import {termsOf, worthNeeds} from './asset-book.ts';
import {closeFor, roundedUp} from './close.ts';
import {ZERO} from './constant.ts';
import type {Decimal} from './decimal.ts';
import {type Figure, figure, missing, none} from './figure.ts';
import type {PoolHealth} from './health.ts';
import {knownBook} from './known.ts';
import {type PoolBook, unassessed} from './pool-book.ts';
import {DEBT, type WeightPiece, weighted} from './weight.ts';

/** What lifts a pool to an accuracy of `target`, a fraction: one deposit, or closing a part of one position. */
export const remediesOf = (book: PoolBook, target: Decimal): PoolHealth['remedies'] => {
  // All positions lack the same: one answer for all, however many there are.
  const needs = knownBook(book) === null ? unassessed(book) : null;
  return {
    target,
    deposit: depositFor(book, book.pool.unit, target),
    reduce: book.pool.positions.map(({symbol}, index) => ({
      symbol,
      size: needs ?? sizeFor(book, index, target),
    })),
  };
};

/** The smallest part of one position, in contracts, whose closing lifts the pool to `target`. */
export const sizeFor = (book: PoolBook, index: number, target: Decimal): Figure => {
  const known = knownBook(book);
  return known === null ? unassessed(book) : closeFor(known, index, target);
};

/**
 * The smallest deposit of an asset, in that asset, that lifts the pool to `target`: after its weight, a debt in it
 * filled first. Of the unit itself, when the pool holds none, every unit counts in full.
 */
export const depositFor = (book: PoolBook, name: string, target: Decimal): Figure => {
  const {equity, maintenance, pool} = book;
  if (equity === null || maintenance === null) return unassessed(book);
  const short = maintenance.times(target).minus(equity);
  if (short.lte(ZERO)) return figure(ZERO, book.doubts.requirement);
  const terms = termsOf(
    name,
    pool.collateral.filter(({asset}) => asset === name),
    pool,
  );
  if (terms.price === null || terms.price.isZero()) return missing(worthNeeds({...terms, price: null}));
  const amount = book.assets.find(({asset}) => asset === name)?.amount ?? ZERO;
  const enough = amountWorth(amount, short.div(terms.price), terms.pieces ?? [DEBT]);
  if (terms.pieces === null && (enough === null || amount.plus(enough).gt(ZERO)))
    return missing([`collateral weight of ${name}`]);
  return enough === null
    ? none(`${name} counts too little as collateral, however much of it`)
    : figure(roundedUp(enough), book.doubts.requirement);
};

/** How much more of an asset counts for `more` of it, after its weight. Null: no amount does. */
const amountWorth = (amount: Decimal, more: Decimal, pieces: readonly WeightPiece[]): Decimal | null => {
  const aim = weighted(pieces, amount).plus(more);
  for (const [index, {slope, offset}] of pieces.entries()) {
    if (slope.isZero()) continue;
    const reached = aim.minus(offset).div(slope);
    const next = pieces[index + 1]?.from ?? null;
    if (reached.gte(amount) && (next === null || reached.lte(next))) return reached.minus(amount);
  }
  return null;
};
