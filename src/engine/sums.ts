import {ZERO} from './constant.ts';
import {degreeOf} from './contract.ts';
import type {Decimal} from './decimal.ts';
import {itemAt} from './item-at.ts';
import {type KnownBook, type KnownRow, knownRows} from './known.ts';
import {countedTerm, requirementTerms} from './terms.ts';

/** What goes with the price and what goes against it: coefficients of k and of 1 ÷ k. */
type Pair = {rising: Decimal; falling: Decimal};

/** Sums of rows' terms in one settle asset, by the power of k that each goes with. */
export type Sums = {
  readonly counted: Readonly<Pair>;
  readonly moved: Readonly<Pair>;
  readonly still: Decimal;
  /** Goes with k^−2: only an inverse position's rate grows with its value in coin. */
  readonly twice: Decimal;
  /** What the rows require today. */
  readonly required: Decimal;
};

export class Adder implements Sums {
  readonly counted: Pair = {rising: ZERO, falling: ZERO};
  readonly moved: Pair = {rising: ZERO, falling: ZERO};
  still = ZERO;
  twice = ZERO;
  required = ZERO;

  /** Adds all that a row has in a tier. */
  add(row: KnownRow, tier: number): void {
    const {moved, still, twice} = requirementTerms(row, tier);
    this.required = plus(this.required, row.required);
    this.still = plus(this.still, still);
    const side = sideOf(row);
    if (side === null) {
      this.still = plus(this.still, moved);
      return;
    }
    this.counted[side] = plus(this.counted[side], countedTerm(row));
    this.moved[side] = plus(this.moved[side], moved);
    this.twice = plus(this.twice, twice);
  }

  /** Takes a row from one tier to another; only what goes with a price has more than one. */
  shift(row: KnownRow, from: number, to: number): void {
    const side = sideOf(row) ?? 'rising';
    const [old, next] = [requirementTerms(row, from), requirementTerms(row, to)];
    this.moved[side] = this.moved[side].minus(old.moved).plus(next.moved);
    this.still = this.still.minus(old.still).plus(next.still);
  }
}

/** Null: it stays where it is, as an option that is counted in its coin. */
const sideOf = ({position}: KnownRow): keyof Pair | null => {
  const degree = degreeOf(position);
  return degree === 0 ? null : degree > 0 ? 'rising' : 'falling';
};

const plus = (sum: Decimal, term: Decimal): Decimal => (sum === ZERO ? term : sum.plus(term));

/** Sums of all rows of each asset in today's tiers. */
export const sumsOfAll = (book: KnownBook): readonly Adder[] => {
  const sums = book.assets.map(() => new Adder());
  for (const [index, row] of knownRows(book).entries())
    itemAt(sums, itemAt(book.slots, index).asset).add(row, row.tier);
  return sums;
};
