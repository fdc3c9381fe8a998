import type {Venue, Wanted} from '../venue.ts';
import {accounts} from './account.ts';
import {API_HOSTS, reduce, SOCKET_HOST} from './reduce.ts';
import {initial, type State} from './state.ts';

const ASKED = ['/api/v1/account', '/api/v1/account/settings', '/api/v1/positions'] as const;

const DOCS = 'Pacifica Docs';
const READ = '2026-11-22';

export const pacifica: Venue<State> = {
  id: 'pacifica',
  name: 'Pacifica',
  pages: [{host: 'app.pacifica.fi'}],
  wanted: [
    {
      via: 'websocket',
      host: SOCKET_HOST,
      path: '/ws',
      in: [
        // Says whose the pushes are: they do not.
        {head: '"subscribe"'},
        {head: '"account_positions"', latest: []},
        {head: '"account_info"', latest: []},
        {head: '"account_leverage"'},
        // What changed only.
        {head: '"prices"'},
      ],
    },
    ...API_HOSTS.flatMap((host): readonly Wanted[] => [
      // The query names the account. With it in the path: what else stands below `account` may be a key.
      ...ASKED.map((path): Wanted => ({via: 'request', host, path: `${path}?account=`, query: true})),
      {via: 'request', host, path: '/api/v1/info'},
    ]),
  ],
  initial,
  reduce,
  accounts,
  sources: [
    {
      rule: 'maintenance requirement, liquidation price, backstop',
      title: `${DOCS}, Trading: Liquidations`,
      read: READ,
    },
    {
      rule: 'what secures cross and isolated positions; interest',
      title: `${DOCS}, Trading: Margin and leverage; Unified margin`,
      read: READ,
    },
    {rule: 'what spot assets count', title: `${DOCS}, Trading: Spot collateral`, read: READ},
    {
      rule: 'account, positions, settings, info and prices answers',
      title: `${DOCS}, API: REST`,
      read: READ,
    },
    {
      rule: 'channels; positions are told whole; the order of events',
      title: `${DOCS}, API: WebSocket subscriptions, Last order ID`,
      read: READ,
    },
  ],
};
