import {describe, expect, it} from 'vitest';
import {reduce} from '../../../src/venues/kucoin/reduce.ts';
import {initial, type State} from '../../../src/venues/kucoin/state.ts';
import {answer, crossRow, WEB} from './wire.ts';

describe('a page that asks for position after position', () => {
  it('does not make them grow without end', () => {
    let state: State = initial;
    for (let round = 0; round < 15; round += 1) {
      const rows = Array.from({length: 100}, (_, index) =>
        crossRow(`C${round}X${index}USDTM`, {currentQty: 1}),
      );
      const {outcome, state: next} = reduce(state, answer(`${WEB}/kumex-position/position`, rows));
      expect(outcome).toBe('used');
      state = next;
    }
    expect(Object.keys(state.rows)).toHaveLength(1000);
  });
});
