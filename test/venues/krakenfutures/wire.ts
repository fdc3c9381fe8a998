import type {MarginAccount, MarginPool} from '../../../src/engine/account.ts';
import {assess} from '../../../src/engine/assess.ts';
import type {Figure} from '../../../src/engine/figure.ts';
import type {PoolHealth} from '../../../src/engine/health.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {accounts} from '../../../src/venues/krakenfutures/account.ts';
import {reduce} from '../../../src/venues/krakenfutures/reduce.ts';
import {initial, type State} from '../../../src/venues/krakenfutures/state.ts';

/** Frames as the page of Kraken Futures gets them, one constructor each; tests say only what matters to them. */

export const PAGE = 'https://futures.kraken.com/trade/futures/PF_XBTUSD';
export const SOCKET = 'wss://futures.kraken.com/ws/v1';
export const REST = 'https://futures.kraken.com/derivatives/api/v3';
export const AT = 1_790_000_000_000;

type At = {readonly at?: number};
type Fields = Readonly<Record<string, unknown>>;

export const frame = (given: Partial<Omit<Frame, 'body'>> & {readonly body: unknown}): Frame => ({
  at: AT,
  page: PAGE,
  via: 'websocket',
  url: SOCKET,
  direction: 'in',
  ...given,
  body: typeof given.body === 'string' ? given.body : JSON.stringify(given.body),
});

export const message = (feed: string, fields: Fields, {at = AT}: At = {}) =>
  frame({at, body: {feed, account: 'a-1', ...fields}});

export const positions = (rows: readonly Fields[], fields: Fields = {seq: 0}, when: At = {}) =>
  message('open_positions', {positions: rows, timestamp: AT, ...fields}, when);

export const position = (instrument: string, balance: number, fields: Fields = {}): Fields => ({
  instrument,
  balance,
  unrealized_funding: 0,
  pnl_currency: 'USD',
  ...fields,
});

const totals = (fields: Fields = {}): Fields => ({
  initial_margin: 0,
  initial_margin_without_orders: 0,
  maintenance_margin: 0,
  ...fields,
});

export const currency = (quantity: number, price = 1, haircut = 0, spread = 0): Fields => ({
  quantity,
  value: quantity * price,
  collateral_value: quantity * price * (1 - haircut) * (1 - spread),
  haircut,
  conversion_spread: spread,
});

export const flex = (
  currencies: Fields,
  cross: Fields = {},
  {isolated, ...when}: At & {readonly isolated?: Readonly<Record<string, Fields>>} = {},
) =>
  message(
    'balances_snapshot',
    {
      holding: {XBT: 3},
      flex_futures: {
        currencies,
        cross: totals(cross),
        ...(isolated && {
          isolated: Object.fromEntries(
            Object.entries(isolated).map(([name, fields]) => [name, totals(fields)]),
          ),
        }),
      },
      seq: 0,
    },
    when,
  );

export const single = (fields: Fields, when: At = {}) =>
  message(
    'balances',
    {
      holding: {},
      futures: {
        'F-XBT:USD': {
          name: 'F-XBT:USD',
          pair: 'XBT/USD',
          unit: 'XBT',
          maintenance_margin: 0,
          initial_margin: 0,
          unrealized_funding: 0,
          ...fields,
        },
      },
      seq: 2,
    },
    when,
  );

export const ticker = (product_id: string, markPrice: number, {at = AT}: At = {}) =>
  frame({
    at,
    body: {time: at, product_id, funding_rate: 0.0001, feed: 'ticker', markPrice, index: markPrice},
  });

export const answer = (call: string, fields: Fields, {at = AT}: At = {}) =>
  frame({via: 'fetch', url: `${REST}/${call}`, at, body: {result: 'success', ...fields}});

/** [from, initial, maintenance] of each level. */
export const instrument = (
  symbol: string,
  levels: readonly (readonly [number, number, number])[],
): Fields => ({
  symbol,
  contractSize: 1,
  marginLevels: levels.map(([from, initialMargin, maintenanceMargin]) => ({
    [symbol.startsWith('PF') ? 'numNonContractUnits' : 'contracts']: from,
    initialMargin,
    maintenanceMargin,
  })),
});
export const instruments = (...rows: readonly Fields[]) => answer('instruments', {instruments: rows});

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

export function modelOf(frames: readonly Frame[], id: string): MarginPool {
  const {pools} = accountOf(play(frames));
  const found = pools.find((pool) => pool.id === id);
  if (found === undefined) throw new Error(`no pool ${id}, but ${pools.map((pool) => pool.id)}`);
  return found;
}

export function poolOf(frames: readonly Frame[], id = 'cross:flex'): PoolHealth {
  const {pools} = assess(accountOf(play(frames)));
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

export const auditOf = (pool: PoolHealth) =>
  pool.audit.map(({figure, symbol, agrees}) => [symbol ? `${figure} ${symbol}` : figure, agrees]);
