import {describe, expect, it} from 'vitest';
import {assess} from '../../../src/engine/assess.ts';
import {Decimal} from '../../../src/engine/decimal.ts';
import type {Figure} from '../../../src/engine/figure.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {ADA, COIN_PERP, COIN_QUARTER, WLD} from './samples.ts';
import {
  accountOf,
  assetIndex,
  balances,
  brackets,
  frame,
  mode,
  positions,
  row,
  update,
  type WireTier,
} from './wire.ts';

/** Worked examples and real accounts, through frames: what Binance published or showed, as digits. */

const number = (figure: Figure | undefined): string => {
  if (figure?.kind === 'exact' || figure?.kind === 'estimated') return figure.value.toFixed();
  return figure?.kind ?? 'absent';
};

const near = (actual: string, expected: string, relative = '1e-9') => {
  const difference = new Decimal(actual).minus(expected).abs();
  expect(
    difference.lte(new Decimal(expected).abs().times(relative)),
    `${actual} is not near ${expected}`,
  ).toBe(true);
};

function poolHealth(frames: readonly Frame[], id: string, venue?: string) {
  const health = assess(accountOf(frames, venue)).pools.find((pool) => pool.id === id);
  if (health === undefined) throw new Error(`no pool ${id}`);
  return health;
}

/**
 * Binance support, FAQ "How to calculate liquidation price of USDⓈ-M futures contracts" (b3c689c1…), worked example:
 * wallet 1,535,443.01; BTC 109.488 @ 32,481.98, rate 2.5 %, cum 16,300; ETH 3,683.979 @ 1,456.84, 10 %, 135,365.
 */
const FAQ_TIERS = {BTCUSDT: [[0, 0.025, 16300]], ETHUSDT: [[0, 0.1, 135365]]} satisfies Record<
  string,
  WireTier[]
>;
const faqBtc = {positionAmount: '109.488', entryPrice: '32481.98', markPrice: '31967.27'};
const faqEth = {positionAmount: '3683.979', entryPrice: '1456.84', markPrice: '1335.18'};
const FAQ_WALLET = '1535443.01';

describe('FAQ, worked example', () => {
  it('cross: BTC alone moves, ETH keeps its loss and its maintenance margin', () => {
    const pool = poolHealth(
      [
        mode(false),
        brackets(FAQ_TIERS),
        balances({USDT: FAQ_WALLET}),
        positions([row('BTCUSDT', faqBtc), row('ETHUSDT', faqEth)]),
      ],
      'cross:USDT',
    );
    expect(pool.equity).toMatchObject({kind: 'exact'});
    expect(number(pool.equity)).toBe('1030895.55638');
    expect(number(pool.maintenanceMargin)).toBe('427713.319566');
    near(number(pool.accuracy), '241.0248901', '1e-8');
    near(number(pool.positions[0]?.liquidationPrice), '26316.89326452');
  });

  it.each([
    ['ETHUSDT', faqEth, '1087250.12486', '356512.508122', '1114.78496375'],
    ['BTCUSDT', faqBtc, '1479088.44152', '71200.811444', '18778.72593217'],
  ])('isolated %s: own wallet, own price', (symbol, held, equity, maintenance, liquidation) => {
    const pool = poolHealth(
      [brackets(FAQ_TIERS), positions([row(symbol, {...held, isolatedWallet: FAQ_WALLET})])],
      `iso:${symbol}`,
    );
    expect(pool.equity).toMatchObject({kind: 'exact'});
    expect(number(pool.equity)).toBe(equity);
    expect(number(pool.maintenanceMargin)).toBe(maintenance);
    near(number(pool.positions[0]?.liquidationPrice), liquidation);
  });
});

describe('tiers', () => {
  /** BTCUSDT as published in October 2024 (freqtrade binance_leverage_tiers.json). */
  const BTC: WireTier[] = [
    [0, 0.004, 0, 125],
    [50000, 0.005, 50, 100],
    [600000, 0.0065, 950, 75],
    [3000000, 0.01, 11450, 50],
    [12000000, 0.02, 131450, 25],
  ];

  it('the tier is the one at the liquidation price, not today’s', () => {
    const held = {positionAmount: '10', entryPrice: '62000', markPrice: '61500', initialMargin: '12300'};
    const pool = poolHealth(
      [mode(false), brackets({BTCUSDT: BTC}), balances({USDT: '150000'}), positions([row('BTCUSDT', held)])],
      'cross:USDT',
    );
    expect(number(pool.equity)).toBe('145000');
    expect(number(pool.maintenanceMargin)).toBe('3047.5');
    // With today's tier it would be 47211.877.
    near(number(pool.positions[0]?.liquidationPrice), '47231.15577889');
  });

  /** freqtrade, tests/exchange/test_exchange.py, test_get_liquidation_price: rate 0.01, amount 0.01. */
  it.each([
    ['-1', '3.333333333333333333333333333333', '13.211221122079207'],
    ['0.6', '1.2', '8.063973063973064'],
  ])(
    'isolated, size %s, wallet %s: the maintenance amount lowers the requirement',
    (size, wallet, expected) => {
      const held = {positionAmount: size, entryPrice: '10', markPrice: '10', isolatedWallet: wallet};
      const pool = poolHealth(
        [brackets({ETHUSDT: [[0, 0.01, 0.01]]}), positions([row('ETHUSDT', held)])],
        'iso:ETHUSDT',
      );
      near(number(pool.positions[0]?.liquidationPrice), expected);
    },
  );
});

describe('maintenance margin as real accounts were shown it', () => {
  it('WLDUSDT, short: |notional| × 0.6 %, cut at 8 decimals (ccxt, account position v3)', () => {
    const pool = poolHealth(WLD, 'cross:USDT');
    expect(number(pool.positions[0]?.maintenanceMargin)).toBe('11.954764755');
    expect(new Decimal(number(pool.initialMargin)).toDecimalPlaces(8, Decimal.ROUND_DOWN).toFixed()).toBe(
      '99.62303962',
    );
    expect(pool.audit).toContainEqual(
      expect.objectContaining({figure: 'maintenanceMargin', reported: '11.95476475', agrees: true}),
    );
  });

  it('ADAUSDT: 0.65 % of the value, no liquidation price ("0") (ccxt, pull request 20895)', () => {
    const pool = poolHealth(ADA, 'cross:USDT');
    expect(number(pool.equity)).toBe('1044.622636');
    expect(number(pool.maintenanceMargin)).toBe('0.671870134');
    near(number(pool.accuracy), '155479.843966', '1e-8');
    expect(pool.positions[0]?.liquidationPrice.kind).toBe('none');
    expect(pool.audit).toContainEqual(
      expect.objectContaining({figure: 'liquidationPrice', assessed: 'none', reported: 'none', agrees: true}),
    );
  });
});

describe('COIN-M', () => {
  it('isolated BTCUSD_PERP of a real account: the venue’s price to 1e-9 (ccxt, COIN-M position risk)', () => {
    const pool = poolHealth(COIN_PERP, 'iso:BTCUSD_PERP', 'binance-coinm');
    near(number(pool.equity), '0.0027447158', '1e-7');
    near(number(pool.maintenanceMargin), '0.0000209957', '1e-5');
    near(number(pool.positions[0]?.liquidationPrice), '25119.97445760', '1e-9');
    expect(pool.unit).toBe('BTC');
    expect(pool.audit).toContainEqual(expect.objectContaining({figure: 'liquidationPrice', agrees: true}));
  });

  it('quarterly BTCUSD_210625: cut at 8 decimals, never rounded up (ccxt, COIN-M account position)', () => {
    const pool = poolHealth(COIN_QUARTER, 'cross:BTC', 'binance-coinm');
    const cut = (figure: Figure | undefined) =>
      new Decimal(number(figure)).toDecimalPlaces(8, Decimal.ROUND_DOWN).toFixed();
    expect(cut(pool.positions[0]?.maintenanceMargin)).toBe('0.00002439');
    expect(cut(pool.initialMargin)).toBe('0.00024393');
    expect(pool.positions[0]?.notional.kind).toBe('estimated');
  });
});

describe('multi-assets mode', () => {
  /**
   * Multi-assets mode page: haircuts on positive balances only (BTC 95 %, BNB 95 %, USDT 99.99 %), the settle asset's
   * profit is one amount with its wallet: (5000 − 3000) × 0.9999 + 28500 + 5700 − 1200.12.
   */
  const frames = [
    mode(true),
    brackets({
      ETHUSDT: [
        [0, 0.004, 0],
        [50000, 0.005, 50],
        [600000, 0.0065, 950],
      ],
    }),
    balances({USDT: '5000', BTC: '0.5', BNB: '10', USDC: '-1200', XRP: '0'}),
    positions([row('ETHUSDT', {positionAmount: '-30', entryPrice: '3000', markPrice: '3100'})]),
    assetIndex('USDTUSD', '1.0000', '0.9999', '1.0000'),
    assetIndex('BTCUSD', '60000', '57000', '63000'),
    assetIndex('BNBUSD', '600', '570', '630'),
    assetIndex('USDCUSD', '1.0001', '1.0000', '1.0001'),
  ];

  it('values what the account has at the bid rate, what it owes at the ask rate', () => {
    const pool = poolHealth(frames, 'cross:multi');
    expect(pool.unit).toBe('USD');
    expect(number(pool.equity)).toBe('34999.68');
    expect(number(pool.maintenanceMargin)).toBe('415');
    // Below zero USDT counts in full: 28500 + 5700 − 1200.12 + 5000 + 90000 − 30p = 0.15p − 50.
    near(number(pool.positions[0]?.liquidationPrice), '4247.09386401');
  });

  it('an asset without an index is missing, never guessed', () => {
    const pool = poolHealth(frames.slice(0, -1), 'cross:multi');
    expect(pool.equity).toEqual({kind: 'missing', needs: ['price of USDC']});
    expect(pool.accuracy.kind).toBe('missing');
  });

  it('before all balances are seen the equity is missing', () => {
    const B = [{a: 'USDT', wb: '5000', cw: '5000', bc: '0'}];
    const pool = poolHealth([mode(true), frames[1] as Frame, update({B}), ...frames.slice(3)], 'cross:multi');
    expect(pool.equity).toEqual({kind: 'missing', needs: ['all balances of the account']});
  });

  it('a settle asset with an ask rate above its index leaves distances estimated', () => {
    const pool = poolHealth([...frames, assetIndex('USDTUSD', '1.0000', '0.9999', '1.0001')], 'cross:multi');
    expect(pool.positions[0]?.liquidationPrice).toMatchObject({kind: 'estimated'});
  });
});

describe('hedge mode', () => {
  const legs = (wallets: {long?: string; short?: string} = {}) =>
    positions([
      row('BTCUSDT', {
        positionSide: 'LONG',
        positionAmount: '2',
        entryPrice: '60000',
        markPrice: '60500',
        isolatedWallet: wallets.long ?? '0',
      }),
      row('BTCUSDT', {
        positionSide: 'SHORT',
        positionAmount: '-1',
        entryPrice: '61000',
        markPrice: '60500',
        isolatedWallet: wallets.short ?? '0',
      }),
    ]);
  const tiers = brackets({BTCUSDT: [[0, 0.005, 0]]});

  it('cross: both legs enter one equation and show one price', () => {
    const pool = poolHealth([mode(false), tiers, balances({USDT: '10000'}), legs()], 'cross:USDT');
    // 10000 + 2(p − 60000) + 1(61000 − p) = 0.005 × 3p, so p = 49000 ÷ 0.985.
    for (const position of pool.positions) near(number(position.liquidationPrice), '49746.19289340102');
    // Neither leg's maintenance is netted away: 0.005 × 3 × 60500.
    expect(number(pool.maintenanceMargin)).toBe('907.5');
  });

  it('isolated: each leg has its own wallet and its own price (documented ACCOUNT_UPDATE sample)', () => {
    const change = (ps: string, pa: string, ep: string, iw: string) =>
      update({P: [{s: 'BTCUSDT', pa, ep, bep: ep, cr: '0', up: '0', mt: 'isolated', iw, ps}]});
    const frames = [
      brackets({BTCUSDT: [[0, 0.004, 0]]}),
      change('LONG', '20', '6563.6', '13200.70726908'),
      change('SHORT', '-10', '6563.8', '6570.42511771'),
    ];
    const mark = frame({
      via: 'websocket',
      url: 'wss://fstream.binance.com',
      body: {e: 'markPriceUpdate', E: 1, s: 'BTCUSDT', p: '6700', i: '6700', P: '6700', r: '0', T: 0},
    });
    const price = (side: string) =>
      number(poolHealth([...frames, mark], `iso:BTCUSDT:${side}`).positions[0]?.liquidationPrice);
    near(price('LONG'), '5927.27373147188755');
    near(price('SHORT'), '7192.07421491135458');
  });

  it('isolatedMargin, which has the profit in it already, is not the collateral', () => {
    const withProfit = row('BTCUSDT', {
      positionAmount: '1',
      entryPrice: '60000',
      markPrice: '61000',
      isolatedWallet: '3000',
      isolatedMargin: '4000',
    });
    expect(number(poolHealth([tiers, positions([withProfit])], 'iso:BTCUSDT').equity)).toBe('4000');
  });
});
