import type {Collateral, MarginPool} from './account.ts';
import {ONE} from './constant.ts';
import type {Decimal} from './decimal.ts';

/** A pool's collateral after an amount of an asset came in; negative went out. The unit itself counts in full. */
export const paid = (pool: MarginPool, asset: string, amount: Decimal): readonly Collateral[] => {
  const index = pool.collateral.findIndex((row) => row.asset === asset);
  const row = pool.collateral[index];
  if (row !== undefined) return pool.collateral.with(index, {...row, amount: row.amount.plus(amount)});
  const price = asset === pool.unit ? {price: ONE, weight: ONE} : {};
  return amount.isZero() ? pool.collateral : [...pool.collateral, {asset, amount, ...price}];
};
