import type {Venue, WantedText} from '../venue.ts';
import {accounts} from './account.ts';
import {reduce} from './reduce.ts';
import {initial, type State} from './state.ts';

const INDEXER = 'indexer.dydx.trade';

/** Every message counts, to notice one that is missing; but of the large and many only the number travels. */
const PASSING = ['orderbook', 'trades', 'candles', 'blockheight'].map(
  (channel): WantedText => ({
    head: `"channel":"v4_${channel}"`,
    cut: {after: '{', members: ['connection_id', 'message_id', 'channel'], close: '}'},
    passing: true,
  }),
);

export const dydx: Venue<State> = {
  id: 'dydx',
  name: 'dYdX',
  pages: [{host: 'dydx.trade'}, {host: 'www.dydx.trade'}],
  wanted: [
    {
      via: 'websocket',
      host: INDEXER,
      path: '/v4/ws',
      in: [...PASSING, {head: '"connection_id":"'}, {head: '{"type":"'}],
      reach: 256,
    },
    {via: 'request', host: INDEXER, path: '/v4/addresses'},
    {via: 'request', host: INDEXER, path: '/v4/perpetualMarkets'},
  ],
  initial,
  reduce,
  accounts,
  sources: [
    {
      rule: 'liquidatable when the maintenance requirement of a subaccount exceeds its equity; maintenance fractions',
      title: 'dYdX Chain protocol (dydxprotocol/v4-chain), subaccounts and perpetuals modules',
      read: '2026-11-22',
    },
    {
      rule: 'parent and child subaccounts, what changes merge with, free collateral, liquidation price',
      title: 'dYdX web front end (dydxprotocol/v4-web), account calculators',
      read: '2026-11-22',
    },
    {
      rule: 'initial fraction scaled by open interest',
      title: 'dYdX Chain protocol (dydxprotocol/v4-chain), liquidity tiers; v4-abacus, markets tests',
      read: '2026-11-22',
    },
    {
      rule: 'equity and free collateral of the indexer',
      title: 'dYdX indexer (dydxprotocol/v4-chain), comlink',
      read: '2026-11-22',
    },
  ],
};
