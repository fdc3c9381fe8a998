import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {parseCapture} from '../../../src/capture.ts';
import {reduce} from '../../../src/venues/dydx/reduce.ts';
import {initial} from '../../../src/venues/dydx/state.ts';
import {healthOf, number} from './wire.ts';

/** Constructed: the account that the running page was seen with, beside the captured isolated child. */
const frames = parseCapture(readFileSync(new URL('./cross-and-isolated.ndjson', import.meta.url), 'utf8'));

const TOLD = 4;

describe('a page’s first messages, a price, then the short is closed', () => {
  it('greeting, order book and pong are ignored, everything else is used', () => {
    let state = initial;
    const outcomes = frames.map((frame) => {
      const reduction = reduce(state, frame);
      state = reduction.state;
      return reduction.outcome;
    });
    expect(outcomes).toEqual(['ignored', 'used', 'used', 'ignored', 'ignored', 'used', 'used', 'ignored']);
  });

  it('at first the indexer’s sums are ours: 9 710 and 285.689378002', () => {
    const told = frames.slice(0, TOLD);
    for (const [id, equity] of [
      ['cross', '9710'],
      ['isolated:128', '285.689378002'],
    ] as const) {
      const pool = healthOf(told, id);
      expect(number(pool.equity)).toBe(equity);
      expect(pool.audit).toMatchObject([{figure: 'equity', reported: equity, agrees: true}]);
    }
    expect(number(healthOf(told).maintenanceMargin)).toBe('1076.52');
    expect(number(healthOf(told).positions[0]?.unrealisedPnl)).toBe('710');
  });

  it('in the end 59 920 − 50 000 over 719.04, exact; liquidation at 50 000 ÷ 0.988', () => {
    const cross = healthOf(frames);
    expect(cross.positions.map(({symbol}) => symbol)).toEqual(['BTC-USD']);
    expect(cross.equity.kind).toBe('exact');
    expect(number(cross.equity)).toBe('9920');
    expect(number(cross.maintenanceMargin)).toBe('719.04');
    expect(number(cross.positions[0]?.liquidationPrice)).toMatch(/^50607\.287449/);
    expect(cross.audit).toEqual([]);
  });
});
