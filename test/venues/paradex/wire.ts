import type {Frame} from '../../../src/venues/frame.ts';
import {accounts} from '../../../src/venues/paradex/account.ts';
import {reduce} from '../../../src/venues/paradex/reduce.ts';
import {initial, type State} from '../../../src/venues/paradex/state.ts';
import {readerOf} from '../reader.ts';

export {shown} from '../reader.ts';

/** Frames as Paradex's page gets them; tests say only what matters to them. */

export const API = 'https://api.prod.paradex.trade/v1';
export const SOCKET = 'wss://ws.api.prod.paradex.trade/v1';
export const AT = 1_790_000_000_000;
export const ME = '0x49ddd7a564c978f6e4089ff8355b56a42b7e2d48ba282cb5aad60f04bea0ec3';
export const MINE_APART = '0x5aa0000000000000000000000000000000000000000000000000000000000b1';

export type Fields = Readonly<Record<string, unknown>>;

export const frame = (given: Partial<Omit<Frame, 'body'>> & {readonly body: unknown}): Frame => ({
  at: AT,
  page: 'https://app.paradex.trade/trade/BTC-USD-PERP',
  via: 'fetch',
  url: `${API}/account/summary`,
  direction: 'in',
  ...given,
  body: typeof given.body === 'string' ? given.body : JSON.stringify(given.body),
});

export const answer = (path: string, body: unknown, at = AT) => frame({url: `${API}/${path}`, body, at});
export const listed = (path: string, results: readonly unknown[], at = AT) => answer(path, {results}, at);

export const push = (channel: string, data: unknown, at = AT) =>
  frame({
    via: 'websocket',
    url: SOCKET,
    at,
    body: {jsonrpc: '2.0', method: 'subscription', params: {channel, data}},
  });

/** Value, maintenance and initial requirement, collateral. */
export const told = (
  [value, maintenance, required, collateral]: readonly [string, string, string, string],
  fields: Fields = {},
) => ({
  account: ME,
  account_value: value,
  free_collateral: '0',
  initial_margin_requirement: required,
  last_seen_notification: 0,
  maintenance_margin_requirement: maintenance,
  margin_cushion: '0',
  seq_no: 1_790_000_000_000_000_000,
  settlement_asset: 'USDC',
  status: 'ACTIVE',
  total_collateral: collateral,
  updated_at: AT,
  ...fields,
});

/** Size and cost signed; profit with funding. */
export const position = (
  market: string,
  [size, cost, profit]: readonly [string, string, string],
  fields: Fields = {},
) => ({
  account: ME,
  id: `${ME}-${market}`,
  market,
  status: 'OPEN',
  side: size.startsWith('-') ? 'SHORT' : 'LONG',
  size,
  average_entry_price: '1',
  average_entry_price_usd: '1',
  cost,
  cost_usd: cost,
  unrealized_pnl: profit,
  unrealized_funding_pnl: '0',
  cached_funding_index: '0',
  last_updated_at: AT,
  liquidation_price: null,
  leverage: null,
  seq_no: 1_790_000_000_000_000_000,
  ...fields,
});

/** Symbol, initial fraction, maintenance factor. */
export const markets = (...rows: readonly (readonly [string, string, string])[]) =>
  listed(
    'markets',
    rows.map(([symbol, imf_base, mmf_factor]) => ({
      symbol,
      asset_kind: 'PERP',
      market_kind: 'cross',
      base_currency: symbol.split('-')[0],
      delta1_cross_margin_params: {imf_base, imf_factor: '0', imf_shift: '0', mmf_factor},
      option_cross_margin_params: null,
      fee_config: null,
    })),
  );

export const fee = (taker_rate: string, fields: Fields = {}) =>
  listed('account/info', [
    {account: ME, kind: 'main', isolated_market: '', parent_account: '', fees: {taker_rate}, ...fields},
  ]);

export const usdc = (size: string, at = AT) => listed('balance', [{token: 'USDC', size}], at);

export const mark = (market: string, price: string, at = AT) =>
  push(
    `markets_summary.${market}`,
    {symbol: market, mark_price: price, underlying_price: price, funding_rate: '0.0001'},
    at,
  );

export const {play, accountOf, modelOf, poolOf} = readerOf<State>({initial, reduce, accounts});
