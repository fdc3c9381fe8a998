import {HUNDRED, ONE} from './constant.ts';
import {signOf} from './contract.ts';
import {type Curve, exactCurve, valueOn} from './curve.ts';
import {Decimal} from './decimal.ts';
import type {PoolBook} from './pool-book.ts';
import {type Factor, PAST, priceAt, rootNear} from './root.ts';
import type {Place, Profile} from './scan/profile.ts';
import {type Candidate, walk} from './scan/walk.ts';
import {measureOf} from './schedule.ts';
import {isAbove} from './sign.ts';

/** Where a move first takes a pool to its waterline: prices × over ÷ under. */
export type Crossing = Factor & {
  readonly direction: 'down' | 'up';
  /** The requirement jumps over the waterline there, at the edge of a tier. */
  readonly jump: boolean;
};

/** A candidate that the search offered and the exact arithmetic did not accept. */
export type Refusal = {readonly direction: 'down' | 'up'; readonly factor: string; readonly why: string};

/** First crossing in one direction, found in doubles and certified in decimals; null: there is none. */
export const firstCrossing = (
  book: PoolBook,
  profile: Profile,
  direction: 'down' | 'up',
  refused?: Refusal[],
): Crossing | null =>
  walk(profile, direction, (candidate) => {
    const curve = exactCurve(book, profile, candidate.place, book.waterline);
    const verdict =
      candidate.jump === null
        ? certifiedRoot(book, profile, direction, curve, candidate)
        : certifiedJump(book, profile, curve, candidate.jump, candidate.place);
    if (typeof verdict !== 'string')
      return {over: verdict.over, under: verdict.under, direction, jump: candidate.jump !== null};
    refused?.push({direction, factor: String(candidate.k), why: verdict});
    return null;
  });

const certifiedRoot = (
  book: PoolBook,
  profile: Profile,
  direction: 'down' | 'up',
  curve: Curve,
  {k, place, clear}: Candidate,
): Factor | string => {
  const root = rootNear(curve, k);
  if (root === null) return 'no exact root there';
  const {over, under} = root.under.isNegative() ? {over: root.over.neg(), under: root.under.neg()} : root;
  if (!isAbove(over)) return 'not a positive price';
  if (direction === 'down' ? over.gt(under) : over.lt(under)) return 'on the other side of today’s price';
  const factor = {over, under};
  if (!clear && !isIn(book, profile, place, factor)) return 'outside the tier that it was solved in';
  return factor;
};

/** The requirement itself jumps over the waterline at a tier's edge. */
const certifiedJump = (
  book: PoolBook,
  profile: Profile,
  curve: Curve,
  jumping: number,
  place: Place,
): Factor | string => {
  const at = profile.own.indexOf(jumping);
  const row = profile.twin.rows[jumping];
  const today = row?.tier ?? 0;
  const tier = place.tiers[at] ?? 0;
  const schedule = row?.row.position.schedule;
  if (row === undefined || schedule?.kind !== 'tiers' || row.row.value === null) return 'no table';
  const edge = schedule.tiers[tier > today ? tier : tier + 1]?.from;
  if (edge === undefined) return 'no such tier';
  const measure = measureOf(row.row.position, schedule.by ?? 'notional', row.row.quantity, row.row.value);
  const factor: Factor =
    measure.degree > 0 ? {over: edge, under: measure.amount} : {over: measure.amount, under: edge};
  if (factor.under.isZero() || factor.over.isZero()) return 'the tier begins at nothing';
  const standing = valueOn(curve, factor.over.div(factor.under)).times(profile.sign);
  if (isAbove(standing)) return 'still above the waterline behind the jump';
  return isIn(book, profile, place, factor) ? factor : 'outside the tier that it was solved in';
};

/** Rounding at forty digits must not put a root on a continuous edge outside both of its tiers. */
const SLACK = new Decimal('1e-30');

/** Do all tiers and weight pieces of the place hold at this factor? Both ends count as inside. */
const isIn = (book: PoolBook, profile: Profile, place: Place, {over, under}: Factor): boolean => {
  for (const [at, index] of profile.own.entries()) {
    const twin = profile.twin.rows[index];
    const schedule = twin?.row.position.schedule;
    if (twin === undefined || schedule?.kind !== 'tiers' || twin.row.value === null) continue;
    const {amount, degree} = measureOf(
      twin.row.position,
      schedule.by ?? 'notional',
      twin.row.quantity,
      twin.row.value,
    );
    if (degree === 0) continue;
    const [grown, by] = degree > 0 ? [amount.times(over), under] : [amount.times(under), over];
    const tier = place.tiers[at] ?? 0;
    if (
      !isBetween(
        grown,
        by,
        tier === 0 ? undefined : schedule.tiers[tier]?.from,
        schedule.tiers[tier + 1]?.from,
      )
    )
      return false;
  }
  return weightsHold(book, profile, place, over.div(under));
};

const isBetween = (
  grown: Decimal,
  by: Decimal,
  from: Decimal | undefined,
  to: Decimal | undefined,
): boolean => {
  const slack = grown.abs().times(SLACK);
  if (from !== undefined && grown.plus(slack).lt(from.times(by))) return false;
  return to === undefined || grown.minus(slack).lte(to.times(by));
};

const weightsHold = (book: PoolBook, profile: Profile, place: Place, k: Decimal): boolean => {
  for (const [at, index] of profile.touched.entries()) {
    const asset = book.assets[index];
    const pieces = asset?.pieces;
    if (asset === undefined || pieces == null || pieces.length < 2 || asset.amount === null) continue;
    let amount = asset.amount;
    let size = amount.abs();
    for (const own of profile.own) {
      const twin = profile.twin.rows[own];
      if (twin?.asset !== index || twin.counted === 0 || twin.row.value === null) continue;
      const factor = twin.degree > 0 ? k : ONE.div(k);
      const change = twin.row.value.times(factor.minus(ONE)).times(signOf(twin.row.position) * twin.degree);
      amount = amount.plus(change);
      size = size.plus(change.abs());
    }
    const piece = place.pieces[at] ?? 0;
    const slack = size.times(SLACK);
    const from = pieces[piece]?.from ?? null;
    const to = pieces[piece + 1]?.from ?? null;
    if (from !== null && amount.plus(slack).lt(from)) return false;
    if (to !== null && amount.minus(slack).gt(to)) return false;
  }
  return true;
};

/** |factor − 1| × 100. */
export const percentOf = (crossing: Crossing): Decimal => {
  const {over, under} = crossing;
  const percent = over.minus(under).times(HUNDRED).div(under).abs();
  return crossing.jump ? percent.toSignificantDigits(36, Decimal.ROUND_UP) : percent;
};

/** The price at which it happens, of what costs `price` today. At a jump it is rounded past the edge. */
export const crossingPrice = (price: Decimal, crossing: Crossing): Decimal => {
  const there = priceAt(price, crossing);
  return crossing.jump ? there.toSignificantDigits(36, PAST[crossing.direction]) : there;
};

/** Today's prices themselves. */
export const HERE: Crossing = {over: ONE, under: ONE, direction: 'down', jump: false};

export const nearer = (one: Crossing | null, other: Crossing | null): Crossing | null => {
  if (one === null || other === null) return one ?? other;
  return percentOf(one).lte(percentOf(other)) ? one : other;
};
