import type {MarginAccount, MarginPool} from '../../../src/engine/account.ts';
import {assess} from '../../../src/engine/assess.ts';
import type {Figure} from '../../../src/engine/figure.ts';
import type {AccountHealth, PoolHealth} from '../../../src/engine/health.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {accounts} from '../../../src/venues/kucoin/account.ts';
import {reduce} from '../../../src/venues/kucoin/reduce.ts';
import {initial, type State} from '../../../src/venues/kucoin/state.ts';

/** Frames as KuCoin's page gets them, one constructor each; tests say only what matters to them. */

export const PAGE = 'https://www.kucoin.com/futures/trade/XBTUSDTM';
export const WEB = 'https://www.kucoin.com/_api_kumex';
export const SOCKET = 'wss://ws-api-futures.kucoin.com';
export const WORKER = 'https://www.kucoin.com/ws.worker.js';
export const AT = 1_790_000_000_000;

export const POSITIONS = `${WEB}/web-front/positions`;
export const ASSETS = `${WEB}/web-front/account/total-equity-l3-new`;
export const ORDERS = `${WEB}/futures-trade-proxy/activeOrderStatistics`;
export const CONTRACTS = `${WEB}/kumex-contract/contracts/active`;

type At = {readonly at?: number};
type Fields = Readonly<Record<string, unknown>>;

export const frame = (given: Partial<Omit<Frame, 'body'>> & {readonly body: unknown}): Frame => ({
  at: AT,
  page: PAGE,
  via: 'fetch',
  url: POSITIONS,
  direction: 'in',
  ...given,
  body: typeof given.body === 'string' ? given.body : JSON.stringify(given.body),
});

export const answer = (url: string, data: unknown, {at = AT}: At = {}) =>
  frame({url, at, body: {success: true, code: '200', msg: 'success', retry: false, data}});

export const message = (topic: string, subject: string, data: Fields, {at = AT}: At = {}) =>
  frame({via: 'websocket', url: SOCKET, at, body: {topic, type: 'message', subject, data}});

export const mark = (
  symbol: string,
  price: number,
  {at = AT, timestamp = at}: At & {timestamp?: number} = {},
) =>
  message(
    `/contract/instrument:${symbol}`,
    'mark.index.price',
    {markPrice: price, indexPrice: price, granularity: 1000, timestamp},
    {at},
  );

export const change = (symbol: string, data: Fields, when: At = {}) =>
  message('/contract/positionAll', 'position.change', {symbol, ...data}, when);

export const wallet = (data: Fields, when: At = {}) =>
  message('/contractAccount/wallet', 'walletBalance.change', {currency: 'USDT', ...data}, when);

export const post = (type: string, data: unknown, {at = AT}: At = {}) =>
  frame({via: 'worker', url: WORKER, at, body: {method: 'topicMessage', type, data}});

/** XBTUSDTM as KuCoin's contract list had it in March 2025; ETHUSDM with round numbers in its place. */
export const XBTUSDTM = {
  symbol: 'XBTUSDTM',
  baseCurrency: 'XBT',
  settleCurrency: 'USDT',
  multiplier: 0.001,
  isInverse: false,
  takerFeeRate: 0.0006,
  k: 490,
  m: 300,
  f: 1.3,
  mmrLimit: 0.3,
  mmrLevConstant: 125,
  indexPriceTickSize: 0.01,
  maxPrice: 1000000,
  fundingFeeRate: 5.2e-5,
  fundingRateGranularity: 28800000,
} as const;
export const ETHUSDTM = {
  ...XBTUSDTM,
  symbol: 'ETHUSDTM',
  baseCurrency: 'ETH',
  multiplier: 0.01,
  m: 4110,
  mmrLevConstant: 100,
} as const;

export const crossRow = (symbol: string, fields: Fields) => ({
  symbol,
  marginMode: 'CROSS',
  crossMode: true,
  positionSide: 'BOTH',
  isOpen: true,
  settleCurrency: 'USDT',
  currentTimestamp: AT,
  leverage: 10,
  ...fields,
});

export const isolatedRow = (symbol: string, fields: Fields) => ({
  ...crossRow(symbol, {}),
  marginMode: 'ISOLATED',
  crossMode: false,
  ...fields,
});

/** The web's assets, one group. */
export const assets = (rows: readonly Fields[], when: At = {}) =>
  answer(ASSETS, {contract: {items: rows}}, when);
export const usdt = (balance: string | number, fields: Fields = {}) => ({
  currency: 'USDT',
  walletBalance: balance,
  availableBalance: balance,
  withdrawHold: 0,
  isTrialFunds: false,
  ...fields,
});
export const noOrders = (when: At = {}) =>
  answer(ORDERS, {symbols: {}, currencies: {USDT: {isolatedOrderCost: '0'}}}, when);

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
  const [account] = accounts(state);
  if (account === undefined) throw new Error('no account');
  return account;
}

export const healthOf = (frames: readonly Frame[]): AccountHealth => assess(accountOf(play(frames)));

export function modelOf(frames: readonly Frame[], id: string): MarginPool {
  const found = accountOf(play(frames)).pools.find((pool) => pool.id === id);
  if (found === undefined) throw new Error(`no pool ${id}`);
  return found;
}

export function poolOf(frames: readonly Frame[], id: string): PoolHealth {
  const {pools} = healthOf(frames);
  const found = pools.find((pool) => pool.id === id);
  if (found === undefined) throw new Error(`no pool ${id}, but ${pools.map((pool) => pool.id)}`);
  return found;
}

/** `exact 12.5`, `estimated 3`, `missing a, b`, `none`: what a person would be shown. */
export function shown(figure: Figure | undefined, places = 10): string {
  if (figure === undefined) return 'absent';
  if (figure.kind === 'missing') return `missing ${figure.needs.join(', ')}`;
  if (figure.kind === 'none') return 'none';
  return `${figure.kind} ${figure.value.toDecimalPlaces(places).toFixed()}`;
}
