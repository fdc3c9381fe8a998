import type {MarginAccount, MarginPool, Position} from './account.ts';
import {closed} from './close.ts';
import {ONE, ZERO} from './constant.ts';
import {profitOf, quantityOf, signOf, valueAt} from './contract.ts';
import type {Decimal} from './decimal.ts';
import {knownBook} from './known.ts';
import {paid} from './paid.ts';
import {equityNeeds, maintenanceNeeds, poolBook} from './pool-book.ts';

/**
 * The same account arranged otherwise. Each function gives a changed account or pool, which is then assessed like any
 * other; what the venue reported is dropped, because it spoke of the account as it is.
 */

/** A pool's position closed at its mark, its profit realised and its closing fee paid. */
export const withClosed = (pool: MarginPool, index: number): MarginPool => {
  const size = pool.positions[index]?.size;
  if (size === undefined) return pool;
  const after = lessened(pool, index, size);
  return unreported({...after, positions: after.positions.toSpliced(index, 1)});
};

/** A pool after a closing. What cannot be known of it today cannot be known after it, whatever is left. */
export const lessened = (pool: MarginPool, index: number, size: Decimal): MarginPool => {
  const book = poolBook(pool);
  const known = knownBook(book);
  if (known !== null) return closed(known, index, size).pool;
  return {...pool, equityNeeds: [...equityNeeds(book), ...maintenanceNeeds(book)]};
};

/**
 * A position opened at its mark; its opening fee (a fraction of the value) is paid from its settle asset, and so is an
 * option's premium. A borrowing's debt is collateral and is not added here.
 */
export const withAdded = (pool: MarginPool, position: Position, feeRate: Decimal = ZERO): MarginPool => {
  const {markPrice, ...rest} = position;
  const opened = markPrice === undefined ? position : {...rest, markPrice, entryPrice: markPrice};
  const value = valueAt(opened, quantityOf(opened)) ?? ZERO;
  return unreported({
    ...pool,
    positions: [...pool.positions, opened],
    collateral: paid(pool, position.settle, value.times(feeRate).plus(premiumOf(opened, opened.size)).neg()),
  });
};

/** A position at another size: what is added comes at the mark, what is taken away is closed at it. */
export const withResized = (pool: MarginPool, index: number, size: Decimal): MarginPool => {
  const position = pool.positions[index];
  if (position === undefined || size.eq(position.size)) return pool;
  if (size.lt(position.size)) return unreported(lessened(pool, index, position.size.minus(size)));
  const entryPrice = averageEntry(position, size);
  const larger = {...position, size, ...(entryPrice === null ? {} : {entryPrice})};
  return unreported({
    ...pool,
    positions: pool.positions.with(index, scaled(larger, position.size)),
    collateral: paid(pool, position.settle, premiumOf(position, size.minus(position.size)).neg()),
  });
};

/** What so many contracts of an option cost at its mark, in its settle asset; a short is paid. Else nothing. */
const premiumOf = (position: Position, size: Decimal): Decimal => {
  const {contract, markPrice} = position;
  if (contract !== 'option' || markPrice === undefined) return ZERO;
  return size.times(position.multiplier).times(markPrice).times(signOf(position));
};

/** A position with another leverage: it changes what is required to open, not what liquidates a cross pool. */
export const withLeverage = (pool: MarginPool, index: number, leverage: Decimal): MarginPool => {
  const position = pool.positions[index];
  if (position === undefined) return pool;
  return unreported({...pool, positions: pool.positions.with(index, {...position, leverage})});
};

/** All pools counted in one unit as one, at the highest of their waterlines: their balances together carry all positions. */
export const asCross = (account: MarginAccount): MarginAccount => {
  const byUnit = new Map<string, MarginPool>();
  for (const pool of account.pools) {
    const before = byUnit.get(pool.unit);
    byUnit.set(
      pool.unit,
      before === undefined
        ? {...unreported(pool), id: `cross:${pool.unit}`, kind: 'cross'}
        : joined(before, pool),
    );
  }
  return {...account, pools: [...byUnit.values()]};
};

const joined = (first: MarginPool, other: MarginPool): MarginPool => {
  const {orderMargin, ...one} = first;
  const held = new Map(one.collateral.map((row) => [row.asset, row]));
  for (const row of other.collateral) {
    const before = held.get(row.asset);
    held.set(row.asset, before === undefined ? row : {...before, amount: before.amount.plus(row.amount)});
  }
  return {
    ...one,
    waterline: one.waterline.gt(other.waterline) ? one.waterline : other.waterline,
    collateral: [...held.values()],
    positions: [...one.positions, ...other.positions.map(withoutReport)],
    ...(orderMargin === undefined || other.orderMargin === undefined
      ? {}
      : {orderMargin: orderMargin.plus(other.orderMargin)}),
    deductions: [...(one.deductions ?? []), ...(other.deductions ?? [])],
    doubts: [...(one.doubts ?? []), ...(other.doubts ?? [])],
    equityNeeds: [...(one.equityNeeds ?? []), ...(other.equityNeeds ?? [])],
  };
};

/** Each position in a pool of its own with the margin that its leverage asks for at its entry, the rest left apart. */
export type Isolated = {
  readonly pools: readonly MarginPool[];
  /** What could not be arranged without. */
  readonly needs: readonly string[];
};

export const asIsolated = (pool: MarginPool): Isolated => {
  const needs: string[] = [];
  let rest: MarginPool = {...unreported(pool), id: `${pool.id}:free`, positions: []};
  const pools: MarginPool[] = [];
  for (const [index, position] of pool.positions.entries()) {
    const margin = entryMargin(position, needs);
    const {settle} = position;
    const price =
      pool.collateral.find(({asset}) => asset === settle)?.price ?? (settle === pool.unit ? ONE : undefined);
    if (price === undefined) needs.push(`price of ${settle}`);
    if (margin === null || price === undefined) continue;
    rest = {...rest, collateral: paid(rest, settle, margin.neg())};
    pools.push({
      id: `isolated:${position.symbol}:${position.side}:${index}`,
      kind: 'isolated',
      unit: settle,
      waterline: pool.waterline,
      collateral: [{asset: settle, amount: margin, price: ONE, weight: ONE}],
      positions: [withoutReport(position)],
      orderMargin: ZERO,
      ...(pool.doubts === undefined ? {} : {doubts: pool.doubts}),
    });
  }
  return {pools: [...pools, rest], needs};
};

const entryMargin = (position: Position, needs: string[]): Decimal | null => {
  const {entryPrice, leverage, symbol} = position;
  if (leverage === undefined) needs.push(`leverage of ${symbol}`);
  if (entryPrice === undefined) needs.push(`entry price of ${symbol}`);
  if (leverage === undefined || entryPrice === undefined) return null;
  const cost = valueAt({...position, markPrice: entryPrice, indexPrice: entryPrice}, quantityOf(position));
  return cost === null ? null : cost.div(leverage);
};

/** Entry after more was bought at the mark: so that the profit so far stays what it is. */
const averageEntry = (position: Position, size: Decimal): Decimal | null => {
  const {markPrice, contract} = position;
  const quantity = quantityOf(position);
  const profit = profitOf(position, quantity, valueAt(position, quantity));
  if (markPrice === undefined || profit === null || contract === 'spot-borrow') return null;
  const larger = size.times(position.multiplier);
  const gained = position.side === 'long' ? profit : profit.neg();
  return contract === 'inverse'
    ? larger.div(gained.plus(larger.div(markPrice)))
    : markPrice.minus(gained.div(larger));
};

/** A requirement that is only known as an amount grows with the size. */
const scaled = (position: Position, before: Decimal): Position => {
  const {schedule} = withoutReport(position);
  if (schedule?.kind !== 'fixed' && schedule?.kind !== 'reported') return withoutReport(position);
  const maintenance = schedule.maintenance.times(position.size).div(before);
  return {...withoutReport(position), schedule: {kind: schedule.kind, maintenance}};
};

const unreported = ({reported: _, ...pool}: MarginPool): MarginPool => ({
  ...pool,
  positions: pool.positions.map(withoutReport),
});

const withoutReport = ({reported: _, ...position}: Position): Position => position;
