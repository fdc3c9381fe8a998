import type {Decimal} from '../../crossing.ts';
import type {DeribitBook, Entry} from './book.ts';
import {CURRENCIES, type Currency, instrumentOf} from './contract.ts';

/** Per eight hours, as a fraction. */
export const FUNDING = '0.0001';

/** Everything is a JSON number: money with six digits, averages with twelve. */
const money = (value: Decimal) => Number(value.toFixed(6));

export const push = (channel: string, data: unknown) => ({
  jsonrpc: '2.0',
  method: 'subscription',
  params: {channel, data},
});

export function answer(id: unknown, result: unknown) {
  const now = Date.now() * 1000;
  return {jsonrpc: '2.0', id, result, usIn: now, usOut: now + 120, usDiff: 120, testnet: false};
}

const sum = (amounts: readonly Decimal[], start: Decimal) =>
  amounts.reduce((all, each) => all.plus(each), start);

export function summary(book: DeribitBook, currency: Currency) {
  const members = book.members(currency);
  const {balance, required} = book.standing(currency);
  const none = balance.minus(balance);
  const initial = sum(
    members.map((entry) => book.margin('initial', entry)),
    none,
  );
  const upl = sum(
    members.map((entry) => book.profit(entry).minus(entry.settled)),
    none,
  );
  const rpl = book.realised[currency];
  return {
    currency,
    balance: money(balance.minus(upl).minus(rpl)),
    equity: money(balance),
    margin_balance: money(balance),
    available_funds: money(balance.minus(initial)),
    available_withdrawal_funds: money(balance.minus(initial)),
    initial_margin: money(initial),
    maintenance_margin: money(required),
    projected_initial_margin: money(initial),
    projected_maintenance_margin: money(required),
    session_upl: money(upl),
    session_rpl: money(rpl),
    futures_session_upl: money(upl),
    futures_session_rpl: money(rpl),
    options_session_upl: 0,
    options_session_rpl: 0,
    options_value: 0,
    total_pl: 0,
    fee_balance: 0,
    portfolio_margining_enabled: false,
    cross_collateral_enabled: false,
    margin_model: 'segregated_sm',
  };
}

export const summaries = (book: DeribitBook) => ({
  id: 48_213,
  email: 'trader@example.com',
  system_name: 'trader',
  username: 'trader',
  type: 'main',
  summaries: CURRENCIES.map((currency) => summary(book, currency)),
});

const NOTHING = {
  direction: 'zero',
  size: 0,
  average_price: 0,
  total_profit_loss: 0,
  floating_profit_loss: 0,
  initial_margin: 0,
  maintenance_margin: 0,
  estimated_liquidation_price: 0,
};

function held(book: DeribitBook, entry: Entry) {
  const total = book.profit(entry);
  return {
    direction: entry.amount.gt(0) ? 'buy' : 'sell',
    size: entry.amount.toNumber(),
    average_price: Number(entry.entry.toPrecision(12)),
    total_profit_loss: money(total),
    floating_profit_loss: money(total.minus(entry.settled)),
    initial_margin: money(book.margin('initial', entry)),
    maintenance_margin: money(book.margin('maintenance', entry)),
    estimated_liquidation_price: Number(book.liquidationPrice(entry)?.toFixed(2) ?? 0),
  };
}

/** The members in the order in which the venue sends them. */
export function position(book: DeribitBook, coin: string) {
  const entry = book.entries.find((each) => each.coin === coin);
  const mark = book.mark(coin).toNumber();
  return {
    ...(entry === undefined ? NOTHING : held(book, entry)),
    settlement_price: mark,
    realized_profit_loss: 0,
    realized_funding: 0,
    open_orders_margin: 0,
    mark_price: mark,
    leverage: 50,
    kind: 'future',
    instrument_name: instrumentOf(coin),
    index_price: mark,
    delta: entry?.amount.toNumber() ?? 0,
  };
}

export const positions = (book: DeribitBook) => book.entries.map(({coin}) => position(book, coin));

export const changes = (book: DeribitBook, coin: string) => ({
  instrument_name: instrumentOf(coin),
  trades: [],
  orders: [],
  positions: [position(book, coin)],
});

export function ticker(book: DeribitBook, coin: string) {
  const mark = book.mark(coin).toNumber();
  return {
    timestamp: Date.now(),
    state: 'open',
    stats: {high: mark, low: mark, price_change: 0, volume: 11_897.2},
    index_price: mark,
    instrument_name: instrumentOf(coin),
    last_price: mark,
    settlement_price: mark,
    mark_price: mark,
    current_funding: 0,
    funding_8h: Number(FUNDING),
  };
}

export function depth(book: DeribitBook, coin: string) {
  const mark = book.mark(coin).toNumber();
  const levels = (sign: number) =>
    Array.from({length: 9}, (_, level) => [
      'new',
      Number((mark * (1 + (sign * (level + 1)) / 20_000)).toFixed(2)),
      Number((Math.random() * 3).toFixed(3)),
    ]);
  return {timestamp: Date.now(), instrument_name: instrumentOf(coin), bids: levels(-1), asks: levels(1)};
}
