import {Decimal} from '../../engine/decimal.ts';

/** Orderly's rates grow with value^0.8. */
export const EXPONENT = new Decimal('0.8');

/** factor × value^0.8 > limit; all to the fifth, because a root takes its time. */
export const exceeds = (factor: Decimal, value: Decimal, limit: Decimal): boolean =>
  factor.pow(5).times(value.pow(4)).gt(limit.pow(5));

/** About 10^(r ÷ 5), from above: where the root of a number with r more digits than a multiple of five may begin. */
const STARTS = ['1.59', '2.52', '3.99', '6.31', '10'] as const;
/** From there each step doubles the digits that are right. */
const STEPS = 9;

/** By Newton's steps: a power of a decimal with a broken exponent takes many times as long. */
function fifthRoot(value: Decimal): Decimal {
  if (value.isZero()) return value;
  const scale = Math.floor(value.e / 5);
  let root = new Decimal(`${STARTS[value.e - 5 * scale] ?? '10'}e${scale}`);
  for (let step = 0; step < STEPS; step++) {
    const next = root
      .times(4)
      .plus(value.div(root.pow(4)))
      .div(5);
    if (next.eq(root)) break;
    root = next;
  }
  return root;
}

/** max(base, factor × value^0.8). */
export const grown = (base: Decimal, factor: Decimal, value: Decimal): Decimal =>
  exceeds(factor, value, base) ? factor.times(fifthRoot(value.pow(4))) : base;
