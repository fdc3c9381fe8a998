import {describe, expect, it} from 'vitest';
import {LONG, SHORT, XBT} from './samples.ts';
import {
  AT,
  answer,
  auditOf,
  currency,
  flex,
  instrument,
  instruments,
  poolOf,
  position,
  positions,
  shown,
  single,
  ticker,
} from './wire.ts';

const LTC = instrument('PF_LTCUSD', [[0, 0.02, 0.01]]);

describe('a linear contract in the multi-collateral wallet', () => {
  it('is charged on its value at the entry, whatever the mark: 0.5 × 70.53 × 1 %', () => {
    const bare = {...LONG, maintenance_margin: undefined, initial_margin: undefined};
    for (const row of [LONG, bare]) {
      const pool = poolOf([
        instruments(LTC),
        flex({USD: currency(5000)}, {maintenance_margin: 0.35265}),
        positions([row]),
        ticker('PF_LTCUSD', 60, {at: AT + 5}),
      ]);
      expect(shown(pool.maintenanceMargin)).toBe('exact 0.35265');
      expect(shown(pool.initialMargin)).toBe('exact 0.7053');
      expect(shown(pool.positions[0]?.notional)).toBe('exact 30');
    }
  });

  it('the real long: profit, funding in the equity, no liquidation price, as Kraken says', () => {
    const pool = poolOf([flex({USD: currency(5000)}, {maintenance_margin: 0.35265}), positions([LONG])]);
    // (68.80433882446 − 70.53) × 0.5, as `pnl` but for the noise of doubles.
    expect(shown(pool.positions[0]?.unrealisedPnl, 12)).toBe('exact -0.86283058777');
    // 5000 − 0.86283058777 + 0.0000690610530935388
    expect(shown(pool.equity, 12)).toBe('exact 4999.137238473283');
    expect(pool.positions[0]?.liquidationPrice.kind).toBe('none');
    expect(auditOf(pool)).toEqual([
      ['maintenanceMargin', true],
      ['maintenanceMargin PF_LTCUSD', true],
      ['liquidationPrice PF_LTCUSD', true],
    ]);
  });

  it('the real short: entry + (equity at entry − maintenance) ÷ size; Kraken shows 50,240.80989607903', () => {
    const pool = poolOf([
      flex({USD: currency(5017.24998961)}, {maintenance_margin: 0.069}),
      positions([SHORT]),
    ]);
    expect(shown(pool.equity)).toBe('exact 5017.2510911904');
    // 69 + (5017.24998961 − 0.069) ÷ 0.1
    expect(shown(pool.positions[0]?.liquidationPrice)).toBe('exact 50240.8098961');
    expect(auditOf(pool)).toContainEqual(['liquidationPrice PF_LTCUSD', true]);
  });

  it('takes the level of the whole value, without a deduction: BTC 0, 1M, 2M, 5M (ccxt issue 24844)', () => {
    const levels = instrument('PF_XBTUSD', [
      [0, 0.02, 0.01],
      [1_000_000, 0.04, 0.02],
      [2_000_000, 0.05, 0.025],
      [5_000_000, 0.1, 0.05],
    ]);
    const required = [5, 15, 30, 60].map((size) =>
      shown(
        poolOf([
          instruments(levels),
          answer('openpositions', {
            openPositions: [{side: 'long', symbol: 'PF_XBTUSD', price: 100_000, size}],
          }),
          answer('tickers', {tickers: [{symbol: 'PF_XBTUSD', markPrice: 90_000}]}),
        ]).positions[0]?.maintenanceMargin,
      ),
    );
    expect(required).toEqual(['estimated 5000', 'estimated 30000', 'estimated 75000', 'estimated 300000']);
  });
});

describe('collateral', () => {
  it('one USDT at 1.0001: × (1 − 5 %) × (1 − 0.25 %), as Kraken counts it (ccxt 4.5.84, fetchBalance)', () => {
    const pool = poolOf([flex({USDT: currency(1, 1.0001, 0.05, 0.0025)})]);
    expect(shown(pool.equity)).toBe('exact 0.9477197625');
  });

  it('the real wallet with orders only: 5,021.13 − 400.1322 is free (ccxt pull request 20105)', () => {
    const pool = poolOf([
      flex({USD: currency(5021.13)}, {initial_margin: 400.13219999999995, margin_equity: 5021.13}),
    ]);
    expect(shown(pool.equity)).toBe('exact 5021.13');
    expect(shown(pool.initialMargin)).toBe('exact 400.1322');
    expect(auditOf(pool)).toContainEqual(['equity', true]);
  });
});

describe('an inverse contract', () => {
  const rows = (maintenance_margin: number, mark_price = 7500) => [
    instruments(XBT),
    positions([
      position('PI_XBTUSD', 1000, {entry_price: 8000, mark_price, maintenance_margin, pnl_currency: 'XBT'}),
    ]),
    single({balance: 0.01, maintenance_margin}),
  ];

  it('Kraken’s example: 1,000 contracts at 8,000 on 0.01 BTC are liquidated at 7,481', () => {
    // Requirement 1 % of 1000 ÷ 7500; price 1000 × 1.01 ÷ (1000 ÷ 8000 + 0.01) = 7481.48…
    const pool = poolOf(rows(1000 / 7500 / 100), 'cross:XBTUSD');
    expect(pool.unit).toBe('BTC');
    expect(shown(pool.positions[0]?.liquidationPrice, 2)).toBe('exact 7481.48');
    // 0.01 + 1000 ÷ 8000 − 1000 ÷ 7500
    expect(shown(pool.equity)).toBe('exact 0.0016666667');
  });

  it('whose own figure is of the entry stays there: 1 % of 1000 ÷ 8000', () => {
    const pool = poolOf(rows(0.00125), 'cross:XBTUSD');
    // 1000 ÷ (0.125 + 0.01 − 0.00125)
    expect(shown(pool.positions[0]?.liquidationPrice, 2)).toBe('exact 7476.64');
    expect(shown(pool.maintenanceMargin)).toBe('exact 0.00125');
  });

  it('at the entry price the two cannot be told apart; and a figure of neither is carried on', () => {
    const same = poolOf(rows(0.00125, 8000), 'cross:XBTUSD');
    expect(shown(same.maintenanceMargin)).toBe('estimated 0.00125');
    const other = poolOf([...rows(0.002), ticker('PI_XBTUSD', 7000, {at: AT + 9})], 'cross:XBTUSD');
    // 0.002 × 7500 ÷ 7000
    expect(shown(other.maintenanceMargin)).toBe('estimated 0.0021428571');
  });
});
