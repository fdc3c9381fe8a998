import type {Venue, Wanted} from '../venue.ts';
import {accounts} from './account.ts';
import {reduce} from './reduce.ts';
import {ACCOUNT, MARKET_SUMMARY, POSITION} from './sbe.ts';
import {initial, type State} from './state.ts';

/** Of `/v1/account` nothing below it but what is named here: there also tokens are made. */
const CALLS: readonly {readonly path: string; readonly query?: true}[] = [
  {path: '/v1/account?'},
  {path: '/v1/account/summary'},
  {path: '/v1/account/info'},
  {path: '/v1/account/margin', query: true},
  {path: '/v1/positions'},
  {path: '/v1/balance'},
  {path: '/v1/markets/summary', query: true},
  {path: '/v1/markets', query: true},
];

/** Head of a binary message behind its length: template, schema 1. */
const packed = (template: number) => ({head: `${String.fromCharCode(template)}\0\u0001\0`});

const wantedOf = (network: string): readonly Wanted[] => [
  {
    via: 'websocket',
    host: `ws.api.${network}.paradex.trade`,
    path: '/v1',
    in: [
      {head: '"channel":"account"', latest: ['"account":"']},
      // A change of one position.
      {head: '"channel":"positions"'},
      {head: '"channel":"balance_events"', latest: []},
      {head: '"channel":"markets_summary', latest: ['"symbol":"']},
      ...[MARKET_SUMMARY, POSITION, ACCOUNT].map(packed),
    ],
    bytes: 'none',
  },
  ...CALLS.map((call): Wanted => ({via: 'request', host: `api.${network}.paradex.trade`, ...call})),
];

export const paradex: Venue<State> = {
  id: 'paradex',
  name: 'Paradex',
  pages: [{host: 'app.paradex.trade'}, {host: 'app.testnet.paradex.trade'}],
  wanted: ['prod', 'testnet'].flatMap(wantedOf),
  initial,
  reduce,
  accounts,
  sources: [
    {
      rule: 'position cost, account value, profit with funding, margin cushion and free collateral',
      title: 'Paradex Docs, Risk: Margin term reference',
      read: '2026-11-22',
    },
    {
      rule: 'initial and maintenance requirement, open size, fee provision',
      title: 'Paradex Docs, Risk: Cross margin requirement; paradex-py, margin/cross_margin.py',
      read: '2026-11-22',
    },
    {
      rule: 'liquidation above 100 %, in shares of 20 %',
      title: 'Paradex Docs, Risk: Liquidations',
      read: '2026-11-22',
    },
    {
      rule: 'answers; channels, numbers of messages; binary messages',
      title: 'Paradex Docs, API: OpenAPI and AsyncAPI; WebSocket: Binary encoding; paradex-py, api/sbe',
      read: '2026-11-22',
    },
  ],
};
