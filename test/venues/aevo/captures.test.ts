import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {parseCapture} from '../../../src/capture.ts';
import {assess} from '../../../src/engine/assess.ts';
import {reduce} from '../../../src/venues/aevo/reduce.ts';
import {initial, type State} from '../../../src/venues/aevo/state.ts';
import {accountOf, shown} from './wire.ts';

/** Constructed from the documented shapes; the figures in it are worked out by hand. */
const frames = parseCapture(
  readFileSync(new URL('./captures/cross-and-isolated.ndjson', import.meta.url), 'utf8'),
);

describe('10 ETH bought on 5,000, 0.1 BTC sold on 700 of their own', () => {
  const states: State[] = [];
  const outcomes = frames.map((frame) => {
    const reduction = reduce(states.at(-1) ?? initial, frame);
    states.push(reduction.state);
    return reduction.outcome;
  });
  const poolsAt = (nth: number) => assess(accountOf(states[nth] ?? initial)).pools;

  it('is read but for the order book; the answer at its end is an error', () => {
    expect(outcomes).toEqual(['used', 'used', 'used', 'used', 'ignored', 'used', 'used', 'malformed']);
  });

  it('as answered: 5,700 − 700 + 1,000 over 630; 700 − 100 over 153, until 55,339.8', () => {
    const [cross, isolated] = poolsAt(1);
    expect([shown(cross?.equity), shown(cross?.maintenanceMargin)]).toEqual(['exact 6000', 'exact 630']);
    expect([shown(isolated?.equity), shown(isolated?.maintenanceMargin)]).toEqual([
      'estimated 600',
      'estimated 153',
    ]);
    expect(shown(isolated?.positions[0]?.liquidationPrice)).toBe('estimated 55339.805825');
  });

  it('marks moved: 5,500 over 615; 650 over 151.5', () => {
    const [cross, isolated] = poolsAt(3);
    expect([shown(cross?.equity), shown(cross?.maintenanceMargin)]).toEqual(['exact 5500', 'exact 615']);
    expect([shown(isolated?.equity), shown(isolated?.maintenanceMargin)]).toEqual([
      'estimated 650',
      'estimated 151.5',
    ]);
  });

  it('ETH closed: an estimate until the balance is told, then 6,200 − 700', () => {
    expect(poolsAt(5)[0]?.equity.kind).toBe('estimated');
    expect(shown(poolsAt(6)[0]?.equity)).toBe('exact 5500');
  });

  it('an error changes nothing', () => {
    expect(states[7]).toBe(states[6]);
  });
});
