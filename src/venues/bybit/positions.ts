import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {type Category, contractOf} from './contract.ts';
import type {PositionRow} from './frames.ts';
import type {AccountState, Row, Scope} from './state.ts';

/** An answer that left Bybit before an event can reach us after it: so long its older rows are not believed. */
const RACE_MS = 10_000;

/** More rows than any account has; changes could pile them up. */
const ROWS = 2000;

const keyOf = (symbol: string, leg: Row['leg']) => `${symbol}:${leg}`;
const legOf = (row: PositionRow): Row['leg'] =>
  row.positionIdx === '1' ? 1 : row.positionIdx === '2' ? 2 : 0;

/** Session profit is paid into the balance, so what is not yet paid counts from the session's average. */
function entryOf(row: PositionRow): string | undefined {
  const isPaidOut = contractOf(row.symbol).settle === 'USDC';
  return (isPaidOut ? row.sessionAvgPrice : undefined) ?? row.avgPrice ?? row.entryPrice;
}

function rowOf(row: PositionRow, at: number): Row {
  const entry = entryOf(row);
  return {
    symbol: row.symbol,
    leg: legOf(row),
    side: row.side === 'Sell' ? 'short' : 'long',
    size: row.size,
    ...(entry !== undefined && {entry}),
    ...(row.markPrice !== undefined && {mark: row.markPrice}),
    ...(row.leverage !== undefined && {leverage: row.leverage}),
    ...(row.positionBalance !== undefined && {margin: row.positionBalance}),
    ...(row.positionIM !== undefined && {initial: row.positionIM}),
    ...(row.positionMM !== undefined && {maintenance: row.positionMM}),
    ...(row.unrealisedPnl !== undefined && {profit: row.unrealisedPnl}),
    ...(row.liqPrice !== undefined && {liquidation: row.liqPrice}),
    ...(row.riskLimitValue !== undefined && {limit: row.riskLimitValue}),
    ...(String(row.tradeMode) === '1' && {isolated: true as const}),
    ...(row.seq !== undefined && row.seq > 0 && {seq: row.seq}),
    at,
  };
}

/** The row that is known already is of a later change than this one. */
function stands(known: Row | undefined, row: Row, source: 'answer' | 'event'): boolean {
  if (known?.seq === undefined || row.seq === undefined || row.seq >= known.seq) return false;
  return source === 'event' || row.at - known.at <= RACE_MS;
}

const hasChanged = (known: Row | undefined, row: Row) =>
  known === undefined ||
  known.size !== row.size ||
  known.side !== row.side ||
  known.entry !== row.entry ||
  known.margin !== row.margin;

function isWithin(symbol: string, scope: Scope, categories: ReadonlySet<Category>): boolean {
  const {category, settle} = contractOf(symbol);
  return categories.has(category) && (scope.settle === undefined || scope.settle === settle);
}

export type Source = {readonly source: 'answer'; readonly scope: Scope} | {readonly source: 'event'};

/**
 * An answer replaces what it was asked for, an event or a page of a list only the rows it names. A row of size 0 is a
 * closed position.
 */
export function takePositions(
  account: AccountState,
  rows: readonly PositionRow[],
  {at, ...from}: Source & {readonly at: number},
): AccountState {
  const answered = new Set(rows.map((row) => keyOf(row.symbol, legOf(row))));
  const scope: Scope = from.source === 'answer' ? from.scope : {part: true};
  const told = scope.category === undefined ? rows.map((row) => contractOf(row.symbol).category) : [];
  const categories = new Set(scope.category === undefined ? told : [scope.category]);
  const entries = Object.entries(account.positions);
  const kept = entries.filter(
    ([key, row]) => scope.part || scope.page || answered.has(key) || !isWithin(row.symbol, scope, categories),
  );
  const positions = new Map(kept);
  let isChanged = kept.length < entries.length;
  for (const answer of rows) {
    const key = keyOf(answer.symbol, legOf(answer));
    const known = own(account.positions, key);
    const row = rowOf(answer, at);
    if (stands(known, row, from.source)) continue;
    if (isZero(row.size)) isChanged = positions.delete(key) || isChanged;
    else if (known !== undefined || positions.size < ROWS) {
      isChanged ||= hasChanged(known, row);
      positions.set(key, row);
    }
  }
  const isLast = !scope.part && scope.page !== 'more';
  const seen = !isLast ? {} : Object.fromEntries([...categories].map((category) => [category, at]));
  return {
    ...account,
    positions: Object.fromEntries(positions),
    seen: {...account.seen, ...seen},
    heardAt: at,
    ...(isChanged && {changedAt: at}),
  };
}
