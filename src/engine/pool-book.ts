import type {Collateral, MarginPool, Position} from './account.ts';
import {type AssetBook, assetBook, termsOf, worthNeeds} from './asset-book.ts';
import {ONE, ZERO} from './constant.ts';
import type {Decimal} from './decimal.ts';
import {distinct, type Figure, figure, missing} from './figure.ts';
import {itemAt} from './item-at.ts';
import {countedNeeds, type Row, requirementNeeds, rowOf} from './row.ts';
import {leafAt, leaves, type SumTree, sumTree} from './sum-tree.ts';
import {times} from './times.ts';

/** A pool with its sums: what every figure of it is worked out from. */
export type PoolBook = {
  readonly pool: MarginPool;
  readonly assets: readonly AssetBook[];
  /** For each position of the pool, in its order: in which asset, and there at which leaf. */
  readonly slots: readonly Slot[];
  readonly doubts: Doubts;
  /** Σ of the named deductions, in the unit. */
  readonly deducted: Decimal;
  /** The pool's waterline; 1 is always the same object, which saves the arithmetic with it. */
  readonly waterline: Decimal;
  readonly equity: Decimal | null;
  readonly maintenance: Decimal | null;
  /** Equity − waterline × requirement, in the unit: positive while the pool stands. Null: not known. */
  readonly standing: Decimal | null;
};

export type Slot = {readonly asset: number; readonly leaf: number};

/** Why figures of the pool are not exact. */
export type Doubts = {
  readonly equity: readonly string[];
  /** Of the requirement and all that rests on it. */
  readonly requirement: readonly string[];
};

export const poolBook = (pool: MarginPool): PoolBook => {
  const held = new Map<string, Collateral[]>();
  for (const row of pool.collateral) push(held, row.asset, row);
  const settled = new Map<string, Row[]>();
  const order = new Map<string, number>();
  for (const asset of held.keys()) order.set(asset, order.size);
  const slots: Slot[] = [];
  for (const position of pool.positions) {
    const {settle} = position;
    const asset = order.get(settle) ?? order.size;
    if (asset === order.size) order.set(settle, asset);
    slots.push({asset, leaf: push(settled, settle, rowOf(position)) - 1});
  }
  const assets: AssetBook[] = [];
  for (const name of order.keys()) {
    const own = settled.get(name);
    assets.push(assetBook(termsOf(name, held.get(name), pool), own === undefined ? null : sumTree(own)));
  }
  let deducted = ZERO;
  for (const {amount} of pool.deductions ?? []) deducted = deducted.plus(amount);
  const waterline = pool.waterline.eq(ONE) ? ONE : pool.waterline;
  return totalled({pool, assets, slots, doubts: doubtsOf(pool), deducted, waterline});
};

/** The same book with the pool's sums done anew from its assets. */
export const totalled = (book: Omit<PoolBook, 'equity' | 'maintenance' | 'standing'>): PoolBook => {
  let equity: Decimal | null = book.deducted.neg();
  let maintenance: Decimal | null = ZERO;
  for (const {worth, call} of book.assets) {
    equity = worth === null || equity === null ? null : equity.plus(worth);
    maintenance = call === null || maintenance === null ? null : maintenance.plus(call);
  }
  if ((book.pool.equityNeeds ?? []).length > 0) equity = null;
  return {...book, equity, maintenance, standing: standingOf(equity, maintenance, book.waterline)};
};

const standingOf = (
  equity: Decimal | null,
  maintenance: Decimal | null,
  waterline: Decimal,
): Decimal | null => {
  if (equity === null || maintenance === null) return null;
  return equity.minus(times(maintenance, waterline));
};

const push = <Item>(into: Map<string, Item[]>, key: string, item: Item): number => {
  const list = into.get(key);
  if (list !== undefined) return list.push(item);
  into.set(key, [item]);
  return 1;
};

export const doubtsOf = ({doubts, positions}: MarginPool): Doubts => {
  const equity = distinct([...(doubts ?? []), ...positions.flatMap((position) => position.doubts ?? [])]);
  const reported = positions.filter(({schedule}) => schedule?.kind === 'reported').map(reportedDoubt);
  return {equity, requirement: distinct([...equity, ...reported])};
};

export const reportedDoubt = (position: Position): string =>
  `the requirement of ${position.symbol} is the venue's own figure, scaled with its value`;

export const rowAt = (book: PoolBook, position: number): Row => {
  const {asset, leaf} = itemAt(book.slots, position);
  return leafAt(treeOf(itemAt(book.assets, asset)), leaf);
};

/** Every position's row, in the pool's order. */
export const rowsOf = (book: PoolBook): readonly Row[] => {
  const byAsset = book.assets.map(({tree}) => (tree === null ? [] : leaves(tree)));
  return book.slots.map(({asset, leaf}) => itemAt(itemAt(byAsset, asset), leaf));
};

/** Of an asset that a position is settled in. */
export const treeOf = ({asset, tree}: AssetBook): SumTree => {
  if (tree === null) throw new RangeError(`nothing is settled in ${asset}`);
  return tree;
};

/** What is not there that the pool's equity needs. */
export const equityNeeds = (book: PoolBook): readonly string[] => [
  ...(book.pool.equityNeeds ?? []),
  ...rowsOf(book)
    .filter((row) => row.counted === null)
    .flatMap(countedNeeds),
  ...book.assets.filter((asset) => asset.worth === null).flatMap(worthNeeds),
];

/** What is not there that the pool's requirement needs. */
export const maintenanceNeeds = (book: PoolBook): readonly string[] => [
  ...rowsOf(book)
    .filter((row) => row.required === null)
    .flatMap(requirementNeeds),
  ...book.assets
    .filter((asset) => asset.required !== null && asset.call === null)
    .map(({asset}) => `price of ${asset}`),
];

/** What equity or requirement lack. */
export const unassessed = (book: PoolBook): Figure =>
  missing([...equityNeeds(book), ...maintenanceNeeds(book)]);

export const equityFigure = (book: PoolBook): Figure =>
  book.equity === null ? missing(equityNeeds(book)) : figure(book.equity, book.doubts.equity);

export const maintenanceFigure = (book: PoolBook): Figure =>
  book.maintenance === null
    ? missing(maintenanceNeeds(book))
    : figure(book.maintenance, book.doubts.requirement);
