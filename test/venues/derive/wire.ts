import type {MarginAccount, MarginPool} from '../../../src/engine/account.ts';
import {assess} from '../../../src/engine/assess.ts';
import type {PoolHealth} from '../../../src/engine/health.ts';
import {accounts} from '../../../src/venues/derive/account.ts';
import {reduce} from '../../../src/venues/derive/reduce.ts';
import {initial, type State} from '../../../src/venues/derive/state.ts';
import type {Frame} from '../../../src/venues/frame.ts';

export {shown} from '../reader.ts';

/** Frames as Derive's page gets them; tests say only what matters to them. */

export const PAGE = 'https://www.derive.xyz/trade/perps?instrument=BTC-PERP';
export const API = 'https://api.lyra.finance/private';
export const SOCKET = 'wss://api.lyra.finance/ws';
export const AT = 1_790_000_000_000;
export const ME = 42;

type Fields = Readonly<Record<string, unknown>>;

export const frame = (given: Partial<Omit<Frame, 'body'>> & {readonly body: unknown}): Frame => ({
  at: AT,
  page: PAGE,
  via: 'websocket',
  url: SOCKET,
  direction: 'in',
  ...given,
  body: typeof given.body === 'string' ? given.body : JSON.stringify(given.body),
});

export const answer = (result: unknown, at = AT) =>
  frame({at, body: {id: '1f0c4a3b-2d9e-4f7a-8b5c-4d3e2f1a0b9c', result}});

export const push = (channel: string, content: unknown, at = AT) =>
  frame({at, body: {method: 'subscription', params: {channel, data: content}}});

/** What of it counts is a share of its value, in maintenance and initial margin. */
export const coin = (
  asset: string,
  [amount, price, maintenance, initially]: readonly [string, string, string, string],
) => ({
  asset_type: 'erc20',
  asset_name: asset,
  currency: asset,
  amount,
  mark_price: price,
  mark_value: String(+amount * +price),
  cumulative_interest: '0',
  pending_interest: '0',
  initial_margin: initially,
  maintenance_margin: maintenance,
});

export const dollars = (amount: string) => coin('USDC', [amount, '1', amount, amount]);

/** `margins`: worth, then what Derive tells of it, maintenance and initial. */
export const position = (
  name: string,
  [amount, entry, mark]: readonly [string, string, string],
  [worth, maintenance, initially]: readonly [string, string, string],
  fields: Fields = {},
) => ({
  instrument_type: name.endsWith('PERP') ? 'perp' : 'option',
  instrument_name: name,
  amount,
  average_price: entry,
  realized_pnl: '0',
  net_settlements: '0',
  cumulative_funding: '0',
  pending_funding: '0',
  mark_price: mark,
  index_price: mark,
  delta: '1',
  gamma: '0',
  vega: '0',
  theta: '0',
  mark_value: worth,
  maintenance_margin: maintenance,
  initial_margin: initially,
  open_orders_margin: '0',
  leverage: '2',
  liquidation_price: null,
  creation_timestamp: AT,
  ...fields,
});

export type Told = {
  readonly coins: readonly Fields[];
  readonly rows: readonly Fields[];
  /** Value, net maintenance, net initial. */
  readonly totals: readonly [string, string, string];
  readonly fields?: Fields;
};

export const told = ({coins, rows, totals: [value, maintenance, first], fields}: Told): Fields => ({
  subaccount_id: ME,
  label: '',
  currency: 'USDC',
  margin_type: 'SM',
  is_under_liquidation: false,
  subaccount_value: value,
  initial_margin: first,
  maintenance_margin: maintenance,
  open_orders_margin: '0',
  collaterals: coins,
  positions: rows,
  open_orders: [],
  ...fields,
});

export const subaccount = (given: Told, at = AT) => answer(told(given), at);

export const balances = (changes: Readonly<Record<string, string>>, at = AT, id = ME) =>
  push(
    `${id}.balances`,
    Object.entries(changes).map(([name, amount]) => ({
      name,
      new_balance: amount,
      previous_balance: '0',
      update_type: 'trade',
    })),
    at,
  );

export const ticker = (name: string, mark: string, at = AT, index = mark, option: unknown = null) =>
  push(
    `ticker_slim.${name}.1000`,
    {
      timestamp: at,
      instrument_ticker: {
        t: at,
        A: '1',
        a: mark,
        B: '1',
        b: mark,
        f: '0.0000125',
        option_pricing: option,
        I: index,
        M: mark,
      },
    },
    at,
  );

export function play(frames: readonly Frame[], from: State = initial): State {
  let state = from;
  for (const each of frames) {
    const reduction = reduce(state, each);
    if (reduction.outcome === 'malformed') throw new Error(JSON.stringify(reduction.defects));
    state = reduction.state;
  }
  return state;
}

export function accountOf(state: State): MarginAccount {
  const [first] = accounts(state);
  if (first === undefined) throw new Error('no account');
  return first;
}

export function modelOf(frames: readonly Frame[], id = `cross:${ME}`): MarginPool {
  const found = accountOf(play(frames)).pools.find((pool) => pool.id === id);
  if (found === undefined) throw new Error(`no pool ${id}`);
  return found;
}

export function poolOf(frames: readonly Frame[], id = `cross:${ME}`): PoolHealth {
  const found = assess(accountOf(play(frames))).pools.find((pool) => pool.id === id);
  if (found === undefined) throw new Error(`no pool ${id}`);
  return found;
}
