import {describe, expect, it} from 'vitest';
import {bitcoin, documented, isolated} from './samples.ts';
import {poolOf, shown} from './wire.ts';

/** Accounts of Orderly's own tests and documents. */

describe('50 BTC at 90,000 beside 100 ETH at 3,000 on 200,000: positions.test.ts of @orderly.network/perp', () => {
  const pool = poolOf(bitcoin(50, 87_107.62339));

  it('the rate grows with value^0.8: 0.01261017929 of 4.5 M', () => {
    // 4,500,000 × 0.0126101793 + 300,000 × 0.006
    expect(shown(pool.maintenanceMargin)).toBe('exact 58545.80681');
    expect(shown(pool.accuracy)).toBe('exact 341.612851');
  });

  it('liquidated at 87,106.08; Orderly’s search ends at 87,107.62', () => {
    expect(shown(pool.positions[0]?.liquidationPrice, 4)).toBe('exact 87106.0756');
    expect(pool.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([
      ['equity', true],
      ['liquidationPrice', true],
    ]);
    expect(pool.audit[1]?.assessed).toMatch(/^87107\.62339/);
  });
});

describe('the same short', () => {
  it('Orderly’s search ends at 92,765.25', () => {
    const {audit} = poolOf(bitcoin(-50, 92_765.25186));
    expect(audit[1]?.assessed).toMatch(/^92765\.2518/);
    expect(audit.map(({agrees}) => agrees)).toEqual([true, true]);
  });
});

describe('worked example of the formulas: 2,000 USDC, 0.2 BTC long, 3 ETH short', () => {
  const pool = poolOf(documented);

  it('total collateral 2,000 + 0.44 − 18.78, funding included', () => {
    expect(shown(pool.equity)).toBe('exact 1981.66');
  });

  it('unrealised PnL is from the open price: −16.16 and 216.69', () => {
    expect(pool.positions.map(({unrealisedPnl}) => shown(unrealisedPnl))).toEqual([
      'exact -16.16',
      'exact 216.69',
    ]);
  });

  it('maintenance 259.86 and 245.7615; together 4.99988628 % with the document’s rounding', () => {
    expect(pool.positions.map(({maintenanceMargin}) => shown(maintenanceMargin))).toEqual([
      // 0.2 × 25,986.2 × 0.05 is 259.862
      'exact 259.862',
      'exact 245.7615',
    ]);
    expect(shown(pool.maintenanceMargin)).toBe('exact 505.6235');
  });
});

describe('an isolated long', () => {
  it('(6,000 − 100,000 − 0.0004) ÷ (2 × 0.025 − 2), as Orderly’s rule has it', () => {
    const pool = poolOf(isolated, 'isolated:PERP_ETH_USDC');
    expect(shown(pool.equity)).toBe('exact 5999.9996');
    expect(shown(pool.maintenanceMargin)).toBe('exact 2500');
    expect(pool.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([['liquidationPrice', true]]);
    expect(shown(pool.positions[0]?.liquidationPrice)).toBe('exact 48205.12841');
  });
});
