import {describe, expect, it} from 'vitest';
import type {Collateral, Position} from '../../src/engine/account.ts';
import {searched, uniformOf} from '../../src/engine/distance.ts';
import {levelDistances} from '../../src/engine/level-distance.ts';
import {movedPool} from '../../src/engine/moved-pool.ts';
import {poolBook} from '../../src/engine/pool-book.ts';
import {
  decimal,
  digits,
  first,
  type Holding,
  healthOf,
  number,
  pool,
  position,
  rate,
  table,
} from './build.ts';

/** Each field of the format beside others that change what it means. Worked by hand; k is the factor of the price. */

const held = (asset: string, amount: string, price: string, weight = '1'): Collateral => ({
  asset,
  amount: decimal(amount),
  price: decimal(price),
  weight: decimal(weight),
});

const inCoin = {unit: 'BTC', collateral: [held('BTC', '1', '1')]};
const coin = (rest: Partial<Holding> = {}): Position =>
  position({
    contract: 'inverse',
    settle: 'BTC',
    size: '1000',
    multiplier: decimal('100'),
    entry: '50000',
    mark: '50000',
    ...rest,
  });

describe('coin margin', () => {
  it('a rate that grows with the coins: 3 − 2u = 0.02u + 0.02u², u = 1 ÷ k', () => {
    // 100,000 dollars are 2u coins; 0.01 + 0.005 for each coin
    const schedule = {kind: 'sized', base: decimal('0.01'), slope: decimal('0.005')} as const;
    const health = healthOf(pool('0', [coin({schedule})], inCoin));
    expect(number(health.maintenanceMargin).toFixed()).toBe('0.04');
    const u = decimal('4.3204').sqrt().minus('2.02').div('0.04');
    expect(digits(first(health).liquidationPrice, 20)).toBe(decimal('50000').div(u).toFixed(20));
  });

  it('a closing fee and a waterline beside it: 3 − 2u = 1.05 × 0.024u', () => {
    const health = healthOf(
      pool('0', [coin({closingFeeRate: decimal('0.002')})], {...inCoin, waterline: decimal('1.05')}),
    );
    // u = 3 ÷ 2.0252
    expect(digits(first(health).liquidationPrice, 8)).toBe('33753.33333333');
  });

  it('a requirement known only as an amount grows with the coins: 3 − 2u = 0.5u', () => {
    const schedule = {kind: 'reported', maintenance: decimal('0.5')} as const;
    const {liquidationPrice} = first(healthOf(pool('0', [coin({schedule})], inCoin)));
    expect(liquidationPrice.kind).toBe('estimated');
    expect(digits(liquidationPrice, 8)).toBe('41666.66666667');
  });

  it('tiers by contracts stay where they are while the coins grow', () => {
    const schedule = {...table(['0', '0.01'], ['1000', '0.25']), by: 'contracts'} as const;
    // 3 − 2u = 0.5u
    const health = healthOf(pool('0', [coin({schedule})], inCoin));
    expect(digits(first(health).liquidationPrice, 8)).toBe('41666.66666667');
    const fewer = healthOf(pool('0', [coin({schedule, size: '999'})], inCoin));
    expect(number(fewer.maintenanceMargin).toFixed()).toBe('0.01998');
  });

  it('tiers by value are by coins: the second from 2.5 on, with its deduction', () => {
    // 3 − 2u = 0.1 × 2u − 0.225 at u = 3.225 ÷ 2.2; the first alone would hold until 3 ÷ 2.02
    const schedule = table(['0', '0.01', '0'], ['2.5', '0.1', '0.225']);
    const health = healthOf(pool('0', [coin({schedule})], inCoin));
    expect(digits(first(health).liquidationPrice, 8)).toBe(
      decimal('50000').times('2.2').div('3.225').toFixed(8),
    );
  });

  it('a short of the coin against dollars of it: the hedge of a coin has no price below', () => {
    // 1 coin, short 50,000 dollars of it: worth 50,000 at any price but for 1 % of 1 ÷ k coins
    const hedge = coin({side: 'short', size: '500'});
    const health = healthOf(pool('0', [hedge], inCoin));
    // 1 − 1 + u = 0.01u: never
    expect(first(health).liquidationPrice.kind).toBe('none');
    expect(health.uniform.down.kind).toBe('none');
    expect(health.uniform.up.kind).toBe('none');
  });
});

describe('coin collateral counted in dollars', () => {
  const tiered: Collateral = {
    asset: 'BTC',
    amount: decimal('10'),
    price: decimal('50000'),
    weight: [
      {from: decimal('0'), weight: decimal('0.9')},
      {from: decimal('5'), weight: decimal('0.5')},
    ],
  };

  it('a weight in tiers, used up by an inverse loss, at a waterline of 1.1', () => {
    // 12 − 2/k coins: five at k = 2/7, below it 0.9 × (600,000k − 100,000) = 1.1 × 1,000
    const of = pool('0', [coin()], {unit: 'USD', collateral: [tiered], waterline: decimal('1.1')});
    const health = healthOf(of);
    expect(number(health.equity).toFixed()).toBe('350000');
    expect(number(health.maintenanceMargin).toFixed()).toBe('1000');
    expect(digits(first(health).liquidationPrice, 8)).toBe(
      decimal('50000').times('91100').div('540000').toFixed(8),
    );
  });

  it('profit is weighted with the tier that it comes to: 120 + 20 ÷ 2', () => {
    const money: Collateral = {
      asset: 'USDT',
      amount: decimal('100'),
      price: decimal('1'),
      weight: [
        {from: decimal('0'), weight: decimal('1')},
        {from: decimal('120'), weight: decimal('0.5')},
      ],
    };
    const won = position({size: '1', entry: '60', mark: '100'});
    expect(number(healthOf(pool('0', [won], {unit: 'USD', collateral: [money]})).equity).toFixed()).toBe(
      '130',
    );
    const debt = {...money, amount: decimal('-50')};
    expect(number(healthOf(pool('0', [won], {unit: 'USD', collateral: [debt]})).equity).toFixed()).toBe(
      '-10',
    );
  });

  it('inverse and linear and their collateral together: 110,000k − 60,000 = 500 + 100k', () => {
    const eth = position({symbol: 'ETH', underlying: 'ETH', size: '10', entry: '1000', mark: '1000'});
    const health = healthOf(
      pool('0', [coin({size: '500'}), eth], {
        unit: 'USD',
        collateral: [held('BTC', '1', '50000'), held('USDT', '0', '1')],
      }),
    );
    const k = decimal('60500').div('109900');
    expect(digits(health.uniform.down, 12)).toBe(decimal('1').minus(k).times(100).toFixed(12));
    // ETH alone: 50,000 + 10,000(k − 1) = 500 + 100k never; BTC alone: 100,000k − 50,000 = 500 + 100
    expect(health.positions[1]?.liquidationPrice.kind).toBe('none');
    expect(digits(first(health).liquidationPrice, 8)).toBe('25300.00000000');
  });

  it('a pool counted in a coin that stays: ETH short in dollars at 0.00002 coins each', () => {
    // 1 + 0.2 − 0.2k = 0.002k
    const eth = position({
      symbol: 'ETH',
      underlying: 'ETH',
      side: 'short',
      size: '10',
      entry: '1000',
      mark: '1000',
    });
    const collateral = [held('BTC', '1', '1'), held('USDT', '0', '0.00002')];
    const health = healthOf(pool('0', [eth], {unit: 'BTC', collateral}));
    expect(digits(first(health).liquidationPrice, 8)).toBe(decimal('1200').div('0.202').toFixed(8));
    expect(number(first(health).notional).toFixed()).toBe('0.2');
  });

  it('quanto profit in a coin that moves with it goes with the square: 10k² + 90k − 45 = 20k', () => {
    // 1 coin at 100; 0.001 coins a point of its own price, 100 of them: (k − 1) × 0.1 coins × 100k dollars
    const own = position({
      contract: 'quanto',
      settle: 'BTC',
      multiplier: decimal('0.001'),
      size: '1',
      entry: '100',
      mark: '100',
      schedule: {kind: 'fixed', maintenance: decimal('0.2')},
    });
    const health = healthOf(pool('0', [own], {unit: 'USD', collateral: [held('BTC', '1', '100')]}));
    // 1 + 0.1k − 0.1 = 0.2 has no root above 0; 0.7 short of it:
    expect(first(health).liquidationPrice.kind).toBe('none');
    const poorer = healthOf(
      pool('0', [own], {unit: 'USD', collateral: [held('BTC', '1', '100'), held('USDT', '-45', '1')]}),
    );
    // 10k² + 90k − 45 = 20k: k = (−70 + √(4,900 + 1,800)) ÷ 20
    const k = decimal('6700').sqrt().minus(70).div(20);
    expect(digits(first(poorer).liquidationPrice, 20)).toBe(k.times(100).toFixed(20));
  });
});

describe('rates that grow with the value', () => {
  const power = {
    kind: 'power',
    base: decimal('0.01'),
    factor: decimal('0.0001'),
    exponent: decimal('0.5'),
  } as const;
  const short = (rest: Partial<Holding> = {}) =>
    position({side: 'short', size: '100', entry: '100', mark: '100', schedule: power, ...rest});

  it('a power of it, with fee and waterline: 40,000 × (0.02 + 0.001) × 1.5 = 1,260 left of 31,260', () => {
    const health = healthOf(
      pool('31260', [short({closingFeeRate: decimal('0.001')})], {waterline: decimal('1.5')}),
    );
    expect(digits(first(health).liquidationPrice, 20)).toBe('400.00000000000000000000');
    // 10,000 × (0.01 + 0.001)
    expect(number(health.maintenanceMargin).toFixed()).toBe('110');
  });

  it('its least rate below: 10,000 × 0.01, and 2,500 × 0.01', () => {
    expect(number(healthOf(pool('1', [short()])).maintenanceMargin).toFixed()).toBe('100');
    expect(number(healthOf(pool('1', [short({size: '25'})])).maintenanceMargin).toFixed()).toBe('25');
  });

  it('beside a plain table on the same underlying, which jumps first', () => {
    // Short 1 more of 100 with 0.5 from 150 on. At 150: 15,000 × 0.01 × √1.5 = 183.71 and 75 are required.
    const leg = position({
      symbol: 'BTC2',
      side: 'short',
      size: '1',
      entry: '100',
      mark: '100',
      schedule: table(['0', '0.01'], ['150', '0.5']),
    });
    // 5,050 are lost at 150: 5,300 leave 250, enough for 183.71 + 1.5 and not for 258.71.
    const health = healthOf(pool('5300', [short(), leg]));
    expect(health.positions.map(({liquidationPrice}) => number(liquidationPrice).toFixed())).toEqual([
      '150',
      '150',
    ]);
    // 5,320 leave 270 there: past the edge.
    expect(number(first(healthOf(pool('5320', [short(), leg]))).liquidationPrice).gt(150)).toBe(true);
  });

  it('by the size of a linear one it stays put: (0.01 + 0.0001 × 100) of the value', () => {
    const sized = {kind: 'sized', base: decimal('0.01'), slope: decimal('0.0001')} as const;
    // 1,000 + 10,000 − 100p = 0.02 × 100p
    const health = healthOf(pool('1000', [short({schedule: sized})]));
    expect(digits(first(health).liquidationPrice, 8)).toBe(decimal('11000').div('102').toFixed(8));
  });
});

describe('hedged legs', () => {
  it('each leg has a tier of its own, and both one price', () => {
    const schedule = {...table(['0', '0.01'], ['10', '0.1']), by: 'base'} as const;
    const legs = [
      position({size: '10', entry: '100', mark: '100', schedule}),
      position({side: 'short', size: '4', entry: '110', mark: '100', schedule}),
    ];
    // 100 + 40 of profit − 600(1 − k) = 100k + 4k: 496k = 460
    const health = healthOf(pool('100', legs));
    expect(health.positions.map(({maintenanceMargin}) => number(maintenanceMargin).toFixed())).toEqual([
      '100',
      '4',
    ]);
    const price = decimal('46000').div('496').toFixed(8);
    expect(health.positions.map(({liquidationPrice}) => digits(liquidationPrice, 8))).toEqual([price, price]);
  });

  it('an inverse leg against a linear one of a pool in dollars: what is left is a dollar amount', () => {
    // Long 500 × 100 dollars inverse, short 1 linear, 1 coin held: 100,000k − 50,000 − 50,000(k − 1) = 500 + 500k
    const legs = [
      coin({size: '500'}),
      position({symbol: 'BTC-L', side: 'short', size: '1', entry: '50000', mark: '50000'}),
    ];
    const collateral = [held('BTC', '1', '50000'), held('USDT', '0', '1')];
    const health = healthOf(pool('0', legs, {unit: 'USD', collateral}));
    // 49,500k = 500
    expect(digits(first(health).liquidationPrice, 8)).toBe(decimal('500').div('0.99').toFixed(8));
  });
});

describe('betas and levels', () => {
  it('collateral that is nobody’s underlying follows by its beta', () => {
    const eth = position({symbol: 'ETH', underlying: 'ETH', size: '40', entry: '1000', mark: '1000'});
    const collateral = [held('BTC', '1', '50000'), held('USDT', '0', '1')];
    const of = searched(poolBook(pool('0', [eth], {unit: 'USD', collateral})), 0);
    if (of === null) throw new Error('not searched');
    // 50,000 + 25,000x + 40,000x = 400 + 400x
    expect(digits(uniformOf(of, new Map([['BTC', 0.5]])).down, 10)).toBe(
      decimal('4960000').div('64600').toFixed(10),
    );
    // Without it: 50,000 + 40,000x = 400 + 400x has no root above −1
    expect(uniformOf(of).down.kind).toBe('none');
  });

  it('the venue’s levels, the waterline and one’s own, highest first', () => {
    const of = pool('200', [position({size: '1', entry: '1000', mark: '1000'})], {
      waterline: decimal('1.05'),
      levels: [{name: 'reminder', at: decimal('3')}],
    });
    const found = levelDistances(of, 0, [{name: 'mine', at: decimal('10')}]);
    expect(found.map(({name, at}) => [name, at.toFixed()])).toEqual([
      ['mine', '10'],
      ['reminder', '3'],
      ['liquidation', '1.05'],
    ]);
    // 200 + p − 1,000 = level × 0.01p
    expect(
      found.map(({positions}) => digits(positions[0]?.liquidationPrice ?? {kind: 'none', because: ''}, 8)),
    ).toEqual(['0.9', '0.97', '0.9895'].map((share) => decimal('800').div(share).toFixed(8)));
    const named = {...of, levels: [{name: 'the end', at: decimal('1.05')}]};
    expect(levelDistances(named, 0).map(({name}) => name)).toEqual(['the end']);
  });
});

describe('loans', () => {
  it('of which a table by base units is chosen, owed in an asset that moves', () => {
    const loan = position({
      symbol: 'ETH loan',
      underlying: 'ETH',
      contract: 'spot-borrow',
      side: 'short',
      size: '10',
      entry: '100',
      mark: '100',
      schedule: {...table(['0', '0.05'], ['10', '0.1']), by: 'base'},
      closingFeeRate: decimal('0.01'),
    });
    const collateral = [held('USDT', '1500', '1'), held('ETH', '-10', '100', '0.8')];
    const health = healthOf(pool('0', [loan], {unit: 'USD', collateral}));
    expect(number(health.maintenanceMargin).toFixed()).toBe('110');
    // 1,500 − 1,000k = 110k
    expect(digits(first(health).liquidationPrice, 8)).toBe(decimal('150000').div('1110').toFixed(8));
    expect(digits(health.uniform.up, 8)).toBe(decimal('39000').div('1110').toFixed(8));
  });
});

describe('options', () => {
  /** Worth what exercising brings: without volatility. */
  const call = (rest: Partial<Position> = {}): Position => ({
    ...position({size: '1', entry: '0', mark: '0', side: 'short'}),
    symbol: 'BTC-60000-C',
    contract: 'option',
    settle: 'BTC',
    indexPrice: decimal('60000'),
    schedule: {kind: 'reported', maintenance: decimal('0.1')},
    option: {right: 'call', strike: decimal('60000'), expiresAt: 1, markVolatility: decimal('0')},
    ...rest,
  });
  const inBtc = {unit: 'BTC', collateral: [held('BTC', '0.2', '1')]};

  it('a coin option’s requirement is in coins and does not grow with the price: 0.2 − (1 − 1/k) = 0.1', () => {
    const {liquidationPrice} = first(healthOf(pool('0', [call()], inBtc)));
    expect(digits(liquidationPrice, 6)).toBe('66666.666667');
    const shift = {factor: () => decimal('2'), volatility: decimal('1'), now: 1};
    expect(movedPool(pool('0', [call()], inBtc), shift).positions[0]?.schedule).toEqual({
      kind: 'reported',
      maintenance: decimal('0.1'),
    });
  });

  it('one in dollars is required by the value of what it is on', () => {
    // 9,000 − 60,000(k − 1) = 0.1 × 60,000k at 69,000 ÷ 66,000
    const cash = call({settle: 'USDT', schedule: rate('0.1')});
    const health = healthOf(pool('9000', [cash]));
    expect(number(health.maintenanceMargin).toFixed()).toBe('6000');
    expect(digits(first(health).liquidationPrice, 4)).toBe('62727.2727');
    const shift = {factor: () => decimal('2'), volatility: decimal('1'), now: 1};
    const reported = call({settle: 'USDT', schedule: {kind: 'reported', maintenance: decimal('7')}});
    expect(movedPool(pool('9000', [reported]), shift).positions[0]?.schedule).toEqual({
      kind: 'reported',
      maintenance: decimal('14'),
    });
  });

  it('needs the index to be repriced, also where its value does not', () => {
    const {indexPrice: _, ...blind} = call();
    for (const of of [blind, call({indexPrice: decimal('0')})]) {
      const health = healthOf(pool('0', [of], inBtc));
      const needs = {kind: 'missing', needs: ['index price of BTC']};
      expect([first(health).liquidationPrice, health.uniform.up, health.requiredByScan]).toEqual([
        needs,
        needs,
        needs,
      ]);
      expect(health.equity).toEqual({kind: 'exact', value: decimal('0.2')});
    }
  });
});
