import {Decimal} from '../../crossing.ts';
import type {Entry, KrakenBook} from './book.ts';
import {COINS, contractOf} from './contract.ts';

/** Per hour, as a fraction. */
export const FUNDING = '0.00001';
const ACCOUNT = '3f6d2b1c-8a4e-4c55-9b07-5d1f0a7c2e11';

export const symbolOf = (coin: string) => contractOf(coin).symbol;

/** The wire has JSON numbers. */
const number = (value: Decimal) => value.toSignificantDigits(16).toNumber();

const isCross = ({margin}: Entry) => margin === undefined;

function position(book: KrakenBook, entry: Entry) {
  const required = book.required(entry);
  const price = book.liquidationPrice(entry);
  const mark = book.mark(entry.coin);
  const {equity} = book.standing(book.members(entry));
  const initial = number(entry.margin ?? required.times(2));
  return {
    instrument: symbolOf(entry.coin),
    balance: number(entry.coins),
    pnl: number(book.profit(entry)),
    entry_price: number(entry.cost.div(entry.coins)),
    mark_price: number(mark),
    index_price: number(mark),
    liquidation_threshold: price === undefined ? 0 : number(price),
    effective_leverage: number(entry.coins.times(mark).abs().div(equity)),
    return_on_equity: 0,
    unrealized_funding: 0,
    initial_margin: initial,
    initial_margin_with_orders: initial,
    maintenance_margin: number(required),
    pnl_currency: 'USD',
  };
}

/** All open positions, and once more with nothing left those that have gone. */
export function positions(book: KrakenBook, seq: number) {
  const gone = [...book.gone].map((coin) => ({
    instrument: symbolOf(coin),
    balance: 0,
    entry_price: 0,
    unrealized_funding: 0,
    initial_margin: 0,
    maintenance_margin: 0,
    pnl_currency: 'USD',
  }));
  return {
    feed: 'open_positions',
    account: ACCOUNT,
    positions: [...gone, ...book.entries.map((entry) => position(book, entry))],
    seq,
    timestamp: Date.now(),
  };
}

const sum = (amounts: readonly Decimal[]) => amounts.reduce((total, one) => total.plus(one), new Decimal(0));

function totals(book: KrakenBook, entries: readonly Entry[]) {
  const initial = sum(entries.map((entry) => entry.margin ?? book.required(entry).times(2)));
  const profit = number(sum(entries.map((entry) => book.profit(entry))));
  return {
    initial_margin: number(initial),
    initial_margin_without_orders: number(initial),
    maintenance_margin: number(sum(entries.map((entry) => book.required(entry)))),
    pnl: profit,
    unrealized_funding: 0,
    total_unrealized: profit,
    total_unrealized_as_margin: profit,
  };
}

export function balances(book: KrakenBook, feed: 'balances' | 'balances_snapshot', seq: number) {
  const cross = book.entries.filter(isCross);
  const isolated = book.entries.filter((entry) => !isCross(entry));
  const dollars = number(book.wallet.plus(sum(isolated.map(({margin}) => margin ?? new Decimal(0)))));
  const standing = book.standing(cross);
  const asked = totals(book, cross);
  const free = number(book.wallet);
  return {
    feed,
    account: ACCOUNT,
    flex_futures: {
      currencies: {
        USD: {
          quantity: dollars,
          value: dollars,
          collateral_value: dollars,
          available: free,
          haircut: 0,
          conversion_spread: 0,
        },
      },
      isolated: Object.fromEntries(isolated.map((entry) => [symbolOf(entry.coin), totals(book, [entry])])),
      cross: {
        balance_value: free,
        collateral_value: free,
        portfolio_value: number(standing.equity),
        ...asked,
        margin_equity: number(standing.equity),
        available_margin: number(standing.equity.minus(asked.initial_margin)),
        effective_leverage: 0,
      },
    },
    timestamp: Date.now(),
    seq,
  };
}

export const instruments = () => ({
  result: 'success',
  serverTime: new Date().toISOString(),
  instruments: COINS.map((coin) => {
    const {symbol, levels} = contractOf(coin);
    return {
      symbol,
      type: 'flexible_futures',
      contractSize: 1,
      tradeable: true,
      marginLevels: levels.map(([numNonContractUnits, rate]) => ({
        numNonContractUnits,
        initialMargin: new Decimal(rate).times(2).toNumber(),
        maintenanceMargin: new Decimal(rate).toNumber(),
      })),
    };
  }),
});

export function ticker(book: KrakenBook, coin: string) {
  const mark = number(book.mark(coin));
  return {
    time: Date.now(),
    product_id: symbolOf(coin),
    funding_rate: number(book.mark(coin).times(FUNDING)),
    relative_funding_rate: new Decimal(FUNDING).toNumber(),
    feed: 'ticker',
    bid: mark,
    ask: mark,
    index: mark,
    last: mark,
    markPrice: mark,
    suspended: false,
    tag: 'perpetual',
    pair: contractOf(coin).pair,
  };
}

/** Order book: nothing of the account, most of the traffic. */
export function depth(book: KrakenBook, coin: string) {
  const mark = book.mark(coin);
  const level = (step: number) => ({
    price: mark
      .times(1 + step / 20_000)
      .toDecimalPlaces(1)
      .toNumber(),
    qty: 0.4 + Math.abs(step) * 0.07,
  });
  const steps = Array.from({length: 20}, (_, index) => index + 1);
  return {
    feed: 'book_snapshot',
    product_id: symbolOf(coin),
    timestamp: Date.now(),
    seq: Date.now(),
    bids: steps.map((step) => level(-step)),
    asks: steps.map(level),
  };
}
