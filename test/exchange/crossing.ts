import DecimalJs from 'decimal.js';

/** The simulator's own decimals: 50 digits. */
export const Decimal = DecimalJs.clone({precision: 50, defaults: true, toExpNeg: -30, toExpPos: 40});
export type Decimal = DecimalJs;
export type Amount = DecimalJs.Value;

/** Halvings: 2⁻⁸⁰ of the way is far below anything that is ever compared. */
const HALVINGS = 80;

/**
 * Where on the way from one price to another a pool's cushion (equity − requirement) is used up, by halving.
 * Undefined: it is not. Slow and plain on purpose: an oracle for quicker ways.
 */
export function crossing(
  cushion: (price: Decimal) => Decimal,
  from: Decimal,
  to: Decimal,
): Decimal | undefined {
  if (cushion(from).lte(0)) return from;
  if (cushion(to).gt(0)) return undefined;
  let above = from;
  let below = to;
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = above.plus(below).div(2);
    if (cushion(middle).gt(0)) above = middle;
    else below = middle;
  }
  return below;
}

/** Decimal digits as on a wire: no exponent, no trailing zeros, at most `places`, cut off. */
export const wire = (value: Decimal, places: number): string =>
  value.toDecimalPlaces(places, Decimal.ROUND_DOWN).toFixed();
