import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {parseCapture} from '../../../src/capture.ts';
import {assess} from '../../../src/engine/assess.ts';
import {reduce} from '../../../src/venues/krakenfutures/reduce.ts';
import {initial} from '../../../src/venues/krakenfutures/state.ts';
import {accountOf, auditOf, poolOf, shown} from './wire.ts';

/** Constructed from the documented shapes; the figures in it are worked out by hand. */
const frames = parseCapture(
  readFileSync(new URL('./captures/flex-and-single.ndjson', import.meta.url), 'utf8'),
);

describe('flex-and-single: 10,000 USD and 0.1 BTC; 0.5 BTC bought at 60,000 and sold again, 20 ETH sold at 3,000', () => {
  it('before the sale: 10,000 + 6,100 × 0.95 × 0.995 + 1,500 − 1.25, as Kraken says', () => {
    const pool = poolOf(frames.slice(0, 5));
    expect(shown(pool.equity)).toBe('exact 17264.775');
    expect(shown(pool.maintenanceMargin)).toBe('exact 900');
    expect(shown(pool.initialMargin)).toBe('exact 1900');
    // ETH: 2950 + (17264.775 − 900) ÷ 20
    expect(shown(pool.positions[1]?.liquidationPrice)).toBe('exact 3768.23875');
    expect(auditOf(pool).every(([, agrees]) => agrees)).toBe(true);
    expect(auditOf(pool)).toContainEqual(['equity', true]);
  });

  let state = initial;
  const outcomes = frames.map((frame) => {
    const reduction = reduce(state, frame);
    state = reduction.state;
    return reduction.outcome;
  });
  const [flex, single] = assess(accountOf(state)).pools;

  it('is read but for the acknowledgement; the answer of the logged-out page is an error', () => {
    const count = (one: string) => outcomes.filter((outcome) => outcome === one).length;
    expect([count('used'), count('ignored'), count('malformed')]).toEqual([7, 1, 1]);
  });

  it('after it: 10,498.5 + 5,766.025 + 20 × 100 + 0.25', () => {
    expect(shown(flex?.equity)).toBe('exact 18264.775');
    expect(shown(flex?.maintenanceMargin)).toBe('exact 600');
    // 2900 + (18264.775 − 600) ÷ 20
    expect(shown(flex?.positions[0]?.liquidationPrice)).toBe('exact 3783.23875');
  });

  it('single: 0.02 BTC and 1,000 contracts, charged at the entry', () => {
    expect(single?.unit).toBe('BTC');
    // 1000 ÷ (0.02 + 1000 ÷ 60000 − 0.000166667), and Kraken’s in the capture.
    expect(shown(single?.positions[0]?.liquidationPrice, 2)).toBe('exact 27397.26');
    // 0.02 + 1000 ÷ 60000 − 1000 ÷ 61000
    expect(shown(single?.equity)).toBe('exact 0.020273224');
    expect(shown(single?.maintenanceMargin)).toBe('exact 0.000166667');
  });
});
