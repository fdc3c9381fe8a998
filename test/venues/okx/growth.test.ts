import {describe, expect, it} from 'vitest';
import {reduce} from '../../../src/venues/okx/reduce.ts';
import {initial, type OkxState} from '../../../src/venues/okx/state.ts';
import {XRP_LONG} from './rows.ts';
import {account, changed, currency, positions} from './wire.ts';

describe('OKX’s frames', () => {
  it('a page that invents contracts, currencies and lists without end does not grow the state without end', () => {
    let state: OkxState = initial;
    const names = (round: number) => Array.from({length: 60}, (_, index) => `C${round}X${index}`);
    for (let round = 0; round < 40; round += 1) {
      const rows = names(round).map((name) => ({...XRP_LONG, instId: `${name}-USDT-SWAP`}));
      state = reduce(state, changed(rows)).state;
      state = reduce(
        state,
        account(
          names(round).map((name) => currency(name, '1')),
          {},
          {eventType: 'event_update'},
        ),
      ).state;
      for (const name of names(round))
        state = reduce(state, positions([], {instType: name, lastPage: round % 2 === 0})).state;
    }
    expect(Object.keys(state.positions).length).toBeLessThanOrEqual(1000);
    expect(Object.keys(state.currencies).length).toBeLessThanOrEqual(1000);
    expect(state.listed.length).toBeLessThanOrEqual(100);
    expect(Object.keys(state.pages).length).toBeLessThanOrEqual(101);
  });
});
