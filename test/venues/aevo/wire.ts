import {accounts} from '../../../src/venues/aevo/account.ts';
import {reduce} from '../../../src/venues/aevo/reduce.ts';
import {initial, type State} from '../../../src/venues/aevo/state.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {readerOf} from '../reader.ts';

export {shown} from '../reader.ts';

/** Frames as Aevo's page gets them; tests say only what matters to them. */

export const PAGE = 'https://app.aevo.xyz/perpetual/eth';
export const API = 'https://api.aevo.xyz';
export const SOCKET = 'wss://ws.aevo.xyz';
export const AT = 1_790_000_000_000;
export const ME = '0x5e1f0c4a3b2d9e8f7a6b5c4d3e2f1a0b9c8d7e6f';

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

export const push = (channel: string, content: unknown, at = AT) =>
  frame({via: 'websocket', url: SOCKET, at, body: {channel, data: content}});

/** Balance, its value, what of it margin counts. */
export const coin = (asset: string, [balance, value, margin]: readonly [string, string, string]) => ({
  collateral_asset: asset,
  collateral_value: value,
  margin_value: margin,
  balance,
  available_balance: balance,
  pending_withdrawals: '0',
});

export const dollars = (balance: string) => coin('USDC', [balance, balance, balance]);

/** Amount with its side, entry and mark; maintenance and initial margin. */
export const perpetual = (
  name: string,
  [amount, entry, mark]: readonly [string, string, string],
  [maintenance, initially]: readonly [string, string],
  fields: Fields = {},
) => ({
  instrument_id: '1',
  instrument_name: name,
  instrument_type: 'PERPETUAL',
  asset: name.split('-')[0],
  amount: amount.replace('-', ''),
  side: amount.startsWith('-') ? 'sell' : 'buy',
  mark_price: mark,
  avg_entry_price: entry,
  unrealized_pnl: String((+mark - +entry) * +amount),
  initial_margin: initially,
  maintenance_margin: maintenance,
  margin_type: 'CROSS',
  adl_rank: 'low',
  liquidation_price: '',
  leverage: '20',
  ...fields,
});

export const option = (
  name: string,
  prices: Parameters<typeof perpetual>[1],
  margins: Parameters<typeof perpetual>[2],
  fields: Fields = {},
) => perpetual(name, prices, margins, {instrument_type: 'OPTION', leverage: '', ...fields});

export type Told = {
  readonly coins: readonly Fields[];
  readonly rows: readonly Fields[];
  /** Equity, maintenance and initial margin. */
  readonly totals: readonly [string, string, string];
  readonly fields?: Fields;
};

export const account = ({coins, rows, totals: [equity, maintenance, first], fields}: Told): Fields => ({
  account: ME,
  account_type: 'STANDARD',
  equity,
  balance: equity,
  available_balance: '0',
  available_margin: '0',
  initial_margin: first,
  maintenance_margin: maintenance,
  in_liquidation: false,
  portfolio: false,
  collateral: coins,
  positions: rows,
  ...fields,
});

export const answer = (told: Told, at = AT) => frame({at, body: account(told)});

export const positions = (rows: readonly Fields[], at = AT) =>
  push('positions', {timestamp: `${at}000000`, positions: rows}, at);

export const ticker = (name: string, mark: string, at = AT, fields: Fields = {}) =>
  push(
    `ticker:${name.split('-')[0]}:${name.endsWith('PERP') ? 'PERPETUAL' : 'OPTION'}`,
    {
      timestamp: `${at}000000`,
      tickers: [{instrument_id: '1', instrument_name: name, mark: {price: mark}, ...fields}],
    },
    at,
  );

export const index = (asset: string, price: string, at = AT) =>
  push(`index:${asset}`, {price, timestamp: `${at}000000`}, at);

export const {play, accountOf, modelOf, poolOf} = readerOf<State>({initial, reduce, accounts});
