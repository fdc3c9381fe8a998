import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {parseCapture} from '../../../src/capture.ts';
import {assess} from '../../../src/engine/assess.ts';
import {reduce} from '../../../src/venues/orderly/reduce.ts';
import {initial, type State} from '../../../src/venues/orderly/state.ts';
import {accountOf, ME, shown} from './wire.ts';

/** Constructed from the documented shapes; the figures in it are worked out by hand. */
const frames = parseCapture(readFileSync(new URL('./captures/cross.ndjson', import.meta.url), 'utf8'));

describe('cross: 2 ETH settled at 2,000, 0.1 BTC sold at 60,000 and bought again at 60,500, on 1,000 USDC', () => {
  const states: State[] = [];
  const outcomes = frames.map((frame) => {
    const reduction = reduce(states.at(-1) ?? initial, frame);
    states.push(reduction.state);
    return reduction.outcome;
  });
  const poolAt = (nth: number) => assess(accountOf(states[nth] ?? initial)).pools[0];

  it('is read whole; the answer at its end is an error', () => {
    expect(outcomes.slice(0, -1).every((outcome) => outcome === 'used')).toBe(true);
    expect(outcomes.at(-1)).toBe('malformed');
    expect(accountOf(states[4] ?? initial).account).toBe(ME);
  });

  it('as answered: 1,000 + 200 − 100; (4,200 + 6,100) × 1.2 %; BTC at (50.4 − 1,100 − 6,100) ÷ (−0.1 × 1.012)', () => {
    const pool = poolAt(4);
    expect(shown(pool?.equity)).toBe('exact 1100');
    expect(shown(pool?.maintenanceMargin)).toBe('exact 123.6');
    expect(shown(pool?.initialMargin)).toBe('exact 725');
    expect(shown(pool?.positions[1]?.liquidationPrice)).toBe('exact 70648.221344');
    // From the open price, 1,990; 20 of it are settled.
    expect(shown(pool?.positions[0]?.unrealisedPnl)).toBe('exact 220');
    expect(pool?.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([
      ['equity', true],
      ['liquidationPrice', true],
      ['liquidationPrice', true],
    ]);
  });

  it('marks moved: 1,000 + 2 × 50 − 0.1 × 500; (4,100 + 6,050) × 1.2 %', () => {
    const pool = poolAt(6);
    expect(shown(pool?.equity)).toBe('exact 1050');
    expect(shown(pool?.maintenanceMargin)).toBe('exact 121.8');
  });

  it('BTC closed: its loss of 50 counts before it is settled and after', () => {
    expect(shown(poolAt(7)?.equity)).toBe('exact 1050');
    expect(poolAt(7)?.positions.map(({symbol}) => symbol)).toEqual(['PERP_ETH_USDC']);
    expect(shown(poolAt(9)?.equity)).toBe('exact 1050');
  });

  it('then ETH alone, settled at the mark: (4,100 − 1,050) ÷ (2 × 0.988)', () => {
    expect(shown(poolAt(9)?.positions[0]?.liquidationPrice)).toBe('exact 1543.522267');
  });
});
