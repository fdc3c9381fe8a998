import {Decimal} from '../../crossing.ts';
import type {DeriveBook, Entry} from './book.ts';
import {instrumentOf} from './market.ts';

/** Per hour, as a fraction. */
export const FUNDING = '0.0000125';

/** Derive prints doubles and long fractions as they are. */
const long = (value: Decimal) => value.toDecimalPlaces(30).toFixed();

function row(book: DeriveBook, entry: Entry) {
  const {coin, size, subaccount} = entry;
  const mark = book.mark(coin);
  const worth = book.worth(entry);
  const price = book.liquidationPrice(entry);
  return {
    instrument_type: 'perp',
    instrument_name: instrumentOf(coin),
    amount: size.toFixed(),
    average_price: long(entry.entry),
    realized_pnl: '0',
    unrealized_pnl: long(book.profit(entry)),
    net_settlements: long(entry.settled),
    cumulative_funding: '0',
    pending_funding: long(entry.funding),
    mark_price: mark.toFixed(),
    index_price: mark.times('1.0001').toFixed(),
    delta: '1',
    gamma: '0',
    vega: '0',
    theta: '0',
    mark_value: long(worth),
    maintenance_margin: long(worth.minus(book.required('maintenance', entry))),
    initial_margin: long(worth.minus(book.required('initial', entry))),
    open_orders_margin: '0',
    leverage: long(size.times(mark).abs().div(book.standing(subaccount).value)),
    liquidation_price: price === undefined ? null : long(price),
    creation_timestamp: 1_790_000_000_000,
  };
}

export function subaccount(book: DeriveBook, id: number) {
  const cash = long(book.cashOf(id));
  const {value, required, initial} = book.standing(id);
  const rows = book.members(id).map((entry) => row(book, entry));
  const sum = (member: 'mark_value' | 'maintenance_margin' | 'initial_margin') =>
    long(rows.reduce((all, each) => all.plus(each[member]), new Decimal(0)));
  return {
    subaccount_id: id,
    label: '',
    currency: 'USDC',
    margin_type: 'SM',
    is_under_liquidation: false,
    subaccount_value: long(value),
    initial_margin: long(value.minus(initial)),
    maintenance_margin: long(value.minus(required)),
    open_orders_margin: '0',
    projected_margin_change: '0',
    collaterals_value: cash,
    collaterals_initial_margin: cash,
    collaterals_maintenance_margin: cash,
    collaterals: [
      {
        asset_type: 'erc20',
        asset_name: 'USDC',
        currency: 'USDC',
        amount: cash,
        mark_price: '1',
        mark_value: cash,
        cumulative_interest: '0',
        pending_interest: '0',
        initial_margin: cash,
        maintenance_margin: cash,
      },
    ],
    positions_value: sum('mark_value'),
    positions_initial_margin: sum('initial_margin'),
    positions_maintenance_margin: sum('maintenance_margin'),
    positions: rows,
    open_orders: [],
  };
}

export const answer = (id: unknown, result: unknown) => ({id, result});

export const push = (channel: string, content: unknown) => ({
  method: 'subscription',
  params: {channel, data: content},
});

/** Amounts that changed: contracts, and the cash that they brought. */
export function balances(book: DeriveBook, id: number, coins: Iterable<string>) {
  const change = (name: string, balance: Decimal) => ({
    name,
    new_balance: long(balance),
    previous_balance: '0',
    update_type: 'trade',
  });
  const sizeOf = (coin: string) => book.members(id).find((entry) => entry.coin === coin)?.size;
  return [
    ...[...coins].map((coin) => change(instrumentOf(coin), sizeOf(coin) ?? new Decimal(0))),
    change('USDC', book.cashOf(id)),
  ];
}

export function ticker(book: DeriveBook, coin: string) {
  const mark = book.mark(coin).toFixed();
  const at = Date.now();
  return {
    timestamp: at,
    instrument_ticker: {
      t: at,
      A: '1.505',
      a: book.mark(coin).times('1.0001').toFixed(),
      B: '1.505',
      b: book.mark(coin).times('0.9999').toFixed(),
      f: FUNDING,
      option_pricing: null,
      I: book.mark(coin).times('1.0001').toFixed(),
      M: mark,
      stats: {
        c: '3088.047',
        v: '6249174.098',
        pr: '6248579.356',
        n: 2599,
        oi: '4248.342',
        h: mark,
        l: mark,
        p: '0',
      },
      minp: book.mark(coin).times('0.98').toFixed(),
      maxp: book.mark(coin).times('1.02').toFixed(),
    },
  };
}

/** Order book: nothing of the account, most of the traffic. */
export function depth(book: DeriveBook, coin: string) {
  const mark = book.mark(coin);
  const level = (step: number) => [
    mark.times(1 + step / 20_000).toFixed(1),
    (2 + Math.abs(step) * 0.4).toFixed(3),
  ];
  const steps = Array.from({length: 10}, (_, index) => index + 1);
  return {
    timestamp: Date.now(),
    instrument_name: instrumentOf(coin),
    publish_id: 56_593,
    bids: steps.map((step) => level(-step)),
    asks: steps.map(level),
  };
}
