import {type Curve, slopeOn, valueOn} from './curve.ts';
import {Decimal} from './decimal.ts';
import {TERMS} from './scan/laurent.ts';

/** A price factor as a quotient, so that a price is rounded once only: price × over ÷ under. */
export type Factor = {readonly over: Decimal; readonly under: Decimal};

/** Rounds away from today's price: at the edge of a tier that jumps, a hair before it is still the old tier. */
export const PAST = {down: Decimal.ROUND_DOWN, up: Decimal.ROUND_UP} as const;

/** The price that a factor makes of today's. */
export const priceAt = (price: Decimal, {over, under}: Factor): Decimal => price.times(over).div(under);

/** The exact root of a curve that is nearest to what the search found, or null when there is none. */
export const rootNear = (curve: Curve, near: number): Factor | null => {
  let first = 0;
  while (first < TERMS && isNothing(curve[first])) first += 1;
  let last = TERMS - 1;
  while (last > first && isNothing(curve[last])) last -= 1;
  if (first >= last) return null;
  const low = curve[first] as Decimal;
  const high = curve[last] as Decimal;
  if (last - first === 1) return {over: low.neg(), under: high};
  if (last - first === 2) return quadratic(high, curve[first + 1] ?? new Decimal(0), low, near);
  return newton(curve, near);
};

const isNothing = (term: Decimal | null | undefined): boolean =>
  term === null || term === undefined || term.isZero();

/** a·k² + b·k + c: the root whose subtraction does not cancel, and the other by Vieta. */
const quadratic = (a: Decimal, b: Decimal, c: Decimal, near: number): Factor | null => {
  const inner = b.times(b).minus(a.times(c).times(4));
  if (inner.isNegative() && !inner.isZero()) return null;
  const root = inner.sqrt();
  const twice = b.isNegative() ? root.minus(b) : root.plus(b).neg();
  const one: Factor = {over: twice, under: a.times(2)};
  if (twice.isZero()) return one;
  const other: Factor = {over: c.times(2), under: twice};
  const target = new Decimal(near);
  const distanceOf = ({over, under}: Factor): Decimal => over.minus(target.times(under)).div(under).abs();
  return distanceOf(one).lte(distanceOf(other)) ? one : other;
};

const ENOUGH = new Decimal('1e-37');

const newton = (curve: Curve, near: number): Factor | null => {
  let k = new Decimal(near);
  for (let turn = 0; turn < 12; turn += 1) {
    const slope = slopeOn(curve, k);
    if (slope.isZero()) return null;
    const step = valueOn(curve, k).div(slope);
    k = k.minus(step);
    if (!k.isPositive() || k.isZero()) return null;
    if (step.abs().lte(k.times(ENOUGH))) break;
  }
  return {over: k, under: new Decimal(1)};
};
