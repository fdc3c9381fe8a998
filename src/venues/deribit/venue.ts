import type {Cut, Venue, Wanted, WantedText} from '../venue.ts';
import {accounts} from './account.ts';
import {reduce} from './reduce.ts';
import {type DeribitState, initial} from './state.ts';

/** Of the account's answer only the currencies, not the person's address. */
const SUMMARIES: Cut = {after: '"result":{', members: ['id', 'summaries'], close: '}}'};

const CHANNELS: readonly WantedText[] = [
  {head: '"channel":"ticker.', latest: ['"channel":"']},
  {head: '"channel":"user.portfolio.', latest: ['"channel":"', '"currency":"']},
  {head: '"channel":"user.changes.'},
  {head: '"channel":"deribit_price_index.', latest: ['"channel":"']},
  {head: '"channel":"incremental_ticker.'},
  {head: '"channel":"markprice.options.', latest: ['"channel":"']},
];

/**
 * Answers do not name their method, and among them are a login's tokens and the secrets of API keys: only those are
 * wanted that begin with a member which these do not have.
 */
const ANSWERS: readonly WantedText[] = [
  ...[
    'vega',
    'total_profit_loss',
    'theta',
    'size',
    'kind',
    'instrument_name',
    'direction',
    'delta',
    'average_price',
  ].map((member) => ({head: `"result":[{"${member}"`})),
  {head: '"result":[]'},
  {head: '"error":{'},
  ...['"email":"', '"system_name":"', '"username":"', '"summaries":['].map((head) => ({
    head,
    cut: SUMMARIES,
  })),
  {head: '"result":{"currency":"'},
];

const METHODS = ['get_positions', 'get_account_summaries', 'get_account_summary'];

/** Questions may have a token among their parameters; it stays behind. */
const QUESTIONS: readonly WantedText[] = METHODS.map((method) => {
  const head = `"method":"private/${method}",`;
  const perhaps = ['id', 'currency', 'kind', 'subaccount_id'];
  return {head, cut: {after: head, members: [], perhaps, close: '}'}};
});

const SOCKETS = [
  'www.deribit.com',
  'streams.deribit.com',
  'test.deribit.com',
  'drb.coinbase.com',
  'streams.drb.coinbase.com',
];

export const deribit: Venue<DeribitState> = {
  id: 'deribit',
  name: 'Deribit',
  pages: [
    {host: 'www.deribit.com'},
    {host: 'test.deribit.com'},
    {host: 'www.coinbase.com', paths: ['/advanced-trade', '/advanced-perpetuals']},
    {host: 'international.coinbase.com'},
  ],
  wanted: [
    ...SOCKETS.map(
      (host): Wanted => ({
        via: 'websocket',
        host,
        path: '/ws/api/v2',
        in: [...CHANNELS, ...ANSWERS],
        out: QUESTIONS,
      }),
    ),
    ...['www.deribit.com', 'test.deribit.com', 'drb.coinbase.com'].flatMap((host) =>
      METHODS.map((method): Wanted => ({via: 'request', host, path: `/api/v2/private/${method}`})),
    ),
  ],
  initial,
  reduce,
  accounts,
  sources: [
    {
      rule: 'methods, channels and fields of the account, positions, tickers',
      title: 'Deribit API docs (JSON-RPC 2.0 over WebSocket)',
      read: '2026-11-22',
    },
    {
      rule: 'margin rates of futures and perpetuals by coin and size',
      title: 'Deribit support: Linear Perpetual; announcement of 11 January 2022',
      read: '2026-11-22',
    },
    {
      rule: 'margin of options, margin balance, liquidation at 100 % of maintenance margin',
      title: 'Deribit knowledge base: standard margin; portfolio margin; liquidations',
      read: '2026-11-22',
    },
    {
      rule: 'the gateway of Coinbase for international derivatives speaks this protocol since 9 September 2026',
      title: 'Coinbase: notice on the move of international perpetuals',
      read: '2026-11-22',
    },
  ],
};
