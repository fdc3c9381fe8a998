import {describe, expect, it} from 'vitest';
import {COINBASE_FRAMES, LINEAR_FRAMES, REAL_SUMMARY} from './samples.ts';
import {auditOf, future, healthOf, option, portfolio, positions, shown, summary} from './wire.ts';

describe('linear perpetuals, worked examples of Deribit’s help (Linear Perpetual)', () => {
  const of = (symbol: string, size: number, price: number, margins: object) =>
    healthOf(
      [
        portfolio(summary('USDC', 10_000_000, margins)),
        ...positions([
          future(symbol, size, {average_price: price, mark_price: price, index_price: price, ...margins}),
        ]),
      ],
      'cross:USDC',
    );

  it('25 BTC at 100,000: 1.125 % are 28,125 and 2.125 % 53,125', () => {
    const pool = of('BTC_USDC-PERPETUAL', 25, 100_000, {maintenance_margin: 28_125, initial_margin: 53_125});
    expect(shown(pool.maintenanceMargin)).toBe('exact 28125');
    expect(shown(pool.initialMargin, 12)).toBe('exact 53125');
    expect(auditOf(pool)).toMatchObject({
      maintenanceMargin: true,
      'maintenanceMargin BTC_USDC-PERPETUAL': true,
    });
  });

  it('350 BTC: the whole position takes the rate of its size, 3.75 % are 1,312,500', () => {
    expect(shown(of('BTC_USDC-PERPETUAL', 350, 100_000, {}).initialMargin, 12)).toMatch(/ 1312500$/);
  });

  it('6,000 SOL at 200: 7 % are 84,000; 25 SOL: 200.625 and 100.625', () => {
    expect(shown(of('SOL_USDC-PERPETUAL', 6000, 200, {}).initialMargin, 12)).toMatch(/ 84000$/);
    const small = of('SOL_USDC-PERPETUAL', 25, 200, {maintenance_margin: 100.625, initial_margin: 200.625});
    expect(shown(small.maintenanceMargin)).toBe('exact 100.625');
    expect(shown(small.initialMargin, 12)).toBe('exact 200.625');
  });

  it('25 BTC on 40,000 USDC go at 99,519.5954488: (2,500,000 − 40,000) ÷ 25 ÷ (1 − 0.01125)', () => {
    const pool = healthOf(LINEAR_FRAMES, 'cross:USDC');
    expect(shown(pool.accuracy, 9)).toBe('exact 142.222222');
    expect(shown(pool.positions[0]?.liquidationPrice, 12)).toBe('exact 99519.5954488');
    expect(auditOf(pool)).toMatchObject({equity: true, maintenanceMargin: true, ratio: true});
  });
});

describe('inverse perpetual: 500,000 USD bought at 60,000 on 1.5 BTC', () => {
  // 500,000 × (1/60,000 − 1/61,000) and 8.196721311 × (1 % + 8.196721311 × 0.005 %)
  const row = future('BTC-PERPETUAL', 500_000, {
    size_currency: 8.196721311,
    average_price: 60_000,
    mark_price: 61_000,
    total_profit_loss: 0.136612022,
    floating_profit_loss: 0.136612022,
    maintenance_margin: 0.085326525,
    initial_margin: 0.167293738,
  });
  const told = summary('BTC', 1.63661202, {
    balance: 1.5,
    session_upl: 0.13661202,
    futures_session_upl: 0.13661202,
    maintenance_margin: 0.08532653,
    initial_margin: 0.16729374,
  });
  const pool = healthOf([portfolio(told), ...positions([row])], 'cross:BTC');

  it('stands at 1.6366 BTC, 1918 %, and goes at 51,380.67: the rate grows as the price falls', () => {
    expect(shown(pool.equity, 9)).toBe('exact 1.63661202');
    expect(shown(pool.maintenanceMargin, 9)).toBe('exact 0.0853265251');
    expect(shown(pool.accuracy, 9)).toBe('exact 1918.05774');
    expect(shown(pool.positions[0]?.liquidationPrice, 9)).toBe('exact 51380.6728');
    expect(auditOf(pool)).toEqual({
      equity: true,
      maintenanceMargin: true,
      ratio: true,
      'maintenanceMargin BTC-PERPETUAL': true,
    });
  });

  it('a settlement moves profit into the balance: it is not counted again', () => {
    // 0.1 of the profit was settled at 08:00; the rest is the session's.
    const after = healthOf(
      [
        portfolio({...told, balance: 1.6, session_upl: 0.03661202, futures_session_upl: 0.03661202}),
        ...positions([{...row, floating_profit_loss: 0.036612022}]),
      ],
      'cross:BTC',
    );
    expect(shown(after.equity, 9)).toBe('exact 1.63661202');
    expect(shown(after.positions[0]?.unrealisedPnl, 9)).toBe('exact 0.136612022');
    expect(shown(after.positions[0]?.liquidationPrice, 9)).toBe('exact 51380.6728');
  });
});

describe('short options, standard margin', () => {
  const put = (strike: number, mark: number, margins: object) =>
    healthOf(
      [
        portfolio(summary('BTC', 2, {options_value: -mark, ...margins})),
        ...positions([
          option(`BTC-25DEC26-${strike}-P`, -1, {
            average_price: mark,
            mark_price: mark,
            index_price: 60_000,
            ...margins,
          }),
        ]),
      ],
      'cross:BTC',
    );

  it('out of the money put: 0.075 + 0.01 and max(0.15 − 0.1, 0.1) + 0.01', () => {
    const pool = put(54_000, 0.01, {maintenance_margin: 0.085, initial_margin: 0.11});
    expect(shown(pool.maintenanceMargin)).toBe('exact 0.085');
    expect(shown(pool.initialMargin, 12)).toBe('exact 0.11');
    // The margin balance leaves the option's value out.
    expect(shown(pool.equity)).toBe('exact 2');
    expect(auditOf(pool)).toMatchObject({equity: true, maintenanceMargin: true, ratio: true});
  });

  it('in the money put: 0.285 and 0.36', () => {
    const pool = put(72_000, 0.21, {maintenance_margin: 0.285, initial_margin: 0.36});
    expect(shown(pool.maintenanceMargin)).toBe('exact 0.285');
    expect(shown(pool.initialMargin, 12)).toBe('exact 0.36');
  });

  it('an own figure that the rule does not give wins, as an estimate', () => {
    expect(shown(put(54_000, 0.01, {maintenance_margin: 0.2, initial_margin: 0.3}).maintenanceMargin)).toBe(
      'estimated 0.2',
    );
  });
});

describe('real account of the account summaries (nautilus_trader test data, July 2026)', () => {
  it('accuracy is margin balance ÷ maintenance margin, 34,164.904534 %, not equity ÷ it', () => {
    const pool = healthOf([portfolio(REAL_SUMMARY)], 'cross:BTC');
    expect(shown(pool.equity)).toBe('estimated 302.62729214');
    expect(shown(pool.accuracy, 11)).toBe('estimated 34164.904534');
    expect(shown(pool.initialMargin)).toBe('estimated 1.24669592');
    expect(auditOf(pool)).toEqual({equity: true, maintenanceMargin: true, ratio: true});
  });
});

describe('Coinbase', () => {
  it('20.4924 against 0.814572 is 2515.726 %, whatever its buffer percentage of 4689 says (ccxt, a real account)', () => {
    const pool = healthOf(COINBASE_FRAMES, 'cross:USDC');
    expect(shown(pool.accuracy, 9)).toBe('estimated 2515.72605');
  });
});
