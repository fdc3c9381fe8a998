import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {parseCapture} from '../../../src/capture.ts';
import {assess} from '../../../src/engine/assess.ts';
import {reduce} from '../../../src/venues/kucoin/reduce.ts';
import {initial} from '../../../src/venues/kucoin/state.ts';
import {accountOf, shown} from './wire.ts';

/** Constructed from the documented shapes; the figures in it are worked out by hand. */
const frames = parseCapture(
  readFileSync(new URL('./captures/cross-and-isolated.ndjson', import.meta.url), 'utf8'),
);

describe('cross-and-isolated: 0.1 BTC bought at 60,000, half of it sold at 60,500; 20 SOL sold at 150 on 1,001', () => {
  let state = initial;
  const outcomes = frames.map((frame) => {
    const reduction = reduce(state, frame);
    state = reduction.state;
    return reduction.outcome;
  });
  const [cross, isolated] = assess(accountOf(state)).pools;

  it('is read but for the order book; the answer of the logged-out page is an error', () => {
    const count = (one: string) => outcomes.filter((outcome) => outcome === one).length;
    expect([count('used'), count('ignored'), count('malformed')]).toEqual([7, 1, 1]);
  });

  it('cross: 5,023.185 − 1,001 + 0.05 × 500; rate (1 + 0.05 ÷ 300) ÷ 250 + 0.0006', () => {
    expect(shown(cross?.equity)).toBe('exact 4047.185');
    // 3025 × 0.00460066666…
    expect(shown(cross?.maintenanceMargin, 8)).toBe('exact 13.91701667');
    // The wallet alone outlives the fall to nothing: 3,000 − 4,022.185 is below zero.
    expect(cross?.positions[0]?.liquidationPrice.kind).toBe('none');
  });

  it('isolated: 1,001 − 20; (1,001 + 3,000 − 31) ÷ 20, as KuCoin says', () => {
    expect(shown(isolated?.equity)).toBe('exact 981');
    expect(shown(isolated?.positions[0]?.liquidationPrice)).toBe('exact 198.5');
    expect(isolated?.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([
      ['maintenanceMargin', true],
      ['liquidationPrice', true],
    ]);
  });
});
