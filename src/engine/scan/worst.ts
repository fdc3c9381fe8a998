import type {Profile} from './profile.ts';
import {amountCurve} from './profile.ts';
import {revalued} from './revalue.ts';
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
  for (let move = 0; move < moves.length; move += 1)
    for (let volatility = 0; volatility < shifts.length; volatility += 1) {
      const equity = equityAt(moves[move] ?? 1, shifts[volatility] ?? 1);
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
    for (let at = 0; at < touched.length; at += 1) {
      const asset = twin.assets[touched[at] ?? 0] as TwinAsset;
      const [falling, still, rising] = curves[at] ?? [0, 0, 0];
      const amount = falling / k + still + rising * k;
      const power = powers[at] ?? 0;
      equity += worthOf(asset, amount) * (power === 0 ? 1 : k ** power) - asset.worth;
    }
    return equity;
  };
};

const worthOf = (asset: TwinAsset, amount: number): number => {
  const piece = pieceAt(asset, amount);
  return (amount * (asset.slope[piece] ?? 1) + (asset.offset[piece] ?? 0)) * asset.price;
};

/** Index of the weight's piece that holds an amount. */
export const pieceAt = ({from}: Pick<TwinAsset, 'from'>, amount: number): number => {
  let piece = 0;
  while (piece + 1 < from.length && amount >= (from[piece + 1] ?? 0)) piece += 1;
  return piece;
};
