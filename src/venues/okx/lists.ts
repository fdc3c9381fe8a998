import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {familyOf} from './contract.ts';
import type {AccountRow, CurrencyRow, PositionRow, Push} from './frames.ts';
import type {Currency, OkxState, Position} from './state.ts';

/** Which part of the account a list is about. */
export type Scope = Pick<Push['arg'], 'ccy' | 'instType' | 'instFamily' | 'instId'>;

/** How a frame stands to what is known: a page of a whole list, or changed rows only. */
export type Part = {
  readonly at: number;
  readonly scope: Scope;
  readonly kind: 'list' | 'change';
  readonly page: number;
  readonly isLast: boolean;
};

/** More positions, currencies or lists than an account has: the state stays bounded whatever a page sends. */
const KEPT = 1000;
const LISTS = 100;

export const nameOf = (channel: string, {ccy, instType = 'ANY', instFamily, instId}: Scope) =>
  channel === 'account' ? `account ${ccy ?? ''}` : [instType, instId ?? instFamily].filter(Boolean).join(' ');

const keyOf = ({instId, posSide, mgnMode, ccy}: PositionRow) =>
  [instId, posSide, mgnMode, ccy ?? ''].join(' ');

const isIn = (row: PositionRow, {instType = 'ANY', instFamily, instId}: Scope) =>
  (instType === 'ANY' || row.instType === instType) &&
  (instFamily === undefined || familyOf(row.instId) === instFamily) &&
  (instId === undefined || row.instId === instId);

/** Keys of the whole list when its last page has come, page after page; else undefined. */
function listedBy(state: OkxState, name: string, keys: readonly string[], part: Part) {
  const before = part.page === 1 ? {page: 0, keys: []} : own(state.pages, name);
  const {[name]: _, ...others} = state.pages;
  if (part.kind === 'change' || before?.page !== part.page - 1) return {pages: others};
  const all = [...before.keys, ...keys].slice(0, KEPT);
  if (part.isLast) return {pages: others, all: new Set(all)};
  const known = Object.entries(others).slice(-LISTS);
  return {pages: {...Object.fromEntries(known), [name]: {page: part.page, keys: all}}};
}

/**
 * Changed rows are merged, a whole list lets go of what it does not hold. A row that OKX changed later stays. A row brings
 * its own mark, so a mark of the stream that is still there came after it.
 */
export function takePositions(state: OkxState, rows: readonly PositionRow[], part: Part): OkxState {
  const name = nameOf('positions', part.scope);
  const {pages, all} = listedBy(state, name, rows.map(keyOf), part);
  const positions = new Map<string, Position>(Object.entries(state.positions));
  const marks = new Map(Object.entries(state.marks));
  for (const row of rows) {
    const key = keyOf(row);
    const known = own(state.positions, key);
    if ((known?.uTime ?? 0) > (row.uTime ?? Number.MAX_SAFE_INTEGER)) continue;
    if (isZero(row.pos)) positions.delete(key);
    else if (known || positions.size < KEPT) positions.set(key, {...row, at: part.at});
    if (row.markPx !== undefined || row.upl !== undefined) marks.delete(row.instId);
  }
  for (const [key, row] of all === undefined ? [] : positions)
    if (!all?.has(key) && isIn(row, part.scope)) positions.delete(key);
  const listed = all === undefined ? state.listed : [...new Set([...state.listed, name])].slice(-LISTS);
  return {
    ...state,
    positions: Object.fromEntries(positions),
    marks: Object.fromEntries(marks),
    pages,
    listed,
    heardAt: part.at,
  };
}

/** Figures that OKX told before the cash changed are of another pool. */
function cashAt(known: Currency | undefined, {cashBal}: CurrencyRow, at: number): number {
  if (known === undefined) return 0;
  return known.cashBal === cashBal ? known.cashAt : at;
}

export function takeAccount(state: OkxState, {details, ...totals}: AccountRow, part: Part): OkxState {
  const names = details.map(({ccy}) => ccy);
  const {pages, all} = listedBy(state, nameOf('account', part.scope), names, part);
  const currencies = new Map(Object.entries(state.currencies));
  for (const row of details)
    if (currencies.has(row.ccy) || currencies.size < KEPT)
      currencies.set(row.ccy, {
        ...row,
        at: part.at,
        cashAt: cashAt(own(state.currencies, row.ccy), row, part.at),
      });
  if (all !== undefined && part.scope.ccy === undefined)
    for (const ccy of currencies.keys()) if (!all.has(ccy)) currencies.delete(ccy);
  return {
    ...state,
    currencies: Object.fromEntries(currencies),
    totals: {...totals, at: part.at},
    pages,
    heardAt: part.at,
  };
}
