import {describe, expect, it} from 'vitest';
import {pacifica} from '../../../src/venues/pacifica/venue.ts';
import {stepwise} from '../stepwise.ts';
import {shown} from './wire.ts';

/** Constructed from the documented shapes; the figures in it are worked out by hand. */
const {counts, poolsAt} = stepwise(pacifica, './captures/two-pools.ndjson', import.meta.url);

describe('cross: 0.1 BTC bought at 60,000, 1 ETH sold at 2,500, on 1,000; isolated: 10 SOL at 150 on 100', () => {
  it('is read; the answer at its end is an error', () => {
    expect(counts).toEqual([10, 0, 1]);
  });

  it('as answered: 1,000 + 100 + 100; (6,100 + 2,400) ÷ 100; isolated 100 − 10', () => {
    const [cross, isolated] = poolsAt(6);
    expect(shown(cross?.equity)).toBe('exact 1200');
    expect(shown(cross?.maintenanceMargin)).toBe('exact 85');
    expect(shown(isolated?.equity)).toBe('exact 90');
    expect(cross?.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([
      ['equity', true],
      ['maintenanceMargin', true],
    ]);
    expect(isolated?.audit.map(({agrees}) => agrees)).toEqual([true]);
  });

  it('BTC moved: 1,000 + 50 + 100; (6,050 + 2,400) ÷ 100', () => {
    const [cross] = poolsAt(7);
    expect(shown(cross?.equity)).toBe('exact 1150');
    expect(shown(cross?.maintenanceMargin)).toBe('exact 84.5');
  });

  it('ETH closed: an estimate until the balance is told, then (6,000 − 1,100) ÷ (0.1 × 0.99)', () => {
    expect(poolsAt(8)[0]?.equity.kind).toBe('estimated');
    expect(shown(poolsAt(9)[0]?.equity)).toBe('exact 1150');
    expect(shown(poolsAt(10)[0]?.positions[0]?.liquidationPrice)).toBe('exact 49494.949495');
  });
});
