import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {bookOf} from './contract.ts';
import {type CoinRow, CoinRows, Unified} from './frames-account.ts';
import {type Context, handler, isOvertaken} from './heard.ts';
import type {AccountState, CoinAccount, UnifiedAccount} from './state.ts';

const minus = (from: Decimal, ...amounts: readonly (string | undefined)[]) =>
  amounts.reduce<Decimal>((left, amount) => left.minus(amount ?? 0), from);

/**
 * What is in the coin's wallet, isolated positions taken out, without unrealised profit; `isolated`: what they hold
 * where the frame itself does not say. Undefined: not told.
 */
export function walletOf(coin: CoinAccount, isolated: Decimal): Decimal | undefined {
  const {equity, profit, available, locked, crossMargin, isolatedMargin} = coin;
  if (equity !== undefined && profit !== undefined) {
    const all = minus(new Decimal(equity), profit);
    return isolatedMargin === undefined ? all.minus(isolated) : all.minus(isolatedMargin);
  }
  if (available === undefined || crossMargin === undefined) return undefined;
  return new Decimal(available).plus(locked ?? 0).plus(crossMargin);
}

function coinOf(row: CoinRow, known: CoinAccount | undefined, {frame, time}: Context): CoinAccount {
  const next: CoinAccount = {
    ...(row.equity !== undefined && {equity: row.equity}),
    ...(row.profit !== undefined && {profit: row.profit}),
    ...(row.available !== undefined && {available: row.available}),
    ...(row.locked !== undefined && {locked: row.locked}),
    ...(row.crossMargin !== undefined && {crossMargin: row.crossMargin}),
    ...(row.isolatedMargin !== undefined && {isolatedMargin: row.isolatedMargin}),
    ...(row.riskRate !== undefined && {riskRate: row.riskRate}),
    ...(row.isUnion && {
      union: {
        ...(row.unionEquity !== undefined && {equity: row.unionEquity}),
        ...(row.unionMaintenance !== undefined && {maintenance: row.unionMaintenance}),
      },
    }),
    at: frame.at,
    time,
    changedAt: known?.changedAt ?? 0,
  };
  if (known === undefined) return next;
  const none = new Decimal(0);
  const [before, after] = [walletOf(known, none), walletOf(next, none)];
  const isSame = before === undefined || after === undefined ? before === after : before.eq(after);
  return isSame ? next : {...next, changedAt: frame.at};
}

/** A list replaces the coins of the books that it speaks for; an answer about one coin only that coin. */
export const coins = handler(CoinRows, (account, rows, context): AccountState => {
  const books = new Set(rows.map((row) => bookOf(row.coin)));
  const kept = new Map(
    Object.entries(account.coins).filter(([coin]) => !context.isWhole || !books.has(bookOf(coin))),
  );
  for (const row of rows) {
    const known = own(account.coins, row.coin);
    if (known && isOvertaken(known, context)) kept.set(row.coin, known);
    else if (kept.size < 500 || kept.has(row.coin)) kept.set(row.coin, coinOf(row, known, context));
  }
  return {...account, coins: Object.fromEntries(kept), heardAt: context.frame.at};
});

export const unified = handler(Unified, (account, answer, context): AccountState => {
  if (isOvertaken(account.unified, context)) return account;
  const {at} = context.frame;
  const next: UnifiedAccount = {
    effective: answer.effective,
    ...(answer.total !== undefined && {total: answer.total}),
    ...(answer.maintenance !== undefined && {maintenance: answer.maintenance}),
    ...(answer.initial !== undefined && {initial: answer.initial}),
    ...(answer.ratio !== undefined && {ratio: answer.ratio}),
    ...(answer.profit !== undefined && {profit: answer.profit}),
    coins: Object.fromEntries(
      answer.coins.map(({coin, equity, usd, balance, debt}) => [
        coin,
        {equity, usd, ...(balance !== undefined && {balance}), ...(debt !== undefined && {debt})},
      ]),
    ),
    at,
    time: context.time,
  };
  return {...account, unified: next, heardAt: at};
});
