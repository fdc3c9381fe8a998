/**
 * A sum of powers of the price factor k, from k^−3 to k^2: coefficient of k^j at index j + 3. Equity and requirement
 * of linear, inverse and quanto positions are such sums between two edges of their tables.
 */
export const LOWEST = -3;
export const TERMS = 6;

export type Laurent = Float64Array;

export const valueAt = (curve: Laurent, k: number): number => {
  let sum = 0;
  for (let index = TERMS - 1; index >= 0; index -= 1) sum = sum * k + (curve[index] ?? 0);
  return sum / (k * k * k);
};

/** Sum of the terms' sizes: what rounding errors are measured against. */
export const sizeAt = (curve: Laurent, k: number): number => {
  let sum = 0;
  for (let index = TERMS - 1; index >= 0; index -= 1) sum = sum * k + Math.abs(curve[index] ?? 0);
  return sum / (k * k * k);
};

/** Roots within [low, high], unsorted. Closed form for up to three neighbouring powers. */
export const rootsWithin = (curve: Laurent, low: number, high: number): number[] => {
  let first = 0;
  while (first < TERMS && curve[first] === 0) first += 1;
  let last = TERMS - 1;
  while (last > first && curve[last] === 0) last -= 1;
  if (first >= last) return [];
  if (last - first > 2) return between([...curve.slice(first, last + 1)], low, high);
  return closed(curve, first, last).filter((k) => k >= low && k <= high && k > 0);
};

const closed = (curve: Laurent, first: number, last: number): number[] => {
  const c = curve[first] ?? 0;
  const b = curve[first + 1] ?? 0;
  if (last - first === 1) return [-c / b];
  const a = curve[last] ?? 0;
  const square = b * b;
  const inner = square - 4 * a * c;
  // A root that only touches: rounding may have hidden it, so it is offered and the certificate decides.
  if (inner < -1e-10 * square) return [];
  const half = -0.5 * (b + (b < 0 ? -1 : 1) * Math.sqrt(Math.max(inner, 0)));
  return half === 0 ? [0] : [half / a, c / half];
};

/** Roots of a polynomial, lowest power first: between two places where it turns there is one at most. */
const between = (terms: readonly number[], low: number, high: number): number[] => {
  if (terms.length < 2) return [];
  const turns = between(derivative(terms), low, high);
  const to = Math.min(high, farthest(terms));
  const marks = [low, ...turns.filter((k) => k < to), to];
  const of = (k: number): number => powers(terms, k);
  const crossed = marks.flatMap((k, index) => {
    const before = marks[index - 1];
    return before === undefined || of(before) < 0 === of(k) < 0 ? [] : [bisect(of, before, k)];
  });
  // A turn that only touches: rounding may have hidden its root, so it is offered and the certificate decides.
  const touched = turns.filter((k) => Math.abs(of(k)) < 1e-10 * powers(terms.map(Math.abs), k));
  return [...crossed, ...touched].sort((one, other) => one - other);
};

const powers = (terms: readonly number[], k: number): number =>
  terms.reduceRight((sum, term) => sum * k + term, 0);

const derivative = (terms: readonly number[]): number[] =>
  terms.slice(1).map((term, index) => term * (index + 1));

/** No root is larger (Cauchy). */
const farthest = (terms: readonly number[]): number =>
  1 + Math.max(...terms.map((term) => Math.abs(term / (terms.at(-1) ?? 1))));

/** The place between `low` and `high` where `of` changes sign, to the last bit. */
export const bisect = (of: (k: number) => number, low: number, high: number): number => {
  let from = low;
  let to = high;
  const negative = of(from) < 0;
  for (let turn = 0; turn < 200; turn += 1) {
    const middle = 0.5 * (from + to);
    if (middle <= Math.min(from, to) || middle >= Math.max(from, to)) break;
    if (of(middle) < 0 === negative) from = middle;
    else to = middle;
  }
  return to;
};
