import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {AssetIndices, type BracketRow, BracketRows, MarkPrice} from './frames-market.ts';
import {type Context, fault, type Heard, handler} from './heard.ts';
import type {AccountState, AssetIndex, Mark} from './state.ts';

/** More contracts, and more margin assets, than Binance lists: the state stays bounded whatever a page sends. */
const TABLES = 3000;
const INDICES = 1000;

/** Marks of contracts without a position that are kept, so that one opened next has its mark at once. */
const SPARE_MARKS = 40;

function heldSymbols(account: AccountState): ReadonlySet<string> {
  const rows = [account.usdm, account.coinm].flatMap((book) => Object.values(book.positions));
  return new Set(rows.map((row) => row.symbol));
}

const symbolOf = (row: unknown): string | undefined =>
  typeof row === 'object' && row !== null && 's' in row && typeof row.s === 'string' ? row.s : undefined;

const mark = handler(MarkPrice, (account, event, {frame}) => {
  const known = own(account.marks, event.s);
  if (known && known.time > event.E) return account;
  const next: Mark = {
    price: event.p,
    ...(event.i !== undefined && {index: event.i}),
    ...(event.r !== undefined && {fundingRate: event.r}),
    ...(event.T !== undefined && event.T > 0 && {nextFundingAt: event.T}),
    time: event.E,
    at: frame.at,
  };
  return {...account, marks: {...account.marks, [event.s]: next}};
});

/** Keeps the marks of held contracts and the newest few others. */
function pruned(account: AccountState, held: ReadonlySet<string>): AccountState {
  const entries = Object.entries(account.marks);
  const spare = entries.filter(([symbol]) => !held.has(symbol));
  if (spare.length <= SPARE_MARKS) return account;
  const gone = new Set(
    spare
      .toSorted(([, one], [, other]) => one.at - other.at)
      .slice(0, spare.length - SPARE_MARKS)
      .map(([symbol]) => symbol),
  );
  return {...account, marks: Object.fromEntries(entries.filter(([symbol]) => !gone.has(symbol)))};
}

export function markPrice(account: AccountState, content: unknown, context: Context): Heard {
  const heard = mark(account, content, context);
  return typeof heard === 'object' && 'account' in heard
    ? {account: pruned(heard.account, heldSymbols(heard.account))}
    : heard;
}

/** Of the marks of all contracts only those of held ones are read: a page gets 600 of them every second. */
export function markPrices(account: AccountState, content: readonly unknown[], context: Context): Heard {
  const held = heldSymbols(account);
  let next = account;
  for (const [index, row] of content.entries()) {
    const symbol = symbolOf(row);
    const where = [context.where, index].filter((part) => part !== '').join('.');
    if (symbol === undefined) return fault(where, 'expected a symbol');
    if (!held.has(symbol)) continue;
    const heard = mark(next, row, {...context, where});
    if (heard === 'ignored' || 'fault' in heard) return heard;
    next = heard.account;
  }
  return next === account ? 'ignored' : {account: pruned(next, held)};
}

export const assetIndices = handler(AssetIndices, (account, rows, {frame}) => {
  const indices = new Map<string, AssetIndex>(Object.entries(account.indices));
  for (const {pair, index, bid, ask, time} of rows) {
    const asset = pair.replace(/USD$/, '');
    const known = indices.get(asset);
    if ((known && known.time > time) || (known === undefined && indices.size >= INDICES)) continue;
    indices.set(asset, {index, bid, ask, time, at: frame.at});
  }
  return {...account, indices: Object.fromEntries(indices)};
});

/** See `AccountState.brackets`. */
function bracketText({coefficient, tiers}: BracketRow): string {
  const sorted = tiers
    .map((tier) => ({...tier, floor: new Decimal(tier.from)}))
    .sort((one, other) => one.floor.cmp(other.floor));
  const lines = sorted.map(({from, rate, cum, leverage}) =>
    `${from} ${rate} ${cum} ${leverage ?? ''}`.trim(),
  );
  const isOwn = coefficient !== undefined && !new Decimal(coefficient).eq(1);
  return [...(isOwn ? [`x${coefficient}`] : []), ...lines].join(';');
}

export const brackets = handler(BracketRows, (account, rows) => {
  const tables = new Map(Object.entries(account.brackets));
  for (const row of rows) {
    if (row.tiers.length === 0 || (tables.size >= TABLES && !tables.has(row.symbol))) continue;
    tables.set(row.symbol, bracketText(row));
  }
  return {...account, brackets: Object.fromEntries(tables)};
});
