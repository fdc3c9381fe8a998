import type {AssetBook} from './asset-book.ts';
import {ONE, ZERO} from './constant.ts';
import type {Decimal} from './decimal.ts';
import type {PoolBook} from './pool-book.ts';
import {LOWEST, TERMS} from './scan/laurent.ts';
import type {Place, Profile} from './scan/profile.ts';
import {Adder, copyOf, type Sums, sumsOfAll} from './sums.ts';
import {pieceAt, type WeightPiece} from './weight.ts';

/** Coefficients of k^−3 … k^2, exactly; null is zero. */
export type Curve = (Decimal | null)[];

/**
 * The exact twin of `scan/profile`'s curve: equity − `share` × requirement as powers of k, in the tiers and weight
 * pieces of a place (`sumsOf` hands in the rows' sums when the caller keeps them). With the waterline as share it is the pool's standing, with zero its equity.
 */
export const exactCurve = (
  book: PoolBook,
  profile: Profile,
  place: Place,
  share: Decimal,
  sumsOf = (asset: number): Sums => sumsAt(book, profile, place, asset),
): Curve => {
  const curve: Curve = new Array(TERMS).fill(null);
  if (book.equity === null || book.maintenance === null) return curve;
  if (share === book.waterline && book.standing !== null) add(curve, 0, book.standing);
  else add(curve, 0, share.isZero() ? book.equity : book.equity.minus(times(book.maintenance, share)));
  for (let at = 0; at < profile.touched.length; at += 1) {
    const index = profile.touched[at] ?? 0;
    const asset = book.assets[index];
    if (asset === undefined) continue;
    const {price, pieces, amount} = asset;
    if (price === null || pieces === null || amount === null) continue;
    const piece = pieces[place.pieces[at] ?? 0];
    if (piece === undefined) continue;
    const sums = sumsOf(index);
    const power = profile.powers[at] ?? 0;
    if (power === 0 && (pieces.length === 1 || pieces[pieceAt(pieces, amount)] === piece))
      addChange(curve, sums, times(piece.slope, price));
    else addWorth(curve, asset, piece, {price, amount}, sums, power);
    if (share.isZero()) continue;
    if (power === 0) addCharges(curve, sums, times(share, price));
    else addCall(curve, asset, share, price, sums, power);
  }
  return curve;
};

/** Sums of the own rows settled in one asset, in the place's tiers. */
const sumsAt = (book: PoolBook, {own, twin}: Profile, place: Place, asset: number): Sums => {
  if (own.length === book.slots.length && own.length > 1) {
    const today = sumsOfAll(book)[asset] ?? new Adder();
    let shifted: Adder | null = null;
    for (let at = 0; at < own.length; at += 1) {
      const row = twin.rows[own[at] ?? 0];
      const tier = place.tiers[at] ?? 0;
      if (row === undefined || row.asset !== asset || row.tier === tier) continue;
      shifted ??= copyOf(today);
      shifted.shift(row.row, row.tier, tier);
    }
    return shifted ?? today;
  }
  const sums = new Adder();
  for (let at = 0; at < own.length; at += 1) {
    const row = twin.rows[own[at] ?? 0];
    if (row?.asset === asset) sums.add(row.row, place.tiers[at] ?? 0);
  }
  return sums;
};

const add = (curve: Curve, power: number, term: Decimal): void => {
  if (term.isZero()) return;
  const index = power - LOWEST;
  const before = curve[index];
  curve[index] = before === null || before === undefined ? term : before.plus(term);
};

const times = (one: Decimal, other: Decimal): Decimal =>
  other === ONE ? one : one === ONE ? other : one.times(other);

const DEGREES = [-1, 0, 1] as const;

/** The asset stays in today's piece at today's price: only what the rows add beyond today counts. */
const addChange = (curve: Curve, {counted}: Sums, slope: Decimal): void => {
  for (const degree of DEGREES) {
    const term = counted[degree === 1 ? 2 : degree === 0 ? 1 : 0];
    if (term.isZero() || degree === 0) continue;
    const moved = times(term, slope);
    add(curve, degree, moved);
    add(curve, 0, moved.neg());
  }
};

const addWorth = (
  curve: Curve,
  asset: AssetBook,
  piece: WeightPiece,
  {price, amount}: {readonly price: Decimal; readonly amount: Decimal},
  {counted}: Sums,
  power: number,
): void => {
  if (asset.worth !== null) add(curve, 0, asset.worth.neg());
  const slope = times(piece.slope, price);
  const [falling, , rising] = counted;
  add(curve, power - 1, times(falling, slope));
  add(curve, power + 1, times(rising, slope));
  add(curve, power, times(amount.minus(falling).minus(rising), slope).plus(times(piece.offset, price)));
};

const addTerms = (curve: Curve, {moved, still, twice}: Sums, charge: Decimal, power: number): void => {
  for (const degree of DEGREES) {
    const term = moved[degree === 1 ? 2 : degree === 0 ? 1 : 0];
    if (!term.isZero()) add(curve, power + degree, times(term, charge).neg());
  }
  if (!still.isZero()) add(curve, power, times(still, charge).neg());
  if (!twice.isZero()) add(curve, power - 2, times(twice, charge).neg());
};

const addCharges = (curve: Curve, sums: Sums, charge: Decimal): void => {
  addTerms(curve, sums, charge, 0);
  add(curve, 0, times(sums.required, charge));
};

const addCall = (
  curve: Curve,
  asset: AssetBook,
  share: Decimal,
  price: Decimal,
  sums: Sums,
  power: number,
): void => {
  const charge = times(share, price);
  if (asset.call !== null) add(curve, 0, times(asset.call, share));
  addTerms(curve, sums, charge, power);
  add(curve, power, times((asset.required ?? ZERO).minus(sums.required), charge).neg());
};

/** Value at a factor: Horner's rule between the lowest and the highest power that there is. */
export const valueOn = (curve: Curve, k: Decimal): Decimal => {
  let first = 0;
  while (first < TERMS && curve[first] === null) first += 1;
  let last = TERMS - 1;
  while (last > first && curve[last] === null) last -= 1;
  let sum = curve[last] ?? ZERO;
  for (let index = last - 1; index >= first; index -= 1) {
    const term = curve[index];
    sum = sum.times(k);
    if (term !== null && term !== undefined) sum = sum.plus(term);
  }
  const lowest = first + LOWEST;
  return lowest === 0 || first === TERMS
    ? sum
    : lowest > 0
      ? sum.times(k.pow(lowest))
      : sum.div(k.pow(-lowest));
};

/** Slope at a factor. */
export const slopeOn = (curve: Curve, k: Decimal): Decimal =>
  valueOn(
    curve.map((term, index) => (term === null ? null : term.times(index + LOWEST))),
    k,
  ).div(k);
