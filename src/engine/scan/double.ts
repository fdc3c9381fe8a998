import type {Decimal} from '../decimal.ts';

const WORD = 7;
const POWERS = Array.from({length: 121}, (_, index) => Number(`1e${(index - 60) * WORD}`));

/**
 * A decimal as a double, to within two units of the last place: from decimal.js's own words of seven digits, without
 * the text in between that `toNumber` makes. For searching only.
 */
export const toDouble = (value: Decimal): number => {
  const words = value.d;
  if (words === null || words === undefined) return Number.NaN;
  const power = Math.floor(value.e / WORD);
  const unit = POWERS[power + 60];
  if (unit === undefined) return value.toNumber();
  const first = words[0] ?? 0;
  let magnitude = first;
  const second = words[1];
  if (second !== undefined) magnitude += second * 1e-7;
  const third = words[2];
  if (third !== undefined) magnitude += third * 1e-14;
  return value.s * magnitude * unit;
};
