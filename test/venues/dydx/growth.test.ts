import {describe, expect, it} from 'vitest';
import {reduce} from '../../../src/venues/dydx/reduce.ts';
import {initial, MOST, type State} from '../../../src/venues/dydx/state.ts';
import {answer, changes, child, held, oracle, usdc} from './wire.ts';

describe('frames that were mutated, cut, repeated and put out of order', () => {
  it('a page that invents without end does not grow the state without end', () => {
    let state: State = initial;
    for (let round = 0; round < 40; round += 1) {
      const rows = Array.from({length: 100}, (_, index) => [`C${round}X${index}-USD`, '1'] as const);
      const sent = [
        oracle(Object.fromEntries(rows), {link: `l${round}`}),
        answer('/x', {subaccount: {...child(0, '1'), address: `dydx1number${round}`}}),
        ...Array.from({length: 5}, (_, index) => {
          const subaccountNumber = 128 * (5 * round + index);
          return changes([{assetPositions: [{...usdc('1'), subaccountNumber}]}], {
            link: `l${round}`,
            id: index + 2,
          });
        }),
        changes([{perpetualPositions: rows.map(([name]) => held(name, '1'))}], {link: `l${round}`, id: 9}),
      ];
      for (const each of sent) ({state} = reduce(state, each));
    }
    const children = Object.values(state.parents).flatMap((one) => Object.values(one.children));
    expect(Object.keys(state.links).length).toBeLessThanOrEqual(MOST.links);
    expect(Object.keys(state.parents).length).toBeLessThanOrEqual(MOST.parents);
    expect(Object.keys(state.markets).length).toBeLessThanOrEqual(MOST.markets);
    expect(children.length).toBeLessThanOrEqual(MOST.parents * MOST.children);
    for (const {positions} of children)
      expect(Object.keys(positions).length).toBeLessThanOrEqual(MOST.positions);
  });
});
