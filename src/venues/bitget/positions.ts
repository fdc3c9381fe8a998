import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {bookOf, contractOf} from './contract.ts';
import {type PositionRow, PositionRows} from './frames-account.ts';
import {type Context, handler, isOvertaken} from './heard.ts';
import type {AccountState, Moment, Row} from './state.ts';

/** More positions than an account has: changes beyond are refused, so that the state stays bounded. */
const KEPT = 1000;
/** The same for books, which a request for one coin each makes. */
const BOOKS = 200;

const keyOf = (row: PositionRow | Row) => `${row.symbol}:${row.side}:${row.coin}${row.unified ? ':UTA' : ''}`;

/** `USDT-FUTURES`, its demo, or an older product name. */
function bookNamed(product: string | undefined): 'USDT' | 'USDC' | 'COIN' | undefined {
  const name = product?.toUpperCase() ?? '';
  if (/^S?(USDT-FUTURES|UMCBL)$/.test(name)) return 'USDT';
  if (/^S?(USDC-FUTURES|CMCBL)$/.test(name)) return 'USDC';
  return /^S?(COIN-FUTURES|DMCBL)$/.test(name) ? 'COIN' : undefined;
}

/** Socket rows of the classic account have no mark price; what the profit was worked out with is one. */
function markOf(row: PositionRow): Pick<Row, 'mark' | 'markDerived'> {
  if (row.mark !== undefined) return {mark: row.mark};
  if (row.entry === undefined || row.profit === undefined || isZero(row.size)) return {};
  if (contractOf(row.symbol, row.coin).inverse) return {};
  const move = new Decimal(row.profit).div(row.size);
  const mark = row.side === 'long' ? move.plus(row.entry) : new Decimal(row.entry).minus(move);
  return mark.gt(0) ? {mark: mark.toSignificantDigits(20).toFixed(), markDerived: true} : {};
}

function rowOf(row: PositionRow, at: number): Row {
  return {
    symbol: row.symbol,
    side: row.side,
    coin: row.coin,
    unified: row.unified,
    isolated: row.isolated,
    size: row.size,
    ...(row.entry !== undefined && {entry: row.entry}),
    ...markOf(row),
    ...(row.margin !== undefined && {margin: row.margin}),
    ...(row.profit !== undefined && {profit: row.profit}),
    ...(row.rate !== undefined && {rate: row.rate}),
    ...(row.ratio !== undefined && {ratio: row.ratio}),
    ...(row.liquidation !== undefined && {liquidation: row.liquidation}),
    ...(row.leverage !== undefined && {leverage: row.leverage}),
    ...(row.openedAt !== undefined && {openedAt: row.openedAt}),
    at,
  };
}

type Scope = {readonly unified: boolean; readonly books: readonly string[]; readonly isAll: boolean};

/** Which books the frame speaks for: what was asked for, else those of its rows; a unified account without either, all. */
function scopeOf(rows: readonly PositionRow[], {product, coin, frame}: Context): Scope {
  const unified =
    rows.some((row) => row.unified) || product === 'UTA' || /\/v3\//.test(frame.url.split('?', 1)[0] ?? '');
  const named = bookNamed(product) ?? (coin === undefined ? undefined : bookOf(coin));
  if (named !== undefined) return {unified, books: [named], isAll: false};
  if (unified) return {unified, books: ['USDT', 'USDC', 'COIN'], isAll: true};
  return {unified, books: [...new Set(rows.map((row) => bookOf(row.coin)))], isAll: false};
}

function seenKeys({unified, books, isAll}: Scope, coin: string | undefined): readonly string[] {
  if (isAll) return ['UTA'];
  return books.map((book) => {
    const name = book === 'COIN' && coin !== undefined ? `${book}:${coin}` : book;
    return unified ? `UTA:${name}` : name;
  });
}

/**
 * A snapshot replaces the rows that it speaks for. A push that tells of an ended position is a change, whatever its
 * `action` says: the unified account's own example of a change is named `snapshot`.
 */
export const positions = handler(PositionRows, (account, rows, context): AccountState => {
  const {frame, symbol, coin} = context;
  const scope = scopeOf(rows, context);
  const keys = seenKeys(scope, coin);
  const isChange = !context.isWhole || (scope.isAll && rows.some((row) => isZero(row.size)));
  if (keys.length === 0 || keys.some((key) => isOvertaken(own(account.seen, key), context))) return account;
  const isReplaced = (row: Row) =>
    !isChange &&
    row.unified === scope.unified &&
    scope.books.includes(bookOf(row.coin)) &&
    (symbol === undefined || row.symbol === symbol) &&
    (coin === undefined || row.coin === coin);
  const kept = new Map(Object.entries(account.positions).filter(([, row]) => !isReplaced(row)));
  for (const row of rows) {
    const key = keyOf(row);
    if (isZero(row.size)) kept.delete(key);
    else if (kept.has(key) || kept.size < KEPT) kept.set(key, rowOf(row, frame.at));
  }
  const moment: Moment = {at: frame.at, time: context.time};
  const isPart = isChange || symbol !== undefined || Object.keys(account.seen).length > BOOKS;
  const told = isPart ? keys.filter((key) => own(account.seen, key)) : keys;
  return {
    ...account,
    positions: Object.fromEntries(kept),
    seen: {...account.seen, ...Object.fromEntries(told.map((key) => [key, moment]))},
    heardAt: frame.at,
  };
});
