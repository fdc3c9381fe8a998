import {Decimal, wire} from '../../crossing.ts';
import type {BitgetBook, Entry} from './book.ts';
import {COINS, END, tableOf} from './table.ts';

/** Per eight hours, as a fraction. */
export const FUNDING = '0.0001';

const EIGHT_HOURS = 28_800_000;
const PRODUCT = 'USDT-FUTURES';

export const symbolOf = (coin: string) => `${coin}USDT`;

/** Digits as Bitget's ratios have them. */
const cut = (value: Decimal) => wire(value, 12);

export const answerOf = (data: unknown) => ({
  code: '00000',
  msg: 'success',
  requestTime: Date.now(),
  data,
});

export const tiers = (symbol: string) => {
  const coin = COINS.find((each) => symbolOf(each) === symbol) ?? '';
  return answerOf(
    tableOf(coin).map(([from, rate, leverage], index, all) => ({
      symbol,
      level: String(index + 1),
      startUnit: String(from),
      endUnit: String(all[index + 1]?.[0] ?? END),
      leverage: String(leverage),
      keepMarginRate: rate,
    })),
  );
};

const marginOf = (entry: Entry) => entry.margin ?? entry.total.times(entry.average).div(entry.leverage);

/** What answers and pushes have in common. */
function row(book: BitgetBook, entry: Entry) {
  const value = entry.total.times(book.mark(entry.coin));
  const rate = tableOf(entry.coin).findLast(([from]) => value.gte(from))?.[1] ?? '0';
  return {
    marginCoin: 'USDT',
    marginSize: cut(marginOf(entry)),
    marginMode: entry.margin === undefined ? 'crossed' : 'isolated',
    holdSide: entry.side,
    posMode: 'one_way_mode',
    total: entry.total.toFixed(),
    available: entry.total.toFixed(),
    openPriceAvg: cut(entry.average),
    achievedProfits: '0',
    unrealizedPL: cut(book.profit(entry)),
    liquidationPrice: cut(book.liquidationPrice(entry) ?? new Decimal(0)),
    keepMarginRate: rate,
    cTime: String(entry.opened),
  };
}

/** By request: the mark and `marginRatio`; leverage is a text. */
export const positionList = (book: BitgetBook) =>
  answerOf(
    book.entries.map((entry) => ({
      ...row(book, entry),
      symbol: symbolOf(entry.coin),
      openDelegateSize: '0',
      locked: '0',
      leverage: String(entry.leverage),
      markPrice: book.mark(entry.coin).toFixed(),
      marginRatio: cut(book.risk(entry)),
    })),
  );

/** By push: no mark, `marginRate`, and leverage is a number. All positions each time. */
export const positions = (book: BitgetBook) => ({
  action: 'snapshot',
  arg: {instType: PRODUCT, channel: 'positions', instId: 'default'},
  data: book.entries.map((entry, index) => ({
    posId: String(926036334386778000n + BigInt(index)),
    instId: symbolOf(entry.coin),
    ...row(book, entry),
    frozen: '0',
    leverage: entry.leverage,
    marginRate: cut(book.risk(entry)),
    autoMargin: 'off',
    uTime: String(Date.now()),
  })),
  ts: Date.now(),
});

const sum = (amounts: readonly Decimal[]) => amounts.reduce((all, each) => all.plus(each), new Decimal(0));

function amounts(book: BitgetBook) {
  const profit = sum(book.entries.map((entry) => book.profit(entry)));
  const isolated = sum(book.entries.map(({margin}) => margin ?? new Decimal(0)));
  const crossMargin = sum(book.cross.map(marginOf));
  const [first] = book.cross;
  return {
    profit: cut(profit),
    equity: cut(book.cash.plus(isolated).plus(profit)),
    available: cut(book.cash.minus(crossMargin)),
    crossMargin: cut(crossMargin),
    isolated: cut(isolated),
    risk: first === undefined ? '0' : cut(book.risk(first)),
  };
}

export function accountList(book: BitgetBook) {
  const {profit, equity, available, crossMargin, isolated, risk} = amounts(book);
  return answerOf([
    {
      marginCoin: 'USDT',
      locked: '0',
      available,
      crossedMaxAvailable: available,
      isolatedMaxAvailable: available,
      maxTransferOut: available,
      accountEquity: equity,
      usdtEquity: equity,
      btcEquity: '0',
      crossedRiskRate: risk,
      unrealizedPL: profit,
      coupon: '0',
      crossedMargin: crossMargin,
      isolatedMargin: isolated,
      assetMode: 'single',
    },
  ]);
}

export function account(book: BitgetBook) {
  const {profit, equity, available, risk} = amounts(book);
  return {
    action: 'snapshot',
    arg: {instType: PRODUCT, channel: 'account', coin: 'default'},
    data: [
      {
        marginCoin: 'USDT',
        frozen: '0',
        available,
        maxOpenPosAvailable: available,
        maxTransferOut: available,
        equity,
        usdtEquity: equity,
        crossedRiskRate: risk,
        unrealizedPL: profit,
      },
    ],
    ts: Date.now(),
  };
}

export function ticker(book: BitgetBook, coin: string) {
  const mark = book.mark(coin).toFixed();
  const now = Date.now();
  return {
    action: 'snapshot',
    arg: {instType: PRODUCT, channel: 'ticker', instId: symbolOf(coin)},
    data: [
      {
        instId: symbolOf(coin),
        lastPr: mark,
        bidPr: mark,
        askPr: mark,
        fundingRate: FUNDING,
        nextFundingTime: String(Math.ceil((now + 1) / EIGHT_HOURS) * EIGHT_HOURS),
        markPrice: mark,
        indexPrice: mark,
        symbolType: '1',
        symbol: symbolOf(coin),
        ts: String(now),
      },
    ],
    ts: now,
  };
}

/** Order book: nothing of the account, most of the traffic. */
export function depth(book: BitgetBook, coin: string) {
  const mark = book.mark(coin);
  const level = (step: number) => [
    mark.times(1 + step / 20_000).toFixed(1),
    (0.4 + Math.abs(step) / 7).toFixed(3),
  ];
  const steps = Array.from({length: 15}, (_, index) => index + 1);
  return {
    action: 'snapshot',
    arg: {instType: PRODUCT, channel: 'books15', instId: symbolOf(coin)},
    data: [{asks: steps.map(level), bids: steps.map((step) => level(-step)), ts: String(Date.now())}],
    ts: Date.now(),
  };
}
