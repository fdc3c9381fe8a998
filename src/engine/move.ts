import type {AssetBook} from './asset-book.ts';
import {itemAt} from './item-at.ts';
import type {PoolBook} from './pool-book.ts';
import type {Profile} from './scan/profile.ts';
import type {Twin} from './scan/twin.ts';

/**
 * Prices that move by one common factor: those of some underlyings. A collateral asset on a moving underlying moves
 * with it; an asset that no position's underlying is named after stays, because nothing says that it would follow
 * (a stablecoin would not).
 */
export type Move = {readonly moves: (underlying: string) => boolean};

export const moveOf = (underlying: string): Move => ({moves: (name) => name === underlying});

/** Every underlying that a position of the pool has. */
export const moveOfAll = (book: PoolBook): Move => {
  const all = new Set(book.pool.positions.map(({underlying}) => underlying));
  return {moves: (name) => all.has(name)};
};

/**
 * The power of the factor that an asset's price in the pool's unit goes with. The unit itself never moves; when the
 * unit is what moves (a pool counted in BTC), every asset that stays is worth less of it.
 */
export const powerOf = (asset: Pick<AssetBook, 'asset' | 'underlying'>, unit: string, move: Move): number => {
  if (asset.asset === unit) return 0;
  return (move.moves(asset.underlying) ? 1 : 0) - (move.moves(unit) ? 1 : 0);
};

export const profileOf = (
  book: PoolBook,
  twin: Twin,
  move: Move,
  own: readonly number[],
  sign: 1 | -1,
): Profile => {
  const touched: number[] = [];
  const powers: number[] = [];
  const settled = new Set<number>();
  for (const index of own) settled.add(itemAt(twin.rows, index).asset);
  for (const [index, asset] of book.assets.entries()) {
    const power = powerOf(asset, book.pool.unit, move);
    if (power === 0 && !settled.has(index)) continue;
    touched.push(index);
    powers.push(power);
  }
  return {twin, own, touched, powers, sign};
};
