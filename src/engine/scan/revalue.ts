import {repriced} from './option.ts';
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
  for (let index = 0; index < twin.rows.length; index += 1) {
    const row = twin.rows[index] as TwinRow;
    const k = rows(index);
    amounts[row.asset] = (amounts[row.asset] ?? 0) + gained(row, k, volatility);
    required[row.asset] = (required[row.asset] ?? 0) + requiredAt(row, k);
  }
  let equity = twin.equity;
  let maintenance = 0;
  for (let index = 0; index < amounts.length; index += 1) {
    const asset = twin.assets[index] as TwinAsset;
    const price = asset.price * assets(index);
    equity += counted(asset, amounts[index] ?? 0) * price - asset.worth;
    maintenance += (required[index] ?? 0) * price;
  }
  return {equity, maintenance};
};

const gained = (row: TwinRow, k: number, volatility: number): number => {
  if (row.option !== null)
    return row.option.quantity * (repriced(row.option, k, volatility) - row.option.mark);
  if (row.counted === 0 || k === 1) return 0;
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
  let tier = 0;
  while (tier + 1 < table.from.length && measure >= (table.from[tier + 1] ?? 0)) tier += 1;
  return value * ((table.rate[tier] ?? 0) + row.fee) - (table.deduction[tier] ?? 0);
};

const counted = (asset: TwinAsset, amount: number): number => {
  let piece = 0;
  while (piece + 1 < asset.from.length && amount >= (asset.from[piece + 1] ?? 0)) piece += 1;
  return amount * (asset.slope[piece] ?? 1) + (asset.offset[piece] ?? 0);
};
