import {Decimal, wire} from '../../crossing.ts';
import type {BybitBook, Entry} from './book.ts';
import {COINS, deduction, tiersOf} from './tier.ts';

/** Per eight hours, as a fraction. */
export const FUNDING = '0.0001';

const EIGHT_HOURS = 28_800_000;
const PLACES = 8;

export const symbolOf = (coin: string) => `${coin}USDT`;
const coinOf = (symbol: string) => symbol.replace('USDT', '');

export const answerOf = (result: unknown) => ({
  retCode: 0,
  retMsg: 'OK',
  result,
  retExtInfo: {},
  time: Date.now(),
});

export const riskLimit = (symbol: string) =>
  answerOf({
    category: 'linear',
    list: tiersOf(coinOf(symbol)).map(([limit, rate, leverage], index) => ({
      id: index + 1,
      symbol,
      riskLimitValue: String(limit),
      maintenanceMargin: rate,
      initialMargin: wire(new Decimal(1).div(leverage), 6),
      isLowestRisk: index === 0 ? 1 : 0,
      maxLeverage: `${leverage}.00`,
      mmDeduction: index === 0 ? '' : wire(deduction(coinOf(symbol), index), PLACES),
    })),
  });

/** The page shows a price to two places, and none as an empty text. */
function shownPrice(book: BybitBook, entry: Entry): string {
  const price = book.liquidationPrice(entry);
  return price === undefined
    ? ''
    : price.toFixed(2, entry.amount.gt(0) ? Decimal.ROUND_UP : Decimal.ROUND_DOWN);
}

/** `tradeMode` tells an isolated position, as in accounts that are not unified: both kinds in one opening. */
function row(book: BybitBook, entry: Entry) {
  const mark = book.mark(entry.coin);
  const initial = wire(book.initial(entry), PLACES);
  const maintenance = wire(book.required(entry), PLACES);
  return {
    positionIdx: 0,
    riskId: 1,
    riskLimitValue: String(tiersOf(entry.coin)[0]?.[0] ?? 0),
    symbol: symbolOf(entry.coin),
    side: entry.amount.gt(0) ? 'Buy' : 'Sell',
    size: entry.amount.abs().toFixed(),
    avgPrice: entry.entry.toFixed(),
    entryPrice: entry.entry.toFixed(),
    positionValue: wire(entry.amount.abs().times(entry.entry), PLACES),
    tradeMode: entry.margin === undefined ? 0 : 1,
    positionStatus: 'Normal',
    autoAddMargin: 0,
    adlRankIndicator: 2,
    leverage: String(entry.leverage),
    positionBalance: entry.margin === undefined ? '0' : entry.margin.toFixed(),
    markPrice: mark.toFixed(),
    liqPrice: shownPrice(book, entry),
    bustPrice: '',
    positionIM: initial,
    positionIMByMp: initial,
    positionMM: maintenance,
    positionMMByMp: maintenance,
    unrealisedPnl: wire(book.profit(entry), PLACES),
    cumRealisedPnl: '0',
    sessionAvgPrice: '',
    seq: entry.seq,
    isReduceOnly: false,
    createdTime: '1730805600084',
    updatedTime: String(Date.now()),
    category: 'linear',
  };
}

export const positions = (book: BybitBook) =>
  answerOf({list: book.entries.map((entry) => row(book, entry)), nextPageCursor: '', category: 'linear'});

const closed = (book: BybitBook, coin: string) => ({
  positionIdx: 0,
  symbol: symbolOf(coin),
  side: '',
  size: '0',
  entryPrice: '0',
  leverage: '20',
  positionValue: '0',
  positionBalance: '0',
  markPrice: book.mark(coin).toFixed(),
  positionIM: '0',
  positionMM: '0',
  liqPrice: '0',
  category: 'linear',
  seq: book.nextSeq(),
});

const sum = (amounts: readonly Decimal[]) => amounts.reduce((all, each) => all.plus(each), new Decimal(0));

/** One USDT is one USD here, so that sums can be looked at. */
function walletRow(book: BybitBook) {
  const profit = sum(book.cross.map((entry) => book.profit(entry)));
  const initial = sum(book.cross.map((entry) => book.initial(entry)));
  const maintenance = sum(book.cross.map((entry) => book.required(entry)));
  const balance = book.cash.plus(profit);
  const isHeld = balance.gt(0);
  const digits = (amount: Decimal) => wire(amount, PLACES);
  return {
    accountType: 'UNIFIED',
    accountIMRate: isHeld ? wire(initial.div(balance), 4) : '0',
    accountMMRate: isHeld ? wire(maintenance.div(balance), 4) : '0',
    totalEquity: digits(balance),
    totalWalletBalance: digits(book.cash),
    totalMarginBalance: digits(balance),
    totalAvailableBalance: digits(Decimal.max(0, balance.minus(initial))),
    totalPerpUPL: digits(profit),
    totalInitialMargin: digits(initial),
    totalMaintenanceMargin: digits(maintenance),
    coin: [
      {
        coin: 'USDT',
        equity: digits(balance),
        usdValue: digits(balance),
        walletBalance: book.cash.toFixed(),
        unrealisedPnl: digits(profit),
        borrowAmount: '0',
        spotBorrow: '0',
        totalOrderIM: '0',
        totalPositionIM: digits(initial),
        totalPositionMM: digits(maintenance),
        marginCollateral: true,
        collateralSwitch: true,
      },
    ],
  };
}

export const wallet = (book: BybitBook) => answerOf({list: [walletRow(book)]});

const push = (topic: string, data: unknown) => ({
  id: `592324d2bce751-${topic}`,
  topic,
  creationTime: Date.now(),
  data,
});

export const walletPush = (book: BybitBook) => push('wallet', [walletRow(book)]);

export const positionPush = (book: BybitBook, coins: readonly string[]) =>
  push(
    'position',
    coins.map((coin) => {
      const entry = book.entries.find((each) => each.coin === coin);
      return entry === undefined ? closed(book, coin) : row(book, entry);
    }),
  );

/** A whole ticker first, then what may have changed. */
export function ticker(book: BybitBook, topic: string, type: 'snapshot' | 'delta') {
  const coin = COINS.find((each) => topic === `tickers.${symbolOf(each)}`);
  if (coin === undefined) return undefined;
  const mark = book.mark(coin).toFixed();
  const next = Math.ceil((Date.now() + 1) / EIGHT_HOURS) * EIGHT_HOURS;
  const whole = {fundingRate: FUNDING, nextFundingTime: String(next), fundingIntervalHour: '8'};
  return {
    topic,
    type,
    data: {
      symbol: symbolOf(coin),
      lastPrice: mark,
      markPrice: mark,
      indexPrice: mark,
      ...(type === 'snapshot' && whole),
    },
    cs: 24_987_956_059,
    ts: Date.now(),
  };
}

/** Order book: nothing of the account, most of the traffic. */
export function depth(book: BybitBook, topic: string) {
  const coin = COINS.find((each) => topic === `orderbook.50.${symbolOf(each)}`);
  if (coin === undefined) return undefined;
  const level = (step: number) => [
    book
      .mark(coin)
      .times(1 + step / 20_000)
      .toFixed(1),
    (4 + Math.abs(step) * 1.4).toFixed(3),
  ];
  const steps = Array.from({length: 20}, (_, index) => index + 1);
  return {
    topic,
    type: 'snapshot',
    ts: Date.now(),
    data: {s: symbolOf(coin), b: steps.map((step) => level(-step)), a: steps.map(level), u: 1, seq: 1},
  };
}
