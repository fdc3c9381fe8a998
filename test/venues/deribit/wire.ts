import type {MarginPool} from '../../../src/engine/account.ts';
import {assess} from '../../../src/engine/assess.ts';
import {Decimal} from '../../../src/engine/decimal.ts';
import type {Figure} from '../../../src/engine/figure.ts';
import type {PoolHealth} from '../../../src/engine/health.ts';
import {accounts} from '../../../src/venues/deribit/account.ts';
import {reduce} from '../../../src/venues/deribit/reduce.ts';
import {type DeribitState, initial} from '../../../src/venues/deribit/state.ts';
import type {Frame} from '../../../src/venues/frame.ts';

/** Frames as Deribit's page gets them, one constructor each; tests say only what matters to them. */

export const PAGE = 'https://www.deribit.com/futures/BTC-PERPETUAL';
export const SOCKET = 'wss://www.deribit.com/ws/api/v2';
/** 2 July 2026, 12:00 UTC: four hours after a settlement. */
export const AT = Date.UTC(2026, 6, 2, 12);

export type When = {readonly at?: number; readonly url?: string; readonly id?: number};

export const frame = (body: unknown, {at = AT, url = SOCKET}: When = {}): Frame => ({
  at,
  page: PAGE,
  via: 'websocket',
  url,
  direction: 'in',
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

export const answer = (result: unknown, {id = 7, ...when}: When = {}) =>
  frame({jsonrpc: '2.0', id, result, usIn: 1, usOut: 2, usDiff: 1, testnet: false}, when);

export const question = (method: string, params: object, {id = 7, ...when}: When = {}): Frame => ({
  ...frame({jsonrpc: '2.0', id, method: `private/${method}`, params}, when),
  direction: 'out',
});

export const push = (channel: string, data: unknown, when: When = {}) =>
  frame({jsonrpc: '2.0', method: 'subscription', params: {channel, data}}, when);

/** The page's question for all positions, and its answer. */
export const positions = (rows: readonly object[], when: When = {}, params: object = {currency: 'any'}) => [
  question('get_positions', params, when),
  answer(rows, when),
];

/** One currency; members of cross models are given by the tests that need them. */
export const summary = (currency: string, marginBalance: number, more: object = {}) => ({
  currency,
  balance: marginBalance,
  equity: marginBalance,
  margin_balance: marginBalance,
  available_funds: 0,
  initial_margin: 0,
  maintenance_margin: 0,
  session_upl: 0,
  session_rpl: 0,
  futures_session_upl: 0,
  futures_session_rpl: 0,
  options_value: 0,
  margin_model: 'segregated_sm',
  portfolio_margining_enabled: false,
  cross_collateral_enabled: false,
  ...more,
});

export const portfolio = (row: object, when: When = {}) => push('user.portfolio.any', row, when);

export const future = (instrument_name: string, size: number, more: object = {}) => ({
  instrument_name,
  kind: 'future',
  direction: size > 0 ? 'buy' : 'sell',
  size,
  floating_profit_loss: 0,
  total_profit_loss: 0,
  realized_profit_loss: 0,
  leverage: 50,
  open_orders_margin: 0,
  ...more,
});

export const option = (instrument_name: string, size: number, more: object = {}) => ({
  ...future(instrument_name, size),
  kind: 'option',
  ...more,
});

export const ticker = (instrument_name: string, more: object, when: When = {}) =>
  push(`ticker.${instrument_name}.100ms`, {instrument_name, timestamp: AT, state: 'open', ...more}, when);

export function reduceAll(frames: readonly Frame[], from: DeribitState = initial): DeribitState {
  return frames.reduce((state, each) => {
    const {state: next, outcome, defects} = reduce(state, each);
    if (outcome === 'malformed') throw new Error(`${defects[0]?.where}: ${defects[0]?.what}`);
    return next;
  }, from);
}

export function poolOf(frames: readonly Frame[], id: string): MarginPool {
  const found = accounts(reduceAll(frames))[0]?.pools.find((pool) => pool.id === id);
  if (found === undefined) throw new Error(`no pool ${id}`);
  return found;
}

export function healthOf(frames: readonly Frame[], id: string): PoolHealth {
  const [account] = accounts(reduceAll(frames));
  const found = account && assess(account).pools.find((pool) => pool.id === id);
  if (found === undefined) throw new Error(`no pool ${id}`);
  return found;
}

/** `exact 12.5`, rounded to so many digits when said. */
export function shown(figure: Figure | undefined, digits?: number): string {
  if (figure?.kind !== 'exact' && figure?.kind !== 'estimated') return figure?.kind ?? 'absent';
  const {kind, value} = figure;
  return `${kind} ${(digits === undefined ? value : new Decimal(value).toSignificantDigits(digits)).toFixed()}`;
}

export const auditOf = ({audit}: PoolHealth) =>
  Object.fromEntries(
    audit.map(({figure, symbol, agrees}) => [symbol ? `${figure} ${symbol}` : figure, agrees]),
  );
