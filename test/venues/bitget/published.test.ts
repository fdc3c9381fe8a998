import {describe, expect, it} from 'vitest';
import {Decimal} from '../../../src/engine/decimal.ts';
import {CROSS_A, CROSS_B, crossFrames, FIRST, REAL_BALANCE, SOCKET_FRAMES} from './samples.ts';
import {
  answer,
  balances,
  coin,
  healthOf,
  number,
  positions,
  row,
  SLICES_SINCE,
  ticker,
  tiers,
} from './wire.ts';

/** Worked examples and real accounts, through frames: what Bitget published or showed, as digits. */

const near = (actual: string, expected: string, relative = '1e-9') => {
  const difference = new Decimal(actual).minus(expected).abs();
  expect(
    difference.lte(new Decimal(expected).abs().times(relative)),
    `${actual} is not near ${expected}`,
  ).toBe(true);
};

/** Of 2025, first edge 200,000. */
const TABLE = tiers('BTCUSDT', [
  ['0', '200000', '0.004'],
  ['200000', '900000', '0.005', '100'],
]);

describe('real cross positions of 2023', () => {
  it.each([
    [
      'first read',
      CROSS_A,
      '11.604761394867107',
      '0.007',
      '11.6117613949',
      '0.3437028',
      '3378.430841',
      '31698.93440081',
    ],
    [
      'second read',
      CROSS_B,
      '11.604761394966738',
      '0.03',
      '11.634761395',
      '0.3438086',
      '3384.080967',
      '31698.93440076',
    ],
  ])(
    '%s: ratio and price agree with what Bitget showed',
    (_, position, wallet, profit, equity, required, accuracy, price) => {
      const pool = healthOf(crossFrames(position, {wallet, profit}), 'cross:USDT');
      near(number(pool.equity), equity);
      expect(pool.equity.kind).toBe('exact');
      expect(number(pool.maintenanceMargin)).toBe(required);
      near(number(pool.accuracy), accuracy);
      near(number(pool.positions[0]?.liquidationPrice), price);
      expect(pool.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([
        ['equity', true],
        ['ratio', true],
        ['liquidationPrice', true],
      ]);
      const shown = pool.audit.find(({figure}) => figure === 'liquidationPrice');
      expect(shown?.reported).toBe(position.liquidationPrice);
      expect(shown?.cause).toContain('before 2025-09-29');
    },
  );

  /** The row of a socket has no mark: 43,849 − 0.0032 ÷ 0.001 = 43,845.8. */
  it('a socket row: the mark follows from the profit, and the figures are estimates for it', () => {
    const pool = healthOf(SOCKET_FRAMES, 'cross:USDT');
    expect(pool.positions[0]?.notional).toMatchObject({kind: 'estimated'});
    expect(number(pool.positions[0]?.notional)).toBe('43.8458');
    near(number(pool.equity), '26.4178058628');
    near(number(pool.maintenanceMargin), '0.20169068');
    near(number(pool.accuracy), '13098.178787');
    near(number(pool.positions[0]?.liquidationPrice), '17508.53339079');
    expect(pool.audit.every(({agrees}) => agrees)).toBe(true);
    expect(pool.audit).toHaveLength(3);
  });
});

/** Bitget support, change of the maintenance margin of classic futures accounts: 3 BTC at 110,000, table of 2025. */
describe('the two tier rules, worked example', () => {
  const held = {
    total: '3',
    openPriceAvg: '110000',
    markPrice: '110000',
    unrealizedPL: '0',
    marginSize: '16500',
  };
  const wallet = balances([coin('USDT', {accountEquity: '20000', unrealizedPL: '0'})]);
  const pool = (given: object) =>
    healthOf([TABLE, wallet, positions([row('BTCUSDT', {...held, ...given})])], 'cross:USDT');

  it('opened since 2025-11-10 08:00 UTC: 200,000 × 0.46 % + 130,000 × 0.56 % = 920 + 728', () => {
    const health = pool({cTime: String(SLICES_SINCE)});
    expect(health.maintenanceMargin).toMatchObject({kind: 'exact'});
    expect(number(health.maintenanceMargin)).toBe('1648');
    near(number(health.accuracy), '1213.592233');
    near(number(health.positions[0]?.liquidationPrice), '103848.21668008');
  });

  it('opened a moment earlier: all of 330,000 × 0.56 %', () => {
    const health = pool({cTime: String(SLICES_SINCE - 1)});
    expect(health.maintenanceMargin).toMatchObject({kind: 'exact'});
    expect(number(health.maintenanceMargin)).toBe('1848');
    near(number(health.accuracy), '1082.251082');
    near(number(health.positions[0]?.liquidationPrice), '103915.25878252');
  });

  it('Bitget’s own ratio is believed before the opening time', () => {
    expect(number(pool({cTime: String(SLICES_SINCE - 1), marginRatio: '0.0824'}).maintenanceMargin)).toBe(
      '1648',
    );
    expect(number(pool({cTime: String(SLICES_SINCE), marginRatio: '0.0924'}).maintenanceMargin)).toBe('1848');
  });

  it('a ratio that fits neither leaves the opening time, and a doubt', () => {
    const health = pool({cTime: String(SLICES_SINCE), marginRatio: '0.050000'});
    expect(health.maintenanceMargin).toMatchObject({kind: 'estimated'});
    expect(number(health.maintenanceMargin)).toBe('1648');
    expect(health.audit.find(({figure}) => figure === 'ratio')?.agrees).toBe(false);
  });

  it('without an opening time and a ratio the dearer rule is taken, as an estimate', () => {
    const health = pool({cTime: undefined});
    expect(health.maintenanceMargin).toMatchObject({kind: 'estimated'});
    expect(number(health.maintenanceMargin)).toBe('1848');
  });

  /** 1 BTC long and 2 BTC short of one contract find the tier of 3 BTC, each pays its share: 1,648 together. */
  it('cross hedge: long and short find their tier together', () => {
    const legs = [
      row('BTCUSDT', {...held, total: '1'}),
      row('BTCUSDT', {...held, total: '2', holdSide: 'short'}),
    ];
    const health = healthOf([TABLE, wallet, positions(legs)], 'cross:USDT');
    expect(number(health.maintenanceMargin)).toBe('1648');
    near(number(health.positions[0]?.maintenanceMargin), '549.3333333333', '1e-10');
  });

  /** Each leg alone: 110,000 × 0.46 % = 506 and 200,000 × 0.46 % + 20,000 × 0.56 % = 1,032. */
  it('isolated: each leg finds its own', () => {
    const legs = [
      row('BTCUSDT', {...held, total: '1', marginMode: 'isolated'}),
      row('BTCUSDT', {...held, total: '2', holdSide: 'short', marginMode: 'isolated'}),
    ];
    const frames = [TABLE, wallet, positions(legs)];
    expect(number(healthOf(frames, 'iso:BTCUSDT:long').maintenanceMargin)).toBe('506');
    expect(number(healthOf(frames, 'iso:BTCUSDT:short').maintenanceMargin)).toBe('1032');
  });
});

describe('worked out by hand from the published formulas', () => {
  /** (4,000 + 60,000) ÷ (1 + 0.004 + 0.0006). */
  it('isolated short: the formula since 2025-09-29', () => {
    const short = row('BTCUSDT', {
      holdSide: 'short',
      marginMode: 'isolated',
      total: '1',
      openPriceAvg: '60000',
      markPrice: '60500',
      marginSize: '4000',
      unrealizedPL: '-500',
      liquidationPrice: '63706.94803902',
      marginRatio: '0.079514285714',
    });
    const pool = healthOf([FIRST, positions([short])], 'iso:BTCUSDT:short');
    expect(number(pool.equity)).toBe('3500');
    expect(number(pool.maintenanceMargin)).toBe('278.3');
    near(number(pool.accuracy), '1257.635645');
    expect(pool.positions[0]?.liquidationPrice).toMatchObject({kind: 'exact'});
    near(number(pool.positions[0]?.liquidationPrice), '63706.94803902');
    expect(pool.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([
      ['ratio', true],
      ['liquidationPrice', true],
    ]);
  });

  /** 6,000 USD × 1.0046 ÷ (0.01 + 6,000 ÷ 60,000); profit 6,000 × (1 ÷ 60,000 − 1 ÷ 61,000). */
  it('coin-margined long', () => {
    const long = row('BTCUSD', {
      marginCoin: 'BTC',
      marginMode: 'isolated',
      total: '6000',
      openPriceAvg: '60000',
      markPrice: '61000',
      marginSize: '0.01',
      leverage: '10',
      unrealizedPL: '0.00163934',
    });
    const table = tiers('BTCUSD', [['0', '150000', '0.004']]);
    const pool = healthOf([table, positions([long], {}, 'productType=COIN-FUTURES')], 'iso:BTCUSD:long');
    expect(pool.unit).toBe('BTC');
    near(number(pool.equity), '0.0116393443', '1e-8');
    near(number(pool.maintenanceMargin), '0.000452459', '1e-6');
    near(number(pool.accuracy), '2572.463768');
    near(number(pool.positions[0]?.liquidationPrice), '54796.36363636');
    expect(pool.positions[0]?.liquidationPrice).toMatchObject({kind: 'exact'});
  });

  /** 300,000 USD: 200,000 × 0.46 % + 100,000 × 0.56 % = 1,480 USD at any price: at 60,000 that is 0.02466… BTC. */
  it('coin-margined slices count dollars, which do not move with the price', () => {
    const long = row('BTCUSD', {
      marginCoin: 'BTC',
      marginMode: 'isolated',
      total: '300000',
      openPriceAvg: '60000',
      markPrice: '60000',
      marginSize: '0.5',
      leverage: '10',
      unrealizedPL: '0',
    });
    const table = tiers('BTCUSD', [
      ['0', '200000', '0.004'],
      ['200000', '900000', '0.005'],
    ]);
    const frames = [table, positions([long], {}, 'productType=COIN-FUTURES')];
    near(number(healthOf(frames, 'iso:BTCUSD:long').maintenanceMargin), '0.0246666666667', '1e-10');
    near(
      number(healthOf([...frames, ticker('BTCUSD', '74000')], 'iso:BTCUSD:long').maintenanceMargin),
      '0.02',
    );
  });
});

/**
 * A real classic account (a public client's example, August 2025): available 1.28556483 + isolated margin 34.54821 +
 * profit 0.2445 = equity 36.07827483. So equity has isolated positions and all profit in it.
 */
describe('a real balance', () => {
  it('the cross wallet is what isolated margin and profit leave', () => {
    const frames = [balances([REAL_BALANCE]), positions([])];
    expect(number(healthOf(frames, 'cross:USDT').equity)).toBe('1.28556483');
  });

  it('without the profit it is available, locked and cross margin', () => {
    const frames = [balances([{...REAL_BALANCE, unrealizedPL: ''}]), positions([])];
    expect(number(healthOf(frames, 'cross:USDT').equity)).toBe('1.28556483');
  });

  it('where the answer names no isolated margin, the positions do', () => {
    const held = row('BTCUSDT', {
      marginMode: 'isolated',
      total: '0.003',
      openPriceAvg: '115160.7',
      markPrice: '115242.2',
      marginSize: '34.54821',
      unrealizedPL: '0.2445',
    });
    const frames = [balances([{...REAL_BALANCE, isolatedMargin: undefined}]), positions([held])];
    expect(number(healthOf(frames, 'cross:USDT').equity)).toBe('1.28556483');
    expect(answer('/v2/mix/account/account', REAL_BALANCE).url).toContain('/account/account');
  });
});
