import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {parseCapture} from '../../../src/capture.ts';
import {assess} from '../../../src/engine/assess.ts';
import {reduce} from '../../../src/venues/paradex/reduce.ts';
import {initial, type State} from '../../../src/venues/paradex/state.ts';
import {accountOf, shown} from './wire.ts';

/** Constructed from the documented shapes; the figures in it are worked out by hand. */
const frames = parseCapture(readFileSync(new URL('./captures/cross.ndjson', import.meta.url), 'utf8'));

describe('0.5 BTC bought for 30,000 USDC, 10 ETH sold for 20,000, on 10,000 USDC at 0.999', () => {
  const states: State[] = [];
  const outcomes = frames.map((frame) => {
    const reduction = reduce(states.at(-1) ?? initial, frame);
    states.push(reduction.state);
    return reduction.outcome;
  });
  const poolAt = (nth: number) => assess(accountOf(states[nth] ?? initial)).pools[0];

  it('is read but for an acknowledgement and a quote; the answer at its end is an error', () => {
    const count = (one: string) => outcomes.filter((outcome) => outcome === one).length;
    expect([count('used'), count('ignored'), count('malformed')]).toEqual([9, 2, 1]);
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
