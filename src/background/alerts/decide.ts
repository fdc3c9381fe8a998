import {Decimal} from '../../engine/decimal.ts';
import type {Figure} from '../../engine/figure.ts';
import type {Settings} from '../../settings.ts';
import {quietUntil} from './quiet.ts';
import type {Rung} from './rung.ts';

/** A pool as the calls see it. */
export type Watched = {
  /** Names the pool over restarts of the worker and reloads of the page. */
  readonly key: string;
  /** Percent. */
  readonly accuracy: Figure;
  /** Highest first. */
  readonly rungs: readonly Rung[];
  /** The figure can only age: its feed is silent or its tab closed. */
  readonly stale: boolean;
  /** ms since 1970, of the newest frame that the figure rests on. */
  readonly heardAt: number;
};

/** What is remembered of one pool. Plain JSON; accuracies in percent as decimal strings. */
export type PoolMemory = {
  /** Levels that it has fallen to and not clearly left: not crossed anew. */
  readonly down: readonly string[];
  /** The lowest level that the user was told of; null: none. */
  readonly told: string | null;
  /** Calls since it was last above all levels. */
  readonly calls: number;
  /** When the next call is due; null: none is. */
  readonly dueAt: number | null;
  /** The user knows that the figure is old. */
  readonly staleTold: boolean;
  /** Since when it has not been seen; null: it is seen. */
  readonly absentSince: number | null;
  /** As in `Watched`, of the figure that last changed anything here. */
  readonly heardAt: number;
};

export type Memory = {
  readonly pools: Readonly<Record<string, PoolMemory>>;
  /** 0: not snoozed. */
  readonly snoozedUntil: number;
};

export type Call = {
  readonly key: string;
  readonly rung: Rung;
  readonly why: 'crossed' | 'still';
};

export type Decision = {
  /** The very same object when nothing has changed. */
  readonly memory: Memory;
  readonly calls: readonly Call[];
  /** When a call falls due though nothing new is heard; Infinity: none will. */
  readonly nextAt: number;
};

export const NOTHING_REMEMBERED: Memory = {pools: {}, snoozedUntil: 0};

const FRESH: PoolMemory = {
  down: [],
  told: null,
  calls: 0,
  dueAt: null,
  staleTold: false,
  absentSince: null,
  heardAt: 0,
};

/** Points of accuracy above a level at which it counts as left: a figure that dances on it calls once. */
export const HYSTERESIS = 2;
/** An estimate may be one frame's: half a snapshot, prices of another moment. One that lasts is worth a call. */
const ESTIMATE_SETTLES_MS = 3000;
/** A reload hides a pool for moments, a closed position for good. */
const ABSENT_KEPT_MS = 60_000;
const MINUTE_MS = 60_000;

type Moment = {
  readonly now: number;
  readonly settings: Settings;
  readonly snoozedUntil: number;
  readonly quietUntil: number | null;
};

type Judged = {readonly memory: PoolMemory; readonly call: Call | null; readonly nextAt: number};

/** Which pools call for the user now, and what to remember of it. Pure: the same in, the same out. */
export function decide(
  memory: Memory,
  watched: readonly Watched[],
  settings: Settings,
  now: number,
): Decision {
  if (settings.calls === 'off') return {memory: forgotten(memory), calls: [], nextAt: Infinity};
  const {snoozedUntil} = memory;
  const moment = {now, settings, snoozedUntil, quietUntil: quietUntil(settings.quiet, now)};
  const seen = watched.map((pool) => {
    const before = memory.pools[pool.key];
    const {memory: after, ...judged} = judge(before, pool, moment);
    return {key: pool.key, ...judged, memory: dated(before, after, pool, now)};
  });
  const pools = Object.fromEntries(
    [...seen.map((one) => [one.key, one.memory] as const), ...absent(memory, watched, now)].sort(
      ([a], [b]) => (a < b ? -1 : 1),
    ),
  );
  const changed = JSON.stringify(pools) !== JSON.stringify(memory.pools);
  return {
    memory: changed ? {pools, snoozedUntil} : memory,
    calls: seen.flatMap(({call}) => call ?? []),
    nextAt: seen.reduce((first, {nextAt}) => Math.min(first, nextAt), Infinity),
  };
}

/** Pools that are not seen now, for as long as they may come back. */
function absent(
  {pools}: Memory,
  watched: readonly Watched[],
  now: number,
): readonly (readonly [string, PoolMemory])[] {
  const seen = new Set(watched.map(({key}) => key));
  return Object.entries(pools).flatMap(([key, memory]) => {
    const absentSince = memory.absentSince ?? now;
    const isKept = !seen.has(key) && now - absentSince < ABSENT_KEPT_MS;
    return isKept ? [[key, {...memory, absentSince}] as const] : [];
  });
}

const forgotten = (memory: Memory): Memory =>
  Object.keys(memory.pools).length === 0 ? memory : {...memory, pools: {}};

/** With the time of what was heard, where that has changed the memory. */
function dated(
  before: PoolMemory | undefined,
  after: PoolMemory,
  {heardAt}: Watched,
  now: number,
): PoolMemory {
  if (JSON.stringify(after) === JSON.stringify(before)) return after;
  return {...after, heardAt: Math.max(heardAt, isClockBack(after, now) ? 0 : after.heardAt)};
}

const isClockBack = ({heardAt}: PoolMemory, now: number): boolean => heardAt > now;

/**
 * What a worker brings back from its earlier life may be from before the last call, and would undo it: the next frame
 * would cross the level anew. A clock that was set back makes everything seem older, and nothing is.
 */
const isPast = (memory: PoolMemory, {heardAt}: Watched, now: number): boolean =>
  heardAt < memory.heardAt && !isClockBack(memory, now);

function judge(before: PoolMemory = FRESH, pool: Watched, moment: Moment): Judged {
  const seen = before.absentSince === null ? before : {...before, absentSince: null};
  const {accuracy} = pool;
  // Not known is neither above nor below: what was remembered stands.
  if (accuracy.kind === 'missing') return {memory: seen, call: null, nextAt: Infinity};
  const past = isPast(seen, pool, moment.now);
  if (accuracy.kind === 'none')
    return {memory: past ? seen : left(seen, moment), call: null, nextAt: Infinity};
  const reached = pool.rungs.filter(({at}) => accuracy.value.lte(at));
  const memory = pool.stale || past ? seen : fallen(seen, pool, reached, accuracy, moment);
  // The lowest of them. In the band just above a level nothing is said of it.
  const rung = reached.at(-1);
  if (rung === undefined || memory.dueAt === null) return {memory, call: null, nextAt: Infinity};
  if (pool.stale && memory.staleTold) return {memory, call: null, nextAt: Infinity};
  const allowedAt = Math.max(memory.dueAt, silentUntil(memory, rung, moment));
  if (moment.now < allowedAt) return {memory, call: null, nextAt: allowedAt};
  return called(memory, pool, rung, moment);
}

/** What a figure that is heard of now makes of the memory. */
function fallen(
  memory: PoolMemory,
  {rungs}: Watched,
  reached: readonly Rung[],
  {kind, value}: Extract<Figure, {value: Decimal}>,
  moment: Moment,
): PoolMemory {
  const down = rungs
    .filter(({at}) => value.lte(at) || (memory.down.includes(at.toFixed()) && value.lt(at.plus(HYSTERESIS))))
    .map(({at}) => at.toFixed());
  if (down.length === 0) return left(memory, moment);
  const lowest = reached.at(-1);
  const isUntold = lowest !== undefined && isNews(memory, lowest);
  const crossed = isUntold || reached.some(({at}) => !memory.down.includes(at.toFixed()));
  const soonest = moment.now + (kind === 'estimated' ? ESTIMATE_SETTLES_MS : 0);
  const latest = moment.now + pauseAfter(Math.max(1, memory.calls), moment);
  const due = memory.dueAt ?? latest;
  // A clock that was set back must not put a call off for longer than a pause.
  const dueAt = Math.min(due, latest, crossed ? soonest : Infinity);
  return {...memory, down, told: stillTold(memory, down, moment), dueAt, staleTold: false};
}

/** A level that was left is news when it is crossed again. */
function stillTold({told}: PoolMemory, down: readonly string[], {now, snoozedUntil}: Moment): string | null {
  if (told === null || now < snoozedUntil) return told;
  return Decimal.max(told, Decimal.min(...down)).toFixed();
}

/** Above all levels. While snoozed it stays known what the user was told, or a swing would wake them. */
function left(memory: PoolMemory, {now, snoozedUntil}: Moment): PoolMemory {
  const told = now < snoozedUntil ? memory.told : null;
  return {...FRESH, told, heardAt: memory.heardAt};
}

/** Quiet hours hold everything; a snooze only what the user has been told of, not a lower level or another pool. */
function silentUntil(memory: PoolMemory, rung: Rung, {snoozedUntil, quietUntil: quiet}: Moment): number {
  return Math.max(quiet ?? 0, isNews(memory, rung) ? 0 : snoozedUntil);
}

const isNews = ({told}: PoolMemory, {at}: Rung): boolean => told === null || at.lt(told);

function called(memory: PoolMemory, pool: Watched, rung: Rung, moment: Moment): Judged {
  const {told} = memory;
  const calls = memory.calls + 1;
  const next: PoolMemory = {
    ...memory,
    told: told === null ? rung.at.toFixed() : Decimal.min(told, rung.at).toFixed(),
    calls,
    dueAt: moment.now + pauseAfter(calls, moment),
    staleTold: pool.stale,
  };
  const why = isNews(memory, rung) ? 'crossed' : 'still';
  const nextAt = pool.stale ? Infinity : (next.dueAt ?? Infinity);
  return {memory: next, call: {key: pool.key, rung, why}, nextAt};
}

/** From the last call on: each pause is shorter than the one before, down to the last of them. */
function pauseAfter(calls: number, {settings: {cadence}}: Moment): number {
  return (cadence[Math.min(calls, cadence.length) - 1] ?? 60) * MINUTE_MS;
}

/** No call of what is known for so many minutes; 0 ends a snooze. */
export const snoozed = (memory: Memory, minutes: number, now: number): Memory => ({
  ...memory,
  snoozedUntil: minutes === 0 ? 0 : now + minutes * MINUTE_MS,
});
