import {describe, expect, it} from 'vitest';
import {drift} from '../../../src/venues/drift/venue.ts';
import {healthOn, shown} from '../table/shown.ts';

const PAGE = 'https://app.drift.trade/trade/SOL-PERP';
const HEAD = ['Market', 'Size', 'Entry / Mark', 'Liq. Price', 'P&L'];

const poolOf = (row: readonly string[], figures: {health?: string; equity?: string}) =>
  healthOn(drift, PAGE, {head: HEAD, rows: [row], figures})?.pools[0];

// By the SDK's formulas: health = (1 − requirement ÷ collateral) × 100, price = oracle − free ÷ (base − |base| × ratio).
describe('Drift off its page', () => {
  const long = ['SOL-PERP\nLong', '10 SOL', '$1.00\n$1.00', '$0.88888889', '$0.00'];

  it('long of 10 at 1 with 2 behind it, of which 1 is required: health 50', () => {
    const pool = poolOf(long, {health: '50%', equity: '$2.00'});
    expect(shown(pool?.accuracy)).toBe('200');
    expect(shown(pool?.maintenanceMargin)).toBe('1');
    expect(shown(pool?.positions[0]?.liquidationPrice)).toBe('0.88888889');
    expect(pool?.audit.map(({agrees}) => agrees)).toEqual([true]);
  });

  it('short of 3 from 150 with 500 behind it, of which 22.5 are required: health 95.5, shown as 96', () => {
    const pool = poolOf(['SOL-PERP\nShort', '3 SOL', '$150.00\n$150.00', '$301.58730159', '$0.00'], {
      health: '96%',
      equity: '$500.00',
    });
    expect(shown(pool?.accuracy)).toBe('2500');
    // 150 + (500 − 20) ÷ (3 + 3 × 20 ÷ 450): the whole percent costs 0.7 %, which the audit says.
    expect(shown(pool?.positions[0]?.liquidationPrice)).toBe('303.19149');
    expect(pool?.audit.map(({agrees}) => agrees)).toEqual([false]);
    expect(pool?.accuracy).toMatchObject({
      because: expect.arrayContaining([expect.stringContaining('whole percent')]),
    });
  });

  it('without its health has distances alone: 0.11 of 1', () => {
    const pool = poolOf(long, {});
    expect(pool?.accuracy.kind).toBe('missing');
    expect(shown(pool?.positions[0]?.distance)).toBe('11.111111');
  });
});
