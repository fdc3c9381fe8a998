import {assess} from '../../../src/engine/assess.ts';
import {Decimal} from '../../../src/engine/decimal.ts';
import type {Figure} from '../../../src/engine/figure.ts';
import type {AccountHealth, PoolHealth} from '../../../src/engine/health.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {accounts} from '../../../src/venues/gate/account.ts';
import {reduce} from '../../../src/venues/gate/reduce.ts';
import {type GateState, initial} from '../../../src/venues/gate/state.ts';
import type {Reduction} from '../../../src/venues/venue.ts';

/** Frames as Gate's page gets them, one constructor each; tests say only what matters to them. */

export const PAGE = 'https://www.gate.com/en/futures/USDT/BTC_USDT';
export const WEB = 'https://www.gate.com/apiw/v2';
export const SOCKET = 'wss://fx-webws.gateio.live/v4/ws/usdt';
export const BTC_SOCKET = 'wss://fx-webws.gateio.live/v4/ws/btc';
export const AT = 1_795_000_000_000;

type Given = Partial<Omit<Frame, 'body'>> & {readonly body: unknown};

export const frame = ({body, ...given}: Given): Frame => ({
  at: AT,
  page: PAGE,
  via: 'xhr',
  url: `${WEB}/futures/usdt/positions`,
  direction: 'in',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ...given,
});

export const envelope = (data: unknown) => ({code: 200, message: 'success', data});

type Where = {readonly at?: number; readonly settle?: string; readonly query?: string};

export const positions = (
  rows: readonly object[] | null,
  {at = AT, settle = 'usdt', query = ''}: Where = {},
) => frame({at, url: `${WEB}/futures/${settle}/positions${query}`, body: envelope(rows)});

export const account = (row: object, {at = AT, settle = 'usdt'}: Where = {}) =>
  frame({
    at,
    url: `${WEB}/futures/${settle}/accounts`,
    body: envelope([
      {user: 1, currency: settle.toUpperCase(), margin_mode: 0, enable_tiered_mm: true, ...row},
    ]),
  });

export const unified = (totals: object, {at = AT}: Where = {}) =>
  frame({at, url: `${WEB}/unified/accounts`, body: envelope({balances: {}, ...totals})});

export type WireTier = readonly [riskLimit: string, rate: string, deduction?: string, initial?: string];

export const tiers = (contract: string, rows: readonly WireTier[], {at = AT, settle = 'usdt'}: Where = {}) =>
  frame({
    at,
    url: `${WEB}/futures/${settle}/risk_limit_tiers?contract=${contract}`,
    body: envelope(
      rows.map(([risk_limit, maintenance_rate, deduction, initial_rate], index) => ({
        tier: index + 1,
        risk_limit,
        maintenance_rate,
        ...(deduction !== undefined && {deduction}),
        ...(initial_rate !== undefined && {initial_rate}),
        leverage_max: '100',
      })),
    ),
  });

export const contract = (
  name: string,
  quanto_multiplier: string,
  taker_fee_rate = '0.00075',
  {settle = 'usdt'}: Where = {},
) =>
  frame({
    url: `${WEB}/futures/${settle}/contracts/${name}`,
    body: envelope({name, quanto_multiplier, taker_fee_rate, funding_interval: 28800}),
  });

export const update = (channel: string, result: unknown, {at = AT, settle = 'usdt'}: Where = {}) =>
  frame({
    at,
    via: 'websocket',
    url: `wss://fx-webws.gateio.live/v4/ws/${settle}`,
    body: {time: Math.floor(at / 1000), time_ms: at, channel, event: 'update', result},
  });

export const ticker = (name: string, mark_price: string, {at = AT, settle = 'usdt'}: Where = {}) =>
  update(
    'futures.tickers',
    [{contract: name, last: mark_price, mark_price, index_price: mark_price, funding_rate: '0.0001'}],
    {at, settle},
  );

/** A row of today's web answer for a position without anything; tests put in what they are about. */
export const row = (name: string, given: object) => ({
  user: 1,
  contract: name,
  mode: 'single',
  size: 0,
  value: '0',
  leverage: '0',
  cross_leverage_limit: '10',
  pos_margin_mode: 'cross',
  lever: '10',
  entry_price: '0',
  mark_price: '0',
  liq_price: '0',
  margin: '0',
  unrealised_pnl: '0',
  realised_pnl: '0',
  initial_margin: '0',
  maintenance_margin: '0',
  maintenance_rate: '0.004',
  average_maintenance_rate: '0.004',
  risk_limit: '1000000',
  update_id: 1,
  update_time: Math.floor(AT / 1000),
  ...given,
});

export function reduceAll(frames: readonly Frame[], from: GateState = initial): GateState {
  return frames.reduce((state, each) => {
    const {state: next, outcome, defects} = reduce(state, each);
    if (outcome === 'malformed') throw new Error(`${defects[0]?.where}: ${defects[0]?.what}`);
    return next;
  }, from);
}

export function last(frames: readonly Frame[]): Reduction<GateState> {
  const [final] = frames.slice(-1);
  if (final === undefined) throw new Error('no frames');
  return reduce(reduceAll(frames.slice(0, -1)), final);
}

export function healthOf(frames: readonly Frame[]): AccountHealth {
  const [account] = accounts(reduceAll(frames));
  if (account === undefined) throw new Error('no account');
  return assess(account);
}

export function poolOf(frames: readonly Frame[], id: string): PoolHealth {
  const found = healthOf(frames).pools.find((pool) => pool.id === id);
  if (found === undefined) throw new Error(`no pool ${id}`);
  return found;
}

export const number = (figure: Figure | undefined): string => {
  if (figure?.kind === 'exact' || figure?.kind === 'estimated') return figure.value.toFixed();
  return figure?.kind ?? 'absent';
};

export const isNear = (figure: Figure | undefined, expected: string, relative = '1e-9'): boolean => {
  if (figure?.kind !== 'exact' && figure?.kind !== 'estimated') return false;
  return figure.value.minus(expected).abs().lte(new Decimal(expected).abs().times(relative));
};
