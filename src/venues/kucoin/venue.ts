import type {Venue, Wanted, WantedText} from '../venue.ts';
import {accounts} from './account.ts';
import {reduce} from './reduce.ts';
import {initial, type State} from './state.ts';

const WEB = 'www.kucoin.com';

/** Topics stand near the front. A mark and a funding rate share one. A trial fund's topics begin otherwise. */
const TOPICS: readonly WantedText[] = [
  {head: '"/contract/instrument:', latest: ['"/contract/instrument:', '"subject":"']},
  {head: '"/contract/position'},
  {head: '"/contractAccount/wallet'},
];

/** The web's futures socket lives in a worker; it posts what it heard in batches of one type. */
const POSTS: readonly WantedText[] = [
  {head: '"type":"futures_position"'},
  {head: '"type":"futures_wallet"'},
  {head: '"type":"futures_markIndexPrice"'},
  {head: '"type":"futures_fundingRate"'},
];

/** Only paths travel: the query of KuCoin's web calls has a token in it. */
const CALLS = [
  '/web-front/positions',
  '/kumex-position/position',
  '/web-front/account/total-equity-l3-new',
  '/futures-trade-proxy/activeOrderStatistics',
  '/kumex-contract/contracts',
  '/web-front/contracts',
  '/kumex-index/mark-price/:symbol/current',
];

const HOSTS = [WEB, 'futures.kucoin.com'];

export const kucoin: Venue<State> = {
  id: 'kucoin',
  name: 'KuCoin',
  pages: [
    {
      host: WEB,
      paths: ['/futures', '/:locale/futures', '/trade/futures', '/:locale/trade/futures'],
    },
    {host: 'futures.kucoin.com'},
  ],
  wanted: [
    {via: 'websocket', host: '*.kucoin.com', in: TOPICS},
    ...HOSTS.flatMap((host): Wanted[] => [
      {via: 'worker', host, in: POSTS},
      ...CALLS.map((call): Wanted => ({via: 'request', host, path: `/_api_kumex${call}`})),
    ]),
  ],
  initial,
  reduce,
  accounts,
  sources: [
    {
      rule: 'cross margin: risk rate, its levels, closing fees',
      title: 'KuCoin support: Risk rate of cross margin mode',
      read: '2026-11-22',
    },
    {
      rule: 'which wallet secures which positions',
      title: 'KuCoin support: Cross margin',
      read: '2026-11-22',
    },
    {
      rule: 'isolated liquidation price',
      title: 'KuCoin support: liquidation price of isolated margin',
      read: '2026-11-22',
    },
    {
      rule: 'position, wallet and instrument events; position list; contract list',
      title: 'KuCoin API docs: futures trading, account info',
      read: '2026-11-22',
    },
    {
      rule: 'cross maintenance rate and liquidation price; total cross margin; the web’s calls and worker',
      title: 'source of KuCoin’s trading page, as published',
      read: '2026-11-22',
    },
  ],
};
