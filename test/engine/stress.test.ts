import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {Decimal} from '../../src/engine/decimal.ts';
import {searched} from '../../src/engine/distance.ts';
import {numberOf} from '../../src/engine/figure.ts';
import {movedPool} from '../../src/engine/moved-pool.ts';
import {poolBook} from '../../src/engine/pool-book.ts';
import {MOVES, riskScan} from '../../src/engine/scan-requirement.ts';
import {type StressPoint, stress, stressOf} from '../../src/engine/stress.ts';
import {decimal, healthOf, number, pool, position, table} from './build.ts';
import {accountOf, anyPool, anySchedule} from './random-account.ts';
import {RUNS} from './runs.ts';

const NOW = 1_700_000_000_000;

const at = (points: readonly StressPoint[], move: number): StressPoint => {
  const point = points.find((one) => one.move === move);
  if (point === undefined) throw new Error(`no point at ${move}`);
  return point;
};

describe('the grid', () => {
  // Short 10 at 100 with 60: requirement 10, 20 from a value of 1,050 on.
  const schedule = table(['0', '0.01'], ['1050', '0.02']);
  const short = pool('60', [position({side: 'short', size: '10', entry: '100', mark: '100', schedule})], {
    levels: [{name: 'reminder', at: decimal('3')}],
  });

  it('has 41 common moves from −20 to +20 %', () => {
    const {points} = stressOf(poolBook(short), NOW);
    expect(points.map(({move}) => move)).toEqual(Array.from({length: 41}, (_, index) => index - 20));
  });

  it('gives equity, profit, requirement and accuracy there, the tier looked up there', () => {
    const {points} = stressOf(poolBook(short), NOW);
    const of = ({equity, profit, maintenanceMargin, accuracy}: StressPoint) =>
      [equity, profit, maintenanceMargin, accuracy].map((figure) => number(figure).toFixed(4));
    expect(of(at(points, 0))).toEqual(['60.0000', '0.0000', '10.0000', '600.0000']);
    expect(of(at(points, -10))).toEqual(['160.0000', '100.0000', '9.0000', '1777.7778']);
    expect(of(at(points, 4))).toEqual(['20.0000', '-40.0000', '10.4000', '192.3077']);
    expect(of(at(points, 5))).toEqual(['10.0000', '-50.0000', '21.0000', '47.6190']);
  });

  it('names the lowest level that it stands on or below', () => {
    const {points} = stressOf(poolBook(short), NOW);
    expect([0, 2, 3, 4, 5].map((move) => at(points, move).level)).toEqual([
      null,
      null,
      'reminder',
      'reminder',
      'liquidation',
    ]);
  });

  it('says which pool goes first', () => {
    const long = pool('60', [position({size: '10', entry: '100', mark: '100'})], {id: 'long'});
    const nearer = pool('20', [position({size: '10', entry: '100', mark: '100'})], {id: 'nearer'});
    expect(stress(accountOf(long, short, nearer)).order).toEqual({
      down: ['nearer', 'long'],
      up: ['cross:USDT'],
    });
  });

  it('has no points for what is not known', () => {
    const {markPrice: _, ...blind} = position({size: '1', entry: '100', mark: '100'});
    expect(stressOf(poolBook(pool('1', [blind])), NOW).points).toEqual([]);
  });

  it('is the pool revalued from scratch at each move', () => {
    fc.assert(
      fc.property(fc.tuple(anyPool(anySchedule), fc.integer({min: 0, max: 40})), ([random, index]) => {
        const move = MOVES[index] ?? 0;
        const moving = new Set(random.positions.map(({underlying}) => underlying));
        const factor = new Decimal(move).div(100).plus(1);
        const moved = poolBook(
          movedPool(random, {
            factor: (name) => (moving.has(name) ? factor : new Decimal(1)),
            volatility: new Decimal(1),
            now: NOW,
          }),
        );
        const {equity, maintenanceMargin} = at(stressOf(poolBook(random), NOW).points, move);
        const off = (one: Decimal, other: Decimal | null): Decimal => one.minus(other ?? 'NaN').abs();
        const size = (moved.equity ?? decimal('0')).abs().plus(1_000_000).times('1e-30');
        expect(off(number(equity), moved.equity).lte(size)).toBe(true);
        expect(off(number(maintenanceMargin), moved.maintenance).lte(size)).toBe(true);
      }),
      {numRuns: RUNS},
    );
  });
});

describe('the requirement by scan', () => {
  it('is the worst loss of the moves: a short of 1,000 loses 200 at +20 %', () => {
    const {requiredByScan} = healthOf(
      pool('60', [position({side: 'short', size: '10', entry: '100', mark: '100'})]),
    );
    expect(number(requiredByScan).toFixed()).toBe('200');
    expect(requiredByScan.kind).toBe('estimated');
  });

  it('names the scenario that binds and what each position contributes to it', () => {
    const book = poolBook(
      pool('600', [
        position({side: 'short', size: '10', entry: '100', mark: '100'}),
        position({symbol: 'ETH', underlying: 'ETH', size: '4', entry: '100', mark: '100'}),
      ]),
    );
    const of = searched(book, NOW);
    if (of === null) throw new Error('not searched');
    const scan = riskScan(of);
    expect(scan.binding).toEqual({move: 20, volatility: '1'});
    expect(number(scan.required).toFixed()).toBe('120');
    expect(scan.contributions.map(({symbol, side, loss}) => [symbol, side, number(loss).toFixed()])).toEqual([
      ['BTCUSDT', 'short', '200'],
      ['ETH', 'long', '-80'],
    ]);
  });

  it('is nothing for a hedge that cannot lose', () => {
    const leg = {size: '10', entry: '100', mark: '100'};
    const {requiredByScan} = healthOf(pool('60', [position(leg), position({...leg, side: 'short'})]));
    expect(number(requiredByScan).toFixed()).toBe('0');
  });

  it('finds a worst case between the ends: inverse and linear against each other', () => {
    // Long 1,000 dollars of inverse, short 10 linear in dollars of BTC collateral: worst inside the range or at an end,
    // never better than the grid's least equity.
    fc.assert(
      fc.property(anyPool(), (random) => {
        const {points} = stressOf(poolBook(random), NOW);
        const today = numberOf(healthOf(random).equity);
        const least = points
          .map(({equity}) => number(equity))
          .reduce((one, other) => (one.lt(other) ? one : other));
        const loss = Decimal.max(0, (today ?? least).minus(least));
        expect(
          number(healthOf(random).requiredByScan).minus(loss).abs().lte(loss.times('1e-14').plus('1e-20')),
        ).toBe(true);
      }),
      {numRuns: RUNS},
    );
  });
});
