import type {Frame} from '../../../src/venues/frame.ts';
import {
  AT,
  answer,
  frame,
  future,
  option,
  portfolio,
  positions,
  push,
  question,
  summary,
  ticker,
} from './wire.ts';

const CROSS = {
  cross_collateral_enabled: true,
  total_equity_usd: 61_000,
  total_margin_balance_usd: 61_000,
  total_initial_margin_usd: 2600,
  total_maintenance_margin_usd: 1300,
};
const ROWS = [
  future('BTC-PERPETUAL', 50_000, {
    size_currency: 0.833333333,
    average_price: 59_000,
    mark_price: 60_000,
    index_price: 60_010,
    maintenance_margin: 0.008368055,
    initial_margin: 0.016701388,
    estimated_liquidation_price: 30_000,
  }),
  future('BTC_USDC-PERPETUAL', -0.5, {average_price: 61_000, mark_price: 60_000, maintenance_margin: 300.75}),
  future('XRP_USDC-PERPETUAL', 1000, {average_price: 2, mark_price: 2.1, maintenance_margin: 63}),
  option('BTC-25DEC26-54000-P', -1, {
    average_price: 0.02,
    mark_price: 0.01,
    index_price: 60_000,
    maintenance_margin: 0.085,
  }),
  option('XRP_USDC-25DEC26-0d625-C', 100, {average_price: 0.1, mark_price: 0.2, index_price: 2.1}),
];

/** A page’s hour: every kind of frame, so that mutations of each are tried. */
export const HOUR: readonly Frame[] = [
  answer({
    id: 10,
    email: 'a@example.com',
    summaries: [summary('BTC', 1, {maintenance_margin: 0.1}), summary('USDC', 500)],
  }),
  ...positions(ROWS),
  portfolio(
    summary('BTC', 1.01, {futures_session_upl: 0.01, options_value: -0.01, maintenance_margin: 0.0933}),
  ),
  portfolio(summary('BTC', 1.01, {margin_model: 'segregated_pm', maintenance_margin: 0.05})),
  portfolio(summary('BTC', 1.0166666, {...CROSS, margin_model: 'cross_sm'})),
  portfolio(summary('USDC', 61_000, {...CROSS, margin_model: 'cross_sm'})),
  portfolio(summary('USDC', 61_000, {...CROSS, margin_model: 'cross_pm'})),
  push('user.changes.any.any.raw', {positions: [{...ROWS[0], size: 0, direction: 'zero'}]}),
  ticker('BTC-PERPETUAL', {mark_price: 60_100, index_price: 60_090, funding_8h: 0.0001}),
  ticker('BTC-25DEC26-54000-P', {mark_price: 0.011, index_price: 60_090, mark_iv: 60.5}),
  push('markprice.options.btc_usd', [{instrument_name: 'BTC-25DEC26-54000-P', mark_price: 0.012, iv: 0.61}]),
  push('deribit_price_index.btc_usd', {index_name: 'btc_usd', price: 60_050, timestamp: AT}),
  frame({jsonrpc: '2.0', id: 7, error: {code: 10_000, message: 'no'}}),
  question('get_account_summaries', {extended: true}),
];
