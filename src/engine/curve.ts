import type {AssetBook} from './asset-book.ts';
import {ONE, ZERO} from './constant.ts';
import {signOf} from './contract.ts';
import type {Decimal} from './decimal.ts';
import type {PoolBook} from './pool-book.ts';
import type {Row} from './row.ts';
import {LOWEST, TERMS} from './scan/laurent.ts';
import type {Place, Profile} from './scan/profile.ts';
import {pieceAt, type WeightPiece} from './weight.ts';

/** Coefficients of k^−3 … k^2, exactly; null is zero. */
export type Curve = (Decimal | null)[];

/** The exact twin of `scan/profile`'s curve: equity − waterline × requirement as powers of k at a place. */
export const exactCurve = (book: PoolBook, profile: Profile, place: Place): Curve => {
  const curve: Curve = new Array(TERMS).fill(null);
  const {waterline} = book.pool;
  if (book.equity === null || book.maintenance === null) return curve;
  add(curve, 0, book.equity.minus(times(book.maintenance, waterline)));
  for (const [at, index] of profile.touched.entries()) {
    const asset = book.assets[index];
    if (asset === undefined) continue;
    const {price, pieces, amount} = asset;
    if (price === null || pieces === null || amount === null) continue;
    const piece = pieces[place.pieces[at] ?? 0];
    if (piece === undefined) continue;
    const own = ownRows(profile, place, index);
    const still = profile.powers[at] === 0;
    if (still && pieces[pieceAt(pieces, amount)] === piece) addCounted(curve, own, times(piece.slope, price));
    else addWorth(curve, asset, piece, price, amount, own, profile.powers[at] ?? 0);
    const charge = times(waterline, price);
    if (still) addCharges(curve, own, charge);
    else addCall(curve, asset, charge, waterline, own, profile.powers[at] ?? 0);
  }
  return curve;
};

type Own = {readonly row: Row; readonly degree: number; readonly tier: number};

const ownRows = (profile: Profile, place: Place, asset: number): readonly Own[] => {
  const own: Own[] = [];
  for (const [at, index] of profile.own.entries()) {
    const twin = profile.twin.rows[index];
    if (twin?.asset === asset) own.push({row: twin.row, degree: twin.degree, tier: place.tiers[at] ?? 0});
  }
  return own;
};

export const add = (curve: Curve, power: number, term: Decimal): void => {
  const index = power - LOWEST;
  const before = curve[index];
  curve[index] = before === null || before === undefined ? term : before.plus(term);
};

const times = (one: Decimal, other: Decimal): Decimal =>
  other === ONE ? one : one === ONE ? other : one.times(other);

/** Coefficient of k^degree in what the row adds to its asset. Null: it adds nothing that moves. */
const countedTerm = ({row, degree}: Own): Decimal | null => {
  const {contract} = row.position;
  if (row.value === null || contract === 'option' || contract === 'spot-borrow') return null;
  return signOf(row.position) * degree > 0 ? row.value : row.value.neg();
};

/** The asset stays in today's piece at today's price: only what the rows add beyond today counts. */
const addCounted = (curve: Curve, own: readonly Own[], slope: Decimal): void => {
  for (const one of own) {
    const term = countedTerm(one);
    if (term === null) continue;
    const moved = times(term, slope);
    add(curve, one.degree, moved);
    add(curve, 0, moved.neg());
  }
};

const addWorth = (
  curve: Curve,
  asset: AssetBook,
  piece: WeightPiece,
  price: Decimal,
  amount: Decimal,
  own: readonly Own[],
  power: number,
): void => {
  if (asset.worth !== null) add(curve, 0, asset.worth.neg());
  const slope = times(piece.slope, price);
  let rest = amount;
  for (const one of own) {
    const term = countedTerm(one);
    if (term === null) continue;
    rest = rest.minus(term);
    add(curve, power + one.degree, times(term, slope));
  }
  add(curve, power, times(rest, slope).plus(times(piece.offset, price)));
};

/** What a row requires: `moved`·k^degree + `still` + `twice`·k^(2·degree), in its settle asset. */
type Terms = {readonly moved: Decimal; readonly still: Decimal; readonly twice: Decimal};

const termsOf = ({row, tier}: Own): Terms => {
  const {position, value, quantity} = row;
  const {schedule} = position;
  if (value === null || schedule === undefined) return {moved: ZERO, still: ZERO, twice: ZERO};
  const fee = position.closingFeeRate ?? ZERO;
  switch (schedule.kind) {
    case 'tiers': {
      const held = schedule.tiers[tier];
      const rate = held?.maintenanceRate ?? ZERO;
      const moved = value.times(fee.isZero() ? rate : rate.plus(fee));
      return {moved, still: held?.deduction?.neg() ?? ZERO, twice: ZERO};
    }
    case 'sized':
      return position.contract === 'inverse'
        ? {
            moved: value.times(schedule.base.plus(fee)),
            still: ZERO,
            twice: schedule.slope.times(value).times(value),
          }
        : {
            moved: value.times(schedule.base.plus(schedule.slope.times(quantity)).plus(fee)),
            still: ZERO,
            twice: ZERO,
          };
    case 'fixed':
      return {moved: value.times(fee), still: schedule.maintenance, twice: ZERO};
    case 'reported':
      return {moved: schedule.maintenance.plus(value.times(fee)), still: ZERO, twice: ZERO};
    case 'power':
      return {moved: ZERO, still: ZERO, twice: ZERO};
  }
};

const addTerms = (curve: Curve, own: Own, {moved, still, twice}: Terms, charge: Decimal, power: number) => {
  if (!moved.isZero()) add(curve, power + own.degree, times(moved, charge).neg());
  if (!still.isZero()) add(curve, power, times(still, charge).neg());
  if (!twice.isZero()) add(curve, power + own.degree * 2, times(twice, charge).neg());
};

const addCharges = (curve: Curve, own: readonly Own[], charge: Decimal): void => {
  for (const one of own) {
    const terms = termsOf(one);
    addTerms(curve, one, terms, charge, 0);
    const {required} = one.row;
    if (required !== null) add(curve, 0, times(required, charge));
  }
};

const addCall = (
  curve: Curve,
  asset: AssetBook,
  charge: Decimal,
  waterline: Decimal,
  own: readonly Own[],
  power: number,
): void => {
  if (asset.call !== null) add(curve, 0, times(asset.call, waterline));
  let rest = asset.required ?? ZERO;
  for (const one of own) {
    rest = rest.minus(one.row.required ?? ZERO);
    addTerms(curve, one, termsOf(one), charge, power);
  }
  if (!rest.isZero()) add(curve, power, times(rest, charge).neg());
};

export const valueOn = (curve: Curve, k: Decimal): Decimal => {
  let sum = ZERO;
  for (let index = TERMS - 1; index >= 0; index -= 1) sum = sum.times(k).plus(curve[index] ?? ZERO);
  return sum.div(k.times(k).times(k));
};

export const slopeOn = (curve: Curve, k: Decimal): Decimal => {
  let sum = ZERO;
  for (let index = TERMS - 1; index >= 0; index -= 1)
    sum = sum.times(k).plus((curve[index] ?? ZERO).times(index + LOWEST));
  return sum.div(k.times(k).times(k).times(k));
};
