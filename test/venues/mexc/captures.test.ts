import {describe, expect, it} from 'vitest';
import {mexc} from '../../../src/venues/mexc/venue.ts';
import {stepwise} from '../stepwise.ts';
import {shown} from './wire.ts';

/** Constructed from the documented shapes; the figures in it are worked out by hand. */
const {counts, poolsAt} = stepwise(mexc, './captures/two-pools.ndjson', import.meta.url);

describe('cross: 0.1 BTC bought at 60,000 on 1,000; isolated: 10 SOL at 150 on 100', () => {
  it('is read but for the book; the answer at its end is an error', () => {
    expect(counts).toEqual([8, 1, 1]);
  });

  it('as answered: 1,100 − 100 + 100; 24 + 1.22; isolated 100 − 10, 6 + 0.298', () => {
    const [cross, isolated] = poolsAt(4);
    expect(shown(cross?.equity)).toBe('exact 1100');
    expect(shown(cross?.maintenanceMargin)).toBe('exact 25.22');
    expect(shown(isolated?.equity)).toBe('exact 90');
    expect(shown(isolated?.maintenanceMargin)).toBe('exact 6.298');
    expect(isolated?.audit.map(({agrees}) => agrees)).toEqual([true]);
  });

  it('BTC moved: 1,000 + 50; 24 + 1.21', () => {
    const [cross] = poolsAt(6);
    expect(shown(cross?.equity)).toBe('exact 1050');
    expect(shown(cross?.maintenanceMargin)).toBe('exact 25.21');
  });

  it('SOL closed: an estimate until the balance is told, then 1,090 + 50', () => {
    const pools = poolsAt(7);
    expect(pools.map(({id}) => id)).toEqual(['cross:USDT']);
    expect(pools[0]?.equity.kind).toBe('estimated');
    expect(shown(poolsAt(8)[0]?.equity)).toBe('exact 1140');
  });
});
