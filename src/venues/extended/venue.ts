import type {Venue, Wanted} from '../venue.ts';
import {accounts} from './account.ts';
import {reduce} from './reduce.ts';
import {initial, type State} from './state.ts';

/** The API's own host and the page's, which answers the same paths. */
const HOST = '*.extended.exchange';

const CALLS: readonly {readonly path: string; readonly query?: true}[] = [
  {path: '/api/v1/user/balance'},
  // Beside it stands the history, and a question for one market.
  {path: '/api/v1/user/positions', query: true},
  {path: '/api/v1/user/spot/balances'},
  {path: '/api/v1/user/account/info'},
  {path: '/api/v1/info/markets', query: true},
];

export const extended: Venue<State> = {
  id: 'extended',
  name: 'Extended',
  pages: [{host: 'app.extended.exchange'}],
  wanted: [
    {
      via: 'websocket',
      host: HOST,
      path: '/stream.extended.exchange',
      in: [
        {head: '"type":"MP"', latest: ['"m":"']},
        {head: '"type":"IP"', latest: ['"m":"']},
        // All of the account's stream, to notice one that is missing.
        ...['BALANCE', 'POSITION', 'SPOT_BALANCE', 'ORDER', 'TRADE'].map((type) => ({
          head: `"type":"${type}"`,
        })),
      ],
    },
    ...CALLS.map((call): Wanted => ({via: 'request', host: HOST, ...call})),
  ],
  initial,
  reduce,
  accounts,
  sources: [
    {
      rule: 'margin ratio, liquidation above 100 %, margin calls at 66 % and 80 %, liquidation price',
      title: 'Extended Documentation, Trading: Liquidation logic',
      read: '2026-11-22',
    },
    {
      rule: 'maintenance margin: half of the initial margin at the highest leverage of the bracket',
      title: 'Extended Documentation, Trading: Margin schedule',
      read: '2026-11-22',
    },
    {
      rule: 'collateral assets and their contribution factors',
      title: 'Extended Documentation, Trading: Unified margin and balances',
      read: '2026-11-22',
    },
    {
      rule: 'answers and streams; balance, equity, initial margin, margin ratio',
      title: 'Extended API Documentation: Get balance, Get positions, Get markets, Account updates stream',
      read: '2026-11-22',
    },
  ],
};
