import {ZERO} from './constant.ts';
import {degreeOf} from './contract.ts';
import type {Decimal} from './decimal.ts';
import {type PoolBook, rowsOf} from './pool-book.ts';
import type {Row} from './row.ts';
import {countedTerm, requirementTerms} from './terms.ts';

/** Sums of rows' terms in one settle asset, by the power of k that each goes with: [k^−1, k^0, k^1]. */
export type Sums = {
  readonly counted: readonly [Decimal, Decimal, Decimal];
  readonly moved: readonly [Decimal, Decimal, Decimal];
  readonly still: Decimal;
  /** Goes with k^−2: only an inverse position's rate grows with its value in coin. */
  readonly twice: Decimal;
  /** What the rows require today. */
  readonly required: Decimal;
};

type Triple = [Decimal, Decimal, Decimal];

export class Adder implements Sums {
  readonly counted: Triple = [ZERO, ZERO, ZERO];
  readonly moved: Triple = [ZERO, ZERO, ZERO];
  still = ZERO;
  twice = ZERO;
  required = ZERO;

  /** Adds all that a row has in a tier. */
  add(row: Row, tier: number): void {
    const at = place(row);
    this.counted[at] = plus(this.counted[at], countedTerm(row));
    if (row.required !== null) this.required = plus(this.required, row.required);
    this.addRequirement(row, tier);
  }

  addRequirement(row: Row, tier: number): void {
    const at = place(row);
    const {moved, still, twice} = requirementTerms(row, tier);
    this.moved[at] = plus(this.moved[at], moved);
    this.still = plus(this.still, still);
    this.twice = plus(this.twice, twice);
  }

  /** Takes a row from one tier to another. */
  shift(row: Row, from: number, to: number): void {
    const at = place(row);
    const [old, next] = [requirementTerms(row, from), requirementTerms(row, to)];
    this.moved[at] = this.moved[at].minus(old.moved).plus(next.moved);
    this.still = this.still.minus(old.still).plus(next.still);
  }
}

const place = ({position}: Row): 0 | 1 | 2 => {
  const degree = degreeOf(position);
  return degree > 0 ? 2 : degree < 0 ? 0 : 1;
};

const plus = (sum: Decimal, term: Decimal): Decimal =>
  sum === ZERO ? term : term === ZERO ? sum : sum.plus(term);

const known = new WeakMap<PoolBook, readonly Adder[]>();

/** Sums of all rows of each asset in today's tiers; worked out once for a book. */
export const sumsOfAll = (book: PoolBook): readonly Sums[] => {
  const before = known.get(book);
  if (before !== undefined) return before;
  const sums = book.assets.map(() => new Adder());
  for (const [index, row] of rowsOf(book).entries()) {
    const slot = book.slots[index];
    if (slot !== undefined) sums[slot.asset]?.add(row, row.tier);
  }
  known.set(book, sums);
  return sums;
};

/** A copy that can be shifted. */
export const copyOf = (sums: Sums): Adder => {
  const copy = new Adder();
  for (const at of [0, 1, 2] as const) {
    copy.counted[at] = sums.counted[at];
    copy.moved[at] = sums.moved[at];
  }
  copy.still = sums.still;
  copy.twice = sums.twice;
  copy.required = sums.required;
  return copy;
};
