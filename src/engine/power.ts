import {Decimal} from './decimal.ts';
import {toDouble} from './scan/double.ts';

/** Venues' exponents are fractions as 4/5 or 1/2. */
const LARGEST_ROOT = 20;
/** From sixteen digits to beyond forty, twice as many with each. */
const TURNS = 2;

/**
 * value^exponent of a positive value, to 38 digits and more. An exponent that is a fraction of small numbers is a root
 * of an integer power, which Newton's steps from the double find thirty times faster than a logarithm does.
 */
export const powerOf = (value: Decimal, exponent: Decimal): Decimal => {
  for (let root = 1; root <= LARGEST_ROOT; root += 1) {
    const times = exponent.times(root);
    if (times.isInteger()) return rootOf(value.pow(times), root, toDouble(value) ** toDouble(exponent));
  }
  return value.pow(exponent);
};

const rootOf = (power: Decimal, root: number, near: number): Decimal => {
  if (root === 1) return power;
  let found = new Decimal(near);
  for (let turn = 0; turn < TURNS; turn += 1) {
    const below = found.pow(root - 1);
    found = found.minus(found.times(below).minus(power).div(below.times(root)));
  }
  return found;
};
