import {itemAt} from '../item-at.ts';
import type {Profile} from './profile.ts';
import {amountCurve} from './profile.ts';
import {revalued} from './revalue.ts';
import {stepAt} from './step.ts';
import type {TwinAsset} from './twin.ts';

/** Which scenario of a grid leaves the least equity: indices into the moves and volatilities. */
export type Worst = {readonly move: number; readonly volatility: number};

/**
 * Searches a grid of price factors and volatility factors. Without options the volatilities do not matter and the
 * rows need no look each: their sums do.
 */
export const worstOf = (
  profile: Profile,
  moves: readonly number[],
  volatilities: readonly number[],
  assetFactor: (asset: number, k: number) => number,
): Worst => {
  const options = profile.twin.rows.some(({option}) => option !== null);
  const equityAt = options ? byRows(profile, assetFactor) : bySums(profile);
  const shifts = options ? volatilities : [1];
  let least = Number.POSITIVE_INFINITY;
  let worst: Worst = {move: 0, volatility: 0};
  for (const [move, k] of moves.entries())
    for (const [volatility, shift] of shifts.entries()) {
      const equity = equityAt(k, shift);
      if (equity >= least) continue;
      least = equity;
      worst = {move, volatility};
    }
  return worst;
};

type EquityAt = (k: number, volatility: number) => number;

const byRows =
  ({twin}: Profile, assetFactor: (asset: number, k: number) => number): EquityAt =>
  (k, volatility) =>
    revalued(twin, {rows: () => k, assets: (index) => assetFactor(index, k), volatility}).equity;

const bySums = (profile: Profile): EquityAt => {
  const {twin, touched, powers} = profile;
  const curves = touched.map((_, at) => amountCurve(profile, at));
  return (k) => {
    let equity = twin.equity;
    for (const [at, index] of touched.entries()) {
      const asset = itemAt(twin.assets, index);
      const [falling, still, rising] = itemAt(curves, at);
      equity += worthOf(asset, falling / k + still + rising * k) * k ** itemAt(powers, at) - asset.worth;
    }
    return equity;
  };
};

const worthOf = (asset: TwinAsset, amount: number): number => {
  const piece = stepAt(asset.from, amount);
  return (amount * itemAt(asset.slope, piece) + itemAt(asset.offset, piece)) * asset.price;
};
