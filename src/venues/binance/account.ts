import type {MarginAccount, MarginPool} from '../../engine/account.ts';
import {isZero} from '../wire.ts';
import {multiPool} from './multi-assets.ts';
import {isolatedPools, liveRows, singlePool} from './pools.ts';
import {portfolioAccounts} from './portfolio.ts';
import {heldOf, settleOf} from './position.ts';
import type {AccountState, BinanceState, Book, Row} from './state.ts';

const MODE_UNKNOWN =
  'the exchange has not said yet whether the account is in multi-assets mode; it is taken as not';

function grouped(book: Book, rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const asset = settleOf(book, row) ?? '?';
    groups.set(asset, [...(groups.get(asset) ?? []), row]);
  }
  return groups;
}

/** A pool for each asset that has a cross position or something in its cross wallet. */
function singlePools(account: AccountState, book: Book, doubts: readonly string[]): readonly MarginPool[] {
  const all = Object.values(book.positions);
  const cross = grouped(
    book,
    all.filter((row) => !row.isolated),
  );
  const isolated = grouped(
    book,
    liveRows(book).filter((row) => row.isolated),
  );
  const live = [...cross].filter(([, rows]) => rows.some((row) => !isZero(row.size))).map(([asset]) => asset);
  const funded = Object.entries(book.wallets)
    .filter(([, wallet]) => !isZero(wallet.cross))
    .map(([asset]) => asset);
  return [...new Set([...live, ...funded])].map((asset) => {
    const rows = cross.get(asset) ?? [];
    const held = rows.filter((row) => !isZero(row.size)).map((row) => heldOf(account, book, row));
    return singlePool({book, asset, held, rows, isolated: isolated.get(asset) ?? [], doubts});
  });
}

function crossPools(account: AccountState, name: 'usdm' | 'coinm'): readonly MarginPool[] {
  const book = account[name];
  if (name === 'coinm') return singlePools(account, book, []);
  if (account.multiAssets !== true) {
    return singlePools(account, book, account.multiAssets === undefined ? [MODE_UNKNOWN] : []);
  }
  const rows = Object.values(book.positions).filter((row) => !row.isolated);
  const held = rows.filter((row) => !isZero(row.size)).map((row) => heldOf(account, book, row));
  const isFunded = Object.values(book.wallets).some(({cross}) => !isZero(cross));
  return held.length > 0 || isFunded ? [multiPool(account, book, held, rows)] : [];
}

/** Newest frame in it: the account's, a mark's or an index's. */
const newest = (book: Book, pools: readonly MarginPool[]) =>
  Math.max(book.heardAt, ...pools.flatMap((pool) => (pool.sources ?? []).map(({at}) => at)));

function futuresAccount(
  account: AccountState,
  name: 'usdm' | 'coinm',
  holder: string,
): readonly MarginAccount[] {
  const book = account[name];
  if (book.heardAt === 0) return [];
  const pools = [...crossPools(account, name), ...isolatedPools(account, book)];
  return [{venue: `binance-${name}`, account: holder, asOf: newest(book, pools), pools}];
}

/** Under Portfolio Margin both books are one pool; else each is an account of its own. */
function accountsOf(account: AccountState, holder: string): readonly MarginAccount[] {
  const portfolio = portfolioAccounts(account, holder);
  if (portfolio.length > 0) return portfolio;
  return [...futuresAccount(account, 'usdm', holder), ...futuresAccount(account, 'coinm', holder)];
}

/** Pure. Binance's margin system as pools; nothing before an answer or an event of the account has been heard. */
export const accounts = (state: BinanceState): readonly MarginAccount[] => [
  ...accountsOf(state.main, 'main'),
  ...accountsOf(state.demo, 'demo'),
];
