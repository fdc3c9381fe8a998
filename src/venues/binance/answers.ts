import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {contractOf} from './contract.ts';
import {JoinMargin} from './frames.ts';
import {
  type AccountAnswer,
  AccountAnswer as AccountSchema,
  type BalanceRow,
  BalanceRows,
  type PositionRow,
  PositionRows,
} from './frames-account.ts';
import {type Context, handler} from './heard.ts';
import {impliedLeverage} from './leverage.ts';
import type {AccountState, Book, Row, RowReported, Wallet} from './state.ts';

/**
 * An answer that left Binance before an event can reach us after it. Within this time the event stands when its own
 * time is the later one; after it the answer is right whatever it says, so that a lost event mends itself.
 */
export const RACE_MS = 10_000;

export const keyOf = (symbol: string, side: Row['side']) => `${symbol}:${side}`;

/** The event stands against an answer's row of Binance's time `time` that reached us at `at`. */
function stands(known: Row | Wallet | undefined, time: number, at: number): boolean {
  return known?.event === true && time > 0 && time < known.time && at - known.at <= RACE_MS;
}

/** The leverage that the row's own initial margin follows, else the row's `leverage`, which Portfolio Margin sends as 0. */
function leverageOf(row: PositionRow): string | undefined {
  const value = row.notional ?? row.notionalValue;
  for (const margin of [row.positionInitialMargin, row.initialMargin]) {
    if (value === undefined || margin === undefined || isZero(margin)) continue;
    const leverage = impliedLeverage(value, margin);
    if (leverage !== undefined) return leverage;
  }
  return row.leverage;
}

/** The mark price that the row says, or the one that its value or its profit was worked out with. */
function markOf(row: PositionRow, amount: string): Pick<Row, 'mark' | 'markDerived'> {
  if (row.markPrice !== undefined) return {mark: row.markPrice};
  if (isZero(amount)) return {};
  const size = new Decimal(amount);
  const {inverse, multiplier} = contractOf(row.symbol);
  const value = notionalOf(row);
  if (value !== undefined && !value.isZero()) {
    const quantity = size.abs().times(multiplier);
    return derived(inverse ? quantity.div(value) : value.div(quantity));
  }
  const profit = row.unRealizedProfit ?? row.unrealizedProfit;
  if (inverse || profit === undefined || row.entryPrice === undefined) return {};
  return derived(new Decimal(row.entryPrice).plus(new Decimal(profit).div(size)));
}

const derived = (mark: Decimal): Pick<Row, 'mark' | 'markDerived'> =>
  mark.gt(0) ? {mark: mark.toSignificantDigits(20).toFixed(), markDerived: true} : {};

/** Always positive: Binance signs it with the position. */
function notionalOf(row: PositionRow): Decimal | undefined {
  const value = row.notional ?? row.notionalValue;
  return value === undefined ? undefined : new Decimal(value).abs();
}

function isIsolated(row: PositionRow): boolean {
  if (row.isolated !== undefined) return row.isolated;
  if (row.marginType !== undefined) return row.marginType.toLowerCase() === 'isolated';
  return !isZero(row.isolatedWallet);
}

/** What is set aside, without profit; a row that says only the margin has the profit in it. */
function isolatedOf(row: PositionRow): Pick<Row, 'isolatedWallet' | 'isolatedMargin'> {
  const {isolatedWallet, isolatedMargin} = row;
  if (isolatedWallet !== undefined) return {isolatedWallet};
  return isolatedMargin !== undefined && isIsolated(row) ? {isolatedMargin} : {};
}

function reportedOf(row: PositionRow): RowReported {
  const profit = row.unRealizedProfit ?? row.unrealizedProfit;
  const notional = row.notional ?? row.notionalValue;
  return {
    ...(profit !== undefined && {profit}),
    ...(notional !== undefined && {notional}),
    ...(row.maintMargin !== undefined && {maintenance: row.maintMargin}),
    ...(row.liquidationPrice !== undefined && {liquidation: row.liquidationPrice}),
  };
}

const sizeOf = (row: PositionRow) => row.positionAmt ?? row.positionAmount ?? '0';

function rowOf(row: PositionRow, at: number): Row {
  const size = sizeOf(row);
  const asset = row.marginAsset ?? row.collateral;
  return {
    symbol: row.symbol,
    side: row.positionSide,
    size,
    isolated: isIsolated(row),
    ...isolatedOf(row),
    ...(row.entryPrice !== undefined && {entry: row.entryPrice}),
    ...markOf(row, size),
    markAt: at,
    ...(asset !== undefined && {asset}),
    ...(row.openOrderInitialMargin !== undefined && {orderMargin: row.openOrderInitialMargin}),
    reported: reportedOf(row),
    time: row.updateTime ?? 0,
    at,
  };
}

/** An answer lists contracts without a position too, some hundreds of them: those go, but for what their orders hold. */
const isWorthKeeping = (row: Row) => !isZero(row.size) || !isZero(row.orderMargin);

/** A snapshot replaces; an answer about one contract replaces that contract's rows. */
export function takePositions(book: Book, rows: readonly PositionRow[], {frame, scope}: Context): Book {
  const {at} = frame;
  const answered = new Set(rows.map((row) => row.symbol));
  const positions = new Map(
    scope === 'all' ? [] : Object.entries(book.positions).filter(([, row]) => !answered.has(row.symbol)),
  );
  const leverages = new Map(Object.entries(book.leverages));
  for (const answer of rows) {
    const key = keyOf(answer.symbol, answer.positionSide);
    const known = own(book.positions, key);
    if (!known && isZero(sizeOf(answer)) && isZero(answer.openOrderInitialMargin)) continue;
    const row = rowOf(answer, at);
    const leverage = leverageOf(answer);
    if (leverage !== undefined && isWorthKeeping(row)) leverages.set(answer.symbol, leverage);
    if (known && stands(known, row.time, at)) positions.set(key, known);
    else if (isWorthKeeping(row)) positions.set(key, row);
  }
  return {
    ...book,
    positions: Object.fromEntries(positions),
    leverages: Object.fromEntries(leverages),
    heardAt: at,
    ...(scope === 'all' && {positionsAt: at}),
  };
}

function walletOf(row: BalanceRow, at: number): Wallet {
  return {
    cross: row.crossWalletBalance,
    time: row.updateTime ?? 0,
    at,
    ...(row.crossUnPnl !== undefined &&
      row.maintMargin !== undefined && {
        reported: {
          profit: row.crossUnPnl,
          maintenance: row.maintMargin,
          ...(row.initialMargin !== undefined && {initial: row.initialMargin}),
        },
      }),
  };
}

export function takeBalances(book: Book, rows: readonly BalanceRow[], {frame}: Context): Book {
  const {at} = frame;
  const wallets = new Map<string, Wallet>();
  for (const row of rows) {
    const known = own(book.wallets, row.asset);
    const wallet = walletOf(row, at);
    wallets.set(row.asset, known && stands(known, wallet.time, at) ? known : wallet);
  }
  return {...book, wallets: Object.fromEntries(wallets), heardAt: at, balancesAt: at};
}

function takeAccount(account: AccountState, answer: AccountAnswer, context: Context): AccountState {
  const {at} = context.frame;
  const book = takeBalances(
    takePositions(account[context.book], answer.positions, context),
    answer.assets,
    context,
  );
  const totals = {
    at,
    ...(answer.totalCrossWalletBalance !== undefined && {wallet: answer.totalCrossWalletBalance}),
    ...(answer.totalCrossUnPnl !== undefined && {profit: answer.totalCrossUnPnl}),
    ...(answer.totalMaintMargin !== undefined && {maintenance: answer.totalMaintMargin}),
    ...(answer.totalInitialMargin !== undefined && {initial: answer.totalInitialMargin}),
  };
  return {
    ...withBook(account, context.book, {...book, totals}),
    ...(answer.multiAssetsMargin !== undefined && {multiAssets: answer.multiAssetsMargin}),
  };
}

/** With the account stream ended, only answers are heard: each one is whole again. */
export function withBook(account: AccountState, name: Context['book'], book: Book): AccountState {
  const {ended: _, ...live} = book;
  return {...account, [name]: live};
}

export const positions = handler(PositionRows, (account, rows, context) =>
  withBook(account, context.book, takePositions(account[context.book], rows, context)),
);
export const balances = handler(BalanceRows, (account, rows, context) =>
  withBook(account, context.book, takeBalances(account[context.book], rows, context)),
);
export const account = handler(AccountSchema, takeAccount);
export const mode = handler(JoinMargin, (state, multiAssets) => ({...state, multiAssets}));
