import {merged} from '../merged.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import type {WireClient, WireHeld, WirePositions, WirePushedHeld, WireRow} from './frames.ts';
import {type Balance, type Book, MOST, nameOf, noBook, type Row, type State} from './state.ts';

/** What each message about the account changes. */

/** A connection that follows an answer within this time is the page's first, or of the same beginning. */
const SAME_BEGINNING_MS = 10_000;

const inBook = (state: State, at: number, change: (book: Book) => Book): State => ({
  ...state,
  book: {...change(state.book), heardAt: at},
});

function rowOf(wire: WireRow, at: number): Row {
  const {average_open_price: open, last_sum_unitary_funding: lastFunding, mark_price: mark} = wire;
  const {unsettled_pnl: unsettled, mmr: rate, est_liq_price: liquidation, leverage, margin} = wire;
  return {
    symbol: wire.symbol,
    isIsolated: wire.margin_mode === 'ISOLATED',
    quantity: wire.position_qty,
    cost: wire.cost_position,
    ...(open !== undefined && {open}),
    ...(lastFunding !== undefined && {lastFunding}),
    ...(mark !== undefined && {mark}),
    ...(unsettled !== undefined && {unsettled}),
    ...(rate !== undefined && {rate}),
    ...(liquidation !== undefined && {liquidation}),
    ...(leverage !== undefined && {leverage}),
    ...(margin !== undefined && {margin}),
    at,
  };
}

/** Held, or closed with a profit that is not settled yet. What was isolated is settled when it closes. */
const isKept = ({quantity, cost, isIsolated}: Row) => !isZero(quantity) || (!isIsolated && !isZero(cost));

/** Money went between the position and the balance: a settlement, or margin put to or taken from an isolated position. */
function isMoved(before: Row | undefined, after: Row): boolean {
  if (before === undefined) return after.isIsolated;
  return (
    before.margin !== after.margin ||
    before.lastFunding !== after.lastFunding ||
    (before.quantity === after.quantity && before.cost !== after.cost)
  );
}

export function takeAnswered(state: State, wire: WirePositions, at: number): State {
  const rows = wire.rows.map((row) => rowOf(row, at)).filter(isKept);
  const {total_collateral_value: equity, free_collateral: free} = wire;
  return inBook(state, at, (book) => ({
    ...book,
    rows: Object.fromEntries(rows.map((row) => [nameOf(row.symbol, row.isIsolated), row])),
    rowsAt: at,
    told: {...(equity !== undefined && {equity}), ...(free !== undefined && {free}), at},
  }));
}

/** A push without the open price of what is held is not whole yet: Orderly's own page waits for the next. */
const isWhole = (wire: WireRow) => isZero(wire.position_qty) || wire.average_open_price !== undefined;

export function takePushed(state: State, wires: readonly WireRow[], at: number): State {
  const changed = wires.filter(isWhole).map((wire) => rowOf(wire, at));
  return inBook(state, at, (book) => {
    const entries = changed.map((row) => {
      const name = nameOf(row.symbol, row.isIsolated);
      // The leverage that was chosen is not always said again.
      const leverage = row.leverage ?? own(book.rows, name)?.leverage;
      return [name, {...row, ...(leverage !== undefined && {leverage})}] as const;
    });
    const rows = Object.entries(merged(book.rows, entries, MOST)).filter(([, row]) => isKept(row));
    const isSettled = entries.some(([name, row]) => isMoved(own(book.rows, name), row));
    return {...book, rows: Object.fromEntries(rows), settledAt: isSettled ? at : book.settledAt};
  });
}

export const takeHolding = (state: State, wires: readonly WireHeld[], at: number): State =>
  inBook(state, at, (book) => ({
    ...book,
    balances: Object.fromEntries(
      wires.map(({token, holding, pending_short, isolated_order_frozen}): [string, Balance] => [
        token,
        {
          holding,
          ...(pending_short !== undefined && {pendingShort: pending_short}),
          ...(isolated_order_frozen !== undefined && {isolatedFrozen: isolated_order_frozen}),
        },
      ]),
    ),
    balancesAt: at,
    balanceAt: at,
  }));

/** Members that a push leaves out stay as they were. */
function balanceOf(known: Balance | undefined, wire: WirePushedHeld): Balance | undefined {
  const holding = wire.holding ?? known?.holding;
  const pendingShort = wire.pendingShortQty ?? known?.pendingShort;
  const isolatedFrozen = wire.isolatedOrderFrozen ?? known?.isolatedFrozen;
  if (holding === undefined) return undefined;
  return {
    holding,
    ...(pendingShort !== undefined && {pendingShort}),
    ...(isolatedFrozen !== undefined && {isolatedFrozen}),
  };
}

export const takeBalances = (
  state: State,
  wires: Readonly<Record<string, WirePushedHeld>>,
  at: number,
): State =>
  inBook(state, at, (book) => ({
    ...book,
    balances: merged(
      book.balances,
      Object.entries(wires).flatMap(([token, wire]) => {
        const balance = balanceOf(own(book.balances, token), wire);
        return balance ? [[token, balance] as const] : [];
      }),
      MOST,
    ),
    balanceAt: at,
  }));

/** Another account than before: nothing of the one before is its. */
export function takeClient(state: State, {account_id: account, imr_factor}: WireClient): State {
  const isOther = state.account !== undefined && account !== undefined && account !== state.account;
  return {
    ...state,
    ...(account !== undefined && {account}),
    book: isOther ? noBook : state.book,
    factors: imr_factor ?? (isOther ? {} : state.factors),
  };
}

/** The private connection is open: the first, or one that follows another. */
export const takeJoined = (state: State, at: number): State =>
  inBook(state, at, (book) => {
    const told = Math.min(book.rowsAt ?? at, book.balancesAt ?? at);
    const isLater = book.joinedAt !== undefined && at - told > SAME_BEGINNING_MS;
    return {...book, joinedAt: at, ...(isLater && {gapAt: at})};
  });

/** The private connection is alive: what was told of the account still holds. */
export const takePing = (state: State, at: number): State =>
  state.book.joinedAt === undefined ? state : inBook(state, at, (book) => book);
