import {Decimal} from '../../crossing.ts';
import type {Entry} from '../lighter/book.ts';
import type {PacificaBook} from './book.ts';
import {COINS, highestOf} from './market.ts';

/** Per hour, as a fraction. */
export const FUNDING = '0.0000125';
export const ACCOUNT = '7kNd5hXvQ2mZpR9sTtUuVwWxYyZ1a2b3c4D5e6F7g8H9';

const usd = (value: Decimal) => value.toFixed(6);
const sum = (amounts: readonly Decimal[]) => amounts.reduce((all, each) => all.plus(each), new Decimal(0));

export const answered = (content: unknown) => ({success: true, data: content, error: null, code: null});

export const info = () =>
  answered(
    COINS.map((symbol) => ({
      symbol,
      tick_size: '0.1',
      lot_size: '0.0001',
      max_leverage: highestOf(symbol),
      isolated_only: false,
      min_order_size: '10',
      funding_rate: FUNDING,
      next_funding_rate: FUNDING,
      instrument_type: 'perpetual',
      base_asset: symbol,
    })),
  );

/** Markets at their highest leverage are left out. */
export const settings = (book: PacificaBook) =>
  answered({
    auto_lend_disabled: null,
    margin_settings: book.entries
      .filter(({coin, leverage}) => leverage !== highestOf(coin))
      .map(({coin, leverage, margin}) => ({symbol: coin, isolated: margin !== undefined, leverage})),
    spot_settings: [],
  });

function totals(book: PacificaBook) {
  const profit = sum(book.cross.map((entry) => book.profit(entry)));
  const isolated = book.entries.filter(({margin}) => margin !== undefined);
  const apart = sum(isolated.map((entry) => book.profit(entry).plus(entry.margin ?? 0)));
  const cross = book.cash.plus(profit);
  const used = sum(book.entries.map((entry) => book.value(entry).div(entry.leverage)));
  const maintenance = sum(book.cross.map((entry) => book.maintenance(entry)));
  return {cross, whole: cross.plus(apart), used, maintenance, free: cross.minus(used)};
}

export function account(book: PacificaBook) {
  const {cross, whole, used, maintenance, free} = totals(book);
  return answered({
    balance: usd(book.cash),
    fee_level: 0,
    maker_fee: '0.00015',
    taker_fee: '0.0004',
    account_equity: usd(whole),
    available_to_spend: usd(free),
    available_to_withdraw: usd(free),
    pending_balance: '0.000000',
    pending_interest: '0.000000',
    spot_collateral: '0.000000',
    cross_account_equity: usd(cross),
    spot_market_value: '0.000000',
    total_margin_used: usd(used),
    cross_mmr: usd(maintenance),
    positions_count: book.entries.length,
    orders_count: 0,
    stop_orders_count: 0,
    updated_at: Date.now(),
    spot_balances: [],
  });
}

const sideOf = ({size}: Entry) => (size.gt(0) ? 'bid' : 'ask');
const entryOf = ({cost, size}: Entry) => cost.div(size).toSignificantDigits(17).toFixed();
const marginOf = ({margin}: Entry) => (margin ? usd(margin) : '0');

export const positions = (book: PacificaBook) =>
  answered(
    book.entries.map((entry) => ({
      symbol: entry.coin,
      side: sideOf(entry),
      amount: entry.size.abs().toFixed(),
      entry_price: entryOf(entry),
      margin: marginOf(entry),
      funding: '0',
      isolated: entry.margin !== undefined,
      created_at: Date.now(),
      updated_at: Date.now(),
    })),
  );

const push = (channel: string, content: unknown) => ({channel, data: content});

export const accountPositions = (book: PacificaBook, li: number) => ({
  ...push(
    'account_positions',
    book.entries.map((entry) => ({
      s: entry.coin,
      d: sideOf(entry),
      a: entry.size.abs().toFixed(),
      p: entryOf(entry),
      m: marginOf(entry),
      f: '0',
      i: entry.margin !== undefined,
      l: book.liquidationPrice(entry)?.toSignificantDigits(17).toFixed() ?? null,
      t: Date.now(),
    })),
  ),
  li,
});

export function accountInfo(book: PacificaBook) {
  const {whole, used, maintenance, free} = totals(book);
  return push('account_info', {
    ae: usd(whole),
    as: usd(free),
    aw: usd(free),
    b: usd(book.cash),
    f: 0,
    mu: usd(used),
    cm: usd(maintenance),
    oc: 0,
    pb: '0',
    pc: book.entries.length,
    sc: 0,
    sb: [],
    t: Date.now(),
  });
}

export const prices = (book: PacificaBook) =>
  push(
    'prices',
    COINS.map((symbol) => {
      const mark = book.mark(symbol).toFixed();
      return {
        funding: FUNDING,
        mark,
        mid: mark,
        next_funding: FUNDING,
        open_interest: '3634796',
        oracle: mark,
        symbol,
        timestamp: Date.now(),
        volume_24h: '20896698.0672',
        yesterday_price: mark,
      };
    }),
  );

/** Order book: nothing of the account, most of the traffic. */
export function orderBook(book: PacificaBook, symbol: string) {
  const mark = book.mark(symbol);
  const level = (step: number) => ({
    p: mark.times(1 + step / 20_000).toFixed(1),
    a: (2 + Math.abs(step) * 0.4).toFixed(5),
    n: 1,
  });
  const steps = Array.from({length: 20}, (_, index) => index + 1);
  return push('book', {
    l: [steps.map((step) => level(-step)), steps.map(level)],
    s: symbol,
    t: Date.now(),
  });
}
