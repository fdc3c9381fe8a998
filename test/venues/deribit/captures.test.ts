import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {parseCapture} from '../../../src/capture.ts';
import {assess} from '../../../src/engine/assess.ts';
import {accounts} from '../../../src/venues/deribit/account.ts';
import {reduce} from '../../../src/venues/deribit/reduce.ts';
import {initial} from '../../../src/venues/deribit/state.ts';
import {auditOf, shown} from './wire.ts';

/** Constructed from the documented shapes; the figures in it are worked out by hand. */
const frames = parseCapture(readFileSync(new URL('./captures/half-closed.ndjson', import.meta.url), 'utf8'));

describe('half-closed: 1 BTC bought at 61,000 on 6,000 USDC, half of it sold at 59,000', () => {
  let state = initial;
  const seen = frames.map((frame) => {
    const {state: next, outcome} = reduce(state, frame);
    state = next;
    const [pool] = accounts(next).flatMap((account) => assess(account).pools);
    return {outcome, pool};
  });
  const poolAfter = (index: number) => seen[index]?.pool;

  it('is read but for the order book; a refusal takes nothing away', () => {
    const outcomes = seen.map(({outcome}) => outcome);
    expect(outcomes.filter((one) => one === 'ignored')).toHaveLength(1);
    expect(outcomes.at(-1)).toBe('malformed');
    expect(poolAfter(frames.length - 1)).toEqual(poolAfter(frames.length - 2));
  });

  it('at 60,000: 5,000 against 603, gone at 55,000 ÷ (1 − 0.01005) = 55,558.36', () => {
    const pool = poolAfter(2);
    expect([shown(pool?.equity), shown(pool?.maintenanceMargin)]).toEqual(['exact 5000', 'exact 603']);
    expect(shown(pool?.positions[0]?.liquidationPrice, 7)).toBe('exact 55558.36');
    expect(pool && auditOf(pool)).toMatchObject({
      'liquidationPrice BTC_USDC-PERPETUAL': true,
      'maintenanceMargin BTC_USDC-PERPETUAL': true,
    });
  });

  it('at 59,000: 4,000 against 592.95; half closed, the same 4,000 against 295.7375', () => {
    expect([shown(poolAfter(4)?.equity), shown(poolAfter(4)?.maintenanceMargin)]).toEqual([
      'exact 4000',
      'exact 592.95',
    ]);
    const pool = poolAfter(6);
    expect([shown(pool?.equity), shown(pool?.maintenanceMargin, 12)]).toEqual([
      'exact 4000',
      'exact 295.7375',
    ]);
    // (59,000 − 4,000 ÷ 0.5) ÷ (1 − 0.010025)
    expect(shown(pool?.positions[0]?.liquidationPrice, 7)).toBe('exact 51516.45');
    expect(pool && auditOf(pool)).toMatchObject({
      equity: true,
      maintenanceMargin: true,
      ratio: true,
      'liquidationPrice BTC_USDC-PERPETUAL': true,
    });
  });
});
