import {describe, expect, it} from 'vitest';
import {reduce} from '../../../src/venues/lighter/reduce.ts';
import {initial, type State} from '../../../src/venues/lighter/state.ts';
import {ME, position, positions} from './wire.ts';

describe('a page that invents markets without end', () => {
  it('does not make the positions grow without end', () => {
    let state: State = initial;
    for (let round = 0; round < 30; round += 1) {
      const rows = Array.from({length: 100}, (_, index) =>
        position(round * 100 + index, 'ETH', [1, '1', '1', '0']),
      );
      const {outcome, state: next} = reduce(state, positions(rows));
      expect(outcome).toBe('used');
      state = next;
    }
    expect(Object.keys(state.accounts[ME]?.rows ?? {})).toHaveLength(2000);
  });
});
