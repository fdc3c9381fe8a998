import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {MarginPool} from '../../src/engine/account.ts';
import {assess} from '../../src/engine/assess.ts';
import {Decimal} from '../../src/engine/decimal.ts';
import {numberOf} from '../../src/engine/figure.ts';
import type {PoolHealth} from '../../src/engine/health.ts';
import {poolBook, rowsOf} from '../../src/engine/pool-book.ts';
import {accountOf, anyPool, anySchedule, oddPool} from './random-account.ts';
import {RUNS} from './runs.ts';

const poolHealth = (pool: MarginPool): PoolHealth => {
  const [health] = assess(accountOf(pool)).pools;
  if (health === undefined) throw new Error('no pool');
  return health;
};

/** The pool at other prices, by hand: marks of the moving underlyings and collateral of the same name times k. */
const moved = (pool: MarginPool, moving: ReadonlySet<string>, k: Decimal): MarginPool => ({
  ...pool,
  collateral: pool.collateral.map((row) =>
    row.asset !== pool.unit && moving.has(row.asset) && row.price !== undefined
      ? {...row, price: row.price.times(k)}
      : row,
  ),
  positions: pool.positions.map((position) => {
    if (!moving.has(position.underlying) || position.markPrice === undefined) return position;
    const {schedule} = position;
    const scaled = position.contract === 'inverse' ? new Decimal(1).div(k) : k;
    return {
      ...position,
      markPrice: position.markPrice.times(k),
      ...(schedule?.kind === 'reported'
        ? {schedule: {kind: 'reported', maintenance: schedule.maintenance.times(scaled)} as const}
        : {}),
    };
  }),
});

/** Equity − waterline × requirement, and how large its parts are. */
const standing = (pool: MarginPool): {readonly value: Decimal; readonly size: Decimal} => {
  const book = poolBook(pool);
  if (book.equity === null || book.maintenance === null) throw new Error('a figure is missing');
  const line = book.maintenance.times(pool.waterline);
  const size = book.assets.reduce(
    (sum, {balance, price}) => sum.plus(balance.times(price ?? 1).abs()),
    book.equity.abs().plus(line.abs()),
  );
  const held = rowsOf(book).reduce((sum, {value}) => sum.plus(value ?? 0), size);
  return {value: book.equity.minus(line), size: held};
};

/** Loans, deductions and dust, but no options: what those are worth elsewhere is the model's to say. */
const odd = oddPool()
  .map((pool) => ({...pool, positions: pool.positions.filter(({contract}) => contract !== 'option')}))
  .filter((pool) => poolBook(pool).standing !== null);
const pools = fc.oneof({weight: 3, arbitrary: anyPool(anySchedule)}, {weight: 1, arbitrary: odd});

const isPlain = (pool: MarginPool): boolean =>
  pool.positions.every(
    ({schedule}) =>
      schedule?.kind !== 'tiers' ||
      schedule.tiers.every(({deduction}, index) => index === 0 || deduction !== undefined),
  );

/** Factors between 1 and k, the ends left out. */
const between = (k: Decimal, count: number): readonly Decimal[] =>
  Array.from({length: count}, (_, index) =>
    new Decimal(1).plus(
      k
        .minus(1)
        .times(index + 1)
        .div(count + 1),
    ),
  );

const FAR = [
  '0.001',
  '0.01',
  '0.1',
  '0.3',
  '0.5',
  '0.7',
  '0.8',
  '0.9',
  '0.97',
  '1.03',
  '1.1',
  '1.2',
  '1.5',
  '2',
  '3',
  '10',
  '100',
  '1000',
];

const checkCrossing = (pool: MarginPool, moving: ReadonlySet<string>, k: Decimal): void => {
  // A table that jumps does so at its edge, which forty digits may miss by the last of them.
  const past = isPlain(pool) ? k : k.plus(k.minus(1).times('1e-30'));
  const there = standing(moved(pool, moving, past));
  if (isPlain(pool))
    expect(there.value.abs().lte(there.size.times('1e-20')), `on its waterline at ${k}`).toBe(true);
  else expect(there.value.lte(there.size.times('1e-20')), `not above its waterline at ${k}`).toBe(true);
  for (const on of between(k, 8)) {
    const here = standing(moved(pool, moving, on));
    expect(here.value.gt(here.size.times('-1e-20')), `above its waterline at ${on}, before ${k}`).toBe(true);
  }
};

describe('a pool stands on its waterline at its distance, and above it before', () => {
  it('for each underlying alone', () => {
    fc.assert(
      fc.property(pools, (pool) => {
        const today = standing(pool);
        if (today.value.lte(0)) return;
        const health = poolHealth(pool);
        for (const [index, position] of pool.positions.entries()) {
          const moving = new Set([position.underlying]);
          const price = health.positions[index]?.liquidationPrice;
          if (price === undefined || position.markPrice === undefined) throw new Error('no answer');
          if (price.kind === 'none') {
            for (const k of FAR)
              expect(
                standing(moved(pool, moving, new Decimal(k))).value.gt(0),
                `no crossing, so not at ${k}`,
              ).toBe(true);
            continue;
          }
          const value = numberOf(price);
          if (value === null) throw new Error('no number');
          checkCrossing(pool, moving, value.div(position.markPrice));
        }
      }),
      {numRuns: RUNS},
    );
  });

  it('for all underlyings together, down and up', () => {
    fc.assert(
      fc.property(pools, (pool) => {
        const today = standing(pool);
        if (today.value.lte(0)) return;
        const moving = new Set(pool.positions.map(({underlying}) => underlying));
        const {uniform} = poolHealth(pool);
        for (const [side, sign] of [
          ['down', -1],
          ['up', 1],
        ] as const) {
          const figure = uniform[side];
          if (figure.kind === 'none') {
            for (const k of FAR.map((at) => new Decimal(at)).filter((at) => at.minus(1).s === sign))
              expect(
                standing(moved(pool, moving, k)).value.gt(0),
                `no crossing ${side}, so not at ${k}`,
              ).toBe(true);
            continue;
          }
          const percent = numberOf(figure);
          if (percent === null) throw new Error('no number');
          checkCrossing(pool, moving, new Decimal(1).plus(percent.times(sign).div(100)));
        }
      }),
      {numRuns: RUNS},
    );
  });
});
