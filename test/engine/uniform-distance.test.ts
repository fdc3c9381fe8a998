import fc from 'fast-check';
import {expect, it} from 'vitest';
import {distancesOf, searched, uniformDistances} from '../../src/engine/distance.ts';
import {poolBook} from '../../src/engine/pool-book.ts';
import {anyPool, oddPool} from './random-account.ts';

const NOW = 1_700_000_000_000;

it('the common move asked for alone is the one that comes with every position’s distance', () => {
  fc.assert(
    fc.property(fc.oneof(anyPool(), oddPool()), (pool) => {
      const book = poolBook(pool);
      const known = searched(book, NOW);
      expect(uniformDistances(book, known)).toEqual(distancesOf(book, known).uniform);
    }),
    {numRuns: 300},
  );
});
