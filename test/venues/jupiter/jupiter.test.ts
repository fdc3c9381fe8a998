import {describe, expect, it} from 'vitest';
import {jupiter} from '../../../src/venues/jupiter/venue.ts';
import {healthOn, shown} from '../table/shown.ts';

const PAGE = 'https://jup.ag/perps/long/SOL-SOL';
const HEAD = ['Position', 'Collateral', 'Size', 'Entry Price', 'Mark Price', 'Liq. Price'];
const poolOf = (row: readonly string[], page = PAGE) =>
  healthOn(jupiter, page, {head: HEAD, rows: [row]})?.pools[0];

// By the documented formula with a greatest leverage of 500: of a size of 5000, 10 must be left after the fees.
describe('Jupiter Perps off its page', () => {
  it('long of 5000 behind 500, fees of 3 + 12.5: 500 ÷ 25.5', () => {
    const pool = poolOf(['SOL\n10.00x\tLong', '$500.00', '$5,000.00', '$150.00', '$150.00', '$135.765']);
    expect(shown(pool?.maintenanceMargin)).toBe('25.5');
    expect(shown(pool?.accuracy)).toBe('1960.7843');
    expect(shown(pool?.positions[0]?.liquidationPrice)).toBe('135.765');
  });

  it('short of 5000 behind 500, fees of 3: 500 ÷ 13', () => {
    const pool = poolOf(['SOL\n10.00x\tShort', '$500.00', '$5,000.00', '$150.000', '$150.000', '$164.610']);
    expect(shown(pool?.maintenanceMargin)).toBe('13');
    expect(shown(pool?.positions[0]?.distance)).toBe('9.74');
  });

  it('margin in the coin counts in the dollars beside it, which stand still', () => {
    const pool = poolOf([
      'SOL\n10.00x\tLong',
      '$500.00\n3.33 SOL',
      '$5,000.00',
      '$150.00',
      '$150.00',
      '$135.765',
    ]);
    expect(shown(pool?.equity)).toBe('500');
    expect(shown(pool?.positions[0]?.liquidationPrice)).toBe('135.765');
  });

  it('digits that leave the requirement open show the distance alone', () => {
    // A cent of the liquidation price is 0.33 of 13, half a dollar of the collateral is 0.5.
    const pool = poolOf(['SOL\n10.00x\tShort', '$500', '$5,000', '$150', '$150', '$165']);
    expect(pool?.accuracy.kind).toBe('missing');
    expect(shown(pool?.positions[0]?.distance)).toBe('10');
  });

  it('is read on its perps pages only', () => {
    const row = ['SOL\n10.00x\tLong', '$500.00', '$5,000.00', '$150.00', '$150.00', '$135.765'];
    expect(poolOf(row, 'https://jup.ag/swap')).toBeUndefined();
    expect(poolOf(row, 'https://perps.jup.ag/positions')).toBeDefined();
  });
});
