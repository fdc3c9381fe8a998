import type {Figure} from '../../../src/engine/figure.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {accounts} from '../../../src/venues/orderly/account.ts';
import {reduce} from '../../../src/venues/orderly/reduce.ts';
import {initial, type State} from '../../../src/venues/orderly/state.ts';
import {readerOf} from '../reader.ts';

export {shown} from '../reader.ts';

/** Frames as a broker's page gets them; tests say only what matters to them. */

export const PAGE = 'https://pro.woofi.com/en/trade/ETH_PERP';
export const API = 'https://api-evm.orderly.org';
export const PRIVATE = 'wss://ws-private-evm.orderly.org/v2/ws/private/stream';
export const PUBLIC = 'wss://ws-evm.orderly.org/ws/stream';
export const AT = 1_790_000_000_000;
export const ME = '0x6ca2f644ae7e4b0a5f0b1d2e3c4f5a69788796a5b4c3d2e1f00112233445566';

type Fields = Readonly<Record<string, unknown>>;

export const frame = (given: Partial<Omit<Frame, 'body'>> & {readonly body: unknown}): Frame => ({
  at: AT,
  page: PAGE,
  via: 'fetch',
  url: `${API}/v1/positions`,
  direction: 'in',
  ...given,
  body: typeof given.body === 'string' ? given.body : JSON.stringify(given.body),
});

export const answer = (path: string, data: unknown, at = AT) =>
  frame({at, url: `${API}${path}`, body: {success: true, timestamp: at, data}});

export const say = (topic: string, data: unknown, at = AT) =>
  frame({
    at,
    via: 'websocket',
    url: topic === 'position' || topic === 'balance' ? PRIVATE : PUBLIC,
    body: {topic, ts: at, data},
  });

export const perp = (coin: string) => `PERP_${coin}_USDC`;

/** A row of `/v1/positions`: signed quantity, cost and mark. */
export const row = (
  coin: string,
  [quantity, cost, mark]: readonly [number, number, number],
  fields: Fields = {},
) => ({
  symbol: perp(coin),
  position_qty: quantity,
  cost_position: cost,
  average_open_price: quantity === 0 ? 0 : cost / quantity,
  last_sum_unitary_funding: 0,
  mark_price: mark,
  unsettled_pnl: quantity * mark - cost,
  mmr: 0.05,
  imr: 0.1,
  est_liq_price: null,
  leverage: 10,
  margin_mode: 'CROSS',
  timestamp: AT,
  ...fields,
});

/** The same position as a push. */
export const pushed = (
  coin: string,
  [quantity, cost, mark]: readonly [number, number, number],
  fields: Fields = {},
) => ({
  symbol: perp(coin),
  marginMode: 'CROSS',
  positionQty: quantity,
  costPosition: cost,
  lastSumUnitaryFunding: 0,
  averageOpenPrice: quantity === 0 ? 0 : cost / quantity,
  unsettledPnl: quantity * mark - cost,
  markPrice: mark,
  estLiqPrice: 0,
  version: 7,
  imr: 0.1,
  mmr: 0.05,
  leverage: 10,
  ...fields,
});

export const positions = (rows: readonly Fields[], totals: Fields = {}, at = AT) =>
  answer('/v1/positions', {...totals, rows}, at);

/** Token → amount, or all members of its row. */
export const holding = (tokens: Readonly<Record<string, number | Fields>>, at = AT) =>
  answer(
    '/v1/client/holding',
    {
      holding: Object.entries(tokens).map(([token, told]) => ({
        token,
        frozen: 0,
        pending_short: 0,
        isolated_margin: 0,
        isolated_order_frozen: 0,
        updated_time: at,
        ...(typeof told === 'number' ? {holding: told} : told),
      })),
    },
    at,
  );

/** Symbol's coin → base maintenance rate, base initial rate, factor. */
export const rules = (of: Readonly<Record<string, readonly [number, number, number]>>) =>
  answer('/v1/public/info', {
    rows: Object.entries(of).map(([coin, [base_mmr, base_imr, imr_factor]]) => ({
      symbol: perp(coin),
      base_mmr,
      base_imr,
      imr_factor,
      funding_period: 8,
    })),
  });

export const client = (factors: Readonly<Record<string, number>>, account = ME) =>
  answer('/v1/client/info', {
    account_id: account,
    email: 'someone@example.org',
    max_leverage: 20,
    imr_factor: Object.fromEntries(Object.entries(factors).map(([coin, factor]) => [perp(coin), factor])),
  });

/** Cumulative funding a unit, by coin. */
export const funding = (sums: Readonly<Record<string, number>>, at = AT, nextAt = AT + 8 * 3_600_000) =>
  answer(
    '/v1/public/funding_rates',
    {
      rows: Object.entries(sums).map(([coin, sum_unitary_funding]) => ({
        symbol: perp(coin),
        est_funding_rate: 0.0001,
        sum_unitary_funding,
        next_funding_time: nextAt,
      })),
    },
    at,
  );

export const marks = (prices: Readonly<Record<string, number>>, at = AT) =>
  say(
    'markprices',
    Object.entries(prices).map(([coin, price]) => ({symbol: perp(coin), price})),
    at,
  );

export const indices = (prices: Readonly<Record<string, number>>, at = AT) =>
  say(
    'indexprices',
    Object.entries(prices).map(([coin, price]) => ({symbol: `SPOT_${coin}_USDC`, price})),
    at,
  );

export const tokens = (of: Readonly<Record<string, Fields>>) =>
  answer('/v1/public/token', {
    rows: Object.entries(of).map(([token, fields]) => ({token, is_collateral: true, ...fields})),
  });

export const change = (rows: readonly Fields[], at = AT) => say('position', {positions: rows}, at);
export const balances = (of: Readonly<Record<string, Fields>>, at = AT) => say('balance', {balances: of}, at);

export const event = (name: string, at = AT, fields: Fields = {}) =>
  frame({at, via: 'websocket', url: PRIVATE, body: {event: name, ...fields, ts: at}});
export const joined = (at = AT) => event('auth', at, {success: true});

export const {play, accountOf, modelOf, poolOf} = readerOf<State>({initial, reduce, accounts});

export const because = (figure: Figure | undefined) =>
  figure?.kind === 'estimated' ? figure.because.join('; ') : figure?.kind;
