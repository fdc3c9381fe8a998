import {estimated, type Figure, missing, none} from '../engine/figure.ts';
import {ladderOf} from '../engine/grade.ts';
import type {Grade, PoolHealth} from '../engine/health.ts';
import {type CallMark, type Point, type PoolEntry, type PoolName, written} from '../history/record.ts';
import {
  type Batch,
  type First,
  type HistoryStore,
  nameOf,
  openHistory,
  pruneHistory,
  writeHistory,
} from '../history/store.ts';
import type {Standing} from '../reading/standing.ts';
import type {Settings} from '../settings.ts';
import type {Call} from './alerts/decide.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const DAYS_KEPT = 90;
/** After a refusal. */
const AGAIN_MS = 5000;
const CALLS_HELD = 100;
/** More pools than anybody holds at one venue within an hour: a page that invents ever new ones does not fill the disk. */
const POOLS_HELD = 500;
const HOUR_MS = 60 * MINUTE_MS;

/** What of one pool is to be written now. */
type Due = {readonly pool: PoolEntry | null; readonly points: readonly Point[]; readonly first: First | null};
const NOTHING: Due = {pool: null, points: [], first: null};

type Last = {
  readonly venue: string;
  readonly minute: number;
  readonly grade: Grade;
  readonly asOf: number;
};

/**
 * Keeps the history: of each pool that is heard of one point a minute and one at every change of its grade. Old and closed
 * pages say nothing new, so they leave a gap; a private window leaves no trace.
 */
export class History {
  readonly #settings: () => Settings;
  readonly #last = new Map<string, Last>();
  /** Pools whose points of this life go on where those of the last ended. */
  readonly #takenUp = new Set<string>();
  #store: Promise<HistoryStore> | null = null;
  #writing: Promise<void> = Promise.resolve();
  #prunedAt = 0;
  /** When the store last refused; 0: it never did. */
  #refusedAt = 0;
  /** Calls that it refused. */
  readonly #unmarked: CallMark[] = [];

  constructor(settings: () => Settings) {
    this.#settings = settings;
  }

  /** Resolves when all that was noted is written, or given up. */
  get written(): Promise<void> {
    return this.#writing;
  }

  /** To be told of every change; cheap unless a point is due. */
  note(standings: readonly Standing[], now: number): void {
    if (this.#settings().history === 'off' || Math.abs(now - this.#refusedAt) < AGAIN_MS) return;
    const due = standings.filter(isKept).map((standing) => this.#due(standing, now));
    const batch = {
      pools: due.flatMap(({pool}) => pool ?? []),
      points: due.flatMap(({points}) => points),
      calls: [],
      first: due.flatMap(({first}) => first ?? []),
    };
    if (batch.pools.length > 0) this.#write({...batch, calls: this.#unmarked.splice(0)}, now);
  }

  /** Margin calls that were made; the same one again changes nothing. */
  mark(calls: readonly CallMark[], now: number): void {
    if (this.#settings().history === 'off' || calls.length === 0) return;
    this.#write({pools: [], points: [], calls, first: []}, now);
  }

  #due(standing: Standing, now: number): Due {
    const {account, pool, poolHealth} = standing;
    const {grade} = poolHealth;
    const {asOf} = account;
    const key = keyOf({venue: account.venue, account: account.account, pool: pool.id});
    const minute = now - (now % MINUTE_MS);
    const last = this.#last.get(key);
    if (last === undefined && !this.#hasRoom(account.venue, minute)) return NOTHING;
    const isTakenUp = this.#takenUp.has(key);
    if (last?.minute === minute && last.grade === grade && (isTakenUp || last.asOf === asOf)) return NOTHING;
    this.#last.set(key, {venue: account.venue, minute, grade, asOf});
    const entry = entryOf(standing);
    const regular = () => pointOf(standing, minute);
    if (!isTakenUp || last === undefined)
      return {pool: entry, points: [], first: {now: pointOf(standing, asOf), minute: regular()}};
    // A frame from just before the minute may come when the minute's point stands: what it changes comes after that.
    const change = () => pointOf(standing, Math.max(asOf, last.minute + 1));
    const points = [
      ...(last.grade === grade ? [] : [change()]),
      ...(last.minute === minute ? [] : [regular()]),
    ];
    return {pool: entry, points, first: null};
  }

  /** Lets go of pools that were not heard of for an hour, when there are many. */
  #hasRoom(venue: string, minute: number): boolean {
    if (this.#last.size < POOLS_HELD) return true;
    for (const [key, last] of this.#last) {
      if (Math.abs(minute - last.minute) < HOUR_MS) continue;
      this.#last.delete(key);
      this.#takenUp.delete(key);
    }
    return [...this.#last.values()].filter((last) => last.venue === venue).length < POOLS_HELD;
  }

  #write(batch: Batch, now: number): void {
    this.#writing = this.#writing.then(async () => {
      try {
        this.#store ??= openHistory();
        const store = await this.#store;
        for (const pool of await writeHistory(store, batch)) this.#takenUp.add(keyOf(pool));
        if (Math.abs(now - this.#prunedAt) < DAY_MS) return;
        this.#prunedAt = now;
        await pruneHistory(store, now - DAYS_KEPT * DAY_MS);
      } catch {
        // No room, or the store was closed under us: it is opened anew. A gap is no wrong figure.
        this.#store = null;
        this.#unwritten(batch, now);
      }
    });
  }

  /** What was not written is noted again, as in a new life of the worker; not at once, or a full disk would be asked ten times a second. */
  #unwritten({pools, calls}: Batch, now: number): void {
    this.#refusedAt = now;
    this.#unmarked.push(...calls.slice(0, CALLS_HELD - this.#unmarked.length));
    for (const pool of pools) {
      this.#last.delete(keyOf(pool));
      this.#takenUp.delete(keyOf(pool));
    }
  }
}

const keyOf = (name: PoolName): string => JSON.stringify(nameOf(name));

/** What is heard of now: also a pool whose accuracy is not known, but nothing that can only age. */
const isKept = ({page, state}: Standing): boolean =>
  page.open && !page.incognito && (state === 'live' || state === 'unknown');

function pointOf({account, pool, poolHealth}: Standing, at: number): Point {
  return {
    venue: account.venue,
    account: account.account,
    pool: pool.id,
    at,
    grade: poolHealth.grade,
    accuracy: written(poolHealth.accuracy),
    equity: written(poolHealth.equity),
    requirement: written(poolHealth.maintenanceMargin),
    distance: written(worstDistance(poolHealth)),
  };
}

function entryOf({account, venue, pool}: Standing): PoolEntry {
  const ladder = ladderOf(pool);
  const percent = (bound: typeof ladder.watch): string => bound.times(100).toDecimalPlaces(6).toFixed();
  return {
    venue: account.venue,
    account: account.account,
    pool: pool.id,
    venueName: venue.name,
    kind: pool.kind,
    unit: pool.unit,
    bounds: {
      watch: percent(ladder.watch),
      warning: percent(ladder.warning),
      marginCall: percent(ladder.marginCall),
      liquidation: percent(ladder.liquidation),
    },
  };
}

/** What is kept of a call; null in a private window. */
export function markOf(
  call: Call,
  {account, pool, poolHealth, page}: Standing,
  now: number,
): CallMark | null {
  if (page.incognito) return null;
  return {
    venue: account.venue,
    account: account.account,
    pool: pool.id,
    at: now,
    level: call.rung.name,
    levelAt: call.rung.at.toDecimalPlaces(6).toFixed(),
    accuracy: written(poolHealth.accuracy),
    why: call.why,
  };
}

/** The nearest of all ways to the waterline: one position's price, or all together, down or up. */
export function worstDistance({positions, uniform}: PoolHealth): Figure {
  const all = [...positions.map(({distance}) => distance), uniform.down, uniform.up];
  const known = all.filter((figure) => 'value' in figure);
  const [nearest] = known.toSorted((a, b) => a.value.comparedTo(b.value));
  const needs = all.flatMap((figure) => (figure.kind === 'missing' ? figure.needs : []));
  // Another way, that is not known, may be nearer.
  if (nearest !== undefined) return needs.length > 0 ? estimated(nearest.value, needs) : nearest;
  return needs.length > 0 ? missing(needs) : none('no price leads to the waterline');
}
