import {signal} from '@preact/signals';
import type {FromView} from '../messages.ts';
import type {Study, StudyAsk} from '../study.ts';
import {type PoolPicture, poolKey} from './picture/pools.ts';
import {firstTurn, type Turned} from './picture/turned.ts';

/** Between two answers while prices tick: a study is read slowly, and costs the background more than a view. */
const AGAIN_MS = 1000;

type Ends = {
  readonly send: (message: FromView) => void;
  readonly now: () => number;
};

/** What the popup's studies need: the newest answers, what is turned, and when to ask again. */
export function openDesk({send, now}: Ends) {
  const studies = signal<ReadonlyMap<string, Study>>(new Map());
  const turns = signal<ReadonlyMap<string, Turned>>(new Map());
  const open = new Map<string, PoolPicture>();
  /** The pool whose answer is on its way, and since when: a worker that died in between answers nothing. */
  let waiting: {readonly key: string; readonly since: number} | null = null;
  const asked = new Map<string, number>();
  const dirty = new Set<string>();

  const turnOf = (pool: PoolPicture): Turned => turns.value.get(pool.key) ?? firstTurn(pool);

  const ask = (pool: PoolPicture): void => {
    if (waiting !== null && now() - waiting.since < AGAIN_MS) {
      dirty.add(pool.key);
      return;
    }
    dirty.delete(pool.key);
    waiting = {key: pool.key, since: now()};
    asked.set(pool.key, now());
    const {venue, account, health} = pool;
    const {lift, survive} = turnOf(pool);
    send({kind: 'study', venue, account, pool: health.id, lift, survive} satisfies StudyAsk);
  };
  const askNext = (): void => {
    const [next] = dirty;
    const pool = next === undefined ? undefined : open.get(next);
    if (next !== undefined) dirty.delete(next);
    if (pool !== undefined) ask(pool);
  };

  return {
    studyOf: (pool: PoolPicture) => studies.value.get(pool.key),
    turnOf,
    turn: (pool: PoolPicture, change: Partial<Turned>): void => {
      turns.value = new Map(turns.value).set(pool.key, {...turnOf(pool), ...change});
      ask(pool);
    },
    open: (pool: PoolPicture): void => {
      open.set(pool.key, pool);
      ask(pool);
    },
    close: (pool: PoolPicture): void => {
      open.delete(pool.key);
    },
    receive: (study: Study | null): void => {
      waiting = null;
      if (study !== null) studies.value = new Map(studies.value).set(poolKey(study), study);
      askNext();
    },
    /** Prices ticked: what lies open is asked for again, not too often. */
    ticked: (): void => {
      for (const pool of open.values()) if (now() - (asked.get(pool.key) ?? 0) >= AGAIN_MS) ask(pool);
    },
  };
}
export type Desk = Pick<ReturnType<typeof openDesk>, 'studyOf' | 'turnOf' | 'turn' | 'open' | 'close'>;
