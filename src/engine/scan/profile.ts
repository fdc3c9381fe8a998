import {itemAt} from '../item-at.ts';
import {type Laurent, LOWEST, TERMS} from './laurent.ts';
import type {Twin, TwinRow} from './twin.ts';

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
  tiers: own.map((index) => itemAt(twin.rows, index).tier),
  pieces: touched.map((index) => itemAt(twin.assets, index).piece),
});

/** Equity − waterline × requirement as powers of k at a place, times the profile's sign. */
export const curveAt = (profile: Profile, place: Place): Laurent => {
  const {twin, own, touched, powers, sign} = profile;
  const curve = new Float64Array(TERMS);
  const {waterline} = twin;
  let rest = twin.equity - waterline * twin.maintenance;
  const add = (power: number, term: number): void => {
    curve[power - LOWEST] = (curve[power - LOWEST] ?? 0) + term;
  };
  for (const [at, index] of touched.entries()) {
    const asset = itemAt(twin.assets, index);
    const power = itemAt(powers, at);
    const piece = itemAt(place.pieces, at);
    const slope = itemAt(asset.slope, piece) * asset.price;
    const charge = waterline * asset.price;
    rest -= asset.worth - waterline * asset.call;
    let amount = asset.amount;
    let required = asset.required;
    for (const [ownAt, ownIndex] of own.entries()) {
      const row = itemAt(twin.rows, ownIndex);
      if (row.asset !== index) continue;
      // Only the part that moves with the price is taken out: the cost of the entry stays in the amount.
      amount -= row.counted;
      required -= row.required;
      const tier = itemAt(place.tiers, ownAt);
      add(power + row.degree, slope * row.counted - charge * rateTerm(row, tier));
      add(power, -charge * stillTerm(row, tier));
      if (row.c !== 0) add(power + 2 * row.degree, -charge * row.c);
    }
    add(power, slope * amount + itemAt(asset.offset, piece) * asset.price - charge * required);
  }
  add(0, rest);
  return curve.map((term) => sign * term);
};

const rateTerm = (row: TwinRow, tier: number): number =>
  row.table === null ? row.a : (itemAt(row.table.rate, tier) + row.fee) * row.value;

const stillTerm = (row: TwinRow, tier: number): number =>
  row.table === null ? row.b : -itemAt(row.table.deduction, tier);

/** Takes one own row from one tier to another: the curve in place, instead of summing all rows anew. */
export const shiftTier = (profile: Profile, curve: Laurent, own: number, from: number, to: number): void => {
  const {twin, touched, powers, sign} = profile;
  const row = itemAt(twin.rows, itemAt(profile.own, own));
  const charge = sign * twin.waterline * itemAt(twin.assets, row.asset).price;
  const still = itemAt(powers, touched.indexOf(row.asset)) - LOWEST;
  const moved = still + row.degree;
  curve[moved] = (curve[moved] ?? 0) - charge * (rateTerm(row, to) - rateTerm(row, from));
  curve[still] = (curve[still] ?? 0) - charge * (stillTerm(row, to) - stillTerm(row, from));
};

/** The amount of a touched asset as powers of k: [k^−1, k^0, k^1]. */
export const amountCurve = (profile: Profile, touchedAt: number): readonly [number, number, number] => {
  const {twin, own, touched} = profile;
  const index = itemAt(touched, touchedAt);
  let still = itemAt(twin.assets, index).amount;
  let falling = 0;
  let rising = 0;
  for (const at of own) {
    const row = itemAt(twin.rows, at);
    if (row.asset !== index) continue;
    still -= row.counted;
    if (row.degree > 0) rising += row.counted;
    else falling += row.counted;
  }
  return [falling, still, rising];
};
