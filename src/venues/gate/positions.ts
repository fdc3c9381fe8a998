import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {kindOf, multiplierFrom, settleOf} from './contract.ts';
import {type PositionRow, PositionRows} from './frames.ts';
import {type Context, handler} from './heard.ts';
import {type Answer, type Book, type GateState, initial, type Row, withBook} from './state.ts';

/**
 * An answer that left Gate before an update can reach us after it. Within this time the update stands when it is the
 * later one; after it the answer is right whatever it says, so that a lost update mends itself.
 */
export const RACE_MS = 10_000;

/** More positions than an account has, and more contracts than Gate lists. */
const KEPT = 1000;
const CONTRACTS = 3000;

const keyOf = ({contract, mode, pid}: PositionRow) =>
  [contract, mode, ...(pid === undefined || pid === '0' ? [] : [pid])].join(':');

const timeOf = (row: PositionRow) => row.time_ms ?? (row.update_time ?? 0) * 1000;

/** Seconds of an answer are cut: it may be as late as the end of its second. */
const isOlder = (row: PositionRow, than: Row): boolean => {
  if (row.update_id && than.id) return row.update_id < than.id;
  const time = timeOf(row);
  return time > 0 && time + (row.time_ms ? 0 : 999) < than.time;
};

/** The socket's `size` has been seen without its sign; the mode says the side of a hedge leg. */
function signed({size, mode}: PositionRow): string {
  const bare = size.replace(/^[+-]/, '');
  if (isZero(bare)) return '0';
  if (mode === 'dual_short') return `-${bare}`;
  return mode === 'dual_long' ? bare : size;
}

/** `pos_margin_mode` is taking the place of leverage 0; a row that says neither is as it was. */
function isIsolated(row: PositionRow, known: Row | undefined): boolean {
  if (row.pos_margin_mode !== undefined) return row.pos_margin_mode === 'isolated';
  if (row.leverage !== undefined) return !isZero(row.leverage);
  return known?.isolated ?? !isZero(row.margin);
}

function leverageOf(row: PositionRow, isolated: boolean): string | undefined {
  const sent = [row.lever, isolated ? row.leverage : row.cross_leverage_limit];
  return sent.find((leverage) => leverage !== undefined && !isZero(leverage) && !leverage.startsWith('-'));
}

function answerOf(row: PositionRow, at: number): Answer {
  return {
    size: signed(row),
    ...(row.mark_price !== undefined && {mark: row.mark_price}),
    ...(row.value !== undefined && !isZero(row.value) && {value: row.value}),
    ...(row.maintenance_margin !== undefined && {maintenance: row.maintenance_margin}),
    ...(row.unrealised_pnl !== undefined && {profit: row.unrealised_pnl}),
    at,
  };
}

/** What an update leaves out stays as it was known. */
function rowOf(row: PositionRow, known: Row | undefined, at: number, isEvent: boolean): Row {
  const isolated = isIsolated(row, known);
  const leverage = leverageOf(row, isolated) ?? known?.leverage;
  const rate = row.maintenance_rate ?? known?.rate;
  const limit = row.risk_limit ?? known?.limit;
  const answer = isEvent ? known?.answer : answerOf(row, at);
  const isBlended = row.average_maintenance_rate !== undefined || known?.blended === true;
  return {
    contract: row.contract,
    mode: row.mode,
    ...(row.pid !== undefined && {pid: row.pid}),
    size: signed(row),
    isolated,
    ...(row.margin !== undefined && {margin: row.margin}),
    ...(row.entry_price !== undefined && {entry: row.entry_price}),
    ...(leverage !== undefined && {leverage}),
    ...(rate !== undefined && !isZero(rate) && {rate}),
    ...(isBlended && {blended: true}),
    ...(limit !== undefined && !isZero(limit) && {limit}),
    ...(row.voucher_size !== undefined && !isZero(row.voucher_size) && {voucher: true}),
    ...(row.liq_price !== undefined && {liquidation: row.liq_price}),
    ...(answer && {answer}),
    ...(row.update_id && {id: row.update_id}),
    time: timeOf(row),
    at,
    ...(isEvent && {event: true}),
  };
}

/** An answer's values tell what one contract is, so that the list of contracts need not be seen. */
function learnt(state: GateState, rows: readonly PositionRow[], settle: string): GateState {
  const found = rows.flatMap((row) => {
    const {contract, size, value, mark_price: mark} = row;
    const isKnown = own(state.contracts, contract)?.multiplier !== undefined;
    if (isKnown || kindOf(contract, settle) === 'inverse') return [];
    const multiplier = multiplierFrom({size, ...(value && {value}), ...(mark && {mark})});
    return multiplier === undefined
      ? []
      : [[contract, {...own(state.contracts, contract), multiplier}] as const];
  });
  if (found.length === 0 || Object.keys(state.contracts).length + found.length > CONTRACTS) return state;
  return {...state, contracts: {...state.contracts, ...Object.fromEntries(found)}};
}

/** The account of another user, as after a change of sub-account, begins anew; what is not of an account stays. */
export function ofUser(state: GateState, user: string | undefined): GateState {
  if (user === undefined || state.user === user) return state;
  if (state.user === undefined) return {...state, user};
  const {contracts, tables, marks} = state;
  return {...initial, contracts, tables, marks, user};
}

/**
 * The rows of an answer about all positions replace all, those of an answer about some replace their contracts' rows.
 * An update of the last moments stands against an answer that is older, or that has no such position yet.
 */
function replaced(book: Book, rows: readonly PositionRow[], {frame, scope}: Context): Book {
  const {at} = frame;
  const answered = new Map(rows.map((row) => [keyOf(row), row]));
  const contracts = new Set(rows.map(({contract}) => contract));
  const stands = ([key, row]: readonly [string, Row]): boolean => {
    if (scope === 'part' && !contracts.has(row.contract)) return true;
    const now = answered.get(key);
    return row.event === true && at - row.at <= RACE_MS && (now === undefined || isOlder(now, row));
  };
  const next = new Map(Object.entries(book.rows).filter(stands));
  for (const [key, row] of answered) {
    if (!next.has(key) && !isZero(row.size)) next.set(key, rowOf(row, own(book.rows, key), at, false));
  }
  return {
    ...book,
    rows: Object.fromEntries(next),
    heardAt: at,
    ...(scope === 'all' && {positionsAt: at}),
  };
}

const settleIn = (rows: readonly PositionRow[], {settle}: Context): string | undefined =>
  settle ?? (rows[0] && settleOf(rows[0].contract));

export const positions = handler(PositionRows, (state, rows, context) => {
  const settle = settleIn(rows, context);
  if (settle === undefined) return state;
  const mine = learnt(ofUser(state, rows[0]?.user), rows, settle);
  return withBook(mine, settle, (book) => replaced(book, rows, context));
});

/** Only changed positions are told, each whole but for mark and value. One that is closed is kept a moment, to stand against an answer under way. */
export const positionUpdates = handler(PositionRows, (state, rows, context) => {
  const settle = settleIn(rows, context);
  if (settle === undefined) return state;
  const {at} = context.frame;
  return withBook(state, settle, (book) => {
    const next = new Map(
      Object.entries(book.rows).filter(([, row]) => !isZero(row.size) || at - row.at <= RACE_MS),
    );
    for (const row of rows) {
      const isForeign = state.user !== undefined && row.user !== undefined && row.user !== state.user;
      const key = keyOf(row);
      const known = next.get(key);
      if (isForeign || (known && isOlder(row, known)) || (!known && next.size >= KEPT)) continue;
      next.set(key, rowOf(row, known, at, true));
    }
    return {...book, rows: Object.fromEntries(next), heardAt: at, changedAt: at};
  });
});

/** Σ of what isolated positions hold; undefined: one did not say. */
export function isolatedMargin(rows: readonly Row[]): Decimal | undefined {
  let sum = new Decimal(0);
  for (const {isolated, size, margin} of rows) {
    if (!isolated || isZero(size)) continue;
    if (margin === undefined) return undefined;
    sum = sum.plus(margin);
  }
  return sum;
}
