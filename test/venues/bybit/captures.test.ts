import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {parseCapture} from '../../../src/capture.ts';
import {reduce} from '../../../src/venues/bybit/reduce.ts';
import {initial} from '../../../src/venues/bybit/state.ts';
import {disagreeing, healthOf, number} from './wire.ts';

/** Constructed from the documented shapes; the figures in it are worked out by hand. */
const frames = parseCapture(readFileSync(new URL('./unified-cross.ndjson', import.meta.url), 'utf8'));

describe('unified-cross: one long, half of which is sold', () => {
  it('reads every frame; only the order is not used', () => {
    let state = initial;
    const outcomes = frames.map((frame) => {
      const reduction = reduce(state, frame);
      state = reduction.state;
      return reduction.outcome;
    });
    expect(outcomes.filter((outcome) => outcome !== 'used')).toEqual(['ignored']);
  });

  it('before: 10000 + 1000 against 61000 × (0.5 % + 0.9 × 0.055 %), as Bybit says itself', () => {
    const pool = healthOf(frames.slice(0, 5));
    expect([pool.equity, pool.maintenanceMargin, pool.initialMargin].map(number)).toEqual([
      '11000',
      '335.195',
      '6130.195',
    ]);
    expect(pool.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([
      ['equity', true],
      ['maintenanceMargin', true],
      ['ratio', true],
      ['maintenanceMargin', true],
      ['liquidationPrice', true],
    ]);
  });

  it('after: 500 won less a fee of 16.775; 19516.775 ÷ (0.5 × 0.994505)', () => {
    const pool = healthOf(frames);
    expect(pool.accuracy.kind).toBe('exact');
    expect([pool.equity, pool.maintenanceMargin].map(number)).toEqual(['10983.225', '167.5975']);
    expect(number(pool.positions[0]?.liquidationPrice)).toBe('39249.22448856');
    expect(disagreeing(pool)).toEqual([]);
    expect(pool.audit).toHaveLength(5);
  });
});
