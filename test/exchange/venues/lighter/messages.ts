import {Decimal, wire} from '../../crossing.ts';
import type {Entry, LighterBook} from './book.ts';
import {COINS, marketOf} from './market.ts';

/** Per hour, as a fraction. */
export const FUNDING = '0.0000125';
export const ACCOUNT = 281474976710001;

/** USDC have six digits. */
const usdc = (value: Decimal) => value.toFixed(6);
const sum = (amounts: readonly Decimal[]) => amounts.reduce((all, each) => all.plus(each), new Decimal(0));

export const orderBookDetails = () => ({
  code: 200,
  order_book_details: COINS.map((coin) => {
    const {id, sizeDecimals, initial, maintenance, closeout} = marketOf(coin);
    return {
      symbol: coin,
      market_id: id,
      market_type: 'perp',
      status: 'active',
      taker_fee: '0.0000',
      maker_fee: '0.0000',
      liquidation_fee: '1.0000',
      size_decimals: sizeDecimals,
      default_initial_margin_fraction: 500,
      min_initial_margin_fraction: initial,
      maintenance_margin_fraction: maintenance,
      closeout_margin_fraction: closeout,
    };
  }),
  spot_order_book_details: [],
});

/** A market that is not held keeps a row of nothing. */
function row(book: LighterBook, coin: string, entry: Entry | undefined) {
  const {id, sizeDecimals} = marketOf(coin);
  const price = entry && book.liquidationPrice(entry);
  const nothing = new Decimal(0);
  return {
    market_id: id,
    symbol: coin,
    initial_margin_fraction: entry ? new Decimal(100).div(entry.leverage).toFixed(2) : '5.00',
    open_order_count: 0,
    pending_order_count: 0,
    position_tied_order_count: 0,
    sign: entry?.size.lt(0) ? -1 : 1,
    position: (entry?.size.abs() ?? nothing).toFixed(sizeDecimals),
    avg_entry_price: entry ? entry.cost.div(entry.size).toFixed(2) : '0.00',
    position_value: usdc(entry ? book.value(entry) : nothing),
    unrealized_pnl: usdc(entry ? book.profit(entry) : nothing),
    realized_pnl: '0.000000',
    liquidation_price: price?.toSignificantDigits(17).toFixed() ?? '0',
    total_funding_paid_out: '0.000000',
    margin_mode: entry?.margin === undefined ? 0 : 1,
    allocated_margin: usdc(entry?.margin ?? nothing),
  };
}

const rows = (book: LighterBook) =>
  COINS.map((coin) =>
    row(
      book,
      coin,
      book.entries.find((entry) => entry.coin === coin),
    ),
  );

const initialOf = (book: LighterBook, entries: readonly Entry[]) =>
  sum(entries.map((entry) => book.value(entry).div(entry.leverage)));

function totals(book: LighterBook) {
  const cross = book.cash.plus(sum(book.cross.map((entry) => book.profit(entry))));
  const isolated = book.entries.filter(({margin}) => margin !== undefined);
  const margin = sum(isolated.map((entry) => entry.margin ?? new Decimal(0)));
  const profit = sum(isolated.map((entry) => book.profit(entry)));
  return {cross, margin, total: cross.plus(margin).plus(profit), initial: initialOf(book, book.cross)};
}

export function account(book: LighterBook) {
  const {cross, margin, total, initial} = totals(book);
  return {
    code: 200,
    total: 1,
    accounts: [
      {
        code: 0,
        account_type: 0,
        index: ACCOUNT,
        account_index: ACCOUNT,
        account_trading_mode: 0,
        l1_address: '0x5e1f0c4a3b2d9e8f7a6b5c4d3e2f1a0b9c8d7e6f',
        status: 1,
        collateral: usdc(book.cash.plus(margin)),
        available_balance: usdc(cross.minus(initial)),
        total_asset_value: usdc(total),
        cross_asset_value: usdc(cross),
        cross_initial_margin_requirement: usdc(initial),
        cross_maintenance_margin_requirement: usdc(sum(book.cross.map((entry) => book.maintenance(entry)))),
        positions: rows(book),
        assets: [],
        shares: [],
      },
    ],
  };
}

const push = (kind: 'subscribed' | 'update', channel: string, rest: object) => ({
  channel,
  ...rest,
  timestamp: Date.now(),
  type: `${kind}/${channel.split(':')[0]}`,
});
type Kind = Parameters<typeof push>[0];

export const positions = (book: LighterBook, kind: Kind) =>
  push(kind, `account_all_positions:${ACCOUNT}`, {
    positions: Object.fromEntries(rows(book).map((each) => [each.market_id, each])),
    shares: [],
  });

export function userStats(book: LighterBook, kind: Kind) {
  const {cross, margin, total, initial} = totals(book);
  const figures = (collateral: Decimal, value: Decimal) => ({
    available_balance: usdc(cross.minus(initial)),
    buying_power: '0',
    collateral: usdc(collateral),
    leverage: '10.00',
    margin_usage: wire(initial.div(cross).times(100), 2),
    portfolio_value: usdc(value),
  });
  const whole = figures(book.cash.plus(margin), total);
  const stats = {
    account_trading_mode: 0,
    ...whole,
    cross_stats: figures(book.cash, cross),
    total_stats: whole,
  };
  return push(kind, `user_stats:${ACCOUNT}`, {stats});
}

export const marketStats = (book: LighterBook, kind: Kind) =>
  push(kind, 'market_stats:all', {
    market_stats: Object.fromEntries(
      COINS.map((coin) => {
        const price = book.mark(coin).toFixed();
        const {id} = marketOf(coin);
        return [
          id,
          {
            symbol: coin,
            market_id: id,
            index_price: price,
            mark_price: price,
            last_trade_price: price,
            current_funding_rate: FUNDING,
          },
        ];
      }),
    ),
  });

/** Order book: nothing of the account, most of the traffic. */
export function orderBook(book: LighterBook, kind: Kind, coin: string) {
  const mark = book.mark(coin);
  const level = (step: number) => ({
    price: mark.times(1 + step / 20_000).toFixed(1),
    size: (2 + Math.abs(step) * 0.4).toFixed(5),
  });
  const steps = Array.from({length: 20}, (_, index) => index + 1);
  return push(kind, `order_book:${marketOf(coin).id}`, {
    order_book: {code: 0, asks: steps.map(level), bids: steps.map((step) => level(-step))},
  });
}
