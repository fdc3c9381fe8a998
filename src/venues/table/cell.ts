import {type DecimalMark, type Numeral, numeralsOf, type Quantity, quantityOf} from './amount.ts';

/**
 * A cell's text comes with its layout: `\n` where one block ends and another begins, `\t` between pieces of one line
 * that are elements of their own: `64,120\t.50`, `0.5\tBTC`, `BTC\t10x`.
 */

/** Pieces of one number that the page styled apart: decimals of their own, a sign of its own. */
const glued = (line: string): string =>
  line
    .replaceAll(/(\d)\t([.,]\d)/g, '$1$2')
    .replaceAll(/(\d[.,])\t(\d)/g, '$1$2')
    .replaceAll(/([+\-−$])\t(?=[$\d])/g, '$1');

/** A contract whose name begins with a digit would be read as a number: `12 1000PEPE`. */
const withoutName = (line: string, base: string): string =>
  /^\d/.test(base) ? line.replaceAll(base, 'BASE') : line;

/** The numbers of a cell; null: one of them cannot be read. `base` is what the row's contract is about. */
export const numeralsIn = (cell: string, base = ''): readonly Numeral[] | null => {
  const found: Numeral[] = [];
  const lines = glued(withoutName(cell, base)).split('\n');
  for (let at = 0; at < lines.length; at++) {
    const next = lines[at + 1]?.trim() ?? '';
    const line = lines[at]?.trim() ?? '';
    // A unit in a block of its own, below or beside its number.
    const isUnit = /\d$/.test(line) && /^(\p{Lu}{2,6}|%)$/u.test(next);
    const parts = (isUnit ? `${line} ${next}` : line).split(/\t(?=[+\-−(]?[$€]?\d)/);
    for (const part of parts) {
      const numerals = numeralsOf(part);
      if (numerals === null) return null;
      for (const numeral of numerals)
        found.push(numeral.unit === 'BASE' ? {...numeral, unit: base.toUpperCase()} : numeral);
    }
    if (isUnit) at++;
  }
  return found.map(accounted);
};

/** In brackets, a cell's first number is a loss; the others are what the first amounts to in other units. */
const accounted = (numeral: Numeral, at: number): Numeral =>
  at === 0 && numeral.bracketed && numeral.unit !== '%' ? {...numeral, negative: true} : numeral;

/** As `numeralsIn`, understood. */
export const quantitiesIn = (
  cell: string,
  mark: DecimalMark | null,
  base = '',
): readonly Quantity[] | null => {
  const found = (numeralsIn(cell, base) ?? [null]).map((numeral) => numeral && quantityOf(numeral, mark));
  return found.every((quantity) => quantity !== null) ? found : null;
};

/** The same number twice, as for screen readers, counts once. */
export const distinct = (quantities: readonly Quantity[]): readonly Quantity[] =>
  quantities.filter(
    ({value, unit}, at) =>
      quantities.findIndex((other) => other.unit === unit && other.value.eq(value)) === at,
  );
