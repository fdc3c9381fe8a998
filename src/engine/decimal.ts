import DecimalJs from 'decimal.js';

/**
 * Plimsoll's own decimal constructor: 40 significant digits, half-even, never the library's global one,
 * whose settings any other code in the bundle could change.
 */
export const Decimal = DecimalJs.clone({
  precision: 40,
  rounding: DecimalJs.ROUND_HALF_EVEN,
  toExpNeg: -9e15,
  toExpPos: 9e15,
  defaults: true,
});
export type Decimal = DecimalJs;
