import type {Collateral, Position} from './account.ts';
import {assetBook, termsOf} from './asset-book.ts';
import type {Decimal} from './decimal.ts';
import {itemAt} from './item-at.ts';
import {doubtsOf, type PoolBook, totalled, treeOf} from './pool-book.ts';
import {rowOf} from './row.ts';
import {replaced} from './sum-tree.ts';

/** The book with one position replaced in its place. Its underlying and settle asset stay what they were. */
export const withPosition = (book: PoolBook, index: number, position: Position): PoolBook => {
  const slot = itemAt(book.slots, index);
  const before = itemAt(book.pool.positions, index);
  const asset = itemAt(book.assets, slot.asset);
  if (position.settle !== before.settle) throw new RangeError(`${position.symbol} settles elsewhere`);
  const pool = {...book.pool, positions: book.pool.positions.with(index, position)};
  const sameDoubts =
    position.doubts === before.doubts &&
    position.symbol === before.symbol &&
    position.schedule?.kind === before.schedule?.kind;
  const changed = assetBook(asset, replaced(treeOf(asset), slot.leaf, rowOf(position)));
  return totalled({
    ...book,
    pool,
    assets: book.assets.with(slot.asset, changed),
    doubts: sameDoubts ? book.doubts : doubtsOf(pool),
  });
};

/** The book with another balance of one asset (signed), or null when the pool holds no such asset. */
export const withBalance = (book: PoolBook, asset: string, amount: Decimal): PoolBook | null =>
  withCollateral(book, asset, (row) => ({...row, amount}));

/** The book with another price of one collateral asset, in the pool's unit. */
export const withPrice = (book: PoolBook, asset: string, price: Decimal): PoolBook | null =>
  withCollateral(book, asset, (row) => ({...row, price}));

const withCollateral = (
  book: PoolBook,
  name: string,
  change: (row: Collateral) => Collateral,
): PoolBook | null => {
  const at = book.pool.collateral.findIndex(({asset}) => asset === name);
  const row = book.pool.collateral[at];
  if (row === undefined) return null;
  const index = book.assets.findIndex(({asset}) => asset === name);
  const {tree} = itemAt(book.assets, index);
  const collateral = book.pool.collateral.with(at, change(row));
  const pool = {...book.pool, collateral};
  // From the rows, not from the old sums: what did not matter of an empty balance matters of a full one.
  const terms = termsOf(
    name,
    collateral.filter(({asset}) => asset === name),
    pool,
  );
  return totalled({...book, pool, assets: book.assets.with(index, assetBook(terms, tree))});
};
