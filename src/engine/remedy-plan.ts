import type {MarginPool} from './account.ts';
import {accuracyOf} from './accuracy.ts';
import {withBalance} from './book-change.ts';
import {closed, closeFor} from './close.ts';
import {ZERO} from './constant.ts';
import {Decimal} from './decimal.ts';
import {type Distances, distancesOf, searched} from './distance.ts';
import {type Figure, numberOf} from './figure.ts';
import {type PoolBook, poolBook, rowAt} from './pool-book.ts';
import {depositFor} from './remedy.ts';

/** What a deposit or a closing does: the changed pool, assessed. */
export type After = {readonly accuracy: Figure; readonly distances: Distances};

export const afterDeposit = (pool: MarginPool, asset: string, amount: Decimal, now: number): After | null => {
  const book = poolBook(pool);
  const held = pool.collateral.find((row) => row.asset === asset);
  const changed = held === undefined ? null : withBalance(book, asset, held.amount.plus(amount));
  return changed === null ? null : afterOf(changed, now);
};

export const afterClosing = (pool: MarginPool, index: number, size: Decimal, now: number): After =>
  afterOf(closed(poolBook(pool), index, size), now);

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
  if (needed === null) return null;
  const deposit = Decimal.min(needed, available);
  let changed = deposited(book, deposit);
  if (changed === null) return null;
  const close: Mix['close'][number][] = [];
  let cost = ZERO;
  for (const index of byFeePerRelief(book)) {
    if (reaches(changed, target)) break;
    const enough = numberOf(closeFor(changed, index, target));
    const row = rowAt(changed, index);
    const size = enough ?? row.position.size;
    cost = cost.plus(feeOf(changed, index, size));
    close.push({symbol: row.position.symbol, index, size});
    changed = closed(changed, index, size);
  }
  return reaches(changed, target) ? {deposit, close, cost, accuracy: accuracyOf(changed)} : null;
};

const reaches = ({equity, maintenance}: PoolBook, target: Decimal): boolean =>
  equity !== null && maintenance !== null && equity.gte(maintenance.times(target));

const deposited = (book: PoolBook, amount: Decimal): PoolBook | null => {
  if (amount.isZero()) return book;
  const {pool} = book;
  const held = pool.collateral.find(({asset}) => asset === pool.unit);
  if (held !== undefined) return withBalance(book, pool.unit, held.amount.plus(amount));
  const row = {asset: pool.unit, amount, price: new Decimal(1), weight: new Decimal(1)};
  return poolBook({...pool, collateral: [...pool.collateral, row]});
};

const feeOf = (book: PoolBook, index: number, size: Decimal): Decimal => {
  const {value, position} = rowAt(book, index);
  const price = book.assets[book.slots[index]?.asset ?? 0]?.price ?? null;
  if (value === null || price === null || position.closingFeeRate === undefined) return ZERO;
  return value.times(position.closingFeeRate).times(price).times(size).div(position.size);
};

const byFeePerRelief = (book: PoolBook): readonly number[] =>
  book.pool.positions
    .map(({size}, index) => {
      const {required} = rowAt(book, index);
      const price = book.assets[book.slots[index]?.asset ?? 0]?.price ?? null;
      if (required === null || price === null || required.lte(ZERO)) return {index, price: null};
      return {index, price: feeOf(book, index, size).div(required.times(price))};
    })
    .filter((one): one is {index: number; price: Decimal} => one.price !== null)
    .sort((one, other) => one.price.comparedTo(other.price))
    .map(({index}) => index);
