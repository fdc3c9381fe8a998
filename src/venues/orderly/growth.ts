import {Decimal} from '../../engine/decimal.ts';

/** Orderly's rates grow with value^0.8. */
export const EXPONENT = new Decimal('0.8');

/** factor × value^0.8 > limit; all to the fifth, because a power of a decimal takes its time. */
export const exceeds = (factor: Decimal, value: Decimal, limit: Decimal): boolean =>
  factor.pow(5).times(value.pow(4)).gt(limit.pow(5));

/** max(base, factor × value^0.8). */
export const grown = (base: Decimal, factor: Decimal, value: Decimal): Decimal =>
  exceeds(factor, value, base) ? factor.times(value.pow(EXPONENT)) : base;
