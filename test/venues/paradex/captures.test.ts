import {describe, expect, it} from 'vitest';
import {paradex} from '../../../src/venues/paradex/venue.ts';
import {stepwise} from '../stepwise.ts';
import {shown} from './wire.ts';

/** Constructed from the documented shapes; the figures in it are worked out by hand. */
const {counts, poolAt} = stepwise(paradex, './captures/cross.ndjson', import.meta.url);

describe('0.5 BTC bought for 30,000 USDC, 10 ETH sold for 20,000, on 10,000 USDC at 0.999', () => {
  it('is read but for an acknowledgement and a quote; the answer at its end is an error', () => {
    expect(counts).toEqual([9, 2, 1]);
  });

  it('as told: 9,990 + 525 − 1,017; 51,500 × (1 % + 0.02 %); BTC at 61,000 − 8,972.7 ÷ (0.5 × 0.9898)', () => {
    const pool = poolAt(5);
    expect(shown(pool?.equity)).toBe('exact 9498');
    expect(shown(pool?.maintenanceMargin)).toBe('exact 525.3');
    // 51,500 × 2.02 % and 100 of orders.
    expect(shown(pool?.initialMargin)).toBe('exact 1140.3');
    expect(shown(pool?.positions[0]?.liquidationPrice)).toBe('exact 42869.670641');
    // 2,100 + 8,972.7 ÷ (10 × 1.0102)
    expect(shown(pool?.positions[1]?.liquidationPrice)).toBe('exact 2988.210255');
    expect(pool?.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([
      ['equity', true],
      ['maintenanceMargin', true],
      ['liquidationPrice', true],
      ['liquidationPrice', true],
    ]);
  });

  it('marks moved to 62,000 and 2,080: 9,498 + 500 + 200; 51,800 × 1.02 %', () => {
    const pool = poolAt(7);
    expect(shown(pool?.equity)).toBe('exact 10198');
    expect(shown(pool?.maintenanceMargin)).toBe('exact 528.36');
    expect(pool?.audit).toEqual([]);
  });

  it('ETH closed: an estimate until the collateral is told, then (29,975 − 9,173) ÷ (0.5 × 0.9898)', () => {
    expect(shown(poolAt(8)?.equity)).toBe('estimated 11015');
    const pool = poolAt(9);
    expect(shown(pool?.equity)).toBe('exact 10198');
    expect(shown(pool?.positions[0]?.liquidationPrice)).toBe('exact 42032.733886');
    expect(poolAt(11)).toEqual(pool);
  });
});
