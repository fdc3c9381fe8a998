import type {MarginAccount, MarginPool} from '../../../src/engine/account.ts';
import {accounts} from '../../../src/venues/binance/account.ts';
import {reduce} from '../../../src/venues/binance/reduce.ts';
import {type BinanceState, initial} from '../../../src/venues/binance/state.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import type {Reduction} from '../../../src/venues/venue.ts';

/** Frames as Binance's page gets them, one constructor each; tests say only what matters to them. */

export const PAGE = 'https://www.binance.com/en/futures/BTCUSDT';
export const WEB = 'https://www.binance.com/bapi/futures/v6/private/future/user-data';
export const COIN_WEB = 'https://www.binance.com/bapi/futures/v2/private/delivery/user-data';
export const BRACKETS = 'https://www.binance.com/bapi/futures/v1/friendly/future/common/brackets';
export const JOIN = 'https://www.binance.com/bapi/futures/v1/private/future/user-data/get-join-margin';
export const STREAM = 'wss://fstream.binance.com';
export const AT = 1_700_000_000_000;

type Given = Partial<Omit<Frame, 'body'>> & {readonly body: unknown};

export const frame = ({body, ...given}: Given): Frame => ({
  at: AT,
  page: PAGE,
  via: 'fetch',
  url: `${WEB}/user-position`,
  direction: 'in',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ...given,
});

export const envelope = (data: unknown) => ({
  code: '000000',
  message: null,
  messageDetail: null,
  data,
  success: true,
});

type At = {readonly at?: number};

export const ask = (url: string, body: unknown, {at = AT}: At = {}) =>
  frame({at, url, direction: 'out', body});

export const positions = (rows: readonly object[], {at = AT}: At = {}) =>
  frame({at, url: `${WEB}/user-position`, body: envelope(rows)});

export const balances = (wallets: Readonly<Record<string, string>>, {at = AT}: At = {}) =>
  frame({
    at,
    url: `${WEB}/user-balance`,
    body: envelope(
      Object.entries(wallets).map(([asset, amount]) => ({
        asset,
        walletBalance: amount,
        crossWalletBalance: amount,
        availableBalance: amount,
        marginBalance: amount,
        maxWithdrawAmount: amount,
      })),
    ),
  });

export const mode = (joinMargin: boolean, {at = AT}: At = {}) =>
  frame({at, url: JOIN, body: envelope({joinMargin})});

/** Floor, maintenance rate, deduction, highest leverage. */
export type WireTier = readonly [floor: number, rate: number, cum: number, leverage?: number];

export const brackets = (tables: Readonly<Record<string, readonly WireTier[]>>, {at = AT}: At = {}) =>
  frame({
    at,
    url: BRACKETS,
    body: envelope({
      brackets: Object.entries(tables).map(([symbol, tiers]) => ({
        symbol,
        updateTime: 1755585384254,
        notionalLimit: 100,
        riskBrackets: tiers.map(([floor, rate, cum, leverage = 20], index) => ({
          bracketSeq: index + 1,
          bracketNotionalFloor: floor,
          bracketNotionalCap: tiers[index + 1]?.[0] ?? 1e9,
          bracketMaintenanceMarginRate: rate,
          cumFastMaintenanceAmount: cum,
          minOpenPosLeverage: 1,
          maxOpenPosLeverage: leverage,
        })),
      })),
    }),
  });

export const event = (body: unknown, {at = AT, host = STREAM}: At & {readonly host?: string} = {}) =>
  frame({at, via: 'websocket', url: host, body});

export const mark = (symbol: string, price: string, {at = AT}: At = {}) =>
  event(
    {
      e: 'markPriceUpdate',
      E: at,
      s: symbol,
      p: price,
      i: price,
      P: price,
      r: '0.00010000',
      T: AT + 3_600_000,
    },
    {at},
  );

export const update = (
  {B = [], P = []}: {readonly B?: readonly object[]; readonly P?: readonly object[]},
  {at = AT, T = at}: At & {readonly T?: number} = {},
) => event({e: 'ACCOUNT_UPDATE', T, E: T, a: {m: 'ORDER', B, P}}, {at});

export const assetIndex = (pair: string, index: string, bid: string, ask: string, {at = AT}: At = {}) =>
  event(
    [
      {
        e: 'assetIndexUpdate',
        E: at,
        s: pair,
        i: index,
        b: '0',
        a: '0',
        B: bid,
        A: ask,
        q: '0',
        g: '0',
        Q: bid,
        G: ask,
      },
    ],
    {at},
  );

/** A row of web `user-position` without a position; tests put in what they are about. */
export const row = (symbol: string, given: object) => ({
  id: `1000000001_${symbol}_BOTH`,
  symbol,
  positionSide: 'BOTH',
  positionAmount: '0',
  entryPrice: '0',
  markPrice: '0',
  unrealizedProfit: '0',
  liquidationPrice: '0',
  isolatedMargin: '0',
  notionalValue: '0',
  collateral: 'USDT',
  isolatedWallet: '0',
  openOrderInitialMargin: '0',
  ...given,
});

export function reduceAll(frames: readonly Frame[], from: BinanceState = initial): BinanceState {
  return frames.reduce((state, each) => {
    const {state: next, outcome, defects} = reduce(state, each);
    if (outcome === 'malformed') throw new Error(`${defects[0]?.where}: ${defects[0]?.what}`);
    return next;
  }, from);
}

export const last = (frames: readonly Frame[]): Reduction<BinanceState> => {
  const before = reduceAll(frames.slice(0, -1));
  const [final] = frames.slice(-1);
  if (final === undefined) throw new Error('no frames');
  return reduce(before, final);
};

export function accountOf(frames: readonly Frame[], venue = 'binance-usdm'): MarginAccount {
  const found = accounts(reduceAll(frames)).find((account) => account.venue === venue);
  if (found === undefined) throw new Error(`no account of ${venue}`);
  return found;
}

export function poolOf(frames: readonly Frame[], id: string, venue?: string): MarginPool {
  const found = accountOf(frames, venue).pools.find((pool) => pool.id === id);
  if (found === undefined) throw new Error(`no pool ${id}`);
  return found;
}
