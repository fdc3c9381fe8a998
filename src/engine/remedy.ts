import type {AssetBook} from './asset-book.ts';
import {closeFor, roundedUp} from './close.ts';
import {ZERO} from './constant.ts';
import type {Decimal} from './decimal.ts';
import {type Figure, figure, missing, none} from './figure.ts';
import type {PoolHealth} from './health.ts';
import {equityNeeds, maintenanceNeeds, type PoolBook} from './pool-book.ts';
import {weighted} from './weight.ts';

/** What lifts a pool to an accuracy of `target`, a fraction: one deposit, or closing a part of one position. */
export const remediesOf = (book: PoolBook, target: Decimal): PoolHealth['remedies'] => {
  const {equity, maintenance, pool} = book;
  const symbols = pool.positions.map(({symbol}) => symbol);
  if (equity === null || maintenance === null) {
    const needs = missing([...equityNeeds(book), ...maintenanceNeeds(book)]);
    return {target, deposit: needs, reduce: symbols.map((symbol) => ({symbol, size: needs}))};
  }
  if (equity.gte(maintenance.times(target))) {
    const nothing = figure(ZERO, book.doubts.requirement);
    return {target, deposit: nothing, reduce: symbols.map((symbol) => ({symbol, size: nothing}))};
  }
  return {
    target,
    deposit: depositFor(book, pool.unit, target),
    reduce: symbols.map((symbol, index) => ({symbol, size: closeFor(book, index, target)})),
  };
};

/**
 * The smallest deposit of an asset, in that asset, that lifts the pool to `target`: after its weight, a debt in it
 * filled first. Of the unit itself, when the pool holds none, every unit counts in full.
 */
export const depositFor = (book: PoolBook, name: string, target: Decimal): Figure => {
  const {equity, maintenance} = book;
  if (equity === null || maintenance === null)
    return missing([...equityNeeds(book), ...maintenanceNeeds(book)]);
  const short = maintenance.times(target).minus(equity);
  if (short.lte(ZERO)) return figure(ZERO, book.doubts.requirement);
  const asset = book.assets.find((one) => one.asset === name);
  if (asset === undefined)
    return name === book.pool.unit
      ? figure(roundedUp(short), book.doubts.requirement)
      : missing([`price of ${name}`, `collateral weight of ${name}`]);
  const amount = amountWorth(asset, short);
  return amount === null
    ? none(`${name} counts too little as collateral, however much of it`)
    : figure(roundedUp(amount), book.doubts.requirement);
};

/** How much more of an asset is worth `more`, in the unit, after its weight. Null: no amount is. */
const amountWorth = ({amount, price, pieces}: AssetBook, more: Decimal): Decimal | null => {
  if (amount === null || price === null || pieces === null || price.isZero()) return null;
  const aim = weighted(pieces, amount).plus(more.div(price));
  for (const [index, {slope, offset, from}] of pieces.entries()) {
    if (slope.isZero()) continue;
    const reached = aim.minus(offset).div(slope);
    const next = pieces[index + 1]?.from ?? null;
    if ((from === null || reached.gte(from)) && (next === null || reached.lte(next)) && reached.gte(amount))
      return reached.minus(amount);
  }
  return null;
};
