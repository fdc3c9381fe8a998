import type {Decimal} from './decimal.ts';

/** Strictly above zero: decimal.js's own `isPositive` also says so of zero. Cheaper than a comparison with zero. */
export const isAbove = (value: Decimal): boolean => value.s > 0 && !value.isZero();
