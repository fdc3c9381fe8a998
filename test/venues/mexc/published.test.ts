import {describe, expect, it} from 'vitest';
import {ETH, SOL} from './samples.ts';
import {AT, contract, contracts, fair, poolOf, position, positions, shown} from './wire.ts';

/** What MEXC itself told real accounts, or documents. */

describe('ETH long at 100x, isolated: sample answer in ccxt, 1 contract of 0.01 at 1,217.3 on 0.1290338', () => {
  const pool = poolOf(ETH, 'iso:ETH_USDT');

  it('equity is the margin that was set aside, fee for closing included', () => {
    expect(shown(pool.equity, 7)).toBe('exact 0.1290338');
  });

  it('12.173 × 0.5 % stays put, 0.06 % of the value goes with the mark', () => {
    // 0.060865 + 0.0073038
    expect(shown(pool.maintenanceMargin, 7)).toBe('exact 0.0681688');
  });

  it('(12.173 − 0.1290338 + 0.060865) ÷ (0.01 × 0.9994), and MEXC said 1,211.2', () => {
    expect(shown(pool.positions[0]?.liquidationPrice)).toBe('exact 1211.209846');
    expect(pool.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([['liquidationPrice', true]]);
  });
});

describe('SOL long at 20x, isolated: 1 contract of 0.01 at 203.44 on 0.10253376', () => {
  it('(2.0344 − 0.10253376 + 0.0081376) ÷ (0.01 × 0.9996), and 194.07 was said: cut to the tick', () => {
    const pool = poolOf(SOL, 'iso:SOL_USDT');
    expect(shown(pool.positions[0]?.liquidationPrice)).toBe('exact 194.078015');
    expect(pool.audit.map(({agrees}) => agrees)).toEqual([true]);
  });
});

describe('the documented example, fees left out: 0.1 BTC bought at 50,000 on 200, 0.4 %', () => {
  it('20 is required, and (20 − 200 + 5,000) ÷ 0.1 is the price', () => {
    const frames = [
      contracts([contract('BTC_USDT', 0.0001, {takerFeeRate: 0})]),
      positions([position('BTC_USDT', ['long', 1000, 50_000], {openType: 1, im: 200, leverage: 25})]),
      fair('BTC_USDT', 50_000, AT + 1),
    ];
    const pool = poolOf(frames, 'iso:BTC_USDT');
    expect(shown(pool.maintenanceMargin)).toBe('exact 20');
    expect(shown(pool.positions[0]?.liquidationPrice)).toBe('exact 48200');
  });
});
