import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {parseCapture} from '../../../src/capture.ts';
import {assess} from '../../../src/engine/assess.ts';
import {reduce} from '../../../src/venues/pacifica/reduce.ts';
import {initial, type State} from '../../../src/venues/pacifica/state.ts';
import {accountOf, shown} from './wire.ts';

/** Constructed from the documented shapes; the figures in it are worked out by hand. */
const frames = parseCapture(readFileSync(new URL('./captures/two-pools.ndjson', import.meta.url), 'utf8'));

describe('cross: 0.1 BTC bought at 60,000, 1 ETH sold at 2,500, on 1,000; isolated: 10 SOL at 150 on 100', () => {
  const states: State[] = [];
  const outcomes = frames.map((frame) => {
    const reduction = reduce(states.at(-1) ?? initial, frame);
    states.push(reduction.state);
    return reduction.outcome;
  });
  const poolsAt = (nth: number) => assess(accountOf(states[nth] ?? initial)).pools;

  it('is read; the answer at its end is an error', () => {
    const count = (one: string) => outcomes.filter((outcome) => outcome === one).length;
    expect([count('used'), count('ignored'), count('malformed')]).toEqual([10, 0, 1]);
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
