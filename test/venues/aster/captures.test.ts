import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {parseCapture} from '../../../src/capture.ts';
import {assess} from '../../../src/engine/assess.ts';
import {accounts} from '../../../src/venues/aster/account.ts';
import {reduce} from '../../../src/venues/aster/reduce.ts';
import {type BinanceState, initial} from '../../../src/venues/binance/state.ts';
import {shown} from './wire.ts';

/** Constructed from the documented shapes; the figures in it are worked out by hand. */
const frames = parseCapture(readFileSync(new URL('./captures/one-way.ndjson', import.meta.url), 'utf8'));

describe('one-way: 2 BTC bought at 50,000 on 10,000 USDT, 10 ETH sold at 2,000 with 1,500 set aside', () => {
  const states: BinanceState[] = [];
  const outcomes = frames.map((frame) => {
    const reduction = reduce(states.at(-1) ?? initial, frame);
    states.push(reduction.state);
    return reduction.outcome;
  });
  const poolAt = (nth: number, id: string) =>
    accounts(states[nth] ?? initial)
      .flatMap((account) => assess(account).pools)
      .find((pool) => pool.id === id);

  it('is read but for an order; the answer at its end is an error', () => {
    const count = (one: string) => outcomes.filter((outcome) => outcome === one).length;
    expect([count('used'), count('ignored'), count('malformed')]).toEqual([8, 1, 1]);
  });

  it('cross as answered: 10,000 + 2,000; 102,000 × 0.5 % − 50; (90,000 − 50) ÷ 1.99', () => {
    const pool = poolAt(4, 'cross:USDT');
    expect(shown(pool?.equity)).toBe('exact 12000');
    expect(shown(pool?.maintenanceMargin)).toBe('exact 460');
    expect(shown(pool?.positions[0]?.liquidationPrice)).toBe('exact 45201.005025');
    expect(pool?.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([['liquidationPrice', true]]);
  });

  it('isolated: 1,500 − 1,000; 21,000 × 0.65 %; (20,000 + 1,500) ÷ (10 × 1.0065)', () => {
    const pool = poolAt(4, 'iso:ETHUSDT');
    expect(shown(pool?.equity)).toBe('exact 500');
    expect(shown(pool?.maintenanceMargin)).toBe('exact 136.5');
    expect(shown(pool?.positions[0]?.liquidationPrice)).toBe('exact 2136.115251');
  });

  it('marks moved: 10,000 + 2 × 500', () => {
    expect(shown(poolAt(6, 'cross:USDT')?.equity)).toBe('exact 11000');
  });

  it('ETH closed: what is left of its margin is in the wallet', () => {
    expect(poolAt(8, 'iso:ETHUSDT')).toBeUndefined();
    expect(shown(poolAt(9, 'cross:USDT')?.equity)).toBe('exact 11450');
  });
});
