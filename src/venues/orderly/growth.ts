import {Decimal} from '../../engine/decimal.ts';
import {powerOf} from '../../engine/power.ts';

/** Orderly's rates grow with value^0.8. */
export const EXPONENT = new Decimal('0.8');

/** factor × value^0.8 > limit; all to the fifth, because a root takes its time. */
export const exceeds = (factor: Decimal, value: Decimal, limit: Decimal): boolean =>
  factor.pow(5).times(value.pow(4)).gt(limit.pow(5));

/** max(base, factor × value^0.8). */
export const grown = (base: Decimal, factor: Decimal, value: Decimal): Decimal =>
  exceeds(factor, value, base) ? factor.times(powerOf(value, EXPONENT)) : base;
