import {ONE, ZERO} from './constant.ts';
import type {Decimal} from './decimal.ts';
import {itemAt} from './item-at.ts';
import type {KnownBook} from './known.ts';
import {LOWEST, TERMS} from './scan/laurent.ts';
import type {Place, Profile} from './scan/profile.ts';
import {Adder, type Sums} from './sums.ts';
import {times} from './times.ts';

/** Coefficients of k^−3 … k^2, exactly; null is zero. */
export type Curve = (Decimal | null)[];

/**
 * The exact twin of `scan/profile`'s curve: equity − `share` × requirement as powers of k, in the tiers and weight
 * pieces of a place (`sumsOf` hands in the rows' sums when the caller keeps them). With the waterline as share it is
 * the pool's standing, with zero its equity.
 */
export const exactCurve = (
  book: KnownBook,
  profile: Profile,
  place: Place,
  share: Decimal,
  sumsOf = (asset: number): Sums => sumsAt(profile, place, asset),
): Curve => {
  const curve: Curve = new Array(TERMS).fill(null);
  let rest = book.equity.minus(times(book.maintenance, share));
  for (const [touched, index] of profile.touched.entries()) {
    const {price, pieces, amount, required, worth, call} = itemAt(book.assets, index);
    const piece = itemAt(pieces, itemAt(place.pieces, touched));
    const power = itemAt(profile.powers, touched);
    const {counted, moved, still, twice, required: own} = sumsOf(index);
    const slope = times(piece.slope, price);
    const charge = times(share, price);
    rest = rest.minus(worth).plus(times(call, share));
    // Only the part that moves with the price is taken out: the cost of the entry stays in the amount.
    const kept = minus(minus(amount, counted.falling), counted.rising);
    add(curve, power, times(kept, slope));
    add(curve, power, times(piece.offset, price));
    add(curve, power, times(minus(own, required), charge));
    add(curve, power, times(still, charge).neg());
    add(curve, power + 1, minus(times(counted.rising, slope), times(moved.rising, charge)));
    add(curve, power - 1, minus(times(counted.falling, slope), times(moved.falling, charge)));
    add(curve, power - 2, times(twice, charge).neg());
  }
  add(curve, 0, rest);
  return curve;
};

/** Sums of the own rows settled in one asset, in the place's tiers. */
export const sumsAt = ({own, twin}: Profile, place: Place, asset: number): Sums => {
  const sums = new Adder();
  for (const [nth, index] of own.entries()) {
    const row = itemAt(twin.rows, index);
    if (row.asset === asset) sums.add(row.row, itemAt(place.tiers, nth));
  }
  return sums;
};

const add = (curve: Curve, power: number, term: Decimal): void => {
  if (term.isZero()) return;
  const before = curve[power - LOWEST];
  curve[power - LOWEST] = before?.plus(term) ?? term;
};

const minus = (one: Decimal, other: Decimal): Decimal => (other === ZERO ? one : one.minus(other));

/** Value at a factor. */
export const valueOn = (curve: Curve, k: Decimal): Decimal => {
  let sum = ZERO;
  for (const [index, term] of curve.entries())
    if (term !== null) sum = sum.plus(times(term, raised(k, index + LOWEST)));
  return sum;
};

const raised = (k: Decimal, power: number): Decimal => (power === 0 ? ONE : power === 1 ? k : k.pow(power));

/** Slope at a factor. */
export const slopeOn = (curve: Curve, k: Decimal): Decimal =>
  valueOn(
    curve.map((term, index) => term?.times(index + LOWEST) ?? null),
    k,
  ).div(k);
