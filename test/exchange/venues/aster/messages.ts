import {Decimal, wire} from '../../crossing.ts';
import type {BinanceBook, Entry} from '../binance/book.ts';
import {bracketsOf, COINS, cumulative} from '../binance/bracket.ts';
import {symbolOf} from '../binance/messages.ts';

/** Aster's REST answers, where they differ from the calls of Binance's page; streams are the same. */

const cut = (value: Decimal) => wire(value, 8);

export const multiAssetsMargin = () => ({multiAssetsMargin: false});

export const leverageBracket = () =>
  COINS.map((coin) => ({
    symbol: symbolOf(coin),
    brackets: bracketsOf(coin).map(([floor, rate, leverage], index, all) => ({
      bracket: index + 1,
      initialLeverage: leverage,
      notionalCap: all[index + 1]?.[0] ?? 500_000_000,
      notionalFloor: floor,
      maintMarginRatio: Number(rate),
      cum: cumulative(coin, index).toNumber(),
    })),
  }));

const sum = (entries: readonly Entry[], of: (entry: Entry) => Decimal) =>
  entries.reduce((all, entry) => all.plus(of(entry)), new Decimal(0));

export function balance(book: BinanceBook) {
  const isolated = sum(book.entries, ({wallet}) => wallet ?? new Decimal(0));
  return [
    {
      accountAlias: 'SgsR',
      asset: 'USDT',
      balance: cut(book.wallet.plus(isolated)),
      crossWalletBalance: cut(book.wallet),
      crossUnPnl: cut(sum(book.cross, (entry) => book.unrealised(entry))),
      marginAvailable: true,
      updateTime: Date.now(),
    },
  ];
}

/** A contract that is not held keeps a row of nothing; an isolated margin has the profit in it. */
export const positionRisk = (book: BinanceBook) =>
  COINS.map((coin) => {
    const entry = book.entries.find((each) => each.coin === coin);
    const profit = entry === undefined ? new Decimal(0) : book.unrealised(entry);
    return {
      symbol: symbolOf(coin),
      positionSide: 'BOTH',
      positionAmt: entry?.amount.toFixed() ?? '0.000',
      entryPrice: entry === undefined ? '0.00000' : cut(entry.entry),
      markPrice: cut(book.mark(coin)),
      unRealizedProfit: cut(profit),
      liquidationPrice: entry === undefined ? '0' : cut(book.liquidationPrice(entry)),
      marginType: entry?.wallet === undefined ? 'cross' : 'isolated',
      isolatedMargin: entry?.wallet === undefined ? '0.00000000' : cut(entry.wallet.plus(profit)),
      isAutoAddMargin: 'false',
      leverage: String(entry?.leverage ?? 20),
      maxNotionalValue: '20000000',
      updateTime: Date.now(),
    };
  });
