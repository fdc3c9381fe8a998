import {describe, expect, it} from 'vitest';
import {reduce} from '../../../src/venues/gate/reduce.ts';
import {type GateState, initial} from '../../../src/venues/gate/state.ts';
import {tiers, update, type WireTier} from './wire.ts';

describe('frames that were mutated, cut, repeated and put out of order', () => {
  it('a page that invents contracts and coins without end does not grow the state without end', () => {
    let state: GateState = initial;
    for (let round = 0; round < 40; round += 1) {
      const names = Array.from({length: 60}, (_, index) => `C${round}X${index}_USDT`);
      const rows = names.map((name) => ({contract: name, size: 1, leverage: 0, mode: 'single'}));
      state = reduce(state, update('futures.positions', rows)).state;
      const paid = names.map((name) => ({balance: 1, currency: name.replace('_', '')}));
      state = reduce(state, update('futures.balances', paid)).state;
    }
    expect(Object.keys(state.books.USDT?.rows ?? {}).length).toBeLessThanOrEqual(1000);
    expect(Object.keys(state.books).length).toBeLessThanOrEqual(12);
  });

  it('a table longer than any contract’s is not kept', () => {
    const steps = (count: number) =>
      Array.from({length: count}, (_, at): WireTier => [String(1000 * (at + 1)), '0.005']);
    const told = (count: number) => reduce(initial, tiers('BTC_USDT', steps(count))).state.tables.BTC_USDT;
    expect(told(500)?.split(';')).toHaveLength(500);
    expect(told(501)).toBeUndefined();
  });
});
