import type {Frame} from '../../../src/venues/frame.ts';
import {accounts} from '../../../src/venues/pacifica/account.ts';
import {reduce} from '../../../src/venues/pacifica/reduce.ts';
import {initial, type State} from '../../../src/venues/pacifica/state.ts';
import {readerOf} from '../reader.ts';

export {shown} from '../reader.ts';

/** Frames as Pacifica's page gets them; tests say only what matters to them. */

export const PAGE = 'https://app.pacifica.fi/trade/BTC';
export const API = 'https://api.pacifica.fi/api/v1';
export const SOCKET = 'wss://ws.pacifica.fi/ws';
export const AT = 1_790_000_000_000;
export const ME = '42trU9A5kQ7mXzB1cD2eF3gH4jK5LmNpPqRrSsTtUuVv';
export const OTHER = 'BrZp5cD2eF3gH4jK5LmNpPqRrSsTtUuVvWwXxYyZz12';

type Fields = Readonly<Record<string, unknown>>;

export const frame = (given: Partial<Omit<Frame, 'body'>> & {readonly body: unknown}): Frame => ({
  at: AT,
  page: PAGE,
  via: 'fetch',
  url: `${API}/account?account=${ME}`,
  direction: 'in',
  ...given,
  body: typeof given.body === 'string' ? given.body : JSON.stringify(given.body),
});

export const push = (channel: string, content: unknown, at = AT, fields: Fields = {}) =>
  frame({via: 'websocket', url: SOCKET, at, body: {channel, data: content, ...fields}});

export const answer = (path: string, content: unknown, at = AT, fields: Fields = {}) =>
  frame({url: `${API}${path}`, at, body: {success: true, data: content, error: null, code: null, ...fields}});

export const subscribed = (account = ME, source = 'account_positions', at = AT) =>
  push('subscribe', {source, account}, at);

type Stake = readonly [side: 'bid' | 'ask', size: string, entry: string];

/** A position as it is pushed. */
export const position = (symbol: string, [d, a, p]: Stake, fields: Fields = {}) => ({
  s: symbol,
  d,
  a,
  p,
  m: '0',
  f: '0',
  i: false,
  l: null,
  t: AT,
  ...fields,
});

export const positions = (rows: readonly Fields[], at = AT, fields: Fields = {}) =>
  push('account_positions', rows, at, fields);

export const told = (b: string, at = AT, fields: Fields = {}) =>
  push('account_info', {b, ae: b, as: b, aw: b, f: 0, mu: '0', pb: '0', sb: [], t: at, ...fields}, at);

export const account = (fields: Fields, at = AT, address = ME) =>
  answer(
    `/account?account=${address}`,
    {
      fee_level: 0,
      account_equity: '0',
      pending_balance: '0',
      total_margin_used: '0',
      spot_balances: [],
      updated_at: at,
      ...fields,
    },
    at,
  );

/** Symbol and highest leverage. */
export const markets = (...rows: readonly (readonly [string, number])[]) =>
  answer(
    '/info',
    rows.map(([symbol, max_leverage]) => ({
      symbol,
      tick_size: '1',
      max_leverage,
      isolated_only: false,
      funding_rate: '0.0000125',
      instrument_type: 'perpetual',
    })),
  );

const price = ([symbol, mark]: readonly [string, string]) => ({
  symbol,
  mark,
  mid: mark,
  oracle: mark,
  funding: '0.0000125',
  next_funding: '0.0000125',
  open_interest: '1',
  timestamp: AT,
});

export const prices = (rows: Readonly<Record<string, string>>, at = AT) =>
  push('prices', Object.entries(rows).map(price), at);

export const {play, accountOf, modelOf, poolOf} = readerOf<State>({initial, reduce, accounts});
