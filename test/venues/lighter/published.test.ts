import {describe, expect, it} from 'vitest';
import {ETH, SIX, SIX_TOLD} from './samples.ts';
import {markets, modelOf, poolOf, shown} from './wire.ts';

/** Real accounts with Lighter's own figures. */

describe('six cross positions: GET /account of account 702384, published in a public client’s tests', () => {
  const pool = poolOf(SIX);

  it('equity, both requirements and their ratio are Lighter’s', () => {
    expect(shown(pool.equity)).toBe('exact 1837610.461944');
    expect(shown(pool.maintenanceMargin)).toBe('exact 3084.930401');
    expect(shown(pool.initialMargin)).toBe('exact 84253.253098');
    // 1,837,610.461944 ÷ 3,084.930401
    expect(shown(pool.accuracy, 2)).toBe('exact 59567.32');
  });

  it('shorts have Lighter’s liquidation prices, longs have none', () => {
    const prices = pool.positions.map(({symbol, liquidationPrice}) => [symbol, shown(liquidationPrice, 3)]);
    expect(Object.fromEntries(prices)).toEqual({
      BTC: 'none',
      SUI: 'exact 1252.896',
      ENA: 'none',
      OP: 'none',
      NMR: 'exact 1798562.882',
      STRK: 'exact 11319.784',
    });
  });

  it('all eight figures stand in the audit and agree', () => {
    expect(pool.audit.map(({agrees}) => agrees)).toEqual(Array(8).fill(true));
  });

  it('without SUI’s fractions the rest of Lighter’s requirement is its, and an estimate', () => {
    const others = markets([1, 120, 80], [29, 600, 400], [55, 399, 266], [74, 2000, 1333], [104, 1200, 800]);
    const {maintenanceMargin, positions} = poolOf([others, SIX_TOLD]);
    expect(shown(maintenanceMargin, 4)).toBe('estimated 3084.9304');
    // 942.882441 × 6 %
    expect(shown(positions[1]?.maintenanceMargin, 4)).toBe('estimated 56.5729');
  });
});

describe('ETH long: sample answer of account 1077 in ccxt, fractions of orderBookDetails', () => {
  const pool = poolOf(ETH);

  it('equity is collateral and profit, the requirement 1.2 % of the value', () => {
    expect(shown(pool.equity)).toBe('exact 15298.072264');
    expect(shown(pool.maintenanceMargin)).toBe('exact 651.678796');
    expect(shown(pool.accuracy, 4)).toBe('exact 2347.4866');
    // What is left of the equity is Lighter's available balance, 12,582.743947.
    expect(shown(pool.initialMargin)).toBe('estimated 2715.328317');
  });

  it('(54,306.56634 − 15,298.072264) ÷ (18.0193 × 0.988), as Lighter says', () => {
    expect(shown(pool.positions[0]?.liquidationPrice)).toBe('exact 2191.110723');
    expect(pool.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([
      ['equity', true],
      ['liquidationPrice', true],
    ]);
  });

  it('Lighter’s fund takes over at 80 ÷ 120 of the requirement', () => {
    const levels = modelOf(ETH).levels?.map(({name, at}) => [name, at.toFixed(4)]);
    expect(levels).toEqual([
      ['liquidation', '1.0000'],
      ['full takeover', '0.6667'],
    ]);
  });
});
