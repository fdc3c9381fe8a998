import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {parseCapture} from '../../../src/capture.ts';
import {assess} from '../../../src/engine/assess.ts';
import {reduce} from '../../../src/venues/derive/reduce.ts';
import {initial, type State} from '../../../src/venues/derive/state.ts';
import {accountOf, shown} from './wire.ts';

/** Constructed from the documented shapes; the figures in it are worked out by hand. */
const frames = parseCapture(
  readFileSync(new URL('./captures/two-subaccounts.ndjson', import.meta.url), 'utf8'),
);

describe('two subaccounts: 1 BTC behind USDC and ETH, 20 SOL sold on 1,000 USDC', () => {
  const states: State[] = [];
  const outcomes = frames.map((frame) => {
    const reduction = reduce(states.at(-1) ?? initial, frame);
    states.push(reduction.state);
    return reduction.outcome;
  });
  const poolsAt = (nth: number) => assess(accountOf(states[nth] ?? initial)).pools;

  it('is read but for login, subscription and order book; the answer at its end is an error', () => {
    const count = (one: string) => outcomes.filter((outcome) => outcome === one).length;
    expect([count('used'), count('ignored'), count('malformed')]).toEqual([6, 3, 1]);
  });

  it('as answered: 24,000 over 5,800, and 1,000 + 200 over 5 % of 2,800', () => {
    const [first, second] = poolsAt(2);
    expect(shown(first?.accuracy)).toBe('exact 413.793103');
    expect([shown(second?.equity), shown(second?.maintenanceMargin)]).toEqual(['exact 1200', 'exact 140']);
    // (1,000 + 20 × 150) ÷ (20 × 1.05)
    expect(shown(second?.positions[0]?.liquidationPrice)).toBe('exact 190.47619');
    expect([first, second].flatMap((pool) => pool?.audit.map(({agrees}) => agrees))).not.toContain(false);
  });

  it('prices moved: 10,000 + 7,800 + 9,000 − 4,000 over 4,950 + 780; 1,000 + 100 over 145', () => {
    const [first, second] = poolsAt(7);
    expect([shown(first?.equity), shown(first?.maintenanceMargin)]).toEqual(['exact 22800', 'exact 5730']);
    expect([shown(second?.equity), shown(second?.maintenanceMargin)]).toEqual(['exact 1100', 'exact 145']);
  });

  it('BTC closed: its cash and the ETH are left', () => {
    const [first] = poolsAt(8);
    expect([shown(first?.equity), shown(first?.maintenanceMargin)]).toEqual(['exact 22800', 'exact 780']);
  });

  it('an error changes nothing', () => {
    expect(states[9]).toEqual(states[8]);
  });
});
