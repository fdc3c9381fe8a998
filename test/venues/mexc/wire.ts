import type {MarginAccount, MarginPool} from '../../../src/engine/account.ts';
import {assess} from '../../../src/engine/assess.ts';
import type {PoolHealth} from '../../../src/engine/health.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {accounts} from '../../../src/venues/mexc/account.ts';
import {reduce} from '../../../src/venues/mexc/reduce.ts';
import {initial, type State} from '../../../src/venues/mexc/state.ts';

export {shown} from '../reader.ts';

/** Frames as MEXC's page gets them; tests say only what matters to them. */

export const PAGE = 'https://www.mexc.com/futures/BTC_USDT';
export const API = 'https://futures.mexc.com/api/v1';
export const SOCKET = 'wss://contract.mexc.com/edge';
export const AT = 1_790_000_000_000;

type Fields = Readonly<Record<string, unknown>>;

export const frame = (given: Partial<Omit<Frame, 'body'>> & {readonly body: unknown}): Frame => ({
  at: AT,
  page: PAGE,
  via: 'fetch',
  url: `${API}/private/position/open_positions`,
  direction: 'in',
  ...given,
  body: typeof given.body === 'string' ? given.body : JSON.stringify(given.body),
});

export const answer = (path: string, content: unknown, at = AT) =>
  frame({url: `${API}${path}`, at, body: {success: true, code: 0, data: content}});

export const push = (channel: string, content: unknown, at = AT) =>
  frame({via: 'websocket', url: SOCKET, at, body: {channel, data: content, ts: at}});

type Stake = readonly [side: 'long' | 'short', size: number, entry: number];

let ids = 0;
const idOf = new Map<string, number>();
const idFor = (name: string) => {
  const id = idOf.get(name) ?? ++ids;
  idOf.set(name, id);
  return id;
};

/** A cross position. */
export const position = (symbol: string, [side, holdVol, entry]: Stake, fields: Fields = {}) => ({
  positionId: idFor(`${symbol} ${side}`),
  symbol,
  positionType: side === 'long' ? 1 : 2,
  openType: 2,
  state: 1,
  holdVol,
  frozenVol: 0,
  closeVol: 0,
  holdAvgPrice: entry,
  openAvgPrice: entry,
  closeAvgPrice: 0,
  liquidatePrice: 0,
  oim: 1,
  im: 1,
  holdFee: 0,
  realised: 0,
  leverage: 20,
  autoAddIm: false,
  ...fields,
});

export const positions = (rows: readonly Fields[], at = AT, query = '') =>
  answer(`/private/position/open_positions${query}`, rows, at);

export const asset = (currency: string, balance: number, fields: Fields = {}) => ({
  currency,
  positionMargin: 0,
  availableBalance: balance,
  cashBalance: balance,
  frozenBalance: 0,
  equity: balance,
  unrealized: 0,
  bonus: 0,
  ...fields,
});

export const assets = (rows: readonly Fields[], at = AT) => answer('/private/account/assets', rows, at);

/** 0.0001 BTC or what `fields` say, 0.4 % up to 1,000,000 contracts, 0.02 % for closing. */
export const contract = (symbol: string, contractSize: number, fields: Fields = {}) => {
  const [baseCoin, quoteCoin] = symbol.split('_');
  return {
    symbol,
    baseCoin,
    quoteCoin,
    settleCoin: quoteCoin === 'USD' ? baseCoin : quoteCoin,
    contractSize,
    takerFeeRate: 0.0002,
    makerFeeRate: 0,
    maintenanceMarginRate: 0.004,
    initialMarginRate: 0.005,
    riskBaseVol: 1_000_000,
    riskIncrVol: 1_000_000,
    riskIncrMmr: 0.004,
    riskIncrImr: 0.005,
    riskLevelLimit: 3,
    riskLimitType: 'BY_VOLUME',
    ...fields,
  };
};

export const contracts = (rows: readonly Fields[]) => answer('/contract/detail', rows);

export const fair = (symbol: string, price: number, at = AT) =>
  frame({
    via: 'websocket',
    url: SOCKET,
    at,
    body: {symbol, data: {symbol, price}, channel: 'push.fair.price', ts: at},
  });

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

export function modelOf(frames: readonly Frame[], id = 'cross:USDT'): MarginPool {
  const found = accountOf(play(frames)).pools.find((pool) => pool.id === id);
  if (found === undefined) throw new Error(`no pool ${id}`);
  return found;
}

export function poolOf(frames: readonly Frame[], id = 'cross:USDT'): PoolHealth {
  const found = assess(accountOf(play(frames))).pools.find((pool) => pool.id === id);
  if (found === undefined) throw new Error(`no pool ${id}`);
  return found;
}
