import {describe, expect, it} from 'vitest';
import type {MarginPool, Position} from '../../src/engine/account.ts';
import {curvedCrossing} from '../../src/engine/curved-crossing.ts';
import {searched, uniformOf} from '../../src/engine/distance.ts';
import {
  decimal,
  digits,
  first,
  type Holding,
  healthOf,
  known,
  number,
  pool,
  position,
  rate,
  table,
} from './build.ts';

/** Crossings where something begins or ends, worked by hand. */

const steep = {
  kind: 'power',
  base: decimal('0.0001'),
  factor: decimal('0.0000000001'),
  exponent: decimal('0.5'),
} as const;

const short = (rest: Partial<Holding> = {}): Position =>
  position({side: 'short', size: '1', entry: '100', mark: '100', ...rest});

const sides = (of: MarginPool, betas?: readonly (readonly [string, number])[]) => {
  const found = searched(known(of), 0);
  if (found === null) throw new Error('not searched');
  return uniformOf(found, betas && new Map(betas));
};

describe('a crossing near today’s price', () => {
  it('a hair above it is no way down', () => {
    // 1.00000000005 + 100 − p = 0.01p at 100.0000000000495…
    const health = healthOf(pool('1.00000000005', [short()]));
    expect(digits(first(health).liquidationPrice, 16)).toBe(
      decimal('101.00000000005').div('1.01').toFixed(16),
    );
    expect(health.uniform.down.kind).toBe('none');
    const long = healthOf(pool('1.00000000005', [position({size: '1', entry: '100', mark: '100'})]));
    expect(long.uniform.up.kind).toBe('none');
    expect(number(long.uniform.down).lt('1e-9')).toBe(true);
  });

  it('at nothing is none: a long that is paid in full, whatever doubles make of 0.1 + 0.2', () => {
    const paid = (balance: string) => {
      const entry = position({size: '1', entry: '0.3', mark: '0.7'});
      const other = position({size: '1', entry: '0.1', mark: '0.7'});
      const third = position({size: '1', entry: '0.2', mark: '0.7'});
      return first(healthOf(pool(balance, [entry, other, third]))).liquidationPrice;
    };
    // balance + 3p − 0.6 = 0.03p: at nothing with 0.6, below nothing with a hair more
    expect(paid('0.6').kind).toBe('none');
    expect(paid('0.6000000000000000000000001').kind).toBe('none');
  });
});

describe('tables', () => {
  it('the first tier holds all below, wherever the venue lets it begin', () => {
    const schedule = table(['500', '0.01'], ['1000', '0.02', '10']);
    const health = healthOf(pool('50', [position({size: '1', entry: '100', mark: '100', schedule})]));
    expect(number(health.maintenanceMargin).toFixed()).toBe('1');
    // 50 + p − 100 = 0.01p
    expect(digits(first(health).liquidationPrice, 8)).toBe(decimal('50').div('0.99').toFixed(8));
  });

  it('a crossing on the way down into a lower tier, a hair on either side of its edge', () => {
    // Long 10 at 100 (1,000): 2 % less 5 from 500 on, 1 % below. At 500: equity = wallet − 500, required 5.
    const schedule = table(['0', '0.01', '0'], ['500', '0.02', '5']);
    const priceAt = (balance: string): string =>
      number(
        first(healthOf(pool(balance, [position({size: '10', entry: '100', mark: '100', schedule})])))
          .liquidationPrice,
      ).toFixed(20);
    expect(priceAt('505')).toBe('50.00000000000000000000');
    // Above the edge: wallet + 10p − 1,000 = 0.2p − 5; below: = 0.1p
    expect(priceAt('504.9999999999')).toBe(decimal('490.0000000001').div('9.8').toFixed(20));
    expect(priceAt('505.0000000001')).toBe(decimal('494.9999999999').div('9.9').toFixed(20));
  });

  it('two tiers on, past an edge at which it held: from the third tier’s own edge', () => {
    const schedule = table(['0', '0.01'], ['110', '0.02'], ['130', '0.9']);
    // At 110 equity 40 − 10 is more than 2.2; at 130 it is 10 for 2.6 before and 117 behind.
    const health = healthOf(pool('40', [short({schedule})]));
    expect(number(first(health).liquidationPrice).toFixed()).toBe('130');
  });

  it('a table that jumps downwards is met on the way down', () => {
    // A tier that is dearer below (as of a venue that keeps the rate at the opening): 0.9 below 80, 1 % above.
    const schedule = table(['0', '0.9'], ['80', '0.01']);
    const health = healthOf(pool('60', [position({size: '1', entry: '100', mark: '100', schedule})]));
    // At 80 equity is 40: enough for 0.8, and for 72 not.
    expect(number(first(health).distance).toFixed()).toBe('20');
  });

  it('of a position of nothing have no edges', () => {
    const nothing = position({
      size: '0',
      entry: '100',
      mark: '100',
      schedule: table(['0', '0.01'], ['10', '0.5']),
    });
    const health = healthOf(pool('10', [nothing, short({symbol: 'B'})]));
    // 10 + 100 − p = 0.01p
    expect(digits(health.positions[1]?.liquidationPrice ?? {kind: 'none', because: ''}, 8)).toBe(
      decimal('110').div('1.01').toFixed(8),
    );
  });
});

describe('a long curve', () => {
  /** 1 BTC at 100; own quanto 0.1(k − 1) coins; inverse 1 − 1/k coins, of which (0.1 + 0.2/k)/k are required. */
  const tangled = (dollars: string): MarginPool =>
    pool(
      '0',
      [
        position({
          contract: 'quanto',
          settle: 'BTC',
          multiplier: decimal('0.001'),
          size: '1',
          entry: '100',
          mark: '100',
          schedule: rate('0'),
        }),
        position({
          symbol: 'BTCUSD',
          contract: 'inverse',
          settle: 'BTC',
          size: '100',
          entry: '100',
          mark: '100',
          schedule: {kind: 'sized', base: decimal('0.1'), slope: decimal('0.2')},
        }),
      ],
      {
        unit: 'USD',
        collateral: [
          {asset: 'BTC', amount: decimal('1'), price: decimal('100'), weight: decimal('1')},
          {asset: 'USDT', amount: decimal(dollars), price: decimal('1'), weight: decimal('1')},
        ],
      },
    );

  it('of four powers: 10k² + 190k − 110 − 20/k − 23.4 is nothing at 0.8', () => {
    const health = healthOf(tangled('-23.4'));
    expect(number(health.maintenanceMargin).toFixed()).toBe('30');
    expect(digits(first(health).liquidationPrice, 30)).toBe('80.000000000000000000000000000000');
    expect(digits(health.uniform.down, 30)).toBe('20.000000000000000000000000000000');
    expect(health.uniform.up.kind).toBe('none');
  });
});

describe('edges of what has no closed form', () => {
  it('the edge itself, rounded past it: three are worth 100 at 33.33…', () => {
    const legs = [
      position({symbol: 'P', side: 'short', size: '1', entry: '20', mark: '20', schedule: steep}),
      position({
        side: 'short',
        size: '3',
        entry: '20',
        mark: '20',
        schedule: table(['0', '0.01'], ['100', '0.9']),
      }),
    ];
    const price = first(healthOf(pool('100', legs))).liquidationPrice;
    expect(number(price).toFixed()).toBe('33.3333333333333333333333333333333334');
  });

  it('of an inverse one as the price falls: 300 dollars are 9 coins at 33.33…', () => {
    const coin = (rest: Partial<Holding>) =>
      position({contract: 'inverse', settle: 'BTC', size: '300', entry: '100', mark: '100', ...rest});
    const legs = [
      coin({schedule: table(['0', '0.01'], ['9', '0.9'])}),
      coin({symbol: 'P', size: '1', schedule: steep}),
    ];
    const collateral = [{asset: 'BTC', amount: decimal('8'), price: decimal('1'), weight: decimal('1')}];
    const price = first(healthOf(pool('0', legs, {unit: 'BTC', collateral}))).liquidationPrice;
    expect(number(price).toFixed()).toBe('33.3333333333333333333333333333333333');
  });

  it('one that follows by half reaches its edge after twice the way', () => {
    // Short 3 of A; A is worth 60 and jumps at 100: +66.67 % of its own, 133.33 % of the common move.
    const jumping = table(['0', '0.01'], ['100', '0.9']);
    const of = pool('60', [
      short({symbol: 'A', underlying: 'A', size: '3', entry: '20', mark: '20', schedule: jumping}),
    ]);
    expect(sides(of, [['A', 0.5]]).up).toEqual({
      kind: 'exact',
      value: decimal('133.3333333333333333333333333333333340'),
    });
    expect(sides(of, [['A', 0]])).toMatchObject({down: {kind: 'none'}, up: {kind: 'none'}});
  });

  it('a power schedule is exact to the last digits that there are', () => {
    // 10,000 × 0.01 × √k ×k … with 0.0001 × value^0.5: 40,000 × 0.02 = 800 of 30,800
    const power = {...steep, base: decimal('0.01'), factor: decimal('0.0001')};
    const of = pool('30800', [short({size: '100', schedule: power})]);
    expect(digits(first(healthOf(of)).liquidationPrice, 33)).toBe('400.000000000000000000000000000000000');
  });

  it('prices stay above nothing: a move ends where the largest beta takes one there', () => {
    const two = (balance: string) =>
      pool(balance, [
        short({symbol: 'A', underlying: 'A', schedule: rate('0')}),
        position({
          symbol: 'B',
          underlying: 'B',
          size: '1',
          entry: '100',
          mark: '100',
          schedule: rate('0.000001'),
        }),
      ]);
    // At half of the way B is worth nothing: 60 + 50 − 100 is left.
    expect(sides(two('60'), [['B', 2]]).down).toEqual({
      kind: 'none',
      because: 'no common move down takes the pool to its waterline',
    });
    // 40 + 100x − 200x = 0.0001(1 − 2x) on the way there
    expect(digits(sides(two('40'), [['B', 2]]).down, 4)).toBe('40.0000');
    const against = pool('150', [
      position({
        symbol: 'B',
        underlying: 'B',
        size: '1',
        entry: '100',
        mark: '100',
        schedule: rate('0.000001'),
      }),
    ]);
    expect(sides(against, [['B', -1]]).up.kind).toBe('none');
    const poorer = {
      ...against,
      collateral: against.collateral.map((row) => ({...row, amount: decimal('50')})),
    };
    expect(digits(sides(poorer, [['B', -1]]).up, 3)).toBe('50.000');
    expect(digits(sides(poorer, [['B', 3]]).down, 3)).toBe('16.667');
  });

  it('past its waterline no way is left, with betas too', () => {
    const of = pool('-1', [position({size: '1', entry: '100', mark: '100'})]);
    expect(sides(of, [['BTC', 2]])).toEqual({
      down: {kind: 'exact', value: decimal('0')},
      up: {kind: 'exact', value: decimal('0')},
    });
  });

  it('a pool counted in what moves: dollars in it are worth more coins as it falls', () => {
    // 1,000 dollars are 10/k coins, long 50 coins of inverse: 10/k + 50 − 50/k = 0.01 × 50/k at 0.81, by a beta of 1
    const of = pool(
      '0',
      [position({contract: 'inverse', settle: 'BTC', size: '5000', entry: '100', mark: '100'})],
      {
        unit: 'BTC',
        collateral: [
          {asset: 'USDT', amount: decimal('1000'), price: decimal('0.01'), weight: decimal('1')},
          {asset: 'BTC', amount: decimal('0'), price: decimal('1'), weight: decimal('1')},
        ],
      },
    );
    const book = known(of);
    const found = searched(book, 0);
    const crossing = found && curvedCrossing(book, found.twin, () => 1, 'down', 0);
    // With the dollars too: 10 + 50 − 50/k = 0.5/k
    expect(crossing?.over.toFixed(20)).toBe(decimal('50.5').div('60').toFixed(20));
    const alone = found && curvedCrossing(book, found.twin, (name) => (name === 'BTC' ? 1 : 0), 'down', 0);
    expect(alone?.over.toFixed(20)).toBe('0.81000000000000000000');
    expect(alone?.jump).toBe(false);
  });
});
