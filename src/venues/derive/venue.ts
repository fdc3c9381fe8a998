import type {Venue, Wanted, WantedText} from '../venue.ts';
import {accounts} from './account.ts';
import {reduce} from './reduce.ts';
import {initial, type State} from './state.ts';

/**
 * Answers do not name their method. On the socket only those are wanted that begin with a member of a subaccount: what a
 * login and session keys are answered with does not.
 */
const ANSWERS: readonly WantedText[] = [
  'subaccount_id',
  'collaterals',
  'collaterals_initial_margin',
  'currency',
  'label',
  'positions',
  'margin_type',
].flatMap((member) => [{head: `"result":{"${member}"`}, {head: `"result":[{"${member}"`}]);

const IN: readonly WantedText[] = [
  {head: '"channel":"ticker', latest: ['"channel":"']},
  {head: '"channel":"spot_feed.', latest: ['"channel":"']},
  {head: '.balances"'},
  ...ANSWERS,
];

/** Their bodies name the subaccount, so that answers of several are not taken for one another; signatures are in headers. */
const METHODS = ['get_subaccount', 'get_positions', 'get_collaterals'];

const APIS = [
  {host: 'api.lyra.finance', socket: '/ws', path: '/private'},
  {host: 'api.derive.xyz', socket: '/v3/ws', path: '/v3/private'},
];

export const derive: Venue<State> = {
  id: 'derive',
  name: 'Derive',
  pages: [{host: 'derive.xyz'}, {host: 'www.derive.xyz'}, {host: 'app.derive.xyz'}],
  wanted: APIS.flatMap(({host, socket, path}): readonly Wanted[] => [
    {via: 'websocket', host, path: socket, in: IN},
    ...METHODS.map(
      (method): Wanted => ({via: 'request', host, path: `${path}/${method}`, asks: ['"subaccount_id"']}),
    ),
    {via: 'request', host, path: `${path}/get_all_portfolios`},
  ]),
  initial,
  reduce,
  accounts,
  sources: [
    {
      rule: 'methods, channels and fields of subaccounts, positions, collaterals, tickers',
      title: 'Derive API Reference: private/get_subaccount, get_positions, Subaccount balances, Ticker slim',
      read: '2026-11-22',
    },
    {
      rule: 'margin of perpetuals, options and base assets in standard margin',
      title: 'Derive Docs: Standard Margin Parameters; StandardManager of the published contracts',
      read: '2026-11-22',
    },
    {
      rule: 'liquidation when net maintenance margin is below zero; auction and its buffer',
      title: 'Derive Docs: Liquidation API, Liquidation Parameters',
      read: '2026-11-22',
    },
  ],
};
