import {accuracyOf} from './accuracy.ts';
import {closed} from './close.ts';
import {ZERO} from './constant.ts';
import {type Figure, numberOf} from './figure.ts';
import type {PoolBook} from './pool-book.ts';

/** A pool as it would stand without one of its positions. */
export type GhostLeg = {
  /** Of the position, in the pool's order. */
  readonly index: number;
  readonly symbol: string;
  readonly side: 'long' | 'short';
  /** Percent, with the position gone at its mark and without a fee; `none` when nothing is required any more. */
  readonly accuracy: Figure;
};

/**
 * What auto-deleveraging or a delisting of each position would leave, worst first: a leg whose loss hurts most is the
 * one that the others lean on.
 */
export const ghostLegs = (book: PoolBook): readonly GhostLeg[] =>
  book.pool.positions
    .map(({symbol, side, size}, index): GhostLeg => {
      const known = book.equity !== null && book.maintenance !== null;
      return {index, symbol, side, accuracy: accuracyOf(known ? closed(book, index, size, ZERO) : book)};
    })
    .sort((one, other) => {
      const [first, second] = [numberOf(one.accuracy), numberOf(other.accuracy)];
      if (first === null) return second === null ? 0 : 1;
      return second === null ? -1 : first.comparedTo(second);
    });
