import {accuracyOf} from './accuracy.ts';
import {closed} from './close.ts';
import {ZERO} from './constant.ts';
import {Decimal} from './decimal.ts';
import {type Figure, numberOf} from './figure.ts';
import {knownBook} from './known.ts';
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
      const known = knownBook(book);
      return {index, symbol, side, accuracy: accuracyOf(known ? closed(known, index, size, ZERO) : book)};
    })
    .sort((one, other) => rankOf(one).comparedTo(rankOf(other)));

/** Where nothing is required any more, nothing can be worse. */
const rankOf = ({accuracy}: GhostLeg): Decimal => numberOf(accuracy) ?? new Decimal(Number.POSITIVE_INFINITY);
