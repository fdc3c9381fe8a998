import type {Position} from './account.ts';
import {type AssetBook, assetBook} from './asset-book.ts';
import {ONE} from './constant.ts';
import type {Decimal} from './decimal.ts';
import {doubtsOf, type PoolBook, totalled} from './pool-book.ts';
import {rowOf} from './row.ts';
import {replaced} from './sum-tree.ts';

/** The book with one position replaced in its place. Its underlying and settle asset stay what they were. */
export const withPosition = (book: PoolBook, index: number, position: Position): PoolBook => {
  const slot = book.slots[index];
  const before = book.pool.positions[index];
  const asset = slot === undefined ? undefined : book.assets[slot.asset];
  if (slot === undefined || before === undefined || asset?.tree == null)
    throw new RangeError(`no position ${index}`);
  if (position.settle !== before.settle) throw new RangeError(`${position.symbol} settles elsewhere`);
  const pool = {...book.pool, positions: book.pool.positions.with(index, position)};
  const sameDoubts = position.doubts === before.doubts && position.schedule?.kind === before.schedule?.kind;
  const changed = assetBook(asset, replaced(asset.tree, slot.leaf, rowOf(position)));
  return totalled({
    ...book,
    pool,
    assets: book.assets.with(slot.asset, changed),
    doubts: sameDoubts ? book.doubts : doubtsOf(pool),
  });
};

/** The book with another balance of one asset (signed), or null when the pool holds no such asset. */
export const withBalance = (book: PoolBook, asset: string, amount: Decimal): PoolBook | null =>
  withAsset(
    book,
    asset,
    (held) => ({...held, balance: amount}),
    (row) => ({...row, amount}),
  );

/** The book with another price of one collateral asset, in the pool's unit. */
export const withPrice = (book: PoolBook, asset: string, price: Decimal): PoolBook | null =>
  withAsset(
    book,
    asset,
    (held) => ({...held, price: price.eq(ONE) ? ONE : price}),
    (row) => ({...row, price}),
  );

type Row = PoolBook['pool']['collateral'][number];

const withAsset = (
  book: PoolBook,
  name: string,
  change: (asset: AssetBook) => AssetBook,
  changeRow: (row: Row) => Row,
): PoolBook | null => {
  const index = book.assets.findIndex(({asset}) => asset === name);
  const held = book.assets[index];
  const at = book.pool.collateral.findIndex(({asset}) => asset === name);
  const row = book.pool.collateral[at];
  if (held === undefined || row === undefined) return null;
  const pool = {...book.pool, collateral: book.pool.collateral.with(at, changeRow(row))};
  return totalled({...book, pool, assets: book.assets.with(index, assetBook(change(held), held.tree))});
};
