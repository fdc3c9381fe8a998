import {type Laurent, LOWEST, TERMS} from './laurent.ts';
import type {Twin, TwinAsset, TwinRow} from './twin.ts';

/** A pool as a move sees it: the rows and assets that the move changes, the rest as one number. */
export type Profile = {
  readonly twin: Twin;
  /** Indices of the rows that move. */
  readonly own: readonly number[];
  /** Indices of the assets that a moving row is settled in or whose price moves. */
  readonly touched: readonly number[];
  /** For each touched asset, the power of k that its price goes with. */
  readonly powers: readonly number[];
  /** +1 while the pool is above its waterline, −1 below: searched is where the sign of standing changes. */
  readonly sign: 1 | -1;
};

/** In which tier each own row and in which piece of its weight each touched asset is. */
export type Place = {readonly tiers: number[]; readonly pieces: number[]};

export const placeToday = ({twin, own, touched}: Profile): Place => ({
  tiers: own.map((index) => twin.rows[index]?.tier ?? 0),
  pieces: touched.map((index) => twin.assets[index]?.piece ?? 0),
});

/** Equity − waterline × requirement as powers of k at a place, times the profile's sign. */
export const curveAt = (profile: Profile, place: Place): Laurent => {
  const {twin, own, touched, powers, sign} = profile;
  const curve = new Float64Array(TERMS);
  const {waterline} = twin;
  let rest = twin.equity - waterline * twin.maintenance;
  for (let at = 0; at < touched.length; at += 1) {
    const index = touched[at] as number;
    const asset = twin.assets[index] as TwinAsset;
    const power = powers[at] as number;
    const piece = place.pieces[at] as number;
    const slope = (asset.slope[piece] ?? 1) * asset.price;
    const charge = waterline * asset.price;
    rest -= asset.worth - waterline * asset.call;
    let amount = asset.amount;
    let required = asset.required;
    for (let ownAt = 0; ownAt < own.length; ownAt += 1) {
      const row = twin.rows[own[ownAt] as number] as TwinRow;
      if (row.asset !== index) continue;
      // Only the part that moves with the price is taken out: the cost of the entry stays in the amount.
      amount -= row.counted;
      required -= row.required;
      const moved = power + row.degree - LOWEST;
      const tier = place.tiers[ownAt] as number;
      curve[moved] = (curve[moved] ?? 0) + slope * row.counted - charge * rateTerm(row, tier);
      const still = power - LOWEST;
      curve[still] = (curve[still] ?? 0) - charge * stillTerm(row, tier);
      if (row.c !== 0) {
        const twice = power + 2 * row.degree - LOWEST;
        curve[twice] = (curve[twice] ?? 0) - charge * row.c;
      }
    }
    const still = power - LOWEST;
    curve[still] =
      (curve[still] ?? 0) + slope * amount + (asset.offset[piece] ?? 0) * asset.price - charge * required;
  }
  curve[-LOWEST] = (curve[-LOWEST] ?? 0) + rest;
  if (sign < 0) for (let index = 0; index < TERMS; index += 1) curve[index] = -(curve[index] ?? 0);
  return curve;
};

const rateTerm = (row: TwinRow, tier: number): number =>
  row.table === null ? row.a : ((row.table.rate[tier] ?? 0) + row.fee) * row.value;

const stillTerm = (row: TwinRow, tier: number): number =>
  row.table === null ? row.b : -(row.table.deduction[tier] ?? 0);

/** Takes one own row from one tier to another: the curve in place, instead of summing all rows anew. */
export const shiftTier = (profile: Profile, curve: Laurent, own: number, from: number, to: number): void => {
  const {twin, touched, powers, sign} = profile;
  const row = twin.rows[profile.own[own] ?? 0];
  if (row === undefined) return;
  const at = touched.indexOf(row.asset);
  const charge = sign * twin.waterline * (twin.assets[row.asset]?.price ?? 0);
  const still = (powers[at] ?? 0) - LOWEST;
  const moved = still + row.degree;
  curve[moved] = (curve[moved] ?? 0) - charge * (rateTerm(row, to) - rateTerm(row, from));
  curve[still] = (curve[still] ?? 0) - charge * (stillTerm(row, to) - stillTerm(row, from));
};

/** The amount of a touched asset as powers of k: [k^−1, k^0, k^1]. */
export const amountCurve = (profile: Profile, touchedAt: number): readonly [number, number, number] => {
  const {twin, own, touched} = profile;
  const index = touched[touchedAt] as number;
  let still = twin.assets[index]?.amount ?? 0;
  let falling = 0;
  let rising = 0;
  for (const at of own) {
    const row = twin.rows[at] as TwinRow;
    if (row.asset !== index) continue;
    still -= row.counted;
    if (row.degree > 0) rising += row.counted;
    else falling += row.counted;
  }
  return [falling, still, rising];
};
