import {describe, expect, it} from 'vitest';
import {CLASSIC_ETH, ETH_2025, HEDGE_2023, LTC_2023, ONE_PERCENT, TOTALS, XRP_2022} from './samples.ts';
import {disagreeing, healthOf, ISOLATED, number, positions, row, tiers} from './wire.ts';

/** Figures that Bybit gave to real accounts or stands by in its own documents; sources beside each. */

describe('maintenance margin that Bybit told real accounts', () => {
  /** ccxt 4.5.84, bybit.js, parsePosition: 36.15 × 1 % + 36.15 × 0.9 × 0.06 %, all at the entry price (before 2025-09). */
  it('XRPUSDT 2022: value at entry × 1 % and the fee to close at the bankruptcy price', () => {
    const pool = healthOf(XRP_2022);
    expect(number(pool.positions[0]?.maintenanceMargin)).toBe('0.381021');
    expect(number(pool.positions[0]?.unrealisedPnl)).toBe('-1.83');
    expect(pool.maintenanceMargin.kind).toBe('exact');
    expect(pool.audit).toContainEqual(
      expect.objectContaining({figure: 'maintenanceMargin', reported: '0.381021', agrees: true}),
    );
  });

  /** ccxt pull request 15622. The fee: 70.005375 × 0.9 × 0.055 % = 0.03465266. */
  it('LTCUSDT 2023: cut at 8 decimals', () => {
    const pool = healthOf(LTC_2023);
    expect(number(pool.positions[0]?.maintenanceMargin)).toBe('0.73470642');
    expect(number(pool.positions[0]?.unrealisedPnl)).toBe('5.817625');
    expect(pool.audit).toContainEqual(expect.objectContaining({reported: '0.73470642', agrees: true}));
  });

  /** ccxt pull request 18712: 112.2495 × (1 + 1/10) × 2 × 0.055 % and nothing else. */
  it('hedge mode: the smaller leg is charged its closing fees only, the larger in full', () => {
    const [smaller, larger] = healthOf(HEDGE_2023).positions;
    expect(number(smaller?.maintenanceMargin)).toBe('0.1358219');
    expect(number(larger?.maintenanceMargin)).toBe('1.12062418');
    expect(disagreeing(healthOf(HEDGE_2023))).toEqual([]);
  });

  /**
   * nautilus_trader, ws_account_position.json, November 2025, with the two edited digits of mark and entry put back (the
   * profit and both margins say 3642.33 and 3642.075): 36.4233 × 0.5 % + 0.02069936, where 1.23480936 − 36.4233 ÷ 30.
   */
  it('ETHUSDT 2025: value and fee at the mark', () => {
    const pool = healthOf(ETH_2025);
    expect(number(pool.positions[0]?.maintenanceMargin)).toBe('0.20281586');
    expect(number(pool.equity)).toBe('484.99745');
    // 485 − 0.01 (p − 3642.075) = 0.01 p × (0.5 % + 0.02069936 ÷ 36.4233), so p = 521.42075 ÷ 0.01005568300182.
    expect(number(pool.positions[0]?.liquidationPrice).slice(0, 11)).toBe('51853.34004');
  });
});

describe('isolated liquidation price', () => {
  /**
   * ccxt, a classic account: 0.1 ETH, 4.2×, shown 919.10 (rounded up to 0.05). Own margin and requirement have the same
   * fee, 0.05478737, in them.
   */
  it('ETHUSDT: 1198.45 × (1 − 1/4.2 + 0.5 %), the requirement at entry', () => {
    const pool = healthOf(CLASSIC_ETH, 'iso:ETHUSDT');
    expect(pool.equity.kind).toBe('exact');
    expect(number(pool.positions[0]?.liquidationPrice)).toBe('919.0970119');
    expect(pool.audit).toContainEqual(
      expect.objectContaining({figure: 'liquidationPrice', reported: '919.1', differenceBps: '-0.0325'}),
    );
  });

  const inverse = (mark: string) =>
    row('BTCUSD', {
      size: '60000',
      avgPrice: '50000',
      markPrice: mark,
      leverage: '10',
      positionBalance: '0.12',
      positionIM: '0.12',
      positionMM: '0.006',
    });

  /** Bybit help, inverse liquidation price (2026-05-27): 60 000 USD long at 50 000, 10×, 0.5 %. */
  it('inverse, requirement at the mark: 45 681.82', () => {
    const frames = [
      ISOLATED,
      tiers('BTCUSD', [['150', '0.005', '', '100']]),
      ...positions([inverse('50000')]),
    ];
    const pool = healthOf(frames, 'iso:BTCUSD');
    expect(pool.unit).toBe('BTC');
    expect(number(pool.equity)).toBe('0.12');
    expect(number(pool.maintenanceMargin)).toBe('0.006');
    expect(number(pool.accuracy)).toBe('2000');
    expect(number(pool.positions[0]?.liquidationPrice)).toBe('45681.81818182');
  });

  it('inverse, as the same page had it before, requirement at entry: 45 662.10', () => {
    const frames = [
      ISOLATED,
      tiers('BTCUSD', [['150', '0.005', '', '100']]),
      ...positions([inverse('49000')]),
    ];
    expect(number(healthOf(frames, 'iso:BTCUSD').positions[0]?.liquidationPrice)).toBe('45662.10045662');
  });

  /** freqtrade, test_exchange.py, test_get_liquidation_price, bybit: 1 %, entry 10, no fees, requirement at entry. */
  it.each([
    ['Buy', '1', '10', '0.1'],
    ['Buy', '5', '2', '8.1'],
    ['Buy', '10', '1', '9.1'],
    ['Sell', '1', '10', '19.9'],
    ['Sell', '5', '2', '11.9'],
    ['Sell', '10', '1', '10.9'],
  ])('%s at %s×: %s of margin, %s', (side, leverage, margin, expected) => {
    const held = row('XUSDT', {
      side,
      avgPrice: '10',
      markPrice: '10.5',
      leverage,
      positionBalance: margin,
      positionIM: margin,
      positionMM: '0.1',
    });
    const pool = healthOf([ISOLATED, tiers('XUSDT', ONE_PERCENT), ...positions([held])], 'iso:XUSDT');
    expect(number(pool.positions[0]?.liquidationPrice)).toBe(expected);
  });

  it('the fee to close, which is in margin and requirement alike, moves no liquidation price', () => {
    // 0.055 % of 1 × 10 × (1 − 1/5): 8 ÷ 0.99.
    const held = row('XUSDT', {
      avgPrice: '10',
      markPrice: '10.5',
      leverage: '5',
      positionBalance: '2.0044',
      positionIM: '2.0044',
      positionMM: '0.1094',
    });
    const pool = healthOf([ISOLATED, tiers('XUSDT', ONE_PERCENT), ...positions([held])], 'iso:XUSDT');
    expect(number(pool.maintenanceMargin)).toBe('0.1094');
    expect(number(pool.positions[0]?.liquidationPrice)).toBe('8.08080808');
    expect(disagreeing(pool)).toHaveLength(1);
  });
});

describe('account totals', () => {
  /** bybit-exchange/docs, wallet balance: the account's rates are cut to four decimals, so they are worked out anew. */
  it('a rate of "0" is no "no requirement": 18 070.33 ÷ 0.38 is 4 742 025 %', () => {
    const pool = healthOf(TOTALS);
    expect(number(pool.equity).slice(0, 8)).toBe('18070.32');
    expect(number(pool.maintenanceMargin).slice(0, 8)).toBe('0.381067');
    expect(number(pool.accuracy).slice(0, 5)).toBe('47420');
    expect(pool.equity.kind).toBe('exact');
    expect(disagreeing(pool)).toEqual([]);
    expect(pool.audit.map(({figure}) => figure)).toContain('ratio');
  });
});
