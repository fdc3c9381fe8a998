import {itemAt} from '../item-at.ts';
import {repriced} from './option.ts';
import {stepAt} from './step.ts';
import type {Twin, TwinAsset, TwinRow} from './twin.ts';

/** A scenario in doubles: by what each row's underlying and each asset's price is multiplied, and volatilities. */
export type Scenario = {
  readonly rows: (index: number) => number;
  readonly assets: (index: number) => number;
  readonly volatility: number;
};

export type Revalued = {readonly equity: number; readonly maintenance: number};

/** Equity and requirement of the whole pool under a scenario, every tier looked up anew. */
export const revalued = (twin: Twin, {rows, assets, volatility}: Scenario): Revalued => {
  const amounts = twin.assets.map(({amount}) => amount);
  const required = new Array<number>(amounts.length).fill(0);
  for (const [index, row] of twin.rows.entries()) {
    const k = rows(index);
    amounts[row.asset] = itemAt(amounts, row.asset) + gained(row, k, volatility);
    required[row.asset] = itemAt(required, row.asset) + requiredAt(row, k);
  }
  let equity = twin.equity;
  let maintenance = 0;
  for (const [index, asset] of twin.assets.entries()) {
    const price = asset.price * assets(index);
    equity += counted(asset, itemAt(amounts, index)) * price - asset.worth;
    maintenance += itemAt(required, index) * price;
  }
  return {equity, maintenance};
};

const gained = (row: TwinRow, k: number, volatility: number): number => {
  if (row.option !== null)
    return row.option.quantity * (repriced(row.option, k, volatility) - row.option.mark);
  return row.counted * (row.degree > 0 ? k - 1 : 1 / k - 1);
};

const powerOf = (k: number, degree: number): number => (degree === 0 ? 1 : degree > 0 ? k : 1 / k);

/** Requirement of a row when its underlying's price is multiplied by k. */
export const requiredAt = (row: TwinRow, k: number): number => {
  const factor = powerOf(k, row.degree);
  const value = row.value * factor;
  if (row.power !== null) {
    const {base, factor: scale, exponent} = row.power;
    return value * (Math.max(base, scale * value ** exponent) + row.fee);
  }
  const {table} = row;
  if (table === null) return row.a * factor + row.b + row.c * factor * factor;
  const measure = row.measure * powerOf(k, row.measureDegree);
  const tier = stepAt(table.from, measure);
  return value * (itemAt(table.rate, tier) + row.fee) - itemAt(table.deduction, tier);
};

const counted = (asset: TwinAsset, amount: number): number => {
  const piece = stepAt(asset.from, amount);
  return amount * itemAt(asset.slope, piece) + itemAt(asset.offset, piece);
};
