import type {Decimal} from '../decimal.ts';

const WORD = 7;
const POWERS = Array.from({length: 121}, (_, index) => Number(`1e${(index - 60) * WORD}`));

/**
 * A decimal as a double, to within two units of the last place: from decimal.js's own words of seven digits, without
 * the text in between that `toNumber` makes. For searching only.
 */
export const toDouble = (value: Decimal): number => {
  const words = value.d;
  if (words == null) return Number.NaN;
  const power = Math.floor(value.e / WORD);
  const unit = POWERS[power + 60] ?? (power > 0 ? Number.POSITIVE_INFINITY : 0);
  // The first word may have one digit only: four make at least twenty-two.
  let magnitude = (words[3] ?? 0) * 1e-21;
  magnitude += (words[2] ?? 0) * 1e-14;
  magnitude += (words[1] ?? 0) * 1e-7;
  return value.s * (magnitude + (words[0] ?? 0)) * unit;
};
