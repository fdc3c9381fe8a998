import {describe, expect, it} from 'vitest';
import {reduce} from '../../../src/venues/bitget/reduce.ts';
import {type BitgetState, initial} from '../../../src/venues/bitget/state.ts';
import {positions, push, row, ticker} from './wire.ts';

describe('frames that were mutated, cut, repeated and put out of order', () => {
  it('a page that invents contracts and coins without end does not grow the state without end', () => {
    let state: BitgetState = initial;
    for (let round = 0; round < 25; round += 1) {
      const names = Array.from({length: 60}, (_, index) => `C${round}X${index}`);
      const rows = names.map((name) => row(`${name}USDT`, {total: '1', openPriceAvg: '1'}));
      const sent = [
        push('positions', rows, {action: 'update'}),
        push(
          'account',
          names.map((name) => ({marginCoin: name, equity: '1'})),
          {action: 'update'},
        ),
        ...names.map((name) => positions([], {}, `productType=COIN-FUTURES&marginCoin=${name}`)),
        ...names.map((name) => ticker(`${name}USD`, '1')),
      ];
      for (const each of sent) state = reduce(state, each).state;
    }
    const {positions: held, coins, seen, marks} = state.main;
    expect(Object.keys(held).length).toBeLessThanOrEqual(1000);
    expect(Object.keys(coins).length).toBeLessThanOrEqual(500);
    expect(Object.keys(seen).length).toBeLessThanOrEqual(201);
    expect(Object.keys(marks).length).toBeLessThanOrEqual(1040);
  });
});
