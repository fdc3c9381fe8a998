import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {keyOf, RACE_MS, withBook} from './answers.ts';
import {contractOf} from './contract.ts';
import {
  AccountUpdate,
  ConfigUpdate,
  MarginCall,
  type PositionChange,
  type AccountUpdate as Update,
} from './frames-stream.ts';
import {type Context, handler} from './heard.ts';
import type {AccountState, Book, Row, Wallet} from './state.ts';

/** More positions or wallets than an account has: changes beyond are refused, so that the state stays bounded. */
const KEPT = 1000;

const bookOf = (update: Update, context: Context): Context['book'] => {
  if (update.fs !== undefined) return update.fs === 'CM' ? 'coinm' : 'usdm';
  const [first] = update.a.P;
  if (first !== undefined && contractOf(first.s).inverse) return 'coinm';
  return context.book;
};

/** What an event leaves open (mark, margin asset) stays; what the venue reported of the former position goes. */
function changed(known: Row | undefined, change: PositionChange, time: number, at: number): Row {
  const isolated = change.mt === undefined ? !isZero(change.iw) : change.mt.toLowerCase() === 'isolated';
  return {
    symbol: change.s,
    side: change.ps,
    size: change.pa,
    isolated,
    ...(change.iw !== undefined && {isolatedWallet: change.iw}),
    ...(change.ep !== undefined && {entry: change.ep}),
    ...(known?.mark !== undefined && {mark: known.mark}),
    ...(known?.markAt !== undefined && {markAt: known.markAt}),
    ...(known?.markDerived && {markDerived: known.markDerived}),
    ...(known?.asset !== undefined && {asset: known.asset}),
    time,
    at,
    event: true,
  };
}

/**
 * Only changed rows are sent: they are merged by symbol and position side, and by asset. A row whose own time is later
 * than the event's is newer and stays. A closed position is kept a moment, to stand against an answer under way.
 */
function takeUpdate(account: AccountState, update: Update, context: Context): AccountState {
  const {at} = context.frame;
  const name = bookOf(update, context);
  const book = account[name];
  const fresh = (row: Row) => !isZero(row.size) || !isZero(row.orderMargin) || at - row.at <= RACE_MS;
  const positions = new Map(Object.entries(book.positions).filter(([, row]) => fresh(row)));
  for (const change of update.a.P) {
    const key = keyOf(change.s, change.ps);
    const known = own(book.positions, key);
    if ((known && known.time > update.T) || (positions.size >= KEPT && !positions.has(key))) continue;
    positions.set(key, changed(known, change, update.T, at));
  }
  const wallets = new Map<string, Wallet>(Object.entries(book.wallets));
  for (const {a: asset, cw} of update.a.B) {
    const known = own(book.wallets, asset);
    if ((known && known.time > update.T) || (wallets.size >= KEPT && !wallets.has(asset))) continue;
    wallets.set(asset, {cross: cw, time: update.T, at, event: true});
  }
  const next: Book = {
    ...book,
    positions: Object.fromEntries(positions),
    wallets: Object.fromEntries(wallets),
    heardAt: at,
    changedAt: at,
  };
  return withBook(account, name, next);
}

export const accountUpdate = handler(AccountUpdate, takeUpdate);

export const configUpdate = handler(ConfigUpdate, (account, {ac, ai}, context) => {
  const name = ac !== undefined && contractOf(ac.s).inverse ? 'coinm' : context.book;
  const book = account[name];
  const leverages = ac === undefined ? book.leverages : {...book.leverages, [ac.s]: ac.l};
  return {
    ...withBook(account, name, {...book, leverages, heardAt: context.frame.at}),
    ...(ai !== undefined && {multiAssets: ai.j}),
  };
});

/** Guidance only, says Binance: its mark and maintenance margin are taken for positions that are as we know them. */
export const marginCall = handler(MarginCall, (account, {p: called}, context) => {
  const {at} = context.frame;
  let next = account;
  for (const call of called) {
    const name = contractOf(call.s).inverse ? 'coinm' : context.book;
    const book = next[name];
    const key = keyOf(call.s, call.ps);
    const known = own(book.positions, key);
    if (known === undefined || known.size !== call.pa) continue;
    const {markDerived: _, ...row} = known;
    const reported = {
      ...(call.mm !== undefined && {maintenance: call.mm}),
      ...(call.up !== undefined && {profit: call.up}),
    };
    const positions = {...book.positions, [key]: {...row, mark: call.mp, markAt: at, reported, at}};
    next = {...next, [name]: {...book, positions, heardAt: at}};
  }
  return next;
});

/** The stream's key ran out: nothing more will come, however open the socket. */
export function streamEnded(account: AccountState, context: Context): AccountState {
  return {...account, [context.book]: {...account[context.book], ended: true}};
}
