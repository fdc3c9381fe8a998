import {Decimal} from '../../crossing.ts';
import type {Entry} from '../lighter/book.ts';
import type {ExtendedBook} from './book.ts';
import {bracketsOf, COINS, symbolOf} from './market.ts';

/** Per hour, as a fraction. */
export const FUNDING = '0.000013';
const MAIN = 230109;
/** The sub-account of what is isolated. */
const APART = 230110;

const six = (value: Decimal) => value.toFixed(6);
const sum = (amounts: readonly Decimal[]) => amounts.reduce((all, each) => all.plus(each), new Decimal(0));
export const ok = (data: unknown) => ({status: 'OK', data});

export const info = () =>
  ok({status: 'ACTIVE', l2Key: '0x123', l2Vault: '330109', accountId: MAIN, description: 'Main account'});

export const markets = (book: ExtendedBook) =>
  ok(
    COINS.map((coin) => ({
      name: symbolOf(coin),
      type: 'PERPETUAL',
      assetName: coin,
      assetPrecision: 6,
      collateralAssetName: 'USD',
      collateralAssetPrecision: 6,
      active: true,
      status: 'ACTIVE',
      marketStats: {
        lastPrice: book.mark(coin).toFixed(),
        markPrice: book.mark(coin).toFixed(),
        indexPrice: book.mark(coin).toFixed(),
        fundingRate: FUNDING,
        nextFundingRate: Date.now() + 3_600_000,
      },
      tradingConfig: {
        maxLeverage: '50.00',
        maxNumOrders: '200',
        riskFactorConfig: bracketsOf(coin).map(([upperBound, riskFactor]) => ({upperBound, riskFactor})),
      },
    })),
  );

function balanceOf(book: ExtendedBook, accountId: number, entries: readonly Entry[], cash: Decimal) {
  const profit = sum(entries.map((entry) => book.profit(entry)));
  const exposure = sum(entries.map((entry) => book.value(entry)));
  const initial = sum(entries.map((entry) => book.value(entry).div(entry.leverage)));
  const equity = cash.plus(profit);
  const required = sum(entries.map((entry) => book.maintenance(entry)));
  return {
    accountId,
    collateralName: 'USD',
    balance: six(cash),
    status: 'ACTIVE',
    equity: six(equity),
    spotEquity: '0',
    spotEquityForAvailableForTrade: '0',
    availableForTrade: six(equity.minus(initial)),
    availableForWithdrawal: six(Decimal.max(0, equity.minus(initial))),
    unrealisedPnl: six(profit),
    initialMargin: six(initial),
    marginRatio: equity.gt(0) ? required.div(equity).toFixed(4) : '0',
    updatedTime: Date.now(),
    exposure: six(exposure),
    leverage: equity.gt(0) ? exposure.div(equity).toFixed(4) : '0',
  };
}

const apartOf = (book: ExtendedBook) => book.entries.find(({margin}) => margin !== undefined);

export function balances(book: ExtendedBook) {
  const held = apartOf(book);
  const apart = balanceOf(book, APART, held ? [held] : [], held?.margin ?? new Decimal(0));
  return [balanceOf(book, MAIN, book.cross, book.cash), ...(book.hasApart ? [apart] : [])];
}

/** A size of 0 where it is no longer held. */
function position(book: ExtendedBook, coin: string, entry: Entry | undefined, accountId: number) {
  const mark = book.mark(coin);
  const nothing = new Decimal(0);
  const price = entry && book.liquidationPrice(entry);
  return {
    id: 1_791_183_357_858 + COINS.indexOf(coin),
    accountId,
    market: symbolOf(coin),
    status: entry ? 'OPENED' : 'CLOSED',
    side: entry?.size.lt(0) ? 'SHORT' : 'LONG',
    leverage: `${entry?.leverage ?? 20}`,
    size: (entry?.size.abs() ?? nothing).toFixed(),
    value: six(entry ? book.value(entry) : nothing),
    openPrice: (entry ? entry.cost.div(entry.size) : nothing).toFixed(2),
    markPrice: mark.toFixed(),
    liquidationPrice: (price ?? nothing).toFixed(2),
    margin: six(entry ? book.maintenance(entry) : nothing),
    unrealisedPnl: (entry ? book.profit(entry) : nothing).toFixed(12),
    midPriceUnrealisedPnl: (entry ? book.profit(entry) : nothing).toFixed(6),
    realisedPnl: '0',
    adl: 1,
    createdAt: 1_715_886_365_748,
    updatedAt: Date.now(),
  };
}

const ownerOf = ({margin}: Entry) => (margin === undefined ? MAIN : APART);

/** What is held now, then what was held when this was last asked and is not any more. */
export function positions(book: ExtendedBook, before: Map<string, number>) {
  const now = new Map(book.entries.map((entry) => [entry.coin, ownerOf(entry)]));
  const gone = [...before].filter(([coin]) => !now.has(coin));
  before.clear();
  for (const [coin, owner] of now) before.set(coin, owner);
  return [
    ...book.entries.map((entry) => position(book, entry.coin, entry, ownerOf(entry))),
    ...gone.map(([coin, owner]) => position(book, coin, undefined, owner)),
  ];
}

/** One message of the account's stream: of its members only the one that it is about is there. */
export function push(type: string, about: Readonly<Record<string, unknown>>, seq: number) {
  const data = {orders: null, positions: null, trades: null, balance: null, spotBalances: null, ...about};
  return {type, data, error: null, ts: Date.now(), seq};
}

export const markPrice = (book: ExtendedBook, coin: string, seq: number) => ({
  type: 'MP',
  data: {m: symbolOf(coin), p: book.mark(coin).toFixed(), ts: Date.now()},
  ts: Date.now(),
  seq,
  sourceEventId: null,
});

/** Order book: nothing of the account, most of the traffic. */
export function orderBook(book: ExtendedBook, coin: string, seq: number) {
  const mark = book.mark(coin);
  const level = (step: number) => ({
    q: (2 + Math.abs(step) * 0.4).toFixed(3),
    p: mark.times(1 + step / 20_000).toFixed(1),
  });
  const steps = Array.from({length: 20}, (_, index) => index + 1);
  const data = {m: symbolOf(coin), b: steps.map((step) => level(-step)), a: steps.map(level)};
  return {type: 'SNAPSHOT', data, ts: Date.now(), seq};
}
