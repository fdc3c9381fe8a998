import type {Venue, Wanted, WantedText} from '../venue.ts';
import {accounts} from './account.ts';
import {reduce} from './reduce.ts';
import {type BybitState, initial} from './state.ts';

/** Bybit and its regional houses; each has the same pages and the same gateway under its own name. */
const HOUSES = [
  'bybit.com',
  'bybit.eu',
  'bybit.nl',
  'bybit.kz',
  'bybit.tr',
  'bybit-tr.com',
  'bybit.ae',
  'bybit.id',
  'bybitgeorgia.ge',
  'bybitglobal.com',
  'bytick.com',
];

const PATHS = [
  '/trade',
  '/:locale/trade',
  '/user/assets',
  '/:locale/user/assets',
  '/assets',
  '/:locale/assets',
];

/**
 * Every topic of a private socket: what the page calls its own is not documented, so rows are told by their fields. Acks
 * and logins have no topic. The public socket of the page sends gzip.
 */
const PRIVATE: readonly WantedText[] = [{head: '"topic":"'}];
const PUBLIC: readonly WantedText[] = [{head: '"topic":"tickers.'}];

/**
 * The request travels with the answer where it says which part of the account was asked for; the query too, and where
 * one call answers for one contract at a time, because answers of one address replace each other.
 */
const CALLS: readonly {readonly path: string; readonly asks?: readonly string[]; readonly query?: true}[] = [
  {path: '/unified/integrated/v5/queryPositions', asks: ['']},
  {path: '/unified/option/v5/queryPositionList', asks: ['']},
  {path: '/unified/v5/private/position', asks: [''], query: true},
  {path: '/v5/position/list', query: true},
  {path: '/v5/account', query: true},
  {path: '/v5/market/risk-limit', query: true},
  {path: '/v5/market/tickers', query: true},
  {path: '/v5/spot-margin-trade/collateral', query: true},
  {path: '/siteapi/unified/private/account-walletbalance'},
];

const calls = (host: string): readonly Wanted[] =>
  ['/x-api', ''].flatMap((gate) =>
    CALLS.map((call): Wanted => ({via: 'request', host, ...call, path: `${gate}${call.path}`})),
  );

const sockets = (host: string): readonly Wanted[] => [
  {via: 'websocket', host, path: '/private', in: PRIVATE},
  {via: 'websocket', host, path: '/v5/private', in: PRIVATE},
  {via: 'websocket', host, path: '/v5/public', in: PUBLIC},
  {via: 'websocket', host, path: '/realtime_w', in: PUBLIC, bytes: 'gzip'},
];

export const bybit: Venue<BybitState> = {
  id: 'bybit',
  name: 'Bybit',
  pages: [
    ...HOUSES.map((house) => ({host: `www.${house}`, paths: PATHS})),
    {host: 'testnet.bybit.com', paths: PATHS},
  ],
  wanted: HOUSES.flatMap((house) => [...sockets(`*.${house}`), ...calls(`*.${house}`)]),
  initial,
  reduce,
  accounts,
  sources: [
    {
      rule: 'account ratios, margin balance, total maintenance margin in cross and portfolio margin',
      title: 'Bybit help: Glossary, Unified Trading Account (2026-03-13); API docs: Get wallet balance',
      read: '2026-11-22',
    },
    {
      rule: 'fields of positions; which prices margins are counted with',
      title: 'Bybit API docs: Get position info; position stream',
      read: '2026-11-22',
    },
    {
      rule: 'liquidation price of isolated positions',
      title: 'Bybit help: Liquidation price calculation under isolated mode (Unified Trading Account)',
      read: '2026-11-22',
    },
    {
      rule: 'tiers are marginal',
      title: 'Bybit help: Maintenance margin (USDT contract), 2025-09-05; API docs: Get risk limit',
      read: '2026-11-22',
    },
  ],
};
