import type {Collateral, MarginPool, Schedule} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {moneyOf, positionOf, signOf, sizeOf, standing} from './position.ts';
import type {PositionRow, Shown} from './row.ts';
import type {TableTerms} from './terms.ts';

const ZERO = new Decimal(0);
const ONE = new Decimal(1);

/** A requirement whose digits leave more than this share open is not shown. Ours. */
const COARSEST = new Decimal('0.2');

const BACKWARDS = 'the requirement is worked back from the liquidation price that the page shows';

/** The pool of one row that is secured by its own margin. Null: its size is not sure. */
export const isolatedPool = (row: PositionRow, terms: TableTerms): MarginPool | null => {
  const size = sizeOf(row, terms);
  if (size === null) return null;
  const position = positionOf(row, size);
  const pool = {
    id: `${row.symbol}:${row.side}`,
    kind: 'isolated',
    unit: moneyOf(row),
    waterline: ONE,
  } as const;
  const worth = worthOf(row, size, terms);
  if (worth === null) {
    const equityNeeds = [`margin of ${row.symbol}, which the page’s table does not show for sure`];
    return {...pool, collateral: [], positions: [standing(row, position)], equityNeeds};
  }
  const schedule = scheduleOf(row, size, worth, terms);
  const moneyDoubt = row.money === undefined ? [] : [`one ${row.money} is taken for one dollar`];
  return {
    ...pool,
    collateral: worth.collateral,
    positions: [schedule === null ? standing(row, position) : {...position, schedule}],
    doubts: schedule === null ? moneyDoubt : [BACKWARDS, ...moneyDoubt],
  };
};

/** What secures a row, now and when the price moves. */
type Worth = {
  readonly collateral: readonly Collateral[];
  readonly equity: Shown;
  /** Of the underlying, beside the position itself. */
  readonly coins: Decimal;
};

const worthOf = (row: PositionRow, size: Shown, {coins: kind}: TableTerms): Worth | null => {
  const {mark, entry, margin, equity} = row;
  if (mark === undefined || entry === undefined) return null;
  const profit = mark.value.minus(entry.value).times(size.value).times(signOf(row));
  const coins = kind === 'move' ? row.coins : undefined;
  const held = coins === undefined ? margin : times(coins, mark.value);
  // A page that shows margin in coins only, and counts it otherwise, shows nothing that could be added up.
  if (equity === undefined && held === undefined) return null;
  const own = row.pnl ?? {value: profit, within: size.value.times(mark.within.plus(entry.within))};
  const total = equity ?? {
    value: own.value.plus(held?.value ?? ZERO),
    within: own.within.plus(held?.within ?? ZERO),
  };
  const cash = total.value.minus(profit).minus(coins === undefined ? ZERO : coins.value.times(mark.value));
  const collateral: Collateral[] = [{asset: moneyOf(row), amount: cash, price: ONE, weight: ONE}];
  if (coins !== undefined)
    collateral.push({asset: row.underlying, amount: coins.value, price: mark.value, weight: ONE});
  return {collateral, equity: total, coins: coins?.value ?? ZERO};
};

const times = ({value, within}: Shown, price: Decimal): Shown => ({
  value: value.times(price),
  within: within.times(price),
});

/**
 * At its liquidation price a pool holds what is required of it: so much the page's own price says. Null: the digits shown
 * are too coarse for it, or the price is on the wrong side.
 */
const scheduleOf = (row: PositionRow, size: Shown, worth: Worth, terms: TableTerms): Schedule | null => {
  const {mark, liquidation} = row;
  if (mark === undefined || liquidation === undefined) return null;
  const way = liquidation.value.minus(mark.value);
  if (way.times(signOf(row)).gte(ZERO)) return null;
  const moving = size.value.times(signOf(row)).plus(worth.coins);
  const required = worth.equity.value.plus(moving.times(way));
  const open = moving
    .abs()
    .times(mark.within.plus(liquidation.within))
    .plus(size.within.times(way.abs()))
    .plus(worth.equity.within);
  if (!required.gt(ZERO) || open.gt(required.times(COARSEST))) return null;
  if (terms.requirement === 'fixed') return {kind: 'fixed', maintenance: required};
  const maintenanceRate = required.div(size.value.times(liquidation.value));
  return {kind: 'tiers', tiers: [{from: ZERO, maintenanceRate}]};
};
