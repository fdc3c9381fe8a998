import type {MarginAccount} from '../../src/engine/account.ts';
import {Decimal} from '../../src/engine/decimal.ts';
import type {Frame} from '../../src/venues/frame.ts';
import type {Reduction, Venue} from '../../src/venues/venue.ts';

/**
 * A venue for tests: `{"account","equity","size","mark"}` is a snapshot of one account with one long position in BTC,
 * bought at 100 with a maintenance rate of 1 %. `mark` may come alone. `boom` is a bug in `reduce`, `trap` in `accounts`.
 */
type State = {
  readonly account?: string;
  readonly equity?: string;
  readonly size?: string;
  readonly mark?: string;
  readonly accountAt?: number;
  readonly markAt?: number;
  readonly trap?: boolean;
};

export const ACCOUNT_LIMIT_MS = 20_000;
const MARK_LIMIT_MS = 10_000;

function reduce(state: State, frame: Frame): Reduction<State> {
  if (frame.body.includes('boom')) throw new TypeError('boom');
  let read: State;
  try {
    read = JSON.parse(frame.body);
  } catch {
    const defect = {
      at: frame.at,
      url: frame.url,
      where: '',
      what: 'not JSON',
      head: frame.body.slice(0, 200),
    };
    return {state, outcome: 'malformed', defects: [defect]};
  }
  if (read.trap) return {state: {...state, trap: true}, outcome: 'used', defects: []};
  if (read.account === undefined && read.mark === undefined) return {state, outcome: 'ignored', defects: []};
  const accountAt = read.account === undefined ? {} : {accountAt: frame.at};
  const markAt = read.mark === undefined ? {} : {markAt: frame.at};
  return {state: {...state, ...read, ...accountAt, ...markAt}, outcome: 'used', defects: []};
}

function accounts(state: State): readonly MarginAccount[] {
  if (state.trap) throw new RangeError('trap');
  const {account, equity, size, mark, accountAt = 0, markAt = 0} = state;
  if (account === undefined || equity === undefined || size === undefined) return [];
  const position = {
    symbol: 'BTC-PERP',
    underlying: 'BTC',
    contract: 'linear',
    settle: 'USDC',
    multiplier: new Decimal(1),
    side: 'long',
    size: new Decimal(size),
    entryPrice: new Decimal(100),
    ...(mark === undefined ? {} : {markPrice: new Decimal(mark)}),
    schedule: {kind: 'tiers', tiers: [{from: new Decimal(0), maintenanceRate: new Decimal('0.01')}]},
  } as const;
  return [
    {
      venue: 'harbour',
      account,
      asOf: Math.max(accountAt, markAt),
      pools: [
        {
          id: 'cross:USDC',
          kind: 'cross',
          unit: 'USDC',
          waterline: new Decimal(1),
          collateral: [
            {asset: 'USDC', amount: new Decimal(equity), price: new Decimal(1), weight: new Decimal(1)},
          ],
          positions: position.size.isZero() ? [] : [position],
          sources: [
            {name: 'account', at: accountAt, limitMs: ACCOUNT_LIMIT_MS},
            {name: 'mark price of BTC', at: markAt, limitMs: MARK_LIMIT_MS},
          ],
        },
      ],
    },
  ];
}

export const harbour: Venue<State> = {
  id: 'harbour',
  name: 'Harbour',
  pages: [{host: 'trade.harbour.example', paths: ['/trade', '/:locale/perps']}],
  wanted: [],
  initial: {},
  reduce,
  accounts,
  sources: [],
};

/** Another exchange with the same rules. */
export const wharf: Venue<State> = {
  ...harbour,
  id: 'wharf',
  name: 'Wharf',
  pages: [{host: 'wharf.example'}],
  accounts: (state) => accounts(state).map((account) => ({...account, venue: 'wharf'})),
};

export const PAGE = 'https://trade.harbour.example/trade/BTC';

export function frame(at: number, body: unknown, page = PAGE): Frame {
  return {
    at,
    page,
    via: 'websocket',
    url: 'wss://trade.harbour.example/ws',
    direction: 'in',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}
