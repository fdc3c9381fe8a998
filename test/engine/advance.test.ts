import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {MarginAccount, MarginPool} from '../../src/engine/account.ts';
import {
  accountOf as accountIn,
  advance,
  begin,
  type Change,
  healthOf,
  positionOf,
  standingOf,
} from '../../src/engine/advance.ts';
import {assess} from '../../src/engine/assess.ts';
import {Decimal} from '../../src/engine/decimal.ts';
import {accountOf, anyPool, anySchedule, oddPool} from './random-account.ts';
import {RUNS} from './runs.ts';

/** A change of a random thing of the account, and the account with it made by hand. */
const changeOf = (
  account: MarginAccount,
  seed: number,
): {readonly change: Change; readonly after: MarginAccount} => {
  const at = seed % account.pools.length;
  const pool = account.pools[at] as MarginPool;
  const index = seed % pool.positions.length;
  const position = pool.positions[index];
  const row = pool.collateral[seed % pool.collateral.length];
  if (position?.markPrice === undefined || row === undefined) throw new Error('an empty pool');
  const factor = new Decimal(900 + (seed % 211)).div(1000);
  const put = (changed: MarginPool): MarginAccount => ({...account, pools: account.pools.with(at, changed)});
  switch (seed % 4) {
    case 0: {
      const price = position.markPrice.times(factor);
      const {symbol} = position;
      const after = account.pools.map((each) => ({
        ...each,
        positions: each.positions.map((one) => (one.symbol === symbol ? {...one, markPrice: price} : one)),
      }));
      return {change: {kind: 'mark', symbol, price}, after: {...account, pools: after}};
    }
    case 1: {
      const amount = row.amount.plus(factor);
      const collateral = pool.collateral.map((one) => (one === row ? {...one, amount} : one));
      return {
        change: {kind: 'balance', pool: pool.id, asset: row.asset, amount},
        after: put({...pool, collateral}),
      };
    }
    case 2: {
      const price = row.asset === pool.unit ? new Decimal(1) : (row.price ?? new Decimal(1)).times(factor);
      const collateral = pool.collateral.map((one) => (one === row ? {...one, price} : one));
      return {
        change: {kind: 'price', pool: pool.id, asset: row.asset, price},
        after: put({...pool, collateral}),
      };
    }
    default: {
      const next = {...position, size: position.size.times(factor)};
      return {
        change: {kind: 'position', pool: pool.id, index, position: next},
        after: put({...pool, positions: pool.positions.with(index, next)}),
      };
    }
  }
};

describe('an assessment that goes on', () => {
  it('equals one from scratch to the last digit, whatever changed, however often', () => {
    const seeds = fc.array(fc.nat({max: 100_000}), {minLength: 1, maxLength: 6});
    fc.assert(
      fc.property(fc.tuple(anyPool(anySchedule), oddPool(), seeds), ([one, other, changes]) => {
        let account = accountOf({...one, id: 'one'}, {...other, id: 'other'});
        let assessment = begin(account);
        for (const seed of changes) {
          const {change, after} = changeOf(account, seed);
          account = after;
          assessment = advance(assessment, change);
        }
        expect(accountIn(assessment)).toEqual(account);
        const scratch = assess(account);
        expect(healthOf(assessment)).toEqual(scratch);
        for (const [
          pool,
          {grade, equity, maintenanceMargin, accuracy, id, positions},
        ] of scratch.pools.entries()) {
          expect(standingOf(assessment, pool)).toEqual({id, grade, equity, maintenanceMargin, accuracy});
          for (const [index, position] of positions.entries())
            expect(positionOf(assessment, pool, index)).toEqual(position);
        }
      }),
      {numRuns: RUNS},
    );
  });

  it('a mark of a symbol that nobody holds changes nothing', () => {
    const account = accountOf();
    expect(healthOf(advance(begin(account), {kind: 'mark', symbol: 'X', price: new Decimal(1)}))).toEqual(
      assess(account),
    );
  });

  it('takes the time of the newest frame on', () => {
    const later = advance(
      begin(accountOf()),
      {kind: 'mark', symbol: 'X', price: new Decimal(1)},
      1_700_000_005_000,
    );
    expect(healthOf(later).asOf).toBe(1_700_000_005_000);
  });
});
