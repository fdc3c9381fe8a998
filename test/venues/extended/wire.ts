import type {MarginAccount, MarginPool} from '../../../src/engine/account.ts';
import {assess} from '../../../src/engine/assess.ts';
import type {PoolHealth} from '../../../src/engine/health.ts';
import {accounts} from '../../../src/venues/extended/account.ts';
import {reduce} from '../../../src/venues/extended/reduce.ts';
import {initial, type State} from '../../../src/venues/extended/state.ts';
import type {Frame} from '../../../src/venues/frame.ts';

export {shown} from '../reader.ts';

/** Frames as Extended's page gets them; tests say only what matters to them. */

export const API = 'https://api.starknet.extended.exchange/api/v1';
export const SOCKET = 'wss://api.starknet.extended.exchange/stream.extended.exchange';
export const AT = 1_790_000_000_000;
export const ME = 230109;

export type Fields = Readonly<Record<string, unknown>>;

export const frame = (given: Partial<Omit<Frame, 'body'>> & {readonly body: unknown}): Frame => ({
  at: AT,
  page: 'https://app.extended.exchange/perp',
  via: 'fetch',
  url: `${API}/user/balance`,
  direction: 'in',
  ...given,
  body: typeof given.body === 'string' ? given.body : JSON.stringify(given.body),
});

export const answer = (path: string, data: unknown, at = AT) =>
  frame({url: `${API}/${path}`, body: {status: 'OK', data}, at});

const EMPTY = {orders: null, positions: null, trades: null, balance: null, spotBalances: null};

export const push = (type: string, fields: Fields, seq: number, at = AT) =>
  frame({
    via: 'websocket',
    url: SOCKET,
    at,
    body: {type, data: {...EMPTY, ...fields}, error: null, ts: at, seq},
  });

/** Cash, equity, profit, exposure. */
export const balance = (
  [cash, equity, profit, exposure]: readonly [string, string, string, string],
  fields: Fields = {},
) => ({
  collateralName: 'USD',
  balance: cash,
  status: 'ACTIVE',
  equity,
  spotEquity: '0',
  spotEquityForAvailableForTrade: '0',
  availableForTrade: '0',
  availableForWithdrawal: '0',
  unrealisedPnl: profit,
  initialMargin: '0',
  marginRatio: '0',
  updatedTime: AT,
  exposure,
  leverage: '1',
  ...fields,
});

/** Size signed; mark and profit. */
export const position = (
  market: string,
  [size, mark, profit]: readonly [string, string, string],
  fields: Fields = {},
) => ({
  id: 1,
  accountId: ME,
  market,
  status: 'OPENED',
  side: size.startsWith('-') ? 'SHORT' : 'LONG',
  leverage: '10',
  size: size.replace('-', ''),
  openPrice: '1',
  markPrice: mark,
  unrealisedPnl: profit,
  realisedPnl: '0',
  createdAt: AT,
  updatedAt: AT,
  ...fields,
});

/** Name, then upper bounds with their risk factors. */
export const markets = (...rows: readonly (readonly [string, ...(readonly [string, string])[]])[]) =>
  answer(
    'info/markets',
    rows.map(([name, ...brackets]) => ({
      name,
      assetName: name.split('-')[0],
      status: 'ACTIVE',
      tradingConfig: {
        maxLeverage: '50.00',
        riskFactorConfig: brackets.map(([upperBound, riskFactor]) => ({upperBound, riskFactor})),
      },
    })),
  );

export const mark = (market: string, price: string, at = AT) =>
  frame({
    via: 'websocket',
    url: SOCKET,
    at,
    body: {type: 'MP', data: {m: market, p: price, ts: at}, ts: at, seq: 1, sourceEventId: null},
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

export function modelOf(frames: readonly Frame[], nth = 0): MarginPool {
  const found = accounts(play(frames))[nth]?.pools[0];
  if (found === undefined) throw new Error(`no pool ${nth}`);
  return found;
}

export function poolOf(frames: readonly Frame[], nth = 0): PoolHealth {
  const account = accounts(play(frames))[nth];
  const found = account && assess(account).pools[0];
  if (found === undefined) throw new Error(`no pool ${nth}`);
  return found;
}
