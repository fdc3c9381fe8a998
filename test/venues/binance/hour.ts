import type {Frame} from '../../../src/venues/frame.ts';
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

/** A page’s hour: every kind of frame, so that mutations of each are tried. */
export const HOUR: readonly Frame[] = [
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
