import type {Venue, Wanted} from '../venue.ts';
import {accounts} from './account.ts';
import {reduce} from './reduce.ts';
import {initial, type State} from './state.ts';

const READ = '2026-11-22';

/** The same calls, on the API's hosts and behind the web's gateway. */
const BASES = [
  {host: '*.mexc.com', base: '/api/v1'},
  {host: 'www.mexc.com', base: '/api/platform/futures/api/v1'},
] as const;

const requests = BASES.flatMap(({host, base}): readonly Wanted[] => [
  // The query says whether they are all positions or those of one contract.
  {via: 'request', host, path: `${base}/private/position/open_positions`, query: true},
  {via: 'request', host, path: `${base}/private/account/assets`},
  {via: 'request', host, path: `${base}/private/account/asset`},
  {via: 'request', host, path: `${base}/contract/detail`},
  {via: 'request', host, path: `${base}/contract/detailV2`},
  {via: 'request', host, path: `${base}/contract/ticker`},
  {via: 'request', host, path: `${base}/contract/fair_price`},
]);

export const mexc: Venue<State> = {
  id: 'mexc',
  name: 'MEXC',
  pages: [{host: 'www.mexc.com', paths: ['/futures', '/:locale/futures']}, {host: 'futures.mexc.com'}],
  wanted: [
    {
      via: 'websocket',
      host: '*.mexc.com',
      path: '/edge',
      // The channel may stand behind the content.
      reach: 256,
      bytes: 'gzip',
      in: [
        {head: '"push.personal.position"'},
        {head: '"push.personal.asset"'},
        {head: '"push.fair.price"', latest: ['"symbol":"']},
        {head: '"push.ticker'},
        {head: '"push.contract"'},
        {head: '"positionType"'},
        {head: '"availableBalance"'},
        {head: '"fairPrice"'},
      ],
    },
    ...requests,
  ],
  initial,
  reduce,
  accounts,
  sources: [
    {
      rule: 'when a position is liquidated: maintenance margin and liquidation fees; what cross equity leaves out',
      title: 'MEXC support: Liquidation and risk limit',
      read: READ,
    },
    {
      rule: 'maintenance margin of the entry; liquidation price',
      title: 'MEXC blog: Liquidation in futures',
      read: READ,
    },
    {
      rule: 'positions, assets, contracts; pushes',
      title: 'MEXC API docs: futures account and trading endpoints, market endpoints, WebSocket API',
      read: READ,
    },
    {
      rule: 'margin and liquidation price of real accounts',
      title: 'ccxt, mexc, sample answers',
      read: READ,
    },
  ],
};
