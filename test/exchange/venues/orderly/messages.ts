import {Decimal} from '../../crossing.ts';
import type {Entry, OrderlyBook} from './book.ts';
import {COINS, marketOf, rateOf, symbolOf} from './market.ts';

/** Per eight hours, as a fraction. */
export const FUNDING = '0.0001';
export const ACCOUNT = '0x5e1f0c4a3b2d9e8f7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f';
const EIGHT_HOURS = 8 * 3_600_000;

/** Orderly writes numbers. */
const number = (value: Decimal) => Number(value.toString());
const answer = (data: unknown) => ({success: true, timestamp: Date.now(), data});

export const publicInfo = () =>
  answer({
    rows: COINS.map((coin) => {
      const {maintenance, initial, factor} = marketOf(coin);
      return {
        symbol: symbolOf(coin),
        quote_min: 0,
        quote_tick: 0.1,
        min_notional: 10,
        std_liquidation_fee: 0.006,
        liquidator_fee: 0.003,
        funding_period: 8,
        base_mmr: Number(maintenance),
        base_imr: Number(initial),
        imr_factor: Number(factor),
      };
    }),
  });

export const clientInfo = () =>
  answer({
    account_id: ACCOUNT,
    email: '',
    account_mode: 'FUTURES',
    max_leverage: 50,
    futures_taker_fee_rate: 6,
    futures_maker_fee_rate: 3,
    imr_factor: Object.fromEntries(COINS.map((coin) => [symbolOf(coin), Number(marketOf(coin).factor)])),
  });

export const fundingRates = (book: OrderlyBook) =>
  answer({
    rows: COINS.map((coin) => ({
      symbol: symbolOf(coin),
      est_funding_rate: Number(FUNDING),
      last_funding_rate: Number(FUNDING),
      next_funding_time: Date.now() + EIGHT_HOURS,
      sum_unitary_funding: number(book.funding(coin)),
    })),
  });

const isolatedMargin = (book: OrderlyBook) =>
  book.entries.reduce((sum, {margin}) => sum.plus(margin ?? 0), new Decimal(0));

export const clientHolding = (book: OrderlyBook) =>
  answer({
    holding: [
      {
        token: 'USDC',
        holding: number(book.holding),
        frozen: 0,
        pending_short: 0,
        isolated_margin: number(isolatedMargin(book)),
        isolated_order_frozen: 0,
        updated_time: Date.now(),
      },
    ],
  });

/** What both ways of writing have in common. */
function figuresOf(book: OrderlyBook, entry: Entry) {
  const isOpen = !entry.quantity.isZero();
  const value = book.value(entry);
  const rate = rateOf(entry.coin, value);
  return {
    quantity: number(entry.quantity),
    cost: number(entry.cost),
    open: isOpen ? number(entry.open) : 0,
    funding: number(entry.settledFunding),
    settle: isOpen ? number(entry.cost.div(entry.quantity)) : 0,
    unsettled: number(book.unsettled(entry)),
    mark: number(book.mark(entry.coin)),
    rate: number(rate),
    liquidation: number((isOpen && book.liquidationPrice(entry)) || new Decimal(0)),
    margin: number(entry.margin ?? new Decimal(0)),
    mode: entry.margin === undefined ? 'CROSS' : 'ISOLATED',
    initial: 1 / entry.leverage,
  };
}

export function allPositions(book: OrderlyBook) {
  const cross = book.entries.filter(({margin}) => margin === undefined);
  const {equity, required} = book.standing(cross);
  const sum = (of: (entry: Entry) => Decimal) =>
    cross.reduce((all, entry) => all.plus(of(entry)), new Decimal(0));
  const value = sum((entry) => book.value(entry));
  const free = equity.minus(sum((entry) => book.value(entry).div(entry.leverage)));
  const ratio = (of: Decimal) => (value.isZero() ? 0 : number(of.div(value).toDecimalPlaces(4)));
  return answer({
    margin_ratio: ratio(equity),
    maintenance_margin_ratio: ratio(required),
    total_collateral_value: number(equity),
    free_collateral: number(Decimal.max(0, free)),
    rows: book.entries.map((entry) => {
      const of = figuresOf(book, entry);
      return {
        symbol: symbolOf(entry.coin),
        margin_mode: of.mode,
        position_qty: of.quantity,
        cost_position: of.cost,
        last_sum_unitary_funding: of.funding,
        pending_long_qty: 0,
        pending_short_qty: 0,
        settle_price: of.settle,
        average_open_price: of.open,
        unsettled_pnl: of.unsettled,
        mark_price: of.mark,
        est_liq_price: of.liquidation,
        leverage: entry.leverage,
        margin: of.margin,
        mmr: of.rate,
        imr: of.initial,
        timestamp: Date.now(),
      };
    }),
  });
}

const push = (topic: string, data: unknown) => ({topic, ts: Date.now(), data});

/** The rows given, and those of positions that are gone without a rest. */
export const positionPush = (
  book: OrderlyBook,
  gone: readonly {readonly coin: string; readonly mode: string}[],
) =>
  push('position', {
    positions: [
      ...book.entries.map((entry) => {
        const of = figuresOf(book, entry);
        return {
          symbol: symbolOf(entry.coin),
          marginMode: of.mode,
          positionQty: of.quantity,
          costPosition: of.cost,
          lastSumUnitaryFunding: of.funding,
          pendingLongQty: 0,
          pendingShortQty: 0,
          settlePrice: of.settle,
          averageOpenPrice: of.open,
          unsettledPnl: of.unsettled,
          markPrice: of.mark,
          estLiqPrice: of.liquidation,
          leverage: entry.leverage,
          margin: of.margin,
          mmr: of.rate,
          imr: of.initial,
        };
      }),
      ...gone.map(({coin, mode}) => ({
        symbol: symbolOf(coin),
        marginMode: mode,
        positionQty: 0,
        costPosition: 0,
        lastSumUnitaryFunding: 0,
        averageOpenPrice: 0,
        unsettledPnl: 0,
        markPrice: number(book.mark(coin)),
        margin: 0,
      })),
    ],
  });

export const balancePush = (book: OrderlyBook) =>
  push('balance', {
    balances: {
      USDC: {
        holding: number(book.holding),
        frozen: 0,
        interest: 0,
        pendingShortQty: 0,
        isolatedMargin: number(isolatedMargin(book)),
        isolatedOrderFrozen: 0,
        version: 1,
        markPrice: 1,
      },
    },
  });

export const markPrices = (book: OrderlyBook) =>
  push(
    'markprices',
    COINS.map((coin) => ({symbol: symbolOf(coin), price: number(book.mark(coin))})),
  );

export const indexPrices = (book: OrderlyBook) =>
  push(
    'indexprices',
    COINS.map((coin) => ({symbol: `SPOT_${coin}_USDC`, price: number(book.mark(coin))})),
  );

/** Order book: nothing of the account, most of the traffic. */
export function orderBook(book: OrderlyBook) {
  const mark = book.mark('BTC');
  const level = (step: number) => [
    number(mark.times(1 + step / 20_000).toDecimalPlaces(1)),
    2 + Math.abs(step) * 0.4,
  ];
  const steps = Array.from({length: 20}, (_, index) => index + 1);
  return push(`${symbolOf('BTC')}@orderbook`, {
    asks: steps.map(level),
    bids: steps.map((step) => level(-step)),
  });
}
