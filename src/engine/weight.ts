import type {Collateral, WeightTier} from './account.ts';
import {ONE, ZERO} from './constant.ts';
import type {Decimal} from './decimal.ts';

/** One straight piece of an asset's counted amount: slope × amount + offset, from `from` (inclusive) on. */
export type WeightPiece = {readonly from: Decimal | null; readonly slope: Decimal; readonly offset: Decimal};

/** A debt counts in full. */
export const DEBT: WeightPiece = {from: null, slope: ONE, offset: ZERO};

/**
 * The pieces of a weight, lowest first: a debt counts in full, a positive amount by one rate or by marginal tiers
 * (each slice of the amount by its own rate). One piece only, when nothing ever bends.
 */
export const weightPieces = (weight: NonNullable<Collateral['weight']>): readonly WeightPiece[] => {
  if (!isTiered(weight)) return weight.eq(ONE) ? [DEBT] : [DEBT, {from: ZERO, slope: weight, offset: ZERO}];
  const pieces: WeightPiece[] = [DEBT];
  let reached = ZERO;
  let before: WeightTier | undefined;
  for (const tier of weight) {
    if (before !== undefined) reached = reached.plus(tier.from.minus(before.from).times(before.weight));
    pieces.push({from: tier.from, slope: tier.weight, offset: reached.minus(tier.from.times(tier.weight))});
    before = tier;
  }
  return pieces;
};

const isTiered = (weight: Decimal | readonly WeightTier[]): weight is readonly WeightTier[] =>
  Array.isArray(weight);

/** Index of the piece that holds `amount`. */
export const pieceAt = (pieces: readonly WeightPiece[], amount: Decimal): number => {
  let index = 0;
  for (let next = 1; next < pieces.length; next += 1) {
    const from = pieces[next]?.from;
    if (from === null || from === undefined || amount.lt(from)) break;
    index = next;
  }
  return index;
};

/** What of `amount` counts, in the asset itself, signed. */
export const weighted = (pieces: readonly WeightPiece[], amount: Decimal): Decimal => {
  const piece = pieces[pieceAt(pieces, amount)] ?? DEBT;
  const counted = piece.slope === ONE ? amount : amount.times(piece.slope);
  return piece.offset.isZero() ? counted : counted.plus(piece.offset);
};
