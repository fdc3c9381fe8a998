import {HUNDRED, ONE} from './constant.ts';
import {type Curve, exactCurve, sumsAt, valueOn} from './curve.ts';
import {Decimal} from './decimal.ts';
import {itemAt} from './item-at.ts';
import type {KnownAsset, KnownBook, KnownRow} from './known.ts';
import {type Factor, PAST, priceAt, rootNear} from './root.ts';
import type {Place, Profile} from './scan/profile.ts';
import {type Candidate, type Jump, walk} from './scan/walk.ts';
import {isAbove} from './sign.ts';
import {tableOf} from './table.ts';

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
  book: KnownBook,
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
  book: KnownBook,
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
  return clear || isIn(book, profile, place, factor) ? factor : 'outside the tier that it was solved in';
};

/** The requirement itself jumps over the waterline at a tier's edge. */
const certifiedJump = (
  book: KnownBook,
  profile: Profile,
  curve: Curve,
  {row: index, bound}: Jump,
  place: Place,
): Factor | string => {
  const {row} = itemAt(profile.twin.rows, index);
  const {tiers, measure} = tableOf(row) ?? fail();
  const edge = itemAt(tiers, bound).from;
  const factor: Factor =
    measure.degree > 0 ? {over: edge, under: measure.amount} : {over: measure.amount, under: edge};
  const standing = valueOn(curve, factor.over.div(factor.under)).times(profile.sign);
  if (isAbove(standing)) return 'still above the waterline behind the jump';
  return isIn(book, profile, place, factor) ? factor : 'outside the tier that it was solved in';
};

const fail = (): never => {
  throw new RangeError('a jump without a table');
};

/** Rounding at forty digits must not put a root on a continuous edge outside both of its tiers. */
const SLACK = new Decimal('1e-30');

/** Do all tiers and weight pieces of the place hold at this factor? Both ends count as inside. */
const isIn = (book: KnownBook, profile: Profile, place: Place, factor: Factor): boolean =>
  profile.own.every((index, nth) =>
    tierHolds(itemAt(profile.twin.rows, index).row, itemAt(place.tiers, nth), factor),
  ) &&
  profile.touched.every((index, nth) =>
    pieceHolds(itemAt(book.assets, index), index, nth, profile, place, factor),
  );

const tierHolds = (row: KnownRow, tier: number, {over, under}: Factor): boolean => {
  const table = tableOf(row);
  if (table === null || table.measure.degree === 0) return true;
  const {tiers, measure} = table;
  const [grown, by] = measure.degree > 0 ? [over, under] : [under, over];
  // The first tier holds all below, wherever the venue lets it begin.
  const from = tier === 0 ? null : itemAt(tiers, tier).from;
  return isBetween(measure.amount.times(grown).div(by), measure.amount, from, tiers[tier + 1]?.from ?? null);
};

const isBetween = (amount: Decimal, size: Decimal, from: Decimal | null, to: Decimal | null): boolean => {
  const slack = size.times(SLACK);
  return (from === null || amount.plus(slack).gte(from)) && (to === null || amount.minus(slack).lte(to));
};

const pieceHolds = (
  {amount, pieces}: KnownAsset,
  asset: number,
  nth: number,
  profile: Profile,
  place: Place,
  {over, under}: Factor,
): boolean => {
  const {rising, falling} = sumsAt(profile, place, asset).counted;
  const change = over.minus(under);
  const more = rising.times(change).div(under);
  const less = falling.times(change).div(over);
  const piece = itemAt(place.pieces, nth);
  const size = amount.abs().plus(more.abs()).plus(less.abs());
  const from = itemAt(pieces, piece).from;
  return isBetween(amount.plus(more).minus(less), size, from, pieces[piece + 1]?.from ?? null);
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
