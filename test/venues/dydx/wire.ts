import type {MarginAccount} from '../../../src/engine/account.ts';
import {assess} from '../../../src/engine/assess.ts';
import type {Figure} from '../../../src/engine/figure.ts';
import type {PoolHealth} from '../../../src/engine/health.ts';
import {accounts} from '../../../src/venues/dydx/account.ts';
import {reduce} from '../../../src/venues/dydx/reduce.ts';
import {initial, type State} from '../../../src/venues/dydx/state.ts';
import type {Frame} from '../../../src/venues/frame.ts';

/** Frames as dYdX's page gets them, one constructor each; tests say only what matters to them. */

export const SOCKET = 'wss://indexer.dydx.trade/v4/ws';
export const REST = 'https://indexer.dydx.trade/v4';
/** Half past an hour. */
export const AT = 1_779_996_600_000;
export const WHO = 'dydx155va0m7wz5n8zcqscn9afswwt04n4usj46wvp5';
export const LINK = '51b652ba-3264-4c46-a410-3439c8ea4020';

type Given = Partial<Omit<Frame, 'body'>> & {readonly body: unknown};
type Options = {readonly at?: number; readonly link?: string; readonly id?: number};

export const frame = ({body, ...given}: Given): Frame => ({
  at: AT,
  page: 'https://dydx.trade/trade/BTC-USD',
  via: 'websocket',
  url: SOCKET,
  direction: 'in',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ...given,
});

export const answer = (path: string, body: unknown, at = AT) =>
  frame({at, via: 'fetch', url: `${REST}${path}`, body});

/** The indexer's own order of members. */
export const message = (
  type: string,
  {
    channel,
    id: whose,
    ...rest
  }: {readonly channel?: string; readonly id?: string; readonly contents?: unknown},
  {at = AT, link = LINK, id = 1}: Options = {},
) => frame({at, body: {type, connection_id: link, message_id: id, id: whose, channel, ...rest}});

export const markets = (rows: Readonly<Record<string, object>>, options?: Options) =>
  message('subscribed', {channel: 'v4_markets', contents: {markets: rows}}, options);

export const oracle = (prices: Readonly<Record<string, string>>, options?: Options) =>
  message(
    'channel_batch_data',
    {
      channel: 'v4_markets',
      contents: [
        {
          oraclePrices: Object.fromEntries(
            Object.entries(prices).map(([name, oraclePrice]) => [name, {oraclePrice, marketId: 0}]),
          ),
        },
      ],
    },
    options,
  );

export const market = (oraclePrice: string, given: object = {}) => ({
  status: 'ACTIVE',
  oraclePrice,
  initialMarginFraction: '0.05',
  maintenanceMarginFraction: '0.03',
  openInterest: '630.9279',
  nextFundingRate: '0.00000125',
  ...given,
});

export const usdc = (amount: string) => ({
  symbol: 'USDC',
  assetId: '0',
  side: amount.startsWith('-') ? 'SHORT' : 'LONG',
  size: amount.replace('-', ''),
});

/** Signed sizes; the entry is that of the rows. */
export const held = (name: string, size: string, given: object = {}) => ({
  market: name,
  status: 'OPEN',
  side: size.startsWith('-') ? 'SHORT' : 'LONG',
  size: size.replace('-', ''),
  entryPrice: '1',
  exitPrice: null,
  ...given,
});

export const child = (
  subaccountNumber: number,
  cash: string,
  rows: readonly {readonly market: string}[] = [],
  given: object = {},
) => ({
  address: WHO,
  subaccountNumber,
  openPerpetualPositions: Object.fromEntries(rows.map((row) => [row.market, row])),
  assetPositions: {USDC: usdc(cash)},
  marginEnabled: true,
  ...given,
});

export const parent = (childSubaccounts: readonly object[], options: Options = {}) =>
  message(
    'subscribed',
    {
      channel: 'v4_parent_subaccounts',
      id: `${WHO}/0`,
      contents: {subaccount: {address: WHO, parentSubaccountNumber: 0, childSubaccounts}, orders: []},
    },
    {id: 2, ...options},
  );

export const changes = (contents: readonly object[], options: Options = {}) =>
  message(
    'channel_batch_data',
    {channel: 'v4_parent_subaccounts', id: `${WHO}/0`, contents},
    {id: 3, ...options},
  );

export function reduceAll(frames: readonly Frame[], from: State = initial): State {
  return frames.reduce((state, each) => {
    const {state: next, outcome, defects} = reduce(state, each);
    if (outcome === 'malformed') throw new Error(`${defects[0]?.where}: ${defects[0]?.what}`);
    return next;
  }, from);
}

export function accountOf(frames: readonly Frame[]): MarginAccount {
  const [found] = accounts(reduceAll(frames));
  if (found === undefined) throw new Error('no account');
  return found;
}

export function healthOf(frames: readonly Frame[], id = 'cross'): PoolHealth {
  const found = assess(accountOf(frames)).pools.find((pool) => pool.id === id);
  if (found === undefined) throw new Error(`no pool ${id}`);
  return found;
}

export const number = (figure: Figure | undefined): string =>
  figure?.kind === 'exact' || figure?.kind === 'estimated'
    ? figure.value.toFixed()
    : (figure?.kind ?? 'absent');
