import {describe, expect, it} from 'vitest';
import {reduce} from '../../../src/venues/binance/reduce.ts';
import {type BinanceState, initial} from '../../../src/venues/binance/state.ts';
import {binance} from '../../../src/venues/binance/venue.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {fuzzFrames, fuzzTexts} from '../fuzz.ts';
import {
  AT,
  ask,
  assetIndex,
  balances,
  brackets,
  COIN_WEB,
  envelope,
  event,
  frame,
  mark,
  mode,
  positions,
  row,
  update,
  WEB,
} from './wire.ts';

/** A page's hour: every kind of frame, so that mutations of each are tried. */
const HOUR: readonly Frame[] = [
  mode(false),
  brackets({
    BTCUSDT: [
      [0, 0.004, 0],
      [50000, 0.005, 50],
    ],
    ETHUSDT: [[0, 0.005, 0]],
  }),
  balances({USDT: '50000', BTC: '0.5'}),
  ask(`${WEB}/user-position`, {}),
  positions([
    row('BTCUSDT', {
      positionAmount: '2',
      entryPrice: '60000',
      markPrice: '61000',
      liquidationPrice: '36180.9',
    }),
    row('ETHUSDT', {positionAmount: '-5', entryPrice: '3000', markPrice: '3100', isolatedWallet: '1500'}),
  ]),
  mark('BTCUSDT', '61500'),
  event([{e: 'markPriceUpdate', E: AT, s: 'ETHUSDT', p: '3050', P: '1', i: '3049', r: '0.0001', T: AT}]),
  assetIndex('USDTUSD', '1', '0.9999', '1.0001'),
  assetIndex('BTCUSD', '61000', '57950', '64050'),
  update({
    B: [{a: 'USDT', wb: '51500', cw: '49990', bc: '0'}],
    P: [{s: 'BTCUSDT', pa: '1', ep: '60000', up: '1000', mt: 'cross', iw: '0', ps: 'BOTH'}],
  }),
  event({e: 'ACCOUNT_CONFIG_UPDATE', E: AT, T: AT, ai: {j: true}}),
  event({
    e: 'MARGIN_CALL',
    E: AT,
    p: [{s: 'BTCUSDT', ps: 'BOTH', pa: '1', mp: '40000', mm: '200', up: '-1'}],
  }),
  frame({
    url: `${COIN_WEB}/user-position`,
    body: envelope([
      {
        symbol: 'BTCUSD_PERP',
        positionAmt: '2',
        entryPrice: '37643.1',
        markPrice: '38103.1',
        isolatedWallet: '0.0026',
      },
    ]),
  }),
  event({e: 'riskLevelChange', E: AT, u: '1.9', s: 'NORMAL', eq: '30.2', m: '15.1'}),
];

describe('Binance’s frames', () => {
  it('mutated, cut, repeated and out of order never throw and never make a figure that is no number', () => {
    fuzzFrames(binance, HOUR, 400);
  });

  it('of any text, in and out, are taken calmly', () => {
    const elsewhere = frame({url: 'x', via: 'xhr', body: ''});
    fuzzTexts(binance, [...HOUR, elsewhere, {...elsewhere, direction: 'out'}], 400);
  });

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
