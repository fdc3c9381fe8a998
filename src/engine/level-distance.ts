import type {Level, MarginPool} from './account.ts';
import {type Distances, distancesOf, searched} from './distance.ts';
import {dragOf} from './drag.ts';
import type {Figure} from './figure.ts';
import {poolBook} from './pool-book.ts';

/** One of a pool's levels, and what leads to it. */
export type LevelDistance = Level &
  Distances & {
    /** Until holding alone takes the pool there. */
    readonly hours: Figure;
  };

/** For each level of the venue's ladder, the waterline and the user's own: prices, moves and hours that lead to it. */
export const levelDistances = (
  pool: MarginPool,
  now: number,
  own: readonly Level[] = [],
): readonly LevelDistance[] => {
  const ladder = [...(pool.levels ?? []), ...own];
  const line = ladder.some(({at}) => at.eq(pool.waterline))
    ? []
    : [{name: 'liquidation', at: pool.waterline}];
  return [...ladder, ...line]
    .sort((one, other) => other.at.comparedTo(one.at))
    .map((level) => {
      const book = poolBook({...pool, waterline: level.at});
      return {
        ...level,
        ...distancesOf(book, searched(book, now)),
        hours: dragOf(book, level.at, now).hoursToCall,
      };
    });
};
