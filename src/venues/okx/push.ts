import {familyOf} from './contract.ts';
import type {Held} from './position.ts';
import {sumOf} from './sums.ts';

/** Positions of one push, with no newer mark, nor cash changed since: OKX's cross figures are of this very pool. */
export const isOneMoment = (held: readonly Held[], cashAt: number) =>
  held.every(({isStill, row}) => isStill && row.at === held[0]?.row.at && row.at >= cashAt);

/** Contracts that others of the same family hold in this pool: they count together for the tier. */
export const othersOf = (held: readonly Held[], one: Held) =>
  sumOf(
    held
      .filter((each) => each !== one && familyOf(each.row.instId) === familyOf(one.row.instId))
      .map(({size}) => size),
  );

/** A single position's price does not go with its mark, so it is compared when its own mark has moved on, too. */
export function pricesOf(held: readonly Held[], cashAt: number): 'compared' | 'moved on' {
  const isAlone = held.length === 1 && held.every(({row}) => row.at >= cashAt);
  return isAlone || isOneMoment(held, cashAt) ? 'compared' : 'moved on';
}
