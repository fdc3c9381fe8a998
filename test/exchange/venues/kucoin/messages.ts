import {Decimal} from '../../crossing.ts';
import type {Entry, KucoinBook} from './book.ts';
import {COINS, contractOf, FEE, LIMIT} from './contract.ts';

/** Per eight hours, as a fraction. */
export const FUNDING = '0.0001';

export const symbolOf = (coin: string) => contractOf(coin).symbol;

/** The wire has JSON numbers. */
const number = (value: Decimal, places = 10) =>
  Number(value.toDecimalPlaces(places, Decimal.ROUND_DOWN).toFixed());

export const answerOf = (data: unknown) => ({success: true, code: '200', msg: 'success', retry: false, data});

const message = (topic: string, subject: string, data: object) => ({topic, type: 'message', subject, data});

/** What a position has only when it is isolated. */
function isolatedFields(book: KucoinBook, entry: Entry, margin: Decimal) {
  const value = book.worth(entry);
  const side = entry.coins.gt(0) ? -1 : 1;
  const bankrupt = entry.cost.abs().plus(margin.times(side)).div(entry.coins.abs());
  return {
    autoDeposit: false,
    posMargin: number(margin),
    posFunding: 0,
    posMaint: number(value.abs().times(book.rate(entry))),
    maintMargin: number(margin.plus(value).minus(entry.cost)),
    aggRate: book.rate(entry).toNumber(),
    bankruptPrice: number(bankrupt),
  };
}

/** The page's own price of a cross position: the pool's margin shared by value. */
function sharedPrice(book: KucoinBook, entry: Entry): Decimal {
  const members = book.members(entry);
  const values = members.reduce((sum, each) => sum.plus(book.worth(each).abs()), new Decimal(0));
  const share = book.standing(members).equity.div(values);
  const side = entry.coins.gt(0) ? 1 : -1;
  const fallen = new Decimal(1)
    .minus(share.times(side))
    .div(new Decimal(1).minus(book.rate(entry).times(side)));
  return Decimal.max('0.01', book.mark(entry.coin).times(fallen));
}

export function position(book: KucoinBook, entry: Entry) {
  const {symbol, multiplier} = contractOf(entry.coin);
  const value = book.worth(entry);
  const price = entry.margin === undefined ? sharedPrice(book, entry) : book.liquidationPrice(entry);
  return {
    id: `5000000000010${COINS.indexOf(entry.coin)}`,
    symbol,
    marginMode: entry.margin === undefined ? 'CROSS' : 'ISOLATED',
    crossMode: entry.margin === undefined,
    positionSide: 'BOTH',
    isOpen: true,
    isInverse: false,
    isTrialFunds: false,
    settleCurrency: 'USDT',
    currentQty: entry.coins.div(multiplier).toNumber(),
    currentTimestamp: Date.now(),
    avgEntryPrice: number(entry.cost.div(entry.coins), 2),
    markPrice: book.mark(entry.coin).toNumber(),
    markValue: number(value),
    posCost: number(entry.cost),
    posInit: number(entry.cost.abs().div(entry.leverage)),
    unrealisedPnl: number(value.minus(entry.cost)),
    liquidationPrice: price === undefined ? 0 : number(price, 6),
    leverage: entry.leverage,
    delevPercentage: 0.42,
    ...(entry.margin !== undefined && isolatedFields(book, entry, entry.margin)),
  };
}

export const positions = (book: KucoinBook) => answerOf(book.entries.map((entry) => position(book, entry)));

export function positionChange(book: KucoinBook, coin: string) {
  const entry = book.entries.find((each) => each.coin === coin);
  const closed = {symbol: symbolOf(coin), currentQty: 0, isOpen: false, currentTimestamp: Date.now()};
  const data = {...(entry ? position(book, entry) : closed), changeReason: 'positionChange'};
  return message('/contract/positionAll', 'position.change', data);
}

const isolatedMargin = (book: KucoinBook) =>
  book.entries.reduce((sum, {margin}) => sum.plus(margin ?? 0), new Decimal(0));

const profitOf = (book: KucoinBook, entries: readonly Entry[]) =>
  entries.reduce((sum, entry) => sum.plus(book.worth(entry)).minus(entry.cost), new Decimal(0));

export function assets(book: KucoinBook) {
  const balance = book.cash.plus(isolatedMargin(book));
  const row = {
    currency: 'USDT',
    walletBalance: number(balance),
    availableBalance: number(book.cash),
    withdrawHold: 0,
    orderMargin: 0,
    margin: number(balance.plus(profitOf(book, book.entries))),
    isTrialFunds: false,
  };
  return answerOf({usdtMargined: {items: [row]}, coinMargined: {items: []}});
}

let version = 1000;

export function walletChange(book: KucoinBook) {
  const cross = book.members(undefined);
  const isolated = book.entries.filter(({margin}) => margin !== undefined);
  const [crossProfit, isolatedProfit] = [profitOf(book, cross), profitOf(book, isolated)];
  const aside = isolatedMargin(book);
  const text = (value: Decimal) => value.toDecimalPlaces(12).toFixed();
  version += 1;
  return message('/contractAccount/wallet', 'walletBalance.change', {
    currency: 'USDT',
    walletBalance: text(book.cash.plus(aside)),
    availableBalance: text(book.cash),
    holdBalance: '0',
    isolatedOrderMargin: '0',
    isolatedPosMargin: text(aside),
    isolatedFundingFeeMargin: '0',
    isolatedUnPnl: text(isolatedProfit),
    crossOrderMargin: '0',
    crossPosMargin: '0',
    crossUnPnl: text(crossProfit),
    totalCrossMargin: text(book.cash.plus(crossProfit)),
    equity: text(book.cash.plus(aside).plus(crossProfit).plus(isolatedProfit)),
    version: String(version),
    timestamp: String(Date.now()),
  });
}

export const orders = () => answerOf({symbols: {}, currencies: {USDT: {isolatedOrderCost: '0'}}});

export const contracts = () =>
  answerOf(
    COINS.map((coin) => {
      const {symbol, base, multiplier, levelConstant, scale, isolatedRate} = contractOf(coin);
      return {
        symbol,
        baseCurrency: base,
        quoteCurrency: 'USDT',
        settleCurrency: 'USDT',
        multiplier: Number(multiplier),
        lotSize: 1,
        tickSize: 0.1,
        indexPriceTickSize: 0.01,
        maxPrice: 1_000_000,
        isInverse: false,
        maintainMargin: Number(isolatedRate),
        takerFeeRate: Number(FEE),
        k: 490,
        m: scale,
        f: 1.3,
        mmrLimit: Number(LIMIT),
        mmrLevConstant: levelConstant,
        fundingFeeRate: Number(FUNDING),
        fundingRateGranularity: 28_800_000,
        status: 'Open',
      };
    }),
  );

export function markIndex(book: KucoinBook, coin: string) {
  const price = book.mark(coin).toNumber();
  return message(`/contract/instrument:${symbolOf(coin)}`, 'mark.index.price', {
    markPrice: price,
    indexPrice: price,
    granularity: 1000,
    timestamp: Date.now(),
  });
}

/** Order book: nothing of the account, most of the traffic. */
export function depth(book: KucoinBook, coin: string) {
  const mark = book.mark(coin);
  const level = (step: number) => [number(mark.times(1 + step / 20_000), 1), 40 + Math.abs(step) * 7];
  const steps = Array.from({length: 20}, (_, index) => index + 1);
  return message(`/contractMarket/level2Depth50:${symbolOf(coin)}`, 'level2', {
    bids: steps.map((step) => level(-step)),
    asks: steps.map(level),
    sequence: Date.now(),
    ts: Date.now(),
  });
}
