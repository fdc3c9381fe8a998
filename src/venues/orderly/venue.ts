import type {Venue} from '../venue.ts';
import {accounts} from './account.ts';
import {API_HOSTS, PATHS, PRIVATE_HOST, PUBLIC_HOST, reduce} from './reduce.ts';
import {initial, type State} from './state.ts';

export const orderly: Venue<State> = {
  id: 'orderly',
  name: 'Orderly',
  // Brokers are many, their hosts change, and any could be asked for: only those that are known are matched.
  pages: [
    {host: 'app.orderly.network'},
    {host: 'dex.woo.org'},
    {host: 'pro.woofi.com'},
    {host: 'perps.raydium.io'},
  ],
  wanted: [
    {
      via: 'websocket',
      host: PRIVATE_HOST,
      // What follows is the account.
      path: '/v2/ws/private/stream',
      in: [
        {head: '"topic":"position"'},
        {head: '"topic":"balance"'},
        {head: '"event":"auth"'},
        {head: '"event":"ping"', latest: []},
      ],
    },
    {
      via: 'websocket',
      host: PUBLIC_HOST,
      path: '/ws/stream',
      in: [
        {head: '"topic":"markprices"', latest: []},
        {head: '"topic":"indexprices"', latest: []},
        {head: '@markprice"', latest: ['"topic":"']},
        {head: '@indexprice"', latest: ['"topic":"']},
      ],
    },
    ...API_HOSTS.flatMap((host) => PATHS.map((path) => ({via: 'request', host, path}) as const)),
  ],
  initial,
  reduce,
  accounts,
  sources: [
    {
      rule: 'margin ratio, total and free collateral, maintenance and initial rates, liquidation price',
      title: 'Orderly Docs: Formulas and definitions; @orderly.network/perp 5.2.1',
      read: '2026-11-22',
    },
    {
      rule: 'isolated margin: its own pool, beside a cross position of the same symbol',
      title: 'Orderly Docs: Isolated margin',
      read: '2026-11-22',
    },
    {
      rule: 'weights and limits of collateral other than USDC',
      title: 'Orderly Docs: Multi-collateral; @orderly.network/perp 5.2.1, collateralRatio',
      read: '2026-11-22',
    },
    {
      rule: 'answers, topics and their members',
      title: 'Orderly Docs: REST and WebSocket API; @orderly.network/types 3.2.1',
      read: '2026-11-22',
    },
  ],
};
