import type {MarginAccount, MarginPool} from '../../../src/engine/account.ts';
import {assess} from '../../../src/engine/assess.ts';
import type {Figure} from '../../../src/engine/figure.ts';
import type {PoolHealth} from '../../../src/engine/health.ts';
import {accounts} from '../../../src/venues/bitget/account.ts';
import {reduce} from '../../../src/venues/bitget/reduce.ts';
import {type BitgetState, initial} from '../../../src/venues/bitget/state.ts';
import type {Frame} from '../../../src/venues/frame.ts';

/** Frames as Bitget's page gets them, one constructor each; tests say only what matters to them. */

export const PAGE = 'https://www.bitget.com/en/futures/usdt/BTCUSDT';
export const REST = 'https://api.bitget.com/api';
export const WEB = 'https://www.bitget.com/v1/mix';
export const PRIVATE = 'wss://ws.bitget.com/v2/ws/private';
export const UTA = 'wss://ws.bitget.com/v3/ws/private';
export const PUBLIC = 'wss://ws.bitget.com/v2/ws/public';
export const AT = 1_780_000_000_000;
/** 2025-11-10 08:00 UTC: positions opened from then on pay by slices. */
export const SLICES_SINCE = 1_762_761_600_000;

type Given = Partial<Omit<Frame, 'body'>> & {readonly body: unknown};
type Options = {readonly at?: number; readonly time?: number; readonly page?: string};

export const frame = ({body, ...given}: Given): Frame => ({
  at: AT,
  page: PAGE,
  via: 'fetch',
  url: `${WEB}/x`,
  direction: 'in',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ...given,
});

export const envelope = (data: unknown, requestTime: number = AT) => ({
  code: '00000',
  msg: 'success',
  requestTime,
  data,
});

export const answer = (path: string, data: unknown, {at = AT, time = at, page = PAGE}: Options = {}) =>
  frame({at, page, url: `${REST}${path}`, body: envelope(data, time)});

export const positions = (rows: readonly object[], options?: Options, query = 'productType=USDT-FUTURES') =>
  answer(`/v2/mix/position/all-position?${query}`, rows, options);

export const balances = (rows: readonly object[], options?: Options) =>
  answer('/v2/mix/account/accounts?productType=USDT-FUTURES', rows, options);

export const unifiedPositions = (rows: readonly object[], options?: Options, category = 'USDT-FUTURES') =>
  answer(`/v3/position/current-position?category=${category}`, {list: rows}, options);

export const unifiedAccount = (account: object, options?: Options) =>
  answer('/v3/account/assets', account, options);

type PushOptions = Options & {readonly action?: string; readonly product?: string; readonly url?: string};

export const push = (
  channel: string,
  data: unknown,
  {
    at = AT,
    time = at,
    action = 'snapshot',
    product = 'USDT-FUTURES',
    url = PRIVATE,
    page = PAGE,
  }: PushOptions = {},
) =>
  frame({
    at,
    page,
    via: 'websocket',
    url,
    body: {action, arg: {instType: product, channel, instId: 'default'}, data, ts: time},
  });

export const unifiedPush = (
  topic: string,
  data: unknown,
  {at = AT, time = at, action = 'snapshot'}: PushOptions = {},
) =>
  frame({
    at,
    via: 'websocket',
    url: UTA,
    body: {data, arg: {instType: 'UTA', topic}, action, ts: time},
  });

export const ticker = (symbol: string, markPrice: string, {at = AT, time = at}: Options = {}) =>
  frame({
    at,
    via: 'websocket',
    url: PUBLIC,
    body: {
      action: 'snapshot',
      arg: {instType: 'USDT-FUTURES', channel: 'ticker', instId: symbol},
      data: [
        {
          instId: symbol,
          lastPr: markPrice,
          fundingRate: '0.000010',
          nextFundingTime: String(AT + 3_600_000),
          markPrice,
          indexPrice: markPrice,
          symbol,
          ts: String(time),
        },
      ],
      ts: time,
    },
  });

/** Start and end of the value in the quote currency, rate, leverage. */
export type WireTier = readonly [start: string, end: string, rate: string, leverage?: string];

export const tiers = (symbol: string, table: readonly WireTier[], options?: Options) =>
  answer(
    `/v2/mix/market/query-position-lever?symbol=${symbol}&productType=USDT-FUTURES`,
    table.map(([startUnit, endUnit, keepMarginRate, leverage = '125'], index) => ({
      symbol,
      level: String(index + 1),
      startUnit,
      endUnit,
      leverage,
      keepMarginRate,
    })),
    options,
  );

/** A classic row; tests put in what they are about. */
export const row = (symbol: string, given: object) => ({
  marginCoin: 'USDT',
  symbol,
  holdSide: 'long',
  openDelegateSize: '0',
  available: '0',
  locked: '0',
  leverage: '20',
  achievedProfits: '0',
  marginMode: 'crossed',
  posMode: 'hedge_mode',
  liquidationPrice: '0',
  cTime: String(SLICES_SINCE),
  ...given,
});

/** A classic account's row with nothing in it. */
export const coin = (marginCoin: string, given: object) => ({
  marginCoin,
  locked: '0',
  available: '0',
  crossedMaxAvailable: '0',
  isolatedMaxAvailable: '0',
  maxTransferOut: '0',
  accountEquity: '0',
  usdtEquity: '0',
  btcEquity: '0',
  crossedRiskRate: '0',
  unrealizedPL: '0',
  coupon: '0',
  ...given,
});

export function reduceAll(frames: readonly Frame[], from: BitgetState = initial): BitgetState {
  return frames.reduce((state, each) => {
    const {state: next, outcome, defects} = reduce(state, each);
    if (outcome === 'malformed') throw new Error(`${defects[0]?.where}: ${defects[0]?.what}`);
    return next;
  }, from);
}

export function accountOf(frames: readonly Frame[], venue = 'bitget'): MarginAccount {
  const found = accounts(reduceAll(frames)).find((account) => account.venue === venue);
  if (found === undefined) throw new Error(`no account of ${venue}`);
  return found;
}

export function poolOf(frames: readonly Frame[], id: string, venue?: string): MarginPool {
  const found = accountOf(frames, venue).pools.find((pool) => pool.id === id);
  if (found === undefined) throw new Error(`no pool ${id}`);
  return found;
}

export function healthOf(frames: readonly Frame[], id: string, venue?: string): PoolHealth {
  const found = assess(accountOf(frames, venue)).pools.find((pool) => pool.id === id);
  if (found === undefined) throw new Error(`no pool ${id}`);
  return found;
}

export const number = (figure: Figure | undefined): string =>
  figure?.kind === 'exact' || figure?.kind === 'estimated'
    ? figure.value.toFixed()
    : (figure?.kind ?? 'absent');
