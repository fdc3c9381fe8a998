import {describe, expect, it} from 'vitest';
import type {Collateral} from '../../src/engine/account.ts';
import {firstCrossing, type Refusal} from '../../src/engine/crossing.ts';
import {searched, uniformOf} from '../../src/engine/distance.ts';
import {moveOf, profileOf} from '../../src/engine/move.ts';
import {poolBook} from '../../src/engine/pool-book.ts';
import {decimal, digits, first, healthOf, number, pool, position, rate, table} from './build.ts';

const held = (asset: string, amount: string, price: string, weight = '1'): Collateral => ({
  asset,
  amount: decimal(amount),
  price: decimal(price),
  weight: decimal(weight),
});

describe('tables that jump', () => {
  const jumping = table(['0', '0.01'], ['150', '0.5']);

  it('liquidates at the edge itself when the requirement jumps over equity', () => {
    // At 150 equity is 60 − 50 = 10; just below 1.5 are required, at the edge 75.
    const health = healthOf(
      pool('60', [position({side: 'short', size: '1', entry: '100', mark: '100', schedule: jumping})]),
    );
    expect(number(first(health).liquidationPrice).toFixed()).toBe('150');
    expect(number(first(health).distance).toFixed()).toBe('50');
    expect(number(health.uniform.up).toFixed()).toBe('50');
  });

  it('takes the first crossing, although the ratio improves again further on', () => {
    // Long 1 of 200, 120 in the wallet: p − 80 = p ÷ 2 at 160; below 150 it would stand again until 80.80.
    const health = healthOf(
      pool('120', [position({size: '1', entry: '200', mark: '200', schedule: jumping})]),
    );
    expect(number(first(health).liquidationPrice).toFixed()).toBe('160');
  });

  it('goes past an edge at which equity holds, to the crossing behind it', () => {
    // At 150 the pool has 160 for 75; 210 − (p − 100) = p ÷ 2 at 206.67
    const health = healthOf(
      pool('210', [position({side: 'short', size: '1', entry: '100', mark: '100', schedule: jumping})]),
    );
    expect(digits(first(health).liquidationPrice, 6)).toBe('206.666667');
  });

  it('counts a size on an edge to the tier that begins there', () => {
    const on = healthOf(pool('100', [position({size: '1', entry: '150', mark: '150', schedule: jumping})]));
    const below = healthOf(
      pool('100', [position({size: '1', entry: '149.99', mark: '149.99', schedule: jumping})]),
    );
    expect(number(on.maintenanceMargin).toFixed()).toBe('75');
    expect(number(below.maintenanceMargin).toFixed()).toBe('1.4999');
  });

  it('rounds a price at an edge past it, so that the tier holds there', () => {
    // Three contracts are worth 100 at 33.33…
    const schedule = table(['0', '0.01'], ['100', '0.9']);
    const up = position({side: 'short', size: '3', entry: '20', mark: '20', schedule});
    expect(number(first(healthOf(pool('100', [up]))).liquidationPrice).toFixed()).toBe(
      '33.3333333333333333333333333333333334',
    );
    // Inverse: 300 dollars are 9 coins at 33.33…
    const down = position({
      contract: 'inverse',
      settle: 'BTC',
      size: '300',
      entry: '100',
      mark: '100',
      schedule: table(['0', '0.01'], ['9', '0.9']),
    });
    const collateral = [held('BTC', '8', '1')];
    expect(
      number(first(healthOf(pool('0', [down], {unit: 'BTC', collateral}))).liquidationPrice).toFixed(),
    ).toBe('33.3333333333333333333333333333333333');
  });

  it('two positions whose edges coincide jump together', () => {
    // Two shorts of 1 at 100: at 150 equity is 103 − 100 = 3, which one tier pair (1.5 each) would just need.
    const leg = position({side: 'short', size: '1', entry: '100', mark: '100', schedule: jumping});
    const health = healthOf(pool('103.5', [leg, leg]));
    expect(number(first(health).liquidationPrice).toFixed()).toBe('150');
  });
});

describe('what a tier is chosen by', () => {
  const tiers = [
    {from: decimal('0'), maintenanceRate: decimal('0.01')},
    {from: decimal('10'), maintenanceRate: decimal('0.02')},
  ];

  it('contracts: the price does not change it', () => {
    const schedule = {kind: 'tiers', by: 'contracts', tiers} as const;
    const of = (size: string) =>
      number(
        healthOf(
          pool('1000', [position({size, entry: '50', mark: '50', multiplier: decimal('2'), schedule})]),
        ).maintenanceMargin,
      );
    expect(of('9').toFixed()).toBe('9');
    expect(of('10').toFixed()).toBe('20');
  });

  it('base units of a linear contract: size × multiplier', () => {
    const schedule = {kind: 'tiers', by: 'base', tiers} as const;
    const of = (size: string) =>
      number(
        healthOf(
          pool('1000', [position({size, entry: '50', mark: '50', multiplier: decimal('2'), schedule})]),
        ).maintenanceMargin,
      );
    expect(of('4.9').toFixed()).toBe('4.9');
    expect(of('5').toFixed()).toBe('10');
  });

  it('base units of an inverse one grow as the price falls: the second tier from 50 dollars on', () => {
    // 500 dollars are 5 coins at 100 and 10 at 50. Long with 6 coins: 6 + 5 − 500/p = 0.01 × 500/p → p = 505 ÷ 11 = 45.9
    // in the first tier, which ends at 50; in the second 510 ÷ 11 = 46.36.
    const schedule = {kind: 'tiers', by: 'base', tiers} as const;
    const health = healthOf(
      pool(
        '6',
        [position({contract: 'inverse', settle: 'BTC', size: '500', entry: '100', mark: '100', schedule})],
        {
          unit: 'BTC',
          collateral: [held('BTC', '6', '1')],
        },
      ),
    );
    expect(number(health.maintenanceMargin).toFixed()).toBe('0.05');
    expect(digits(first(health).liquidationPrice, 8)).toBe('46.36363636');
  });
});

describe('collateral on the underlying moves with it', () => {
  it('a coin held beside a long of it: 2p − 100 = 0.01p at 50.25, not never', () => {
    const health = healthOf(
      pool('0', [position({size: '1', entry: '100', mark: '100'})], {
        unit: 'USD',
        collateral: [held('BTC', '1', '100'), held('USDT', '0', '1')],
      }),
    );
    expect(digits(first(health).liquidationPrice, 8)).toBe('50.25125628');
    expect(digits(health.uniform.down, 8)).toBe('49.74874372');
  });

  it('also under another name', () => {
    const health = healthOf(
      pool('0', [position({size: '1', entry: '100', mark: '100'})], {
        unit: 'USD',
        collateral: [{...held('UBTC', '1', '100'), underlying: 'BTC'}, held('USDT', '0', '1')],
      }),
    );
    expect(digits(first(health).liquidationPrice, 8)).toBe('50.25125628');
  });

  it('an asset that is nobody’s underlying stays', () => {
    // 100 of ETH stay: 100 + p − 100 = 0.01p only at nothing.
    const health = healthOf(
      pool('0', [position({size: '1', entry: '100', mark: '100'})], {
        unit: 'USD',
        collateral: [held('ETH', '1', '100'), held('USDT', '0', '1')],
      }),
    );
    expect(first(health).liquidationPrice.kind).toBe('none');
    expect(health.uniform.down.kind).toBe('none');
  });

  it('a pool counted in the coin that moves: dollars in it are worth more coins as it falls', () => {
    // 1,000 dollars are 10 coins at 100; long 5,000 dollars of inverse: 10/k + 50 − 50/k = 0.01 × 50/k at k = 0.81
    const health = healthOf(
      pool('0', [position({contract: 'inverse', settle: 'BTC', size: '5000', entry: '100', mark: '100'})], {
        unit: 'BTC',
        collateral: [held('USDT', '1000', '0.01'), held('BTC', '0', '1')],
      }),
    );
    expect(number(first(health).liquidationPrice).toFixed()).toBe('81');
  });

  it('a weight stops counting where the balance becomes a debt', () => {
    // Short 1 at 100, 50 USDT weighted 0.8 and 20 of something: 0.8 × (150 − p) + 20 = 0.01p has its root at 172.84,
    // beyond 150, where the debt counts in full: 150 − p + 20 = 0.01p at 168.32.
    const health = healthOf(
      pool('0', [position({side: 'short', size: '1', entry: '100', mark: '100'})], {
        unit: 'USD',
        collateral: [held('USDT', '50', '1', '0.8'), held('ETH', '20', '1')],
      }),
    );
    expect(digits(first(health).liquidationPrice, 8)).toBe('168.31683168');
  });

  it('a crossing on the very edge of a weight, and a hair behind it', () => {
    const at = (eth: string) =>
      first(
        healthOf(
          pool('0', [position({side: 'short', size: '1', entry: '100', mark: '100'})], {
            unit: 'USD',
            collateral: [held('USDT', '50', '1', '0.8'), held('ETH', eth, '1')],
          }),
        ),
      ).liquidationPrice;
    // The balance is used up at 150, where 1.50 are required.
    expect(number(at('1.5')).toFixed()).toBe('150');
    // 121.5000000001 ÷ 0.81 would be behind the edge; 151.5000000001 ÷ 1.01 holds there. Before it: 121.4999999999 ÷ 0.81
    expect(digits(at('1.5000000001'), 15)).toBe('150.000000000099010');
    expect(digits(at('1.4999999999'), 15)).toBe('149.999999999876543');
  });

  it('a requirement in a settle asset is valued at its price, without haircut', () => {
    const health = healthOf(
      pool(
        '0',
        [position({contract: 'inverse', settle: 'BTC', size: '6000', entry: '60000', mark: '60000'})],
        {
          unit: 'USD',
          collateral: [held('BTC', '1', '60000', '0.5')],
        },
      ),
    );
    expect(number(health.equity).toFixed()).toBe('30000');
    expect(number(health.maintenanceMargin).toFixed()).toBe('60');
  });
});

describe('a pool at or past its waterline', () => {
  it('on it: the price is today’s and no way is left', () => {
    const health = healthOf(pool('10', [position({size: '1', entry: '1000', mark: '1000'})]));
    expect(health.grade).toBe('liquidation');
    expect(number(first(health).liquidationPrice).toFixed()).toBe('1000');
    expect(number(first(health).distance).toFixed()).toBe('0');
    expect([number(health.uniform.down).toFixed(), number(health.uniform.up).toFixed()]).toEqual(['0', '0']);
  });

  it('past it: the price that it went through, and no way left', () => {
    // 5 + p − 1,000 = 0.01p at 1,005.05
    const health = healthOf(pool('5', [position({size: '1', entry: '1000', mark: '1000'})]));
    expect(digits(first(health).liquidationPrice, 8)).toBe('1005.05050505');
    expect(number(first(health).distance).toFixed()).toBe('0');
    expect(number(health.uniform.up).toFixed()).toBe('0');
  });

  it('past it without a way back: no price, and no way left', () => {
    const hedge = {size: '1', entry: '1000', mark: '1000'};
    const health = healthOf(pool('-5', [position(hedge), position({...hedge, side: 'short'})]));
    expect(first(health).liquidationPrice).toEqual({
      kind: 'none',
      because: 'already past the waterline, and no price of BTC alone would lift it above',
    });
    expect(number(first(health).distance).toFixed()).toBe('0');
  });

  it('a waterline of 1.05 is met earlier than one of 1', () => {
    // 200 + p − 1,000 = 1.05 × 0.01p
    const health = healthOf(
      pool('200', [position({size: '1', entry: '1000', mark: '1000'})], {waterline: decimal('1.05')}),
    );
    expect(digits(first(health).liquidationPrice, 8)).toBe('808.48913593');
  });
});

describe('hedges', () => {
  it('equal legs: no loss either way, but a requirement that grows until it meets the wallet', () => {
    // 100 = 0.01 × 2p at 5,000
    const leg = {size: '1', entry: '1000', mark: '1000'};
    const health = healthOf(pool('100', [position(leg), position({...leg, side: 'short'})]));
    expect(health.positions.map(({liquidationPrice}) => number(liquidationPrice).toFixed())).toEqual([
      '5000',
      '5000',
    ]);
    expect(health.positions.map(({distance}) => number(distance).toFixed())).toEqual(['400', '400']);
    expect(health.uniform.down.kind).toBe('none');
  });

  it('equal legs under a fixed requirement have no price at all', () => {
    const leg = {
      size: '1',
      entry: '1000',
      mark: '1000',
      schedule: {kind: 'fixed', maintenance: decimal('1')},
    } as const;
    const health = healthOf(pool('100', [position(leg), position({...leg, side: 'short'})]));
    expect(first(health).liquidationPrice).toEqual({
      kind: 'none',
      because: 'no price of BTC alone takes the pool to its waterline',
    });
  });

  it('an inverse long beside a linear short of the coin: the nearer of two crossings', () => {
    // Unit USD, 1 BTC of collateral at 100 hedged by nothing; both ways are searched and the nearer is given.
    const health = healthOf(
      pool(
        '0',
        [
          position({
            contract: 'inverse',
            settle: 'BTC',
            size: '200',
            entry: '100',
            mark: '100',
            schedule: rate('0.05'),
          }),
          position({
            symbol: 'BTC-S',
            side: 'short',
            size: '3',
            entry: '100',
            mark: '100',
            schedule: rate('0.05'),
          }),
        ],
        {unit: 'USD', collateral: [held('BTC', '1', '100'), held('USDT', '0', '1')]},
      ),
    );
    // (1 + 2 − 2/k) × 100k − 300(k − 1) = 0.05 × (2 × 100 + 300k): 100 = 10 + 15k at k = 6
    expect(number(first(health).liquidationPrice).toFixed()).toBe('600');
  });
});

describe('other contracts', () => {
  it('quanto: profit in the settle asset by its multiplier, whatever the underlying', () => {
    // 100 contracts of 1e-6 BTC a point: 0.01 + 100e-6 × (p − 3,500) = 0.0006 at 3,406 (BitMEX ETHUSD)
    const health = healthOf(
      pool(
        '0',
        [
          position({
            symbol: 'ETHUSD',
            underlying: 'ETH',
            contract: 'quanto',
            settle: 'BTC',
            multiplier: decimal('0.000001'),
            size: '100',
            entry: '3500',
            mark: '3600',
            schedule: {kind: 'fixed', maintenance: decimal('0.0006')},
          }),
        ],
        {unit: 'BTC', collateral: [held('BTC', '0.01', '1')]},
      ),
    );
    expect(number(first(health).unrealisedPnl).toFixed()).toBe('0.01');
    expect(number(first(health).liquidationPrice).toFixed()).toBe('3406');
  });

  it('a borrowing requires by its value; its debt stands in the collateral and moves with the price', () => {
    // 1,500 dollars and 10 ETH owed at 100; 5 % of the borrowed value: 1,500 − 10p = 0.5p at 142.857
    const health = healthOf(
      pool(
        '0',
        [
          position({
            symbol: 'ETH loan',
            underlying: 'ETH',
            contract: 'spot-borrow',
            side: 'short',
            size: '10',
            entry: '100',
            mark: '100',
            schedule: rate('0.05'),
          }),
        ],
        {unit: 'USD', collateral: [held('USDT', '1500', '1'), held('ETH', '-10', '100')]},
      ),
    );
    expect(number(health.equity).toFixed()).toBe('500');
    expect(number(first(health).unrealisedPnl).toFixed()).toBe('0');
    expect(digits(first(health).liquidationPrice, 6)).toBe('142.857143');
  });
});

describe('several underlyings with betas', () => {
  const two = pool('60', [
    position({symbol: 'A', underlying: 'A', size: '1', entry: '100', mark: '100', schedule: rate('0')}),
    position({
      symbol: 'B',
      underlying: 'B',
      size: '3',
      entry: '100',
      mark: '100',
      schedule: rate('0.000001'),
    }),
  ]);

  it('each follows by its own: 60 = 400x together, 700x when B falls twice as far', () => {
    const of = searched(poolBook(two), 0);
    if (of === null) throw new Error('not searched');
    expect(digits(uniformOf(of).down, 2)).toBe('15.00');
    expect(digits(uniformOf(of, new Map([['B', 1]])).down, 2)).toBe('15.00');
    expect(digits(uniformOf(of, new Map([['B', 2]])).down, 2)).toBe('8.57');
  });

  it('against the others: 60 = 200x when they rise, and nothing when they fall', () => {
    const of = searched(poolBook(two), 0);
    if (of === null) throw new Error('not searched');
    const against = uniformOf(of, new Map([['B', -1]]));
    expect(digits(against.up, 2)).toBe('30.00');
    expect(against.down.kind).toBe('none');
  });

  it('a beta of two takes a price to nothing at half the way, and no farther', () => {
    const short = pool('300', [
      position({
        symbol: 'A',
        underlying: 'A',
        side: 'short',
        size: '1',
        entry: '100',
        mark: '100',
        schedule: rate('0'),
      }),
      position({
        symbol: 'B',
        underlying: 'B',
        size: '1',
        entry: '100',
        mark: '100',
        schedule: rate('0.000001'),
      }),
    ]);
    const of = searched(poolBook(short), 0);
    if (of === null) throw new Error('not searched');
    expect(uniformOf(of, new Map([['B', 2]])).down.kind).toBe('none');
  });
});

describe('what was refused', () => {
  it('keeps candidates that the exact arithmetic did not accept, with the reason', () => {
    // The root of the first tier, 150, is a hair beyond its edge, where the second holds.
    const schedule = table(['0', '0.01', '0'], ['149.9999999999', '0.02', '1.499999999999']);
    const book = poolBook(
      pool('51.5', [position({side: 'short', size: '1', entry: '100', mark: '100', schedule})]),
    );
    const of = searched(book, 0);
    if (of === null) throw new Error('not searched');
    const refused: Refusal[] = [];
    const found = firstCrossing(of.book, profileOf(book, of.twin, moveOf('BTC'), [0], 1), 'up', refused);
    // (151.5 + 1.499999999999) ÷ 1.02
    expect(found?.over.times(100).div(found.under).toFixed(15)).toBe('149.999999999999020');
    expect(refused.map(({direction, why}) => [direction, why])).toEqual([
      ['up', 'outside the tier that it was solved in'],
      ['up', 'still above the waterline behind the jump'],
    ]);
  });
});
