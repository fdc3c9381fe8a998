import {type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB} from 'idb';
import type {CallMark, Point, PoolEntry, PoolName} from './record.ts';

type Key = [venue: string, account: string, pool: string];
type MomentKey = [...Key, at: number];

interface Tables extends DBSchema {
  pools: {key: Key; value: PoolEntry};
  points: {key: MomentKey; value: Point};
  calls: {key: MomentKey; value: CallMark};
}

export type HistoryStore = IDBPDatabase<Tables>;
type Writing = IDBPTransaction<Tables, ('pools' | 'points' | 'calls')[], 'readwrite'>;

const NAME = 'history';
const VERSION = 1;
const MINUTE_MS = 60_000;
const ALL = ['pools', 'points', 'calls'] as const;

/** Opens the one store; when another context of ours wants to delete or upgrade it, this one lets go. */
export async function openHistory(): Promise<HistoryStore> {
  const store = await openDB<Tables>(NAME, VERSION, {
    upgrade: (database) => {
      const name = ['venue', 'account', 'pool'];
      database.createObjectStore('pools', {keyPath: name});
      database.createObjectStore('points', {keyPath: [...name, 'at']});
      database.createObjectStore('calls', {keyPath: [...name, 'at']});
    },
    blocking: () => store.close(),
  });
  return store;
}

export const nameOf = ({venue, account, pool}: PoolName): Key => [venue, account, pool];

const between = (name: PoolName, from: number, to: number): IDBKeyRange =>
  IDBKeyRange.bound([...nameOf(name), from], [...nameOf(name), to]);

export type Batch = {
  readonly pools: readonly PoolEntry[];
  readonly points: readonly Point[];
  readonly calls: readonly CallMark[];
  /** Of these pools the points of a life of the worker that does not know yet what the last one wrote. */
  readonly first: readonly First[];
};

/** What is true now, and the same as this minute's point. */
export type First = {readonly now: Point; readonly minute: Point};

/**
 * All or nothing, in one transaction; the same moment of the same pool is written over, never twice. Answers with the
 * pools of `first` that have been taken up; the others are to be told as first again.
 */
export async function writeHistory(store: HistoryStore, batch: Batch): Promise<readonly PoolName[]> {
  const writing = store.transaction([...ALL], 'readwrite');
  const takenUp: PoolName[] = [];
  for (const one of batch.first) if (await takeUp(writing, one)) takenUp.push(one.now);
  for (const pool of batch.pools) void writing.objectStore('pools').put(pool);
  for (const point of batch.points) void writing.objectStore('points').put(point);
  for (const call of batch.calls) await noteCall(writing, call);
  await writing.done;
  return takenUp;
}

/** A call of a pool that was deleted meanwhile is not brought back. */
async function noteCall(writing: Writing, call: CallMark): Promise<void> {
  const pool = await writing.objectStore('pools').getKey(nameOf(call));
  if (pool !== undefined) void writing.objectStore('calls').put(call);
}

/**
 * Goes on where the last life ended: a minute that has its point keeps it, a grade that changed meanwhile is noted. What
 * is restored may be older than what was written; then it has nothing to say of the grade, and the pool is not taken up.
 */
async function takeUp(writing: Writing, {now, minute}: First): Promise<boolean> {
  const points = writing.objectStore('points');
  const cursor = await points.openCursor(between(now, 0, Infinity), 'prev');
  const last = cursor?.value;
  // A minute's point does not say when its figure was heard; the change before it does.
  let heard = cursor;
  for (let back = 0; back < 2 && heard !== null && heard.value.at % MINUTE_MS === 0; back++) {
    heard = await heard.continue();
  }
  const heardAt = heard?.value.at ?? 0;
  // A clock that was set back must not make everything look old.
  const isPast = now.at < heardAt && heardAt < minute.at + MINUTE_MS;
  const isOtherGrade = last !== undefined && last.grade !== now.grade;
  if (isPast && isOtherGrade) return false;
  if (isOtherGrade) void points.put({...now, at: Math.max(now.at, Math.min(last.at, minute.at) + 1)});
  const kept = await points.getKey([...nameOf(minute), minute.at]);
  if (kept === undefined) void points.put(minute);
  return !isPast;
}

/** Forgets what is older, and pools of which nothing is left. */
export async function pruneHistory(store: HistoryStore, before: number): Promise<void> {
  const writing = store.transaction([...ALL], 'readwrite');
  const points = writing.objectStore('points');
  for (const pool of await writing.objectStore('pools').getAll()) {
    const old = between(pool, 0, before - 1);
    void points.delete(old);
    void writing.objectStore('calls').delete(old);
    const left = await points.count(between(pool, before, Infinity));
    if (left === 0) void writing.objectStore('pools').delete(nameOf(pool));
  }
  await writing.done;
}

export async function clearHistory(store: HistoryStore): Promise<void> {
  const writing = store.transaction([...ALL], 'readwrite');
  for (const table of ALL) void writing.objectStore(table).clear();
  await writing.done;
}

export const poolsOf = (store: HistoryStore): Promise<readonly PoolEntry[]> => store.getAll('pools');

/** In the order of time, both ends included. */
export const pointsOf = (
  store: HistoryStore,
  name: PoolName,
  from: number,
  to: number,
): Promise<readonly Point[]> => store.getAll('points', between(name, from, to));

export const callsOf = (
  store: HistoryStore,
  name: PoolName,
  from: number,
  to: number,
): Promise<readonly CallMark[]> => store.getAll('calls', between(name, from, to));
