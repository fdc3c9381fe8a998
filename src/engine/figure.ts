import type {Decimal} from './decimal.ts';

/**
 * A number that says what kind of answer it is. "Don't know" is never NaN, Infinity, null or 0.
 *
 * - `exact`: follows from what the venue sent by the venue's own rule.
 * - `estimated`: a number, but not to be relied on to the digit; every reason is listed.
 * - `none`: asked and answered: there is no such number (a hedge without a liquidation price).
 * - `missing`: cannot be known yet; `needs` names what is not there.
 */
export type Figure =
  | {readonly kind: 'exact'; readonly value: Decimal}
  | {readonly kind: 'estimated'; readonly value: Decimal; readonly because: readonly string[]}
  | {readonly kind: 'none'; readonly because: string}
  | {readonly kind: 'missing'; readonly needs: readonly string[]};
