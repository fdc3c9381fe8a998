import {Decimal} from '../../engine/decimal.ts';
import {isZero} from '../wire.ts';
import {type AccountRow, AccountRows, BalanceRows, UnifiedAccount} from './frames.ts';
import {handler} from './heard.ts';
import {isolatedMargin, ofUser, RACE_MS} from './positions.ts';
import {type Book, type GateState, type Unified, type Wallet, withBook} from './state.ts';

const minus = (one: string, other: string): string => new Decimal(one).minus(other).toFixed();

/**
 * `cross_balance` is the web's; the API says the balance with its profit and the profit. In single-currency mode the
 * money lies in the spot account, so that only the balance with its profit tells of it.
 */
function crossOf(row: AccountRow): string | undefined {
  const isUnified = row.margin_mode === '3';
  if (!isUnified && row.cross_balance !== undefined) return row.cross_balance;
  const profit = row.cross_unrealised_pnl;
  const withProfit = row.cross_margin_balance ?? (isUnified ? row.margin_balance : undefined);
  return withProfit === undefined || profit === undefined ? undefined : minus(withProfit, profit);
}

/** Bonus or vouchers that lie in `total` beside the two balances would come back with the next update of it. */
function apartOf({total, iso_balance, isolated_position_margin}: AccountRow, cross: string | undefined) {
  const isolated = iso_balance ?? isolated_position_margin;
  if (total === undefined || cross === undefined || isolated === undefined) return undefined;
  const apart = new Decimal(total).minus(cross).minus(isolated);
  return apart.abs().lte(new Decimal(total).abs().times('1e-8')) ? undefined : apart.toFixed();
}

/** Zeros say that the account is of a kind which this figure is not for. */
const said = (...amounts: readonly (string | undefined)[]) => amounts.find((amount) => !isZero(amount));

function reportedOf(row: AccountRow): NonNullable<Wallet['reported']> {
  const {cross_balance: cross, cross_unrealised_pnl: profit} = row;
  const sum =
    cross !== undefined && profit !== undefined ? new Decimal(cross).plus(profit).toFixed() : undefined;
  const equity = row.cross_margin_balance ?? sum ?? row.margin_balance;
  const maintenance = said(row.cross_maintenance_margin, row.mm);
  const initial = said(row.cross_initial_margin, row.im);
  const ratio = said(row.cross_mmr, row.mmr);
  return {
    ...(equity !== undefined && {equity}),
    ...(maintenance !== undefined && {maintenance}),
    ...(initial !== undefined && {initial}),
    ...(ratio !== undefined && {ratio}),
  };
}

function walletOf(row: AccountRow, at: number): Wallet {
  const cross = crossOf(row);
  const apart = apartOf(row, cross);
  const orderMargin = row.cross_order_margin ?? row.order_margin;
  const mode = row.margin_mode ?? (row.enable_credit ? '2' : undefined);
  return {
    ...(row.total !== undefined && {total: row.total}),
    ...(cross !== undefined && {cross}),
    ...(apart !== undefined && {apart}),
    ...(!isZero(row.bonus) && row.bonus !== undefined && {bonus: row.bonus}),
    ...(orderMargin !== undefined && {orderMargin}),
    ...(mode && {mode}),
    ...(row.enable_tiered_mm != null && {tiered: row.enable_tiered_mm}),
    reported: reportedOf(row),
    time: (row.update_time ?? 0) * 1000,
    at,
  };
}

function unifiedOf(row: AccountRow | UnifiedAccount, at: number): Unified | undefined {
  const {
    total_margin_balance: balance,
    total_maintenance_margin: maintenance,
    total_initial_margin: initial,
    total_maintenance_margin_rate: rate,
  } = row;
  if (balance === undefined || isZero(balance)) return undefined;
  return {
    balance,
    ...(maintenance !== undefined && {maintenance}),
    ...(initial !== undefined && {initial}),
    ...(rate !== undefined && {rate}),
    at,
  };
}

/** An answer under way when an update was told knows the former balance. */
function isOvertaken(now: Wallet, known: Wallet | undefined): boolean {
  return known?.event === true && now.time > 0 && now.time + 999 < known.time && now.at - known.at <= RACE_MS;
}

function withWallet(book: Book, now: Wallet): Book {
  const {wallet: known} = book;
  if (isOvertaken(now, known) && known) {
    const {total: _, cross: __, reported: ___, ...settings} = now;
    return {...book, wallet: {...known, ...settings, time: known.time, at: known.at}, heardAt: now.at};
  }
  const isSame = known === undefined || (known.cross === now.cross && known.total === now.total);
  return {...book, wallet: now, heardAt: now.at, changedAt: isSame ? book.changedAt : now.at};
}

export const account = handler(AccountRows, (state, rows, {frame}) => {
  const {at} = frame;
  let next = state;
  for (const row of rows) {
    next = withBook(ofUser(next, row.user), row.currency.toUpperCase(), (book) =>
      withWallet(book, walletOf(row, at)),
    );
    const unified = unifiedOf(row, at);
    if (unified) next = {...next, unified};
  }
  return next;
});

export const unifiedAccount = handler(UnifiedAccount, (state, answer, {frame}): GateState => {
  const unified = unifiedOf(answer, frame.at);
  return unified ? {...ofUser(state, answer.user_id), unified} : ofUser(state, answer.user_id);
});

/**
 * The balance after a change. While no isolated position holds any of it, the change is the cross balance's; else that
 * is what is left of the total.
 */
function moved(book: Book, balance: string, time: number, at: number): Book {
  const {reported: _, cross, total, ...wallet} = book.wallet ?? {time: 0, at};
  const isAllCross = isolatedMargin(Object.values(book.rows))?.isZero() === true;
  const next =
    isAllCross && cross !== undefined && total !== undefined
      ? {cross: new Decimal(cross).plus(balance).minus(total).toFixed()}
      : {};
  return {
    ...book,
    wallet: {...wallet, ...next, total: balance, time, at, event: true},
    heardAt: at,
    changedAt: at,
  };
}

export const balanceUpdates = handler(BalanceRows, (state, rows, {frame, settle}) => {
  let next = state;
  for (const {balance, currency, user, time_ms} of rows) {
    const asset = currency?.toUpperCase() ?? settle;
    const isForeign = state.user !== undefined && user !== undefined && user !== state.user;
    if (asset === undefined || isForeign) continue;
    const time = time_ms ?? 0;
    next = withBook(next, asset, (book) =>
      book.wallet && book.wallet.time > time && time > 0 ? book : moved(book, balance, time, frame.at),
    );
  }
  return next;
});
