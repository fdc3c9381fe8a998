import {describe, expect, it} from 'vitest';
import {lighter} from '../../../src/venues/lighter/venue.ts';
import {stepwise} from '../stepwise.ts';
import {shown} from './wire.ts';

/** Constructed from the documented shapes; the figures in it are worked out by hand. */
const {counts, poolAt} = stepwise(lighter, './captures/cross.ndjson', import.meta.url);

describe('cross: 2 ETH bought at 2,000, 0.1 BTC sold at 60,000 and bought again at 60,500, on 1,000', () => {
  it('is read but for the greeting; the answer at its end is an error', () => {
    expect(counts).toEqual([8, 1, 1]);
  });

  it('as answered: 1,000 + 200 − 100; (4,200 + 6,100) × 1.2 %; BTC at (50.4 − 1,100 − 6,100) ÷ (−0.1 × 1.012)', () => {
    const pool = poolAt(1);
    expect(shown(pool?.equity)).toBe('exact 1100');
    expect(shown(pool?.maintenanceMargin)).toBe('exact 123.6');
    expect(shown(pool?.initialMargin)).toBe('exact 725');
    expect(shown(pool?.positions[1]?.liquidationPrice)).toBe('exact 70648.221344');
    expect(pool?.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([
      ['equity', true],
      ['maintenanceMargin', true],
      ['liquidationPrice', true],
      ['liquidationPrice', true],
    ]);
  });

  it('marks moved: 1,000 + 2 × 50 − 0.1 × 500; (4,100 + 6,050) × 1.2 %', () => {
    const pool = poolAt(6);
    expect(shown(pool?.equity)).toBe('exact 1050');
    expect(shown(pool?.maintenanceMargin)).toBe('exact 121.8');
  });

  it('BTC closed: an estimate until the collateral is told, then (4,000 − 950) ÷ (2 × 0.988)', () => {
    expect(poolAt(7)?.equity.kind).toBe('estimated');
    expect(shown(poolAt(8)?.equity)).toBe('exact 1050');
    expect(shown(poolAt(9)?.positions[0]?.liquidationPrice)).toBe('exact 1543.522267');
  });
});
