import {describe, expect, it} from 'vitest';
import {reduce} from '../../../src/venues/krakenfutures/reduce.ts';
import {initial, type State} from '../../../src/venues/krakenfutures/state.ts';
import {currency, message} from './wire.ts';

const totals = {initial_margin: 0, initial_margin_without_orders: 0, maintenance_margin: 0};

describe('a page that invents wallets without end', () => {
  it('does not make the state grow without end', () => {
    let state: State = initial;
    for (let round = 0; round < 30; round += 1) {
      const names = Array.from({length: 100}, (_, index) => `C${round}X${index}`);
      const of = <Each>(each: (name: string) => Each) =>
        Object.fromEntries(names.map((name) => [name, each(name)]));
      const told = message('balances', {
        holding: {},
        flex_futures: {currencies: of(() => currency(1)), cross: totals, isolated: of(() => totals)},
        futures: of((name) => ({
          name,
          pair: `${name}/USD`,
          unit: name,
          balance: 1,
          maintenance_margin: 0,
          initial_margin: 0,
          unrealized_funding: 0,
        })),
        seq: round + 1,
      });
      const {outcome, state: next} = reduce(state, told);
      expect(outcome).toBe('used');
      state = next;
    }
    expect(Object.keys(state.flex?.currencies ?? {})).toHaveLength(1000);
    expect(Object.keys(state.flex?.isolated ?? {})).toHaveLength(1000);
    expect(Object.keys(state.single)).toHaveLength(1000);
  });
});
