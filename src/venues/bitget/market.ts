import {Decimal} from '../../engine/decimal.ts';
import {grouped} from '../grouped.ts';
import {own} from '../reading.ts';
import {plainSymbol} from './contract.ts';
import {Tickers, Tiers} from './frames-market.ts';
import {handler} from './heard.ts';
import type {AccountState, Mark} from './state.ts';

/** More contracts than Bitget lists: the state stays bounded whatever a page sends. */
const TABLES = 3000;
/** Marks of contracts without a position that are kept, so that one opened next has its mark at once. */
const SPARE_MARKS = 40;

/** Keeps the marks of held contracts and the newest few others. */
function pruned(marks: ReadonlyMap<string, Mark>, account: AccountState): Readonly<Record<string, Mark>> {
  const held = new Set(Object.values(account.positions).map((row) => row.symbol));
  const spare = [...marks].filter(([symbol]) => !held.has(symbol));
  const gone = new Set(
    spare
      .toSorted(([, one], [, other]) => one.at - other.at)
      .slice(0, Math.max(0, spare.length - SPARE_MARKS))
      .map(([symbol]) => symbol),
  );
  return Object.fromEntries([...marks].filter(([symbol]) => !gone.has(symbol)));
}

/** Pushes that only tell what changed leave the rest as it was. */
export const tickers = handler(Tickers, (account, rows, {frame, time, symbol: asked}): AccountState => {
  const marks = new Map(Object.entries(account.marks));
  for (const row of rows) {
    const symbol = row.symbol ?? (asked === undefined ? undefined : plainSymbol(asked));
    const known = symbol === undefined ? undefined : own(account.marks, symbol);
    const price = row.mark ?? known?.price;
    const told = row.time ?? time;
    if (symbol === undefined || price === undefined || (known && told > 0 && told < known.time)) continue;
    marks.set(symbol, {
      ...known,
      price,
      ...(row.index !== undefined && {index: row.index}),
      ...(row.last !== undefined && {last: row.last}),
      ...(row.fundingRate !== undefined && {fundingRate: row.fundingRate}),
      ...(row.nextFundingAt !== undefined && row.nextFundingAt > 0 && {nextFundingAt: row.nextFundingAt}),
      time: told,
      at: row.mark === undefined && known ? known.at : frame.at,
    });
  }
  return {...account, marks: pruned(marks, account)};
});

/** Begins at zero and rises, so that every value has one tier. */
const isTable = (sorted: readonly {readonly floor: Decimal}[]): boolean =>
  sorted.every(({floor}, index) => (index === 0 ? floor.isZero() : floor.gt(sorted[index - 1]?.floor ?? 0)));

/** See `AccountState.tiers`. The unified account's rows do not name their contract: the request does. */
export const tiers = handler(Tiers, (account, rows, {symbol: asked}): AccountState => {
  const symbolAsked = asked === undefined ? undefined : plainSymbol(asked);
  const bySymbol = grouped(rows, (row) => row.symbol ?? symbolAsked);
  const tables = new Map(Object.entries(account.tiers));
  for (const [symbol, table] of bySymbol) {
    if (tables.size >= TABLES && !tables.has(symbol)) continue;
    const sorted = table
      .map((tier) => ({...tier, floor: new Decimal(tier.from)}))
      .sort((one, other) => one.floor.cmp(other.floor));
    if (!isTable(sorted)) continue;
    tables.set(
      symbol,
      sorted.map(({from, to, rate, leverage}) => `${from} ${to} ${rate} ${leverage}`).join(';'),
    );
  }
  return {...account, tiers: Object.fromEntries(tables)};
});
