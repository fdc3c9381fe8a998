import type {MarginPool} from '../../../src/engine/account.ts';
import {assess} from '../../../src/engine/assess.ts';
import type {Figure} from '../../../src/engine/figure.ts';
import type {PoolHealth} from '../../../src/engine/health.ts';
import {accounts} from '../../../src/venues/aster/account.ts';
import {reduce} from '../../../src/venues/aster/reduce.ts';
import {type BinanceState, initial} from '../../../src/venues/binance/state.ts';
import type {Frame} from '../../../src/venues/frame.ts';

/** Frames as Aster's page gets them: REST as documented, events as at Binance. */

export const PAGE = 'https://www.asterdex.com/en/futures/v1/BTCUSDT';
export const REST = 'https://fapi.asterdex.com/fapi/v3';
export const WEB = 'https://www.asterdex.com/bapi/futures/v1/private/future/user-data';
export const STREAM = 'wss://fstream.asterdex.com';
export const AT = 1_790_000_000_000;

type Given = Partial<Omit<Frame, 'body'>> & {readonly body: unknown};

export const frame = ({body, ...given}: Given): Frame => ({
  at: AT,
  page: PAGE,
  via: 'fetch',
  url: `${REST}/account`,
  direction: 'in',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ...given,
});

export const rest = (call: string, body: unknown, at = AT) => frame({at, url: `${REST}/${call}`, body});
export const web = (call: string, data: unknown, at = AT) =>
  frame({at, url: `${WEB}/${call}`, body: {code: '000000', message: null, data, success: true}});
export const event = (body: unknown, at = AT) => frame({at, via: 'websocket', url: STREAM, body});

/** Floor, rate, cum, highest leverage. */
export const BTC_TIERS = [
  [0, 0.004, 0, 125],
  [50_000, 0.005, 50, 100],
  [250_000, 0.01, 1300, 50],
] as const;

export const brackets = (
  symbol: string,
  tiers: readonly (readonly [number, number, number, number])[] = BTC_TIERS,
) =>
  rest('leverageBracket', [
    {
      symbol,
      brackets: tiers.map(([notionalFloor, maintMarginRatio, cum, initialLeverage], index) => ({
        bracket: index + 1,
        initialLeverage,
        notionalCap: tiers[index + 1]?.[0] ?? 1e9,
        notionalFloor,
        maintMarginRatio,
        cum,
      })),
    },
  ]);

/** A row of `positionRisk`. */
export const risk = (symbol: string, given: object) => ({
  entryPrice: '0.00000',
  marginType: 'cross',
  isAutoAddMargin: 'false',
  isolatedMargin: '0.00000000',
  leverage: '10',
  liquidationPrice: '0',
  markPrice: '0',
  maxNotionalValue: '20000000',
  positionAmt: '0.000',
  symbol,
  unRealizedProfit: '0.00000000',
  positionSide: 'BOTH',
  updateTime: 0,
  ...given,
});

export const balance = (wallets: Readonly<Record<string, string>>, at = AT) =>
  rest(
    'balance',
    Object.entries(wallets).map(([asset, crossWalletBalance]) => ({
      accountAlias: 'SgsR',
      asset,
      balance: crossWalletBalance,
      crossWalletBalance,
      crossUnPnl: '0.00000000',
      availableBalance: crossWalletBalance,
      marginAvailable: true,
    })),
    at,
  );

export const multiAssets = (multiAssetsMargin: boolean, at = AT) =>
  rest('multiAssetsMargin', {multiAssetsMargin}, at);

export const update = (P: readonly object[], B: readonly object[] = [], at = AT) =>
  event({e: 'ACCOUNT_UPDATE', E: at, T: at, a: {m: 'ORDER', B, P}}, at);

export const mark = (symbol: string, price: string, at = AT) =>
  event(
    {e: 'markPriceUpdate', E: at, s: symbol, p: price, i: price, P: price, r: '0.0001', T: at + 1000},
    at,
  );

export function play(frames: readonly Frame[], from: BinanceState = initial): BinanceState {
  return frames.reduce((state, each) => {
    const {state: next, outcome, defects} = reduce(state, each);
    if (outcome === 'malformed') throw new Error(`${defects[0]?.where}: ${defects[0]?.what}`);
    return next;
  }, from);
}

export function modelOf(frames: readonly Frame[], id = 'cross:USDT'): MarginPool {
  const pools = accounts(play(frames)).flatMap((account) => account.pools);
  const found = pools.find((pool) => pool.id === id);
  if (found === undefined) throw new Error(`no pool ${id}`);
  return found;
}

export function poolOf(frames: readonly Frame[], id = 'cross:USDT'): PoolHealth {
  const found = accounts(play(frames))
    .flatMap((account) => assess(account).pools)
    .find((pool) => pool.id === id);
  if (found === undefined) throw new Error(`no pool ${id}`);
  return found;
}

export function shown(figure: Figure | undefined, places = 6): string {
  if (figure === undefined) return 'absent';
  if (figure.kind === 'missing') return `missing ${figure.needs.join(', ')}`;
  if (figure.kind === 'none') return 'none';
  return `${figure.kind} ${figure.value.toDecimalPlaces(places).toFixed()}`;
}
