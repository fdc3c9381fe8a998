import type {Collateral, FeedSource, MarginPool, PoolReported, Position} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {type Held, heldOf} from './position.ts';
import type {AccountState, Book, Row} from './state.ts';

const ONE = new Decimal(1);

/** Binance liquidates when maintenance margin ÷ margin balance reaches 100 %. It names no earlier level. */
export const LEVELS = [{name: 'liquidation', at: ONE}] as const;

/** Marks come every one to three seconds; a socket on a path that Binance has given up stays open and silent. */
const MARK_LIMIT_MS = 5_000;
/** Asset indices come every second; they hold slow-moving haircuts. */
const INDEX_LIMIT_MS = 30_000;
/** An account that holds a position hears at each funding, every eight hours at most; and a little patience. */
const ACCOUNT_LIMIT_MS = 8 * 60 * 60_000 + 5 * 60_000;

const NO_SNAPSHOT = 'the positions of this account have not been seen whole yet';
const ENDED = 'the exchange has ended the stream of this account: later changes are not seen';

export const liveRows = (book: Book): readonly Row[] =>
  Object.values(book.positions).filter((row) => !isZero(row.size));

export function sourcesOf(book: Book, held: readonly Held[]): FeedSource[] {
  const marks = new Map(
    held.map(({position, markAt}) => [
      position.symbol,
      {name: `mark price of ${position.symbol}`, at: markAt, limitMs: MARK_LIMIT_MS},
    ]),
  );
  return [{name: 'account', at: book.heardAt, limitMs: ACCOUNT_LIMIT_MS}, ...marks.values()];
}

export const indexSource = (asset: string, at: number): FeedSource => ({
  name: `index price of ${asset}`,
  at,
  limitMs: INDEX_LIMIT_MS,
});

/** What open orders on the same rows hold; absent when no row says. */
export function orderMarginOf(rows: readonly Row[]): {orderMargin?: Decimal} {
  const known = rows.flatMap((row) => (row.orderMargin === undefined ? [] : [row.orderMargin]));
  return known.length === 0 ? {} : {orderMargin: known.reduce((sum, each) => sum.plus(each), new Decimal(0))};
}

/**
 * Figures of the venue hold for the account as it was answered: a liquidation price of a cross position goes with every
 * other change, so it is let go when another mark has moved or the account has changed. `otherPrices`: the pool has
 * collateral whose price moves by itself.
 */
export function comparable(
  book: Book,
  held: readonly Held[],
  {otherPrices}: {readonly otherPrices: boolean},
): readonly Position[] {
  const symbols = new Set(held.map(({position}) => position.symbol));
  const isAlone = symbols.size === 1 && !otherPrices;
  const isStill = held.every(({isAsAnswered}) => isAsAnswered);
  return held.map(({position, row}) => {
    if (row.at >= book.changedAt && (isStill || isAlone)) return position;
    const {reported, ...rest} = position;
    if (reported === undefined) return position;
    const {liquidationPrice: _, ...others} = reported;
    return {...rest, reported: others};
  });
}

export const endedDoubt = (book: Book): readonly string[] => (book.ended ? [ENDED] : []);

/** What cannot be whole while only events have been heard. */
export function wholeness(book: Book): {doubts: readonly string[]; needs: readonly string[]} {
  return book.positionsAt === undefined
    ? {doubts: [NO_SNAPSHOT], needs: ['all positions of the account']}
    : {doubts: [], needs: []};
}

/** What a position has set aside, without its profit. */
function isolatedWalletOf({isolatedWallet, isolatedMargin, reported}: Row): Decimal | undefined {
  if (isolatedWallet !== undefined) return new Decimal(isolatedWallet);
  if (isolatedMargin === undefined || reported?.profit === undefined) return undefined;
  return new Decimal(isolatedMargin).minus(reported.profit);
}

function isolatedPool(account: AccountState, book: Book, row: Row): MarginPool {
  const held = heldOf(account, book, row);
  const {position} = held;
  const doubts = endedDoubt(book);
  const wallet = isolatedWalletOf(row);
  return {
    id: row.side === 'BOTH' ? `iso:${row.symbol}` : `iso:${row.symbol}:${row.side}`,
    kind: 'isolated',
    unit: position.settle,
    waterline: ONE,
    collateral:
      wallet === undefined ? [] : [{asset: position.settle, amount: wallet, price: ONE, weight: ONE}],
    positions: [position],
    ...orderMarginOf([row]),
    levels: LEVELS,
    ...(doubts.length > 0 && {doubts}),
    ...(wallet === undefined && {equityNeeds: [`isolated wallet of ${row.symbol}`]}),
    sources: sourcesOf(book, [held]),
  };
}

export const isolatedPools = (account: AccountState, book: Book): readonly MarginPool[] =>
  liveRows(book)
    .filter((row) => row.isolated)
    .map((row) => isolatedPool(account, book, row));

/** Margin balance ÷ maintenance margin, from two figures that came together. */
export function reported(
  equity: Decimal,
  maintenance: string | undefined,
  initial: string | undefined,
): PoolReported {
  const required = maintenance === undefined ? undefined : new Decimal(maintenance);
  return {
    equity,
    ...(required && {maintenanceMargin: required}),
    ...(initial !== undefined && {initialMargin: new Decimal(initial)}),
    ...(required?.gt(0) && {ratio: equity.div(required)}),
  };
}

/** An `account` answer counts isolated positions into an asset's maintenance margin; so it is compared without any only. */
function singleReported(
  book: Book,
  asset: string,
  held: readonly Held[],
  isolated: readonly Row[],
): PoolReported | undefined {
  const wallet = own(book.wallets, asset);
  const isStill = held.every(({isAsAnswered}) => isAsAnswered);
  if (!wallet?.reported || wallet.at < book.changedAt || !isStill) return undefined;
  const {profit, maintenance, initial} = wallet.reported;
  if (profit === undefined) return undefined;
  const equity = new Decimal(wallet.cross).plus(profit);
  return isolated.length === 0 ? reported(equity, maintenance, initial) : {equity};
}

export type Cross = {
  readonly book: Book;
  readonly asset: string;
  readonly held: readonly Held[];
  /** All cross rows of the asset, those without a position too: their orders hold margin. */
  readonly rows: readonly Row[];
  readonly isolated: readonly Row[];
  readonly doubts: readonly string[];
};

/** Single-asset mode and COIN-M: what the asset's cross wallet and cross positions are together. */
export function singlePool({book, asset, held, rows, isolated, doubts: given}: Cross): MarginPool {
  const wallet = own(book.wallets, asset);
  const {doubts: partial, needs: unseen} = wholeness(book);
  const needs = [...unseen, ...(wallet === undefined ? [`cross wallet balance of ${asset}`] : [])];
  const doubts = [...given, ...partial, ...endedDoubt(book)];
  const sent = singleReported(book, asset, held, isolated);
  const collateral: readonly Collateral[] =
    wallet === undefined ? [] : [{asset, amount: new Decimal(wallet.cross), price: ONE, weight: ONE}];
  return {
    id: `cross:${asset}`,
    kind: 'cross',
    unit: asset,
    waterline: ONE,
    collateral,
    positions: comparable(book, held, {otherPrices: false}),
    ...orderMarginOf(rows),
    levels: LEVELS,
    ...(sent && {reported: sent}),
    ...(doubts.length > 0 && {doubts}),
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: sourcesOf(book, held),
  };
}
