import type {Venue, Wanted, WantedText} from '../venue.ts';
import {accounts} from './account.ts';
import {reduce} from './reduce.ts';
import {type GateState, initial} from './state.ts';

/** A ticker is of one contract and replaces the one before. */
const CHANNELS: readonly WantedText[] = [
  {head: '"futures.positions"'},
  {head: '"futures.balances"'},
  {head: '"futures.tickers"', latest: ['"contract":"']},
];

/** What follows the settle asset in the address (`?device_type=0`) does not travel; logins are sent, and nothing sent is wanted. */
const SOCKETS = ['fx-webws.gateio.live', 'fx-webws.wsbridge.com', 'fx-ws.gateio.ws'];

const SITES = ['gate.com', 'gate.io', 'gateio.live', 'gate.tv'].flatMap((site) => [`www.${site}`, site]);

/** Tiers and single contracts do not name themselves, and positions can be asked for one contract: the query tells. */
const CALLS: readonly {readonly path: string; readonly query?: true}[] = [
  {path: '/apiw/v2/futures/:settle/accounts'},
  {path: '/apiw/v2/futures/:settle/positions', query: true},
  {path: '/apiw/v2/futures/:settle/dual_comp/positions', query: true},
  {path: '/apiw/v2/futures/:settle/risk_limit_tiers', query: true},
  {path: '/apiw/v2/futures/:settle/contracts/'},
  {path: '/apiw/v2/unified/accounts'},
];

export const gate: Venue<GateState> = {
  id: 'gate',
  name: 'Gate',
  pages: SITES.map((host) => ({
    host,
    paths: ['/futures', '/:locale/futures', '/futures_trade', '/:locale/futures_trade'],
  })),
  wanted: [
    ...SOCKETS.map((host): Wanted => ({via: 'websocket', host, path: '/v4/ws/:settle', in: CHANNELS})),
    ...SITES.flatMap((host) => CALLS.map((call): Wanted => ({via: 'request', host, ...call}))),
  ],
  initial,
  reduce,
  accounts,
  sources: [
    {
      rule: 'fields of accounts, positions, tiers; margin modes; blended maintenance rate',
      title: 'Gate API v4 docs: futures; Gate futures WebSocket v4 docs',
      read: '2026-11-22',
    },
    {
      rule: 'maintenance margin by slices, hedge mode follows the leg of the higher value, since 29 July 2025',
      title: 'Gate: Leverage and Margin; announcement of the risk limit upgrade',
      read: '2026-11-22',
    },
    {
      rule: 'liquidation price with the taker fee; at a margin balance of 100 % of the maintenance margin',
      title:
        'Gate help: Instructions of perpetual futures; Perpetual futures functions upgraded (24 September 2024)',
      read: '2026-11-22',
    },
    {
      rule: 'unified account: margin balance, levels, differences between margin modes',
      title: 'Gate help: Differences between margin modes in unified accounts; API v4 docs: unified account',
      read: '2026-11-22',
    },
  ],
};
