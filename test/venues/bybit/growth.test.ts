import {describe, expect, it} from 'vitest';
import {initial} from '../../../src/venues/bybit/state.ts';
import {bybit} from '../../../src/venues/bybit/venue.ts';
import {row, tiers, topic, type WireTier, walletRow} from './wire.ts';

describe('mutated, truncated, reordered and repeated frames', () => {
  it('pollute nothing', () => {
    const keys = Object.getOwnPropertyNames(Object.prototype).sort();
    const coin = '{"coin":"constructor","walletBalance":"1"}';
    const body = `{"topic":"wallet","data":[{"accountMMRate":"","coin":[${coin}],"__proto__":{"polluted":1}}]}`;
    const {state} = bybit.reduce(initial, {...topic('wallet', []), body});
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(keys);
    expect(Object.keys(state.main.wallet?.coins ?? {})).toEqual(['constructor']);
    expect(bybit.accounts(state)).toHaveLength(1);
  });
});

describe('a page without end', () => {
  it('does not make the state grow without end', () => {
    let state = initial;
    for (let round = 0; round < 40; round += 1) {
      const names = Array.from({length: 100}, (_, index) => `C${round}X${index}`);
      const rows = names.map((name) => row(`${name}USDT`, {size: '1', markPrice: '1'}));
      const wallets = [
        walletRow(
          {},
          names.map((name) => ({coin: name, walletBalance: '1'})),
        ),
      ];
      for (const frame of [topic('position', rows), topic('wallet', wallets)])
        state = bybit.reduce(state, frame).state;
    }
    expect(Object.keys(state.main.positions)).toHaveLength(2000);
    expect(Object.keys(state.main.wallet?.coins ?? {})).toHaveLength(2000);
  });

  it('a table longer than any contract’s is not kept', () => {
    const steps = (count: number) =>
      Array.from({length: count}, (_, at): WireTier => [String(1000 * (at + 1)), '0.005', '', '100']);
    const told = (count: number) =>
      bybit.reduce(initial, tiers('BTCUSDT', steps(count))).state.main.tiers.BTCUSDT;
    expect(told(500)?.split(';')).toHaveLength(500);
    expect(told(501)).toBeUndefined();
  });
});
