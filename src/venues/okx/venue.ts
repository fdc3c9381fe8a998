import type {Venue, Wanted, WantedText} from '../venue.ts';
import {accounts} from './account.ts';
import {reduce} from './reduce.ts';
import {initial, type OkxState} from './state.ts';

/** Balances and positions come as whole lists and as changes on one channel, so none of them replaces another. */
const CHANNELS: readonly WantedText[] = [
  {head: '"channel":"account"'},
  {head: '"channel":"positions"'},
  {head: '"channel":"mark-price"', latest: ['"instId":"']},
  {head: '"channel":"funding-rate"', latest: ['"instId":"']},
];

/** Answers name neither type nor family: those stand in the query. */
const PATHS: readonly string[] = [
  '/priapi/v5/account/balance',
  '/priapi/v5/account/positions',
  '/priapi/v5/account/config',
  '/priapi/v5/public/instruments',
  '/priapi/v5/public/position-tiers',
  '/priapi/v5/public/discount-rate-interest-free-quota',
];

const TRADE = ['/trade-swap', '/trade-futures', '/trade-margin', '/trade-option', '/trade-spot', '/balance'];

const HOSTS = ['www.okx.com', 'my.okx.com', 'eea.okx.com', 'app.okx.com', 'us.okx.com', 'tr.okx.com'];

export const okx: Venue<OkxState> = {
  id: 'okx',
  name: 'OKX',
  pages: HOSTS.map((host) => ({host, paths: TRADE.flatMap((path) => [path, `/:locale${path}`])})),
  wanted: [
    {via: 'websocket', host: '*.okx.com:8443', path: '/ws/v5', in: CHANNELS},
    ...PATHS.map((path): Wanted => ({via: 'request', host: '*.okx.com', path, query: true})),
  ],
  initial,
  reduce,
  accounts,
  sources: [
    {
      rule: 'account and positions channels: whole lists in pages, changes between them; what each mode fills in',
      title: 'OKX API v5 docs: account channel, positions channel',
      read: '2026-11-22',
    },
    {
      rule: 'maintenance margin ratio of cross positions in futures mode',
      title: 'OKX help: Futures mode, cross margin trading',
      read: '2026-11-22',
    },
    {
      rule: 'adjusted equity, discount rates, debts, maintenance margin ratio in USD',
      title: 'OKX help: Multi-currency margin mode, cross margin trading',
      read: '2026-11-22',
    },
    {
      rule: 'isolated positions: margin ratio, liquidation price, margin loans',
      title: 'OKX help: Isolated margin mode',
      read: '2026-11-22',
    },
    {
      rule: 'portfolio margin: simulated requirement of each risk unit',
      title: 'OKX help: Multi-currency margin mode vs. portfolio margin mode',
      read: '2026-11-22',
    },
  ],
};
