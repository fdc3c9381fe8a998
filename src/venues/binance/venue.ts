import type {Venue, Wanted} from '../venue.ts';
import {accounts} from './account.ts';
import {reduce} from './reduce.ts';
import {type BinanceState, initial} from './state.ts';
import {STREAMS} from './streams.ts';

/** Since April 2026 the path says private or market; what follows it may be a listen key, so no path is named at all. */
const STREAM_HOSTS = [
  'fstream.binance.com',
  'fstream-auth.binance.com',
  'dstream.binance.com',
  'dstream-auth.binance.com',
  'fstream.binancefuture.com',
  'dstream.binancefuture.com',
];

/**
 * `:book` is `future`, `eu-future` or `delivery`. The request travels with the answer (`''` occurs in every body):
 * with a `portfolioId` in it the answer is a copy-trading portfolio's.
 */
const CALLS: readonly {readonly path: string; readonly asks?: readonly string[]}[] = [
  {path: '/bapi/futures/:version/private/:book/user-data/user-position', asks: ['']},
  {path: '/bapi/futures/:version/private/:book/user-data/user-balance', asks: ['']},
  {path: '/bapi/futures/:version/private/:book/user-data/get-join-margin', asks: ['']},
  {path: '/bapi/futures/:version/friendly/:book/common/brackets'},
  {path: '/bapi/margin/:version/private/margin/portfolio/account-indicate'},
];

/** The same calls in demo trading: the group of calls has another name. */
const DEMO_CALLS = CALLS.map((call) => ({
  ...call,
  path: call.path.replace('/bapi/futures/', '/bapi/demotrading/'),
}));

const rows = (host: string, calls: typeof CALLS): Wanted[] =>
  calls.map((call) => ({via: 'request', host, ...call}));

export const binance: Venue<BinanceState> = {
  id: 'binance',
  name: 'Binance',
  pages: [
    {
      host: 'www.binance.com',
      paths: [
        '/futures',
        '/:locale/futures',
        '/delivery',
        '/:locale/delivery',
        '/:locale/portfolio-margin',
        '/:locale/my/wallet/account/futures',
        '/:locale/my/wallet/account/delivery',
      ],
    },
    {host: 'demo.binance.com', paths: ['/:locale/futures', '/:locale/delivery']},
    {host: 'testnet.binancefuture.com'},
  ],
  wanted: [
    ...STREAM_HOSTS.map((host): Wanted => ({via: 'websocket', host, in: STREAMS})),
    ...rows('www.binance.com', [...CALLS, ...DEMO_CALLS]),
    ...rows('demo.binance.com', [...CALLS, ...DEMO_CALLS]),
    ...rows('testnet.binancefuture.com', CALLS),
  ],
  initial,
  reduce,
  accounts,
  sources: [
    {
      rule: 'maintenance margin, margin ratio, liquidation price of USD-M futures',
      title: 'Binance support: How to calculate liquidation price of USDⓈ-M futures contracts',
      read: '2026-11-20',
    },
    {
      rule: 'collateral ratio of multi-assets mode',
      title: 'Binance support: What is multi-assets mode; developer docs: Multi-assets mode asset index',
      read: '2026-11-20',
    },
    {
      rule: 'user stream and mark price stream, paths since April 2026',
      title: 'Binance developer docs: USDⓈ-M futures, user data streams; websocket market streams',
      read: '2026-11-20',
    },
    {
      rule: 'Portfolio Margin: uniMMR and its levels',
      title: 'Binance support: Binance Portfolio Margin program; developer docs: account information',
      read: '2026-11-20',
    },
  ],
};
