import {describe, expect, it} from 'vitest';
import {LONG} from './samples.ts';
import {poolOf, shown} from './wire.ts';

describe('20 BTC long in isolation: Position Information v3 of Aster’s API document', () => {
  const pool = poolOf(LONG, 'iso:BTCUSDT:LONG');

  it('the margin has the profit in it: 13,200.70726908 are set aside', () => {
    expect(shown(pool.equity, 8)).toBe('exact 15517.54150468');
    expect(shown(pool.positions[0]?.unrealisedPnl, 7)).toBe('exact 2316.8342356');
  });

  it('133,590.134 × 0.5 % − 50; (20 × 6,563.665 − 13,200.7073 − 50) ÷ (20 × 0.995) is Aster’s 5,930.78', () => {
    expect(shown(pool.maintenanceMargin, 4)).toBe('exact 617.9507');
    expect(shown(pool.positions[0]?.liquidationPrice, 2)).toBe('exact 5930.78');
    expect(pool.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([['liquidationPrice', true]]);
  });
});
