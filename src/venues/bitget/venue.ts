import type {Venue, VenuePage, Wanted, WantedText} from '../venue.ts';
import {accounts} from './account.ts';
import {reduce} from './reduce.ts';
import {type BitgetState, initial} from './state.ts';

/** The page's own host and the mirrors that Bitget runs for regions where it is blocked. */
const PAGE_HOSTS = ['www.bitget.com', 'www.bitgetapp.com', 'www.bitget.cloud'];

const PATHS = [
  '/futures',
  '/:locale/futures',
  '/asset',
  '/:locale/asset',
  '/demo-trading',
  '/:locale/demo-trading',
];

/**
 * Pushes name their channel before or after their rows: those of the unified account have the rows first in Bitget's
 * documents, and are then told by the first member of the first row. Tickers of one contract replace one another.
 */
const PUSHES: readonly WantedText[] = [
  {head: '"channel":"positions"'},
  {head: '"channel":"account"'},
  {head: '"topic":"position"'},
  {head: '"topic":"account"'},
  {head: '{"data":[{"unrealisedPn'},
  {head: '{"data":[{"symbol"'},
];

const TICKERS: readonly WantedText[] = [
  {head: '"channel":"ticker"', latest: ['"instId":"']},
  {head: '"topic":"ticker"', latest: ['"symbol":"']},
];

const SOCKET_HOSTS = ['ws.bitget.com', 'wspap.bitget.com', 'stream.bitget.com'];

const sockets: readonly Wanted[] = [
  ...SOCKET_HOSTS.map((host): Wanted => ({via: 'websocket', host, in: [...PUSHES, ...TICKERS]})),
];

/**
 * The page's calls lie below these paths; which of them tells of positions is not published, so all travel, each with
 * its request (`''` occurs in every body), and their rows tell what they are.
 */
const CALLS = ['/v1/mix', '/v1/uta'];

const pages = PAGE_HOSTS.map((host): VenuePage => ({host, paths: PATHS}));

export const bitget: Venue<BitgetState> = {
  id: 'bitget',
  name: 'Bitget',
  pages,
  wanted: [
    ...sockets,
    ...PAGE_HOSTS.flatMap((host) => CALLS.map((path): Wanted => ({via: 'request', host, path, asks: ['']}))),
  ],
  initial,
  reduce,
  accounts,
  sources: [
    {
      rule: 'requirement and liquidation price of the classic account, tier rules before and since 2025-11-10',
      title:
        'Bitget support: update of maintenance margin and estimated liquidation price of classic account futures',
      read: '2026-11-22',
    },
    {
      rule: 'tiers; long and short of a contract find their tier together in cross margin',
      title: 'Bitget support: position tier and maintenance margin rate; API: query-position-lever',
      read: '2026-11-22',
    },
    {
      rule: 'multi-asset mode: requirement of positions and of USDT owed are added since 2026-06-25',
      title:
        'Bitget support: maintenance margin rules of USDT-M futures in multi-asset mode (classic account)',
      read: '2026-11-22',
    },
    {
      rule: 'unified account: effective equity, collateral ratios',
      title:
        'Bitget support: collateral ratios and margin calculations in the unified trading account; API: account assets',
      read: '2026-11-22',
    },
  ],
};
