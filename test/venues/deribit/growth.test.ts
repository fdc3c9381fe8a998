import {describe, expect, it} from 'vitest';
import {reduce} from '../../../src/venues/deribit/reduce.ts';
import {initial} from '../../../src/venues/deribit/state.ts';
import {answer, future, portfolio, push, question, summary} from './wire.ts';

describe('fuzz', () => {
  it('a page that invents contracts, currencies and questions without end does not grow the state without end', () => {
    let state = initial;
    for (let round = 0; round < 15; round += 1) {
      const names = Array.from({length: 120}, (_, index) => `C${round}X${index}`);
      const frames = [
        ...names.map((name) => question('get_positions', {currency: name}, {id: round})),
        answer(
          names.map((name) => future(`${name}-PERPETUAL`, 1, {average_price: 1, mark_price: 1})),
          {id: 99},
        ),
        answer({summaries: names.map((name) => summary(name, 1))}, {id: 99}),
        ...names.map((name) => portfolio(summary(`P${name}`, 1))),
        ...names.map((name) =>
          push('deribit_price_index.x', {index_name: `${name.toLowerCase()}_usd`, price: 1}),
        ),
      ];
      for (const each of frames) state = reduce(state, each).state;
    }
    expect(Object.keys(state.positions).length).toBeLessThanOrEqual(1000);
    expect(Object.keys(state.marks).length).toBeLessThanOrEqual(1000);
    expect(Object.keys(state.summaries).length).toBeLessThanOrEqual(200);
    expect(Object.keys(state.indices).length).toBeLessThanOrEqual(100);
    expect(state.asked.length).toBeLessThanOrEqual(40);
  });
});
