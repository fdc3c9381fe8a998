import type {Frame} from '../../../src/venues/frame.ts';
import {LIVE_ROW, MIXED} from './samples.ts';
import {
  API,
  AT,
  answer,
  balances,
  coin,
  dollars,
  frame,
  ME,
  position,
  push,
  subaccount,
  ticker,
  told,
} from './wire.ts';

const CALL = 'BTC-20261225-120000-C';
const short = position(CALL, ['-1', '2500', '2000'], ['-2000', '-13000', '-17000'], {index_price: '100000'});
const long = position(CALL, ['1', '2500', '2000'], ['2000', '0', '0'], {index_price: '100000'});

/** A page’s hour: every kind of frame, so that mutations of each are tried. */
export const HOUR: readonly Frame[] = [
  subaccount(MIXED),
  subaccount({...MIXED, rows: [...MIXED.rows, short], totals: ['22000', '5200', '100']}),
  subaccount({coins: [dollars('30000')], rows: [long], totals: ['32000', '30000', '30000']}),
  subaccount({...MIXED, fields: {subaccount_id: 43, margin_type: 'PM2', open_orders_margin: '-5'}}),
  answer([told(MIXED)]),
  answer({subaccount_id: ME, positions: [LIVE_ROW, short]}),
  answer({subaccount_id: ME, collaterals: [dollars('-12.5'), coin('wstETH', ['1', '5000', '4000', '3500'])]}),
  balances({USDC: '11000', 'BTC-PERP': '0', [CALL]: '-2', ETH: '1'}),
  ticker('BTC-PERP', '98000.5', AT, '98001'),
  ticker(CALL, '2100', AT, '100100', {i: '0.51', f: '100500', m: '2100'}),
  push('ticker.BTC-PERP.100', {mark_price: '99000', index_price: '99001', option_pricing: null}),
  push('spot_feed.ETH', {timestamp: AT, feeds: {ETH: {price: '4100.5', confidence: '1'}}}),
  frame({via: 'fetch', url: `${API}/get_subaccount`, body: {error: {code: 1, message: 'no'}}}),
];
