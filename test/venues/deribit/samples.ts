import type {Frame} from '../../../src/venues/frame.ts';
import {captured, ofPayload, type Sample} from '../sample.ts';
import {frame, future, portfolio, positions, summary} from './wire.ts';

/** Real accounts as Deribit's page would tell of them. */

/** nautilus_trader test data, July 2026. */
export const REAL_SUMMARY = summary('BTC', 302.62729214, {
  balance: 302.60065765,
  equity: 302.61869214,
  available_funds: 301.38059622,
  initial_margin: 1.24669592,
  maintenance_margin: 0.8857841,
  session_upl: 0.05271555,
  session_rpl: -0.03258105,
  futures_session_upl: 0.05921555,
  futures_session_rpl: -0.03258105,
  options_value: -0.0086,
});

/** ccxt, a real account at Coinbase's gateway. */
export const COINBASE_FRAMES: readonly Frame[] = [
  portfolio(summary('USDC', 20.4924, {maintenance_margin: 0.814572, initial_margin: 1.2342}), {
    url: 'wss://drb.coinbase.com/ws/api/v2',
  }),
];

const MARGINS = {maintenance_margin: 28_125, initial_margin: 53_125};

/** Deribit's help, Linear Perpetual: 25 BTC at 100,000 ask for 28,125 and 53,125. */
export const LINEAR_FRAMES: readonly Frame[] = [
  portfolio(summary('USDC', 40_000, MARGINS)),
  ...positions([future('BTC_USDC-PERPETUAL', 25, {average_price: 100_000, mark_price: 100_000, ...MARGINS})]),
];

const real = (name: string, frames: readonly Frame[]): Sample => ({name, from: 'real accounts', frames});

export const samples: readonly Sample[] = [
  real('summary of July 2026', [portfolio(REAL_SUMMARY)]),
  real('Coinbase', COINBASE_FRAMES),
  ...['account-summaries-cross-pm', 'ws-user-portfolio'].flatMap((name) =>
    ofPayload(`deribit/${name}.json`, (text) => real(name, [frame(text)])),
  ),
  {name: 'help: linear perpetual', from: 'documents', frames: LINEAR_FRAMES},
  {
    name: 'half-closed',
    from: 'worked by hand',
    frames: captured('./captures/half-closed.ndjson', import.meta.url),
  },
];
