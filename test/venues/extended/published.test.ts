import {describe, expect, it} from 'vitest';
import {REAL, WEIGHTED} from './samples.ts';
import {modelOf, poolOf, shown} from './wire.ts';

describe('a real account: balance and AAPL long of account 230109, published in a public client’s tests', () => {
  const pool = poolOf(REAL);

  it('equity is balance, other assets and profit: 168.513778 + 7,194.503396 + 161.066885', () => {
    // The assets were told as one sum.
    expect(shown(pool.equity)).toBe('estimated 7524.084059');
  });

  it('the requirement is 5 % of the exposure, and its ratio Extended’s 0.1672', () => {
    // 25,156.468185 × 5 % = 1,257.82; ÷ 7,524.08 = 0.16717
    expect(shown(pool.maintenanceMargin, 2)).toBe('estimated 1257.82');
    expect(shown(pool.initialMargin, 3)).toBe('estimated 2515.647');
  });

  it('AAPL has Extended’s liquidation price, 181.16, and its own margin is the maintenance margin', () => {
    expect(shown(pool.positions[0]?.liquidationPrice, 2)).toBe('estimated 181.16');
    expect(shown(pool.positions[0]?.maintenanceMargin, 4)).toBe('estimated 837.042');
  });

  it('all that Extended told stands in the audit and agrees', () => {
    expect(pool.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([
      ['equity', true],
      ['ratio', true],
      ['maintenanceMargin', true],
      ['liquidationPrice', true],
    ]);
  });
});

describe('the sample of the API documentation: 13,500 USDC and 0.5 BTC at 65,000, of which 95 % count', () => {
  it('is 13,500 + 30,875; the collateral itself is not counted twice', () => {
    expect(shown(poolOf(WEIGHTED).equity)).toBe('exact 44375');
    expect(modelOf(WEIGHTED).collateral.map(({asset, weight}) => [asset, String(weight)])).toEqual([
      ['USD', '1'],
      ['BTC', '0.95'],
    ]);
  });
});
