import type {MarginAccount, MarginPool} from '../../engine/account.ts';
import {isZero} from '../wire.ts';
import {crossPool, isolatedPool} from './pools.ts';
import {liveRows} from './position.ts';
import type {Book, GateState} from './state.ts';
import {type Joined, unifiedPool} from './unified.ts';

/** 1 and 2 are the unified account's modes that pool all currencies; it has no contracts settled in coin. */
function joinedOf(state: GateState, settle: string, book: Book): Joined | undefined {
  const mode = book.wallet?.mode;
  const isJoined = mode === '1' || mode === '2';
  const isLikely = mode === undefined && state.unified !== undefined && settle.startsWith('USD');
  return isJoined || isLikely ? {settle, book, isPortfolio: mode === '2'} : undefined;
}

const isFunded = ({wallet}: Book) => !isZero(wallet?.cross ?? wallet?.total);

function separatePools(state: GateState, settle: string, book: Book): readonly MarginPool[] {
  const hasCross = liveRows(book).some(({isolated}) => !isolated);
  return hasCross || isFunded(book) ? [crossPool(state, book, settle)] : [];
}

/** Pure. Gate's margin system as pools; nothing before an answer or an update of the account has been heard. */
export function accounts(state: GateState): readonly MarginAccount[] {
  const books = Object.entries(state.books);
  if (books.length === 0 && state.unified === undefined) return [];
  const joined = books.flatMap(([settle, book]) => joinedOf(state, settle, book) ?? []);
  const apart = books.filter(([settle]) => !joined.some((each) => each.settle === settle));
  const isAlone = state.unified !== undefined && !books.some(([settle]) => settle.startsWith('USD'));
  const isUnified = joined.length > 0 || isAlone;
  const pools = [
    ...(isUnified ? [unifiedPool(state, joined)] : []),
    ...apart.flatMap(([settle, book]) => separatePools(state, settle, book)),
    ...books.flatMap(([settle, book]) =>
      liveRows(book)
        .filter(({isolated}) => isolated)
        .map((row) => isolatedPool(state, book, settle, row)),
    ),
  ];
  const heard = [...books.map(([, book]) => book.heardAt), state.unified?.at ?? 0];
  const sources = pools.flatMap((pool) => (pool.sources ?? []).map(({at}) => at));
  return [{venue: 'gate', account: 'main', asOf: Math.max(...heard, ...sources), pools}];
}
