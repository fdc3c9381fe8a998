import type {MarginPool} from '../../../src/engine/account.ts';
import {assess} from '../../../src/engine/assess.ts';
import type {Decimal} from '../../../src/engine/decimal.ts';
import type {Figure} from '../../../src/engine/figure.ts';
import type {PoolHealth} from '../../../src/engine/health.ts';
import {accounts} from '../../../src/venues/bybit/account.ts';
import {reduce} from '../../../src/venues/bybit/reduce.ts';
import {type BybitState, initial} from '../../../src/venues/bybit/state.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import type {Reduction} from '../../../src/venues/venue.ts';

/** Frames as Bybit's page gets them, one constructor each; tests say only what matters to them. */

export const AT = 1_790_000_000_000;
export const PAGE = 'https://www.bybit.com/trade/usdt/BTCUSDT';
export const QUERY = 'https://www.bybit.com/x-api/unified/integrated/v5/queryPositions';
export const V5 = 'https://www.bybit.com/x-api/v5';
export const SOCKET = 'wss://ws2.bybit.com/private';

type Given = Partial<Omit<Frame, 'body'>> & {readonly body: unknown};
type At = {readonly at?: number};

export const frame = ({body, ...given}: Given): Frame => ({
  at: AT,
  page: PAGE,
  via: 'fetch',
  url: QUERY,
  direction: 'in',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ...given,
});

export const answer = (url: string, result: unknown, {at = AT}: At = {}) =>
  frame({at, url, body: {retCode: 0, retMsg: 'OK', result, retExtInfo: {}, time: at}});

export const topic = (name: string, rows: unknown, {at = AT}: At = {}) =>
  frame({at, via: 'websocket', url: SOCKET, body: {id: 'x', topic: name, creationTime: at, data: rows}});

/** A question and its answer, as the tap hands them on. */
export const asked = (
  body: object,
  rows: readonly object[],
  {at = AT, ...around}: At & {readonly nextPageCursor?: string} = {},
) => [
  frame({at, url: QUERY, direction: 'out', body}),
  answer(QUERY, {list: rows, nextPageCursor: '', ...around}, {at}),
];

export const ask = {category: 'linear', baseCoin: '', limit: 200, cursor: ''};
export const positions = (rows: readonly object[], at: At = {}) => asked(ask, rows, at);

export const mode = (marginMode: string, {at = AT}: At = {}) =>
  answer(`${V5}/account/info`, {marginMode, unifiedMarginStatus: 6}, {at});
export const CROSS = mode('REGULAR_MARGIN');
export const ISOLATED = mode('ISOLATED_MARGIN');

/** Upper limit, maintenance rate, deduction, highest leverage; rates as fractions. */
export type WireTier = readonly [limit: string, rate: string, deduction: string, leverage: string];
export const tiers = (symbol: string, rows: readonly WireTier[], {at = AT}: At = {}) =>
  answer(
    `${V5}/market/risk-limit?symbol=${symbol}`,
    {
      category: 'linear',
      list: rows.map(([riskLimitValue, maintenanceMargin, mmDeduction, maxLeverage], index) => ({
        id: index + 1,
        symbol,
        riskLimitValue,
        maintenanceMargin,
        initialMargin: String(1 / Number(maxLeverage)),
        maxLeverage,
        mmDeduction,
      })),
    },
    {at},
  );

export const walletRow = (totals: object, coins: readonly object[] = []) => ({
  accountType: 'UNIFIED',
  accountIMRate: '0.1',
  accountMMRate: '0.01',
  ...totals,
  coin: coins,
});
export const wallet = (totals: object, coins: readonly object[], {at = AT}: At = {}) =>
  answer(`${V5}/account/wallet-balance?accountType=UNIFIED`, {list: [walletRow(totals, coins)]}, {at});

/** A wallet of USDT alone, worth 1 USD each, nothing held back. */
export const cash = (balance: string, {at = AT, profit = '0'}: At & {profit?: string} = {}) => {
  const total = String(Number(balance) + Number(profit));
  const coin = {coin: 'USDT', walletBalance: balance, equity: total, usdValue: total, unrealisedPnl: profit};
  const totals = {
    totalMarginBalance: total,
    totalAvailableBalance: total,
    totalInitialMargin: '0',
    totalPerpUPL: profit,
  };
  return wallet(totals, [coin], {at});
};

export const ticker = (symbol: string, told: object, {at = AT}: At = {}) =>
  frame({
    at,
    via: 'websocket',
    url: 'wss://stream.bybit.com/v5/public/linear',
    body: {topic: `tickers.${symbol}`, type: 'delta', data: {symbol, ...told}, cs: 1, ts: at},
  });

/** A row of v5 in a unified account since 2025-09: what a test is about goes in. */
export const row = (symbol: string, given: object) => ({
  positionIdx: 0,
  tradeMode: 0,
  symbol,
  side: 'Buy',
  size: '1',
  positionBalance: '0',
  liqPrice: '',
  bustPrice: '',
  positionStatus: 'Normal',
  ...given,
});

export function reduceAll(frames: readonly Frame[], from: BybitState = initial): BybitState {
  return frames.reduce((state, each) => {
    const {state: next, outcome, defects} = reduce(state, each);
    if (outcome === 'malformed') throw new Error(`${defects[0]?.where}: ${defects[0]?.what}`);
    return next;
  }, from);
}

export const last = (frames: readonly Frame[]): Reduction<BybitState> => {
  const [final] = frames.slice(-1);
  if (final === undefined) throw new Error('no frames');
  return reduce(reduceAll(frames.slice(0, -1)), final);
};

export const poolsOf = (frames: readonly Frame[]): readonly MarginPool[] =>
  accounts(reduceAll(frames)).flatMap(({pools}) => pools);

export function poolOf(frames: readonly Frame[], id = 'cross:uta'): MarginPool {
  const found = poolsOf(frames).find((pool) => pool.id === id);
  if (found === undefined) throw new Error(`no pool ${id}`);
  return found;
}

export function healthOf(frames: readonly Frame[], id = 'cross:uta'): PoolHealth {
  const pools = accounts(reduceAll(frames)).flatMap((account) => assess(account).pools);
  const found = pools.find((pool) => pool.id === id);
  if (found === undefined) throw new Error(`no pool ${id}`);
  return found;
}

/** The figure's value in digits, to 8 decimals; else its kind. */
export const number = (figure: Figure | undefined): string => {
  const value: Decimal | undefined =
    figure?.kind === 'exact' || figure?.kind === 'estimated' ? figure.value : undefined;
  return value?.toDecimalPlaces(8).toFixed() ?? figure?.kind ?? 'nothing';
};

export const disagreeing = (pool: PoolHealth) => pool.audit.filter(({agrees}) => !agrees);
