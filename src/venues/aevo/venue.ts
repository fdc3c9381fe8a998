import type {Venue} from '../venue.ts';
import {accounts} from './account.ts';
import {API, reduce, SOCKET} from './reduce.ts';
import {initial, type State} from './state.ts';

export const aevo: Venue<State> = {
  id: 'aevo',
  name: 'Aevo',
  pages: [{host: 'app.aevo.xyz'}],
  wanted: [
    {
      via: 'websocket',
      host: SOCKET,
      in: [
        // Of one coin and kind, of all contracts or of some: all are kept.
        {head: '"channel":"ticker'},
        {head: '"channel":"index:', latest: ['"channel":"']},
        {head: '"channel":"positions"'},
        {head: '"channel":"account'},
      ],
    },
    // Answers name their account, so no query travels.
    {via: 'request', host: API, path: '/account?'},
    {via: 'request', host: API, path: '/positions?'},
    {via: 'request', host: API, path: '/instrument/:name'},
    {via: 'request', host: API, path: '/markets?'},
  ],
  initial,
  reduce,
  accounts,
  sources: [
    {
      rule: 'fields of account, positions, collateral; channels',
      title: 'Aevo API Docs: GET Account, GET Positions, SUBSCRIBE Positions, Ticker, Index',
      read: '2026-11-22',
    },
    {
      rule: 'margin of options in standard margin',
      title: 'Aevo Docs: Options Specifications, Standard Margin',
      read: '2026-11-22',
    },
    {
      rule: 'margin rates of perpetuals: 5 % and 3 % of ETH',
      title: 'Aevo Docs: Perpetuals Specifications, ETH Perpetual Futures',
      read: '2026-11-22',
    },
    {
      rule: 'collateral, its ratios and conversion; equity counts collateral and options as they are worth',
      title: 'Aevo Docs: Cross-Margin Collateral Framework',
      read: '2026-11-22',
    },
  ],
};
