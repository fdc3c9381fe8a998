import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {parseCapture} from '../../../src/capture.ts';
import {reduce} from '../../../src/venues/bitget/reduce.ts';
import {initial} from '../../../src/venues/bitget/state.ts';
import {healthOf, number} from './wire.ts';

/** Constructed from the documented shapes; the figures in it are worked out by hand. */
const frames = parseCapture(readFileSync(new URL('./captures/classic.ndjson', import.meta.url), 'utf8'));

const UNTIL_POSITIONS = 9;

describe('classic: the page’s calls, then half of the long is closed and the price rises', () => {
  it('reads every frame; only the login’s answer and the pong are not used', () => {
    let state = initial;
    const outcomes = frames.map((frame) => {
      const reduction = reduce(state, frame);
      state = reduction.state;
      return reduction.outcome;
    });
    expect(outcomes.filter((outcome) => outcome === 'malformed')).toEqual([]);
    expect(outcomes.filter((outcome) => outcome === 'ignored')).toHaveLength(2);
  });

  it('at first: 31,500 − 0 − 1,500 and 500 of profit; 120,500 × 0.46 %; (120,000 − 30,000) ÷ (2 × 0.9954)', () => {
    const cross = healthOf(frames.slice(0, UNTIL_POSITIONS), 'cross:USDT');
    expect(number(cross.equity)).toBe('30500');
    expect(number(cross.maintenanceMargin)).toBe('554.3');
    expect(number(cross.positions[0]?.liquidationPrice)).toMatch(/^45207\.95660/);
    expect(cross.equity.kind).toBe('exact');
    expect(cross.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([
      ['ratio', true],
      ['liquidationPrice', true],
    ]);
  });

  it('later: 30,463.7 and 2,000 of profit; 62,000 × 0.46 %; (60,000 − 30,463.7) ÷ 0.9954', () => {
    const cross = healthOf(frames, 'cross:USDT');
    expect(number(cross.equity)).toBe('32463.7');
    expect(number(cross.maintenanceMargin)).toBe('285.2');
    expect(number(cross.positions[0]?.liquidationPrice)).toMatch(/^29672\.79485/);
    expect(cross.equity.kind).toBe('exact');
  });

  it('isolated: 1,500 − 500; 15,500 × 0.56 %; 16,500 ÷ (5 × 1.0056); and Bitget’s own ratio agrees', () => {
    const isolated = healthOf(frames, 'iso:ETHUSDT:short');
    expect(number(isolated.equity)).toBe('1000');
    expect(number(isolated.maintenanceMargin)).toBe('86.8');
    expect(number(isolated.positions[0]?.liquidationPrice)).toMatch(/^3281\.62291/);
    expect(isolated.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([
      ['ratio', true],
      ['liquidationPrice', true],
    ]);
  });
});
