import {describe, expect, it} from 'vitest';
import {extended} from '../../../src/venues/extended/venue.ts';
import {stepwise} from '../stepwise.ts';
import {shown} from './wire.ts';

/** Constructed from the documented shapes; the figures in it are worked out by hand. */
const {counts, poolAt} = stepwise(extended, './captures/cross.ndjson', import.meta.url);

describe('0.5 BTC bought at 60,000, 10 ETH sold at 2,000, on 10,000', () => {
  it('is read but for a book; the answer at its end is an error', () => {
    expect(counts).toEqual([10, 1, 1]);
  });

  it('as told: 10,000 + 500 − 1,000; 51,500 × 1 %; BTC at 61,000 − 8,985 ÷ (0.5 × 0.99)', () => {
    const pool = poolAt(4);
    expect(shown(pool?.equity)).toBe('exact 9500');
    expect(shown(pool?.maintenanceMargin)).toBe('exact 515');
    // 30,500 ÷ 10 + 21,000 ÷ 20, and 100 of orders.
    expect(shown(pool?.initialMargin)).toBe('exact 4200');
    expect(shown(pool?.positions[0]?.liquidationPrice)).toBe('exact 42848.484848');
    // 2,100 + 8,985 ÷ (10 × 1.01)
    expect(shown(pool?.positions[1]?.liquidationPrice)).toBe('exact 2989.60396');
    expect(pool?.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([
      ['equity', true],
      ['ratio', true],
      ['maintenanceMargin', true],
      ['liquidationPrice', true],
      ['maintenanceMargin', true],
      ['liquidationPrice', true],
    ]);
  });

  it('marks moved to 62,000 and 2,080: 10,000 + 1,000 − 800; 51,800 × 1 %', () => {
    const pool = poolAt(7);
    expect(shown(pool?.equity)).toBe('exact 10200');
    expect(shown(pool?.maintenanceMargin)).toBe('exact 518');
    expect(pool?.audit).toEqual([]);
  });

  it('ETH closed: an estimate until the balance is told, then (30,000 − 9,200) ÷ (0.5 × 0.99)', () => {
    expect(shown(poolAt(8)?.equity)).toBe('estimated 11000');
    const pool = poolAt(9);
    expect(shown(pool?.equity)).toBe('exact 10200');
    expect(shown(pool?.positions[0]?.liquidationPrice)).toBe('exact 42020.20202');
    expect(poolAt(11)).toEqual(pool);
  });
});
