import type {MarginPool} from './account.ts';
import {accuracyOf} from './accuracy.ts';
import {withBalance} from './book-change.ts';
import {closed, closeFor, reaches} from './close.ts';
import {ZERO} from './constant.ts';
import {Decimal} from './decimal.ts';
import {type Distances, distancesOf, searched} from './distance.ts';
import {type Figure, numberOf} from './figure.ts';
import {itemAt} from './item-at.ts';
import {type KnownBook, knownBook, knownRow, knownRows} from './known.ts';
import {paid} from './paid.ts';
import {type PoolBook, poolBook} from './pool-book.ts';
import {depositFor} from './remedy.ts';
import {isAbove} from './sign.ts';
import {lessened} from './what-if.ts';

/** What a deposit or a closing does: the changed pool, assessed. */
export type After = {readonly accuracy: Figure; readonly distances: Distances};

export const afterDeposit = (pool: MarginPool, asset: string, amount: Decimal, now: number): After | null => {
  const book = poolBook(pool);
  const held = pool.collateral.find((row) => row.asset === asset);
  const changed = held === undefined ? null : withBalance(book, asset, held.amount.plus(amount));
  return changed === null ? null : afterOf(changed, now);
};

export const afterClosing = (pool: MarginPool, index: number, size: Decimal, now: number): After =>
  afterOf(poolBook(lessened(pool, index, size)), now);

const afterOf = (book: PoolBook, now: number): After => ({
  accuracy: accuracyOf(book),
  distances: distancesOf(book, searched(book, now)),
});

/** The smallest deposit in each collateral asset that lifts the pool to an accuracy (a fraction). */
export const depositsFor = (
  book: PoolBook,
  target: Decimal,
): readonly {readonly asset: string; readonly amount: Figure}[] => {
  const names = new Set([book.pool.unit, ...book.assets.map(({asset}) => asset)]);
  return [...names].map((asset) => ({asset, amount: depositFor(book, asset, target)}));
};

/** A deposit as far as it goes, then closings, those first that free most requirement for their fee. */
export type Mix = {
  /** In the unit. */
  readonly deposit: Decimal;
  readonly close: readonly {readonly symbol: string; readonly index: number; readonly size: Decimal}[];
  /** Closing fees, in the unit. */
  readonly cost: Decimal;
  /** Assessed after all of it. */
  readonly accuracy: Figure;
};

/**
 * The cheapest way to an accuracy with no more than `available` (in the unit) at hand: depositing costs nothing but
 * the money, so it comes first; what is left is closed where the fee per requirement freed is least. Null: even with
 * everything closed it is not reached, or something is not known.
 */
export const cheapestMix = (book: PoolBook, target: Decimal, available: Decimal): Mix | null => {
  const needed = numberOf(depositFor(book, book.pool.unit, target));
  const known = knownBook(book);
  if (needed === null || known === null) return null;
  const deposit = Decimal.min(needed, available);
  let changed = deposited(known, deposit);
  if (changed === null) return null;
  const close: Mix['close'][number][] = [];
  let cost = ZERO;
  for (const index of byFeePerRelief(known)) {
    if (reaches(changed, target)) break;
    const enough = numberOf(closeFor(changed, index, target));
    const {position} = knownRow(changed, index);
    const size = enough ?? position.size;
    cost = cost.plus(feeOf(changed, index, size));
    close.push({symbol: position.symbol, index, size});
    changed = closed(changed, index, size);
  }
  return reaches(changed, target) ? {deposit, close, cost, accuracy: accuracyOf(changed)} : null;
};

const deposited = (book: KnownBook, amount: Decimal): KnownBook | null =>
  knownBook(poolBook({...book.pool, collateral: paid(book.pool, book.pool.unit, amount)}));

/** In the unit. */
const feeOf = (book: KnownBook, index: number, size: Decimal): Decimal => {
  const {value, position} = knownRow(book, index);
  const {price} = itemAt(book.assets, itemAt(book.slots, index).asset);
  return value
    .times(position.closingFeeRate ?? ZERO)
    .times(price)
    .times(size)
    .div(position.size);
};

/** Positions that free a requirement, those first whose fee is the smallest share of it. */
const byFeePerRelief = (book: KnownBook): readonly number[] =>
  knownRows(book)
    .flatMap(({position: {size}, required}, index) => {
      const {price} = itemAt(book.assets, itemAt(book.slots, index).asset);
      const freed = required.times(price);
      return isAbove(freed) ? [{index, price: feeOf(book, index, size).div(freed)}] : [];
    })
    .sort((one, other) => one.price.comparedTo(other.price))
    .map(({index}) => index);
