import {type Decimal, wire} from '../../crossing.ts';
import type {DydxBook, Entry, Subaccount} from './book.ts';
import {COINS, marketOf, tickerOf} from './market.ts';

/** Per hour. */
export const FUNDING = '0.0000125';

export const ADDRESS = 'dydx155va0m7wz5n8zcqscn9afswwt04n4usj46wvp5';

const sideOf = (amount: Decimal) => (amount.isNegative() ? 'SHORT' : 'LONG');

const balance = ({number, usdc}: Subaccount) => ({
  size: usdc.abs().toFixed(),
  symbol: 'USDC',
  side: sideOf(usdc),
  assetId: '0',
  subaccountNumber: number,
});

/** Whole answers have a sign before the size of a short; changes have none. */
const row = ({number}: Subaccount, {coin, size, price}: Entry) => ({
  market: tickerOf(coin),
  status: 'OPEN',
  side: sideOf(size),
  size: size.toFixed(),
  maxSize: size.toFixed(),
  entryPrice: wire(price, 20),
  exitPrice: null,
  realizedPnl: '0',
  netFunding: '0',
  subaccountNumber: number,
});

function child(book: DydxBook, owner: Subaccount) {
  const {equity, required} = book.standing(owner, 'initial');
  return {
    address: ADDRESS,
    subaccountNumber: owner.number,
    equity: equity.toFixed(),
    freeCollateral: equity.minus(required).toFixed(),
    openPerpetualPositions: Object.fromEntries(
      owner.entries.map((entry) => [
        tickerOf(entry.coin),
        {
          ...row(owner, entry),
          unrealizedPnl: wire(entry.size.times(book.mark(entry.coin).minus(entry.price)), 20),
        },
      ]),
    ),
    assetPositions: {USDC: balance(owner)},
    marginEnabled: true,
  };
}

export const account = (book: DydxBook) => ({
  subaccount: {
    address: ADDRESS,
    parentSubaccountNumber: 0,
    childSubaccounts: book.subaccounts.map((owner) => child(book, owner)),
  },
  orders: [],
  blockHeight: '18642087',
});

export const changes = (book: DydxBook) =>
  book.subaccounts.map((owner) => ({
    perpetualPositions: [
      ...book.closed
        .filter(({number}) => number === owner.number)
        .map(({coin}) => ({
          address: ADDRESS,
          subaccountNumber: owner.number,
          market: tickerOf(coin),
          side: 'LONG',
          status: 'CLOSED',
          size: '0',
        })),
      ...owner.entries.map((entry) => ({
        ...row(owner, entry),
        address: ADDRESS,
        size: entry.size.abs().toFixed(),
      })),
    ],
    assetPositions: [{...balance(owner), address: ADDRESS}],
  }));

export const markets = (book: DydxBook) => ({
  markets: Object.fromEntries(
    COINS.map((coin) => [
      tickerOf(coin),
      {
        ticker: tickerOf(coin),
        status: 'ACTIVE',
        oraclePrice: book.mark(coin).toFixed(),
        priceChange24H: '0',
        nextFundingRate: FUNDING,
        initialMarginFraction: marketOf(coin).initial,
        maintenanceMarginFraction: marketOf(coin).maintenance,
        openInterest: '630.9279',
        openInterestLowerCap: '0',
        openInterestUpperCap: '0',
        marketType: 'CROSS',
      },
    ]),
  ),
});

export const oraclePrices = (book: DydxBook) => [
  {
    oraclePrices: Object.fromEntries(
      COINS.map((coin, marketId) => [
        tickerOf(coin),
        {oraclePrice: book.mark(coin).toFixed(), effectiveAtHeight: '18642088', marketId},
      ]),
    ),
  },
];

/** Order book: nothing of the account, most of the traffic. */
export function depth(book: DydxBook) {
  const mark = book.mark('BTC');
  const level = (step: number) => ({
    price: mark.times(1 + step / 20_000).toFixed(0),
    size: (0.4 + Math.abs(step) * 0.14).toFixed(4),
  });
  const steps = Array.from({length: 20}, (_, index) => index + 1);
  return {asks: steps.map(level), bids: steps.map((step) => level(-step))};
}
