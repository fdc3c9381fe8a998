import {describe, expect, it} from 'vitest';
import {reduce} from '../../../src/venues/binance/reduce.ts';
import {type BinanceState, initial} from '../../../src/venues/binance/state.ts';
import {update} from './wire.ts';

describe('Binance’s frames', () => {
  it('a page that invents contracts without end does not grow the state without end', () => {
    let state: BinanceState = initial;
    for (let round = 0; round < 40; round += 1) {
      const P = Array.from({length: 60}, (_, index) => ({
        s: `C${round}X${index}USDT`,
        pa: '1',
        ep: '1',
        mt: 'cross',
        iw: '0',
        ps: 'BOTH',
      }));
      const B = P.map(({s}) => ({a: s, wb: '1', cw: '1', bc: '0'}));
      state = reduce(state, update({P, B})).state;
    }
    expect(Object.keys(state.main.usdm.positions).length).toBeLessThanOrEqual(1000);
    expect(Object.keys(state.main.usdm.wallets).length).toBeLessThanOrEqual(1000);
  });
});
