import {Decimal, wire} from '../../crossing.ts';
import type {BinanceBook, Change, Entry} from './book.ts';
import {bracketsOf, COINS, cumulative} from './bracket.ts';

/** Per eight hours, as a fraction. */
export const FUNDING = '0.0001';

const EIGHT_HOURS = 28_800_000;

export const symbolOf = (coin: string) => `${coin}USDT`;

/** Amounts are cut, not rounded, at eight decimals. */
const cut = (value: Decimal) => wire(value, 8);

/** The envelope of every web answer. */
export const answerOf = (data: unknown) => ({
  code: '000000',
  message: null,
  messageDetail: null,
  data,
  success: true,
});

const row = (book: BinanceBook, entry: Entry) => {
  const mark = book.mark(entry.coin);
  const value = mark.times(entry.amount);
  const profit = book.unrealised(entry);
  const initial = value.abs().div(entry.leverage);
  const symbol = symbolOf(entry.coin);
  return {
    id: `1000000001_${symbol}_BOTH`,
    symbol,
    positionSide: 'BOTH',
    positionAmount: entry.amount.toFixed(),
    entryPrice: cut(entry.entry),
    breakEvenPrice: cut(entry.entry),
    markPrice: cut(mark),
    unrealizedProfit: cut(profit),
    liquidationPrice: cut(book.liquidationPrice(entry)),
    isolatedMargin: entry.wallet === undefined ? '0' : cut(entry.wallet.plus(profit)),
    notionalValue: cut(value),
    collateral: 'USDT',
    isolatedWallet: entry.wallet === undefined ? '0' : cut(entry.wallet),
    cumRealized: '0',
    initialMargin: cut(initial),
    maintMargin: cut(book.required(entry)),
    positionInitialMargin: cut(initial),
    openOrderInitialMargin: '0',
    leverage: String(entry.leverage),
    adl: 2,
    askNotional: '0',
    bidNotional: '0',
    updateTime: Date.now(),
  };
};

export const userPosition = (book: BinanceBook) => answerOf(book.entries.map((entry) => row(book, entry)));

export function userBalance(book: BinanceBook) {
  const isolated = book.entries.reduce((sum, {wallet}) => sum.plus(wallet ?? 0), new Decimal(0));
  const profit = book.entries.reduce((sum, entry) => sum.plus(book.unrealised(entry)), new Decimal(0));
  const held = book.cross.reduce(
    (sum, entry) => sum.plus(book.mark(entry.coin).times(entry.amount).abs().div(entry.leverage)),
    new Decimal(0),
  );
  const crossProfit = book.cross.reduce((sum, entry) => sum.plus(book.unrealised(entry)), new Decimal(0));
  const available = Decimal.max(0, book.wallet.plus(crossProfit).minus(held));
  return answerOf([
    {
      asset: 'USDT',
      walletBalance: cut(book.wallet.plus(isolated)),
      crossWalletBalance: cut(book.wallet),
      availableBalance: cut(available),
      marginBalance: cut(book.wallet.plus(isolated).plus(profit)),
      maxWithdrawAmount: cut(available),
    },
  ]);
}

export const brackets = () =>
  answerOf({
    brackets: COINS.map((coin) => ({
      symbol: symbolOf(coin),
      updateTime: 1_729_000_000_000,
      notionalLimit: 500_000_000,
      riskBrackets: bracketsOf(coin).map(([floor, rate, leverage], index, all) => ({
        bracketSeq: index + 1,
        bracketNotionalFloor: floor,
        bracketNotionalCap: all[index + 1]?.[0] ?? 500_000_000,
        bracketMaintenanceMarginRate: Number(rate),
        cumFastMaintenanceAmount: cumulative(coin, index).toNumber(),
        minOpenPosLeverage: 1,
        maxOpenPosLeverage: leverage,
      })),
    })),
  });

/** Only what changed: the wallet always, of the contracts those that it concerns. */
export function accountUpdate(book: BinanceBook, {reason, coins}: Change) {
  const now = Date.now();
  return {
    e: 'ACCOUNT_UPDATE',
    T: now,
    E: now,
    a: {
      m: reason,
      B: [
        {
          a: 'USDT',
          wb: cut(book.entries.reduce((sum, {wallet}) => sum.plus(wallet ?? 0), book.wallet)),
          cw: cut(book.wallet),
          bc: '0',
        },
      ],
      P: coins.map((coin) => {
        const entry = book.entries.find((each) => each.coin === coin);
        return {
          s: symbolOf(coin),
          pa: entry?.amount.toFixed() ?? '0',
          ep: entry === undefined ? '0' : cut(entry.entry),
          bep: entry === undefined ? '0' : cut(entry.entry),
          cr: '0',
          up: entry === undefined ? '0' : cut(book.unrealised(entry)),
          mt: entry?.wallet === undefined ? 'cross' : 'isolated',
          iw: entry?.wallet === undefined ? '0' : cut(entry.wallet),
          ps: 'BOTH',
        };
      }),
    },
  };
}

export function markPrice(book: BinanceBook, coin: string) {
  const mark = book.mark(coin).toFixed(8);
  const now = Date.now();
  const T = Math.ceil((now + 1) / EIGHT_HOURS) * EIGHT_HOURS;
  return {e: 'markPriceUpdate', E: now, s: symbolOf(coin), p: mark, i: mark, P: mark, r: FUNDING, T};
}

/** Order book: nothing of the account, most of the traffic. */
export function depth(book: BinanceBook, coin: string) {
  const mark = book.mark(coin);
  const level = (step: number) => [
    mark.times(1 + step / 20_000).toFixed(1),
    (0.4 + Math.abs(step) / 7).toFixed(3),
  ];
  const steps = Array.from({length: 20}, (_, index) => index + 1);
  const now = Date.now();
  return {
    e: 'depthUpdate',
    E: now,
    T: now,
    s: symbolOf(coin),
    U: now,
    u: now + 1,
    pu: now - 1,
    b: steps.map((step) => level(-step)),
    a: steps.map(level),
  };
}
