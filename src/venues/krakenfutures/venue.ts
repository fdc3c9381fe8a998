import type {Venue, Wanted, WantedText} from '../venue.ts';
import {accounts} from './account.ts';
import {reduce} from './reduce.ts';
import {initial, type State} from './state.ts';

/**
 * `feed` stands first in the account's messages; acknowledgements of subscriptions, which repeat key and signature,
 * begin with `event`. A ticker begins with its time and contract; what comes next is a funding rate, or the leverage of
 * a dated contract.
 */
const FEEDS: readonly WantedText[] = [
  {head: '{"feed":"open_positions'},
  {head: '{"feed":"balances'},
  {head: '"feed":"ticker",', latest: ['"product_id":"']},
  {head: '"funding_rate":', latest: ['"product_id":"']},
  {head: '"leverage":"', latest: ['"product_id":"']},
];

const CALLS = ['accounts', 'openpositions', 'tickers', 'instruments'];

/** The Pro page's own calls for the account are not known; should it make the documented ones, they are read. */
const HOSTS = ['futures.kraken.com', 'demo-futures.kraken.com', 'iapi.kraken.com', 'pro.kraken.com'];

export const krakenfutures: Venue<State> = {
  id: 'krakenfutures',
  name: 'Kraken Futures',
  pages: [
    {host: 'futures.kraken.com'},
    {host: 'demo-futures.kraken.com'},
    {host: 'pro.kraken.com', paths: ['/app/trade', '/app/portfolio']},
  ],
  wanted: [
    {via: 'websocket', host: '*.kraken.com', path: '/ws/v1', in: FEEDS},
    ...HOSTS.flatMap((host) =>
      CALLS.map((call): Wanted => ({via: 'request', host, path: `/derivatives/api/v3/${call}`})),
    ),
  ],
  initial,
  reduce,
  accounts,
  sources: [
    {
      rule: 'feeds and fields of positions, balances and tickers; REST answers',
      title: 'Kraken Futures API docs: WebSocket feeds, accounts, open positions, instruments',
      read: '2026-11-22',
    },
    {
      rule: 'margin schedules, netting of one underlying, liquidation below maintenance margin',
      title: 'Kraken support: margin schedules and liquidation of futures',
      read: '2026-11-22',
    },
    {
      rule: 'haircut and conversion spread of collateral, margin equity, available margin',
      title: 'Kraken support: multi-collateral wallet',
      read: '2026-11-22',
    },
    {
      rule: 'inverse requirement and liquidation price (worked example)',
      title: 'Kraken Futures docs: single-collateral inverse example',
      read: '2026-11-22',
    },
  ],
};
