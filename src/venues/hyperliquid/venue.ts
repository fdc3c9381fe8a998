import type {Venue} from '../venue.ts';
import {accounts} from './account.ts';
import {reduce} from './reduce.ts';
import {initial, type State} from './state.ts';
import {wanted} from './wanted.ts';

export const hyperliquid: Venue<State> = {
  id: 'hyperliquid',
  name: 'Hyperliquid',
  pages: [{host: 'app.hyperliquid.xyz'}],
  wanted,
  initial,
  reduce,
  accounts,
  sources: [
    {
      rule: 'maintenance margin is half of the initial margin at the largest leverage of the tier',
      title: 'Hyperliquid Docs, Trading: Margining',
      read: '2026-11-22',
    },
    {
      rule: 'tiers, and deductions that make the requirement continuous',
      title: 'Hyperliquid Docs, Trading: Margin tiers',
      read: '2026-11-22',
    },
    {
      rule: 'liquidation price, liquidation orders, backstop at two thirds of maintenance',
      title: 'Hyperliquid Docs, Trading: Liquidations',
      read: '2026-11-22',
    },
    {
      rule: 'which balance secures which dex; unified account ratio',
      title: 'Hyperliquid Docs, Trading: Account abstraction modes',
      read: '2026-11-22',
    },
    {
      rule: 'portfolio margin ratio, liquidation at 0.95, thresholds of supplied tokens',
      title: 'Hyperliquid Docs, Trading: Portfolio margin',
      read: '2026-11-22',
    },
    {
      rule: 'hourly funding at the oracle price',
      title: 'Hyperliquid Docs, Trading: Funding',
      read: '2026-11-22',
    },
    {
      rule: 'channels, posts over the socket, the deflated channel',
      title: 'Hyperliquid Docs, API: WebSocket subscriptions and post requests',
      read: '2026-11-22',
    },
    {
      rule: 'account, meta and context answers',
      title: 'Hyperliquid Docs, API: Info endpoint, perpetuals and spot',
      read: '2026-11-22',
    },
  ],
};
