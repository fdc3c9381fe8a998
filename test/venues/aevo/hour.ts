import type {Frame} from '../../../src/venues/frame.ts';
import {ALICE_LATER, LONG} from './samples.ts';
import {
  API,
  AT,
  account,
  answer,
  coin,
  dollars,
  frame,
  index,
  ME,
  option,
  perpetual,
  positions,
  push,
  ticker,
} from './wire.ts';

const CALL = 'ETH-25DEC26-2500-C';
const short = option(CALL, ['-10', '60', '50'], ['2500', '2500']);
const isolated = perpetual('BTC-PERP', ['1', '50000', '51000'], ['1530', '2550'], {
  margin_type: 'ISOLATED',
  liquidation_price: '46391.752577',
});

/** A page’s hour: every kind of frame, so that mutations of each are tried. */
export const HOUR: readonly Frame[] = [
  answer(LONG),
  answer(ALICE_LATER),
  answer({...LONG, rows: [...LONG.rows, isolated, short], totals: ['6500', '4660', '6100']}),
  answer({...LONG, fields: {portfolio: true, in_liquidation: false}, totals: ['6000', '400', '700']}),
  answer({
    coins: [dollars('-0.5'), coin('WETH', ['2', '4000', '3600'])],
    rows: [],
    totals: ['3599.5', '0', '0'],
  }),
  push('account', account(LONG)),
  frame({url: `${API}/positions`, body: {account: ME, positions: [isolated, short]}}),
  positions([short, {...LONG.rows[0], amount: '0'}]),
  positions([{...isolated, margin_type: 'CROSS'}]),
  ticker('ETH-PERP', '2050.5', AT, {index_price: '2049', funding_rate: '-0.00001'}),
  ticker(CALL, '51', AT, {mark: {price: '51', iv: '0.55'}}),
  index('ETH', '2051.25'),
  frame({
    url: `${API}/markets`,
    body: [{instrument_name: 'ETH-PERP', mark_price: '2040', index_price: '2041'}],
  }),
  frame({
    url: `${API}/instrument/ETH-PERP`,
    body: {instrument_name: 'ETH-PERP', mark_price: '2040', index_price: '2041'},
  }),
  frame({body: {error: 'UNAUTHORIZED'}}),
];
