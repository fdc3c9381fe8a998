import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {
  OrderStatistics,
  type WalletRow as Row,
  type OrderStatistics as Statistics,
  WalletChange,
  WalletRow,
  WorkerWallets,
} from './frames.ts';
import {KEPT} from './positions.ts';
import {type Reader, reader, rowsReader} from './reader.ts';
import type {State, Wallet} from './state.ts';

/** Absent: the row does not say what the wallet holds. */
function walletOf(row: Row, at: number): Wallet | undefined {
  const balance = row.walletBalance ?? row.marginBalance;
  if (balance === undefined) return undefined;
  const hold = row.withdrawHold ?? row.frozenFunds;
  const {accountEquity: equity, unrealisedPNL: profit, riskRatio, orderMargin} = row;
  return {
    balance,
    ...(hold !== undefined && {hold}),
    ...(orderMargin !== undefined && {orderMargin}),
    ...(equity !== undefined &&
      profit !== undefined && {reported: {equity, profit, ...(riskRatio !== undefined && {riskRatio})}}),
    at,
  };
}

/** KuCoin's own split of a wallet is worth more than an answer that says the same balance without it, while no position has changed. */
function merged(known: Wallet | undefined, next: Wallet, changedAt: number): Wallet {
  const isCurrent = known?.cross && known.at >= changedAt && !isMoved(known, next);
  if (!isCurrent) return next;
  return {...known, ...(next.reported && {reported: next.reported}), at: next.at};
}

/** The first word about a wallet is no change of it. */
const isMoved = (known: Wallet | undefined, next: Wallet) =>
  known !== undefined && !new Decimal(known.balance).eq(next.balance);

function takeRows(state: State, rows: readonly Row[], at: number): State {
  const wallets = new Map(Object.entries(state.wallets));
  let moved = false;
  for (const row of rows) {
    if (row.isTrialFunds === true) continue;
    const known = wallets.get(row.currency);
    const wallet = walletOf(row, at);
    if (wallet === undefined || (wallets.size >= KEPT && known === undefined)) continue;
    wallets.set(row.currency, merged(known, wallet, state.changedAt));
    moved ||= isMoved(known, wallet);
  }
  return {...state, wallets: Object.fromEntries(wallets), heardAt: at, ...(moved && {changedAt: at})};
}

const walletRows = rowsReader(WalletRow, KEPT, (state, rows, {at}) => takeRows(state, rows, at));

const itemsOf = (group: unknown): readonly unknown[] =>
  typeof group === 'object' && group !== null && 'items' in group && Array.isArray(group.items)
    ? group.items
    : [];

/** Wallets as a list, as one, or (the web's assets) in groups, each with its `items`. */
export const wallets: Reader = (state, content, occasion) => {
  const isGrouped = typeof content === 'object' && content !== null && !('currency' in content);
  const items = isGrouped ? Object.values(content).flatMap(itemsOf) : [];
  return walletRows(state, items.length > 0 ? items : content, occasion);
};

/** What the worker that holds the web's socket makes of wallet events. */
export const workerWallets = reader(WorkerWallets, (state, {walletList}, {at}) =>
  takeRows(state, walletList, at),
);

/** A version never falls; the same one comes again while the mark moves. */
const isOlder = (version: string | undefined, known: string | undefined) =>
  version !== undefined && known !== undefined && new Decimal(version).lt(known);

export const walletChange = reader(WalletChange, (state, event, {at}) => {
  const {currency, version} = event;
  const known = own(state.wallets, currency);
  if (isOlder(version, known?.version)) return state;
  if (known === undefined && Object.keys(state.wallets).length >= KEPT) return state;
  const wallet: Wallet = {
    balance: event.walletBalance,
    cross: {margin: event.totalCrossMargin, profit: event.crossUnPnl},
    ...(event.holdBalance !== undefined && {hold: event.holdBalance}),
    ...(event.crossOrderMargin !== undefined && {orderMargin: event.crossOrderMargin}),
    ...(version !== undefined && {version}),
    at,
  };
  return {
    ...state,
    wallets: {...state.wallets, [currency]: wallet},
    heardAt: at,
    ...(isMoved(known, wallet) && {changedAt: at}),
  };
});

const sizeOf = ({askOrderSize = '0', bidOrderSize = '0'}: Statistics['symbols'][string]) =>
  Decimal.max(new Decimal(askOrderSize).abs(), new Decimal(bidOrderSize).abs()).toFixed();

/** The page asks for some contracts or for all; so what is answered is merged. */
export const orderStatistics = reader(OrderStatistics, (state, {symbols, currencies}, {at}) => {
  const orders = new Map(Object.entries(state.orders));
  for (const [symbol, sizes] of Object.entries(symbols)) {
    const size = sizeOf(sizes);
    if (isZero(size)) orders.delete(symbol);
    else if (orders.size < KEPT) orders.set(symbol, size);
  }
  const isolated = Object.entries(currencies).map(([name, {isolatedOrderCost = '0'}]) => [
    name,
    isolatedOrderCost,
  ]);
  return {
    ...state,
    orders: Object.fromEntries(orders),
    isolatedOrders: Object.fromEntries(isolated.slice(0, KEPT)),
    ordersAt: at,
    heardAt: at,
  };
});
