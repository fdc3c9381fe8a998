import {describe, expect, it} from 'vitest';
import {aster} from '../../../src/venues/aster/venue.ts';
import {stepwise} from '../stepwise.ts';
import {shown} from './wire.ts';

/** Constructed from the documented shapes; the figures in it are worked out by hand. */
const {counts, poolAt} = stepwise(aster, './captures/one-way.ndjson', import.meta.url);

describe('one-way: 2 BTC bought at 50,000 on 10,000 USDT, 10 ETH sold at 2,000 with 1,500 set aside', () => {
  it('is read but for an order; the answer at its end is an error', () => {
    expect(counts).toEqual([8, 1, 1]);
  });

  it('cross as answered: 10,000 + 2,000; 102,000 × 0.5 % − 50; (90,000 − 50) ÷ 1.99', () => {
    const pool = poolAt(4, 'cross:USDT');
    expect(shown(pool?.equity)).toBe('exact 12000');
    expect(shown(pool?.maintenanceMargin)).toBe('exact 460');
    expect(shown(pool?.positions[0]?.liquidationPrice)).toBe('exact 45201.005025');
    expect(pool?.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([['liquidationPrice', true]]);
  });

  it('isolated: 1,500 − 1,000; 21,000 × 0.65 %; (20,000 + 1,500) ÷ (10 × 1.0065)', () => {
    const pool = poolAt(4, 'iso:ETHUSDT');
    expect(shown(pool?.equity)).toBe('exact 500');
    expect(shown(pool?.maintenanceMargin)).toBe('exact 136.5');
    expect(shown(pool?.positions[0]?.liquidationPrice)).toBe('exact 2136.115251');
  });

  it('marks moved: 10,000 + 2 × 500', () => {
    expect(shown(poolAt(6, 'cross:USDT')?.equity)).toBe('exact 11000');
  });

  it('ETH closed: what is left of its margin is in the wallet', () => {
    expect(poolAt(8, 'iso:ETHUSDT')).toBeUndefined();
    expect(shown(poolAt(9, 'cross:USDT')?.equity)).toBe('exact 11450');
  });
});
