import type {Collateral, MarginPool} from './account.ts';
import {ONE, ZERO} from './constant.ts';
import type {Decimal} from './decimal.ts';
import type {SumTree} from './sum-tree.ts';
import {times} from './times.ts';
import {type WeightPiece, weighted, weightPieces} from './weight.ts';

/** One asset of a pool: its balance, what is won and lost in it, and what is required in it. */
export type AssetBook = {
  readonly asset: string;
  /** What its price moves with. */
  readonly underlying: string;
  readonly balance: Decimal;
  /** In the pool's unit. Null: not seen. */
  readonly price: Decimal | null;
  /** Null: not seen, and it may matter. */
  readonly pieces: readonly WeightPiece[] | null;
  readonly borrowRate: Decimal | undefined;
  /** The positions settled in it, if any. */
  readonly tree: SumTree | null;
  /** Balance and all that the positions add, in the asset, signed. */
  readonly amount: Decimal | null;
  /** Sum of the positions' requirements, in the asset. */
  readonly required: Decimal | null;
  /** In the pool's unit, after weight. */
  readonly worth: Decimal | null;
  /** The requirement in the pool's unit: at the asset's price, without haircut. */
  readonly call: Decimal | null;
};

/** What is known of an asset before its positions are counted. */
export type AssetTerms = Pick<
  AssetBook,
  'asset' | 'underlying' | 'balance' | 'price' | 'pieces' | 'borrowRate'
>;

const FULL = weightPieces(ONE);

/** The unit's own price is 1 by definition, and an asset that only profits are paid in is the unit or has no row yet. */
export const termsOf = (
  asset: string,
  rows: readonly Collateral[] | undefined,
  pool: MarginPool,
): AssetTerms => {
  const first = rows?.[0];
  const isUnit = asset === pool.unit;
  if (first === undefined)
    return {
      asset,
      underlying: asset,
      balance: ZERO,
      price: isUnit ? ONE : null,
      pieces: isUnit ? FULL : null,
      borrowRate: undefined,
    };
  let balance = first.amount;
  for (const row of rows?.slice(1) ?? []) balance = balance.plus(row.amount);
  const price = first.price ?? (isUnit ? ONE : null);
  return {
    asset,
    underlying: first.underlying ?? asset,
    balance,
    price: price?.eq(ONE) ? ONE : price,
    pieces: first.weight === undefined ? null : weightPieces(first.weight),
    borrowRate: first.borrowRate,
  };
};

export const assetBook = (terms: AssetTerms, tree: SumTree | null): AssetBook => {
  const {balance, price} = terms;
  const counted = tree === null ? ZERO : tree.counted;
  const required = tree === null ? ZERO : tree.required;
  const amount = counted === null ? null : tree === null ? balance : balance.plus(counted);
  // A debt counts in full whatever the weight, and nothing counts as nothing: then a missing weight cannot matter.
  const idle = tree === null && balance.isZero();
  const pieces = terms.pieces ?? (idle || (tree === null && balance.isNegative()) ? FULL : null);
  // Nothing can be owed for nothing: a venue that writes a price of 0 for a debt, or for what profits are paid in, has none.
  const believed = price?.isZero() && (tree !== null || balance.isNegative()) ? null : price;
  const known = believed ?? (idle ? ONE : null);
  // Written out: spreading `terms` here took twenty times as long as all the rest.
  return {
    asset: terms.asset,
    underlying: terms.underlying,
    balance,
    price: known,
    pieces,
    borrowRate: terms.borrowRate,
    tree,
    amount,
    required,
    worth:
      amount === null || known === null || pieces === null ? null : times(weighted(pieces, amount), known),
    call:
      required === null ? null : required.isZero() ? ZERO : known === null ? null : times(required, known),
  };
};

/** What an asset lacks to be counted in equity; positions' own needs apart. */
export const worthNeeds = ({asset, price, pieces}: AssetTerms): readonly string[] => {
  const needs: string[] = [];
  if (price === null) needs.push(`price of ${asset}`);
  if (pieces === null) needs.push(`collateral weight of ${asset}`);
  return needs;
};
