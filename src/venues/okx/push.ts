import {familyOf} from './contract.ts';
import type {Held} from './position.ts';
import {sumOf} from './sums.ts';

/** The positions of one push, with nothing newer heard since: OKX's cross figures are of this very pool. */
export const isOneMoment = (held: readonly Held[]) =>
  held.every(({isStill, row}) => isStill && row.at === held[0]?.row.at);

/** Contracts that others of the same family hold in this pool: they count together for the tier. */
export const othersOf = (held: readonly Held[], one: Held) =>
  sumOf(
    held
      .filter((each) => each !== one && familyOf(each.row.instId) === familyOf(one.row.instId))
      .map(({size}) => size),
  );

/** A single position's price does not go with its mark, so it is compared when its own mark has moved on, too. */
export const pricesOf = (held: readonly Held[]) =>
  held.length === 1 || isOneMoment(held) ? ('compared' as const) : ('moved on' as const);
