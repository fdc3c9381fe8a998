import {ONE, TWO, ZERO} from './constant.ts';
import {Decimal} from './decimal.ts';

/**
 * Black's 1976 price of a European option on a forward, undiscounted, in the forward's money: exact arithmetic for
 * what the search in doubles found. `years` and `volatility` (a year, a fraction) of zero give the intrinsic value.
 */
export const black76 = (
  right: 'call' | 'put',
  forward: Decimal,
  strike: Decimal,
  years: Decimal,
  volatility: Decimal,
): Decimal => {
  const spread = volatility.times(years.sqrt());
  if (spread.lte(ZERO) || forward.lte(ZERO)) {
    const intrinsic = right === 'call' ? forward.minus(strike) : strike.minus(forward);
    return Decimal.max(intrinsic, ZERO);
  }
  const upper = forward.div(strike).ln().div(spread).plus(spread.div(TWO));
  const lower = upper.minus(spread);
  return right === 'call'
    ? forward.times(normal(upper)).minus(strike.times(normal(lower)))
    : strike.times(normal(lower.neg())).minus(forward.times(normal(upper.neg())));
};

const ROOT_OF_TWO_PI = TWO.times(Decimal.acos(-1)).sqrt();
/** Beyond this the tail is below 1e-40. */
const FAR = new Decimal('13.4');
const ENOUGH = new Decimal('1e-32');

/** Cumulative normal distribution: ½ + φ(x)·(x + x³/3 + x⁵/15 + …), whose terms are all of one sign. */
export const normal = (x: Decimal): Decimal => {
  if (x.abs().gt(FAR)) return x.isNegative() ? ZERO : ONE;
  const square = x.times(x);
  let term = x;
  let sum = x;
  for (let odd = 3; !term.isZero() && term.abs().gt(ENOUGH); odd += 2) {
    term = term.times(square).div(odd);
    sum = sum.plus(term);
  }
  const density = square.div(-2).exp().div(ROOT_OF_TWO_PI);
  return sum.times(density).plus('0.5');
};
