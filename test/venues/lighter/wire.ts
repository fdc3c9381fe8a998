import type {Frame} from '../../../src/venues/frame.ts';
import {accounts} from '../../../src/venues/lighter/account.ts';
import {reduce} from '../../../src/venues/lighter/reduce.ts';
import {initial, type State} from '../../../src/venues/lighter/state.ts';
import {readerOf} from '../reader.ts';

export {shown} from '../reader.ts';

/** Frames as Lighter's page gets them; tests say only what matters to them. */

export const PAGE = 'https://app.lighter.xyz/trade/ETH';
export const API = 'https://mainnet.zklighter.elliot.ai/api/v1';
export const SOCKET = 'wss://mainnet.zklighter.elliot.ai/stream';
export const AT = 1_790_000_000_000;
export const ME = 702384;

type Fields = Readonly<Record<string, unknown>>;

export const frame = (given: Partial<Omit<Frame, 'body'>> & {readonly body: unknown}): Frame => ({
  at: AT,
  page: PAGE,
  via: 'fetch',
  url: `${API}/account`,
  direction: 'in',
  ...given,
  body: typeof given.body === 'string' ? given.body : JSON.stringify(given.body),
});

export const push = (channel: string, fields: Fields, at = AT, kind = 'update') =>
  frame({
    via: 'websocket',
    url: SOCKET,
    at,
    body: {channel, ...fields, type: `${kind}/${channel.split(':')[0]}`},
  });

/** A position; `value` and `profit` are what Lighter says at its mark. */
export const position = (
  market: number,
  symbol: string,
  [sign, size, value, profit]: readonly [1 | -1, string, string, string],
  fields: Fields = {},
) => ({
  market_id: market,
  symbol,
  initial_margin_fraction: '33.33',
  sign,
  position: size,
  avg_entry_price: '1',
  position_value: value,
  unrealized_pnl: profit,
  liquidation_price: '0',
  margin_mode: 0,
  allocated_margin: '0.000000',
  ...fields,
});

export const closed = (market: number, symbol: string) =>
  position(market, symbol, [1, '0.0000', '0.000000', '0.000000'], {avg_entry_price: '0.0'});

export const account = (fields: Fields, positions: readonly Fields[], at = AT) =>
  frame({
    at,
    body: {
      code: 200,
      total: 1,
      accounts: [{account_index: ME, account_type: 0, account_trading_mode: 0, ...fields, positions}],
    },
  });

/** Market id, maintenance and close-out fraction in 1/10 000. */
export const markets = (...rows: readonly (readonly [number, number, number])[]) =>
  frame({
    url: `${API}/orderBookDetails`,
    body: {
      code: 200,
      order_book_details: rows.map(([market_id, maintenance, closeout]) => ({
        market_id,
        symbol: `M${market_id}`,
        default_initial_margin_fraction: 500,
        maintenance_margin_fraction: maintenance,
        closeout_margin_fraction: closeout,
      })),
      spot_order_book_details: [],
    },
  });

export const mark = (market: number, price: string, at = AT) =>
  push(
    `market_stats:${market}`,
    {market_stats: {market_id: market, mark_price: price, index_price: price}},
    at,
  );

export const positions = (rows: readonly Fields[], at = AT, kind = 'update') =>
  push(
    `account_all_positions:${ME}`,
    {positions: Object.fromEntries(rows.map((row) => [`${row.market_id}`, row]))},
    at,
    kind,
  );

export const stats = (collateral: string, at = AT, fields: Fields = {}) =>
  push(`user_stats:${ME}`, {stats: {account_trading_mode: 0, collateral, ...fields}}, at);

export const {play, accountOf, modelOf, poolOf} = readerOf<State>({initial, reduce, accounts});
