import type {Venue} from '../venue.ts';
import {accounts} from './account.ts';
import {HOST, reduce} from './reduce.ts';
import {initial, type State} from './state.ts';

export const lighter: Venue<State> = {
  id: 'lighter',
  name: 'Lighter',
  pages: [{host: 'app.lighter.xyz'}],
  wanted: [
    {
      via: 'websocket',
      host: HOST,
      path: '/stream',
      in: [
        // Of all markets, what changed only.
        {head: '"market_stats:all"'},
        {head: '"market_stats:', latest: ['"market_stats:']},
        {head: '"account_all_positions:'},
        {head: '"account_all:'},
        {head: '"user_stats:', latest: ['"user_stats:']},
      ],
    },
    // Answers name their accounts, so no query travels: a token may stand in it.
    {via: 'request', host: HOST, path: '/api/v1/account?'},
    {via: 'request', host: HOST, path: '/api/v1/orderBookDetails'},
  ],
  initial,
  reduce,
  accounts,
  sources: [
    {
      rule: 'account value, initial, maintenance and close-out requirement; stages of a liquidation',
      title: 'Lighter Docs, Trading: Liquidations and LLP insurance fund',
      read: '2026-11-22',
    },
    {
      rule: 'cross and isolated margin; fractions of a market',
      title: 'Lighter Docs, Trading: Contract specifications',
      read: '2026-11-22',
    },
    {
      rule: 'account and orderBookDetails answers',
      title: 'Lighter API Docs: account, orderBookDetails',
      read: '2026-11-22',
    },
    {
      rule: 'channels, snapshots and updates',
      title: 'Lighter API Docs: WebSocket reference',
      read: '2026-11-22',
    },
  ],
};
