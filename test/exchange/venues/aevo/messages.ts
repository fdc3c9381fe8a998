import {Decimal} from '../../crossing.ts';
import type {Entry} from '../lighter/book.ts';
import type {AevoBook} from './book.ts';
import {COINS, instrumentOf} from './market.ts';

/** Per hour, as a fraction. */
export const FUNDING = '0.0000125';
export const ACCOUNT = '0x5e1f0c4a3b2d9e8f7a6b5c4d3e2f1a0b9c8d7e6f';

const long = (value: Decimal) => value.toDecimalPlaces(30).toFixed();
const sum = (amounts: readonly Decimal[]) => amounts.reduce((all, each) => all.plus(each), new Decimal(0));

const initialOf = (book: AevoBook, entry: Entry) => book.value(entry).div(entry.leverage);

function row(book: AevoBook, entry: Entry) {
  const price = book.liquidationPrice(entry);
  return {
    instrument_id: String(COINS.indexOf(entry.coin) + 1),
    instrument_name: instrumentOf(entry.coin),
    instrument_type: 'PERPETUAL',
    asset: entry.coin,
    amount: entry.size.abs().toFixed(),
    side: entry.size.lt(0) ? 'sell' : 'buy',
    mark_price: book.mark(entry.coin).toFixed(),
    avg_entry_price: long(entry.cost.div(entry.size)),
    unrealized_pnl: long(book.profit(entry)),
    initial_margin: long(initialOf(book, entry)),
    maintenance_margin: long(book.maintenance(entry)),
    margin_type: entry.margin === undefined ? 'CROSS' : 'ISOLATED',
    adl_rank: 'low',
    liquidation_price: price === undefined ? '' : long(price),
    leverage: String(entry.leverage),
  };
}

/** What was closed is told once more, with nothing in it. */
const closed = (book: AevoBook, coin: string) => ({
  instrument_id: String(COINS.indexOf(coin) + 1),
  instrument_name: instrumentOf(coin),
  instrument_type: 'PERPETUAL',
  asset: coin,
  amount: '0',
  side: 'buy',
  mark_price: book.mark(coin).toFixed(),
  avg_entry_price: '0',
  unrealized_pnl: '0',
  initial_margin: '0',
  maintenance_margin: '0',
  liquidation_price: '',
  leverage: '',
});

/** Collateral has in it what is set aside for isolated positions. */
export function account(book: AevoBook) {
  const {entries} = book;
  const cash = book.cash.plus(sum(entries.map(({margin}) => margin ?? new Decimal(0))));
  const equity = cash.plus(sum(entries.map((entry) => book.profit(entry))));
  const initial = sum(entries.map((entry) => initialOf(book, entry)));
  return {
    account: ACCOUNT,
    account_type: 'STANDARD',
    username: 'captain',
    portfolio: false,
    equity: long(equity),
    balance: long(cash),
    available_balance: long(Decimal.max(0, equity.minus(initial))),
    available_margin: long(Decimal.max(0, equity.minus(initial))),
    initial_margin: long(initial),
    maintenance_margin: long(sum(entries.map((entry) => book.maintenance(entry)))),
    in_liquidation: false,
    collateral: [
      {
        collateral_asset: 'USDC',
        collateral_value: long(cash),
        margin_value: long(cash),
        balance: long(cash),
        available_balance: long(cash),
        pending_withdrawals: '0',
      },
    ],
    positions: entries.map((entry) => row(book, entry)),
  };
}

export const push = (channel: string, content: unknown) => ({channel, data: content});

/** Time in nanoseconds. */
const now = () => `${Date.now()}000000`;

export const positions = (book: AevoBook, coins: Iterable<string>) => ({
  timestamp: now(),
  positions: [...coins].map((coin) => {
    const entry = book.entries.find((each) => each.coin === coin);
    return entry ? row(book, entry) : closed(book, coin);
  }),
});

const marketOf = (book: AevoBook, coin: string) => ({
  instrument_id: String(COINS.indexOf(coin) + 1),
  instrument_name: instrumentOf(coin),
  instrument_type: 'PERPETUAL',
  index_price: book.mark(coin).times('0.9999').toFixed(),
  funding_rate: FUNDING,
});

export const markets = (book: AevoBook) =>
  COINS.map((coin) => ({
    ...marketOf(book, coin),
    underlying_asset: coin,
    quote_asset: 'USDC',
    price_step: '0.1',
    amount_step: '0.001',
    max_leverage: '20',
    is_active: true,
    mark_price: book.mark(coin).toFixed(),
  }));

export const ticker = (book: AevoBook, coin: string) => ({
  timestamp: now(),
  tickers: [
    {
      ...marketOf(book, coin),
      mark: {price: book.mark(coin).toFixed()},
      bid: {price: book.mark(coin).times('0.9999').toFixed(), amount: '3.5'},
      ask: {price: book.mark(coin).times('1.0001').toFixed(), amount: '2.25'},
    },
  ],
});

/** Order book: nothing of the account, most of the traffic. */
export function depth(book: AevoBook, coin: string) {
  const mark = book.mark(coin);
  const level = (step: number) => [
    mark.times(1 + step / 20_000).toFixed(1),
    (2 + Math.abs(step) * 0.4).toFixed(3),
  ];
  const steps = Array.from({length: 10}, (_, index) => index + 1);
  return {
    type: 'snapshot',
    instrument_name: instrumentOf(coin),
    bids: steps.map((step) => level(-step)),
    asks: steps.map(level),
    last_updated: now(),
  };
}
