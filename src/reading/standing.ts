import type {MarginPool} from '../engine/account.ts';
import type {Figure} from '../engine/figure.ts';
import type {PoolHealth} from '../engine/health.ts';
import type {Venue} from '../venues/venue.ts';
import {type Appraisal, type Appraised, sourcesOf} from './appraise.ts';
import type {Page} from './page.ts';

/** A page with what we make of it. */
export type Read = {readonly page: Page; readonly venue: Venue; readonly appraisal: Appraisal};

export type Holding = Appraised & {readonly page: Page; readonly venue: Venue};

/** One pool's place in the queue for the badge. */
export type Standing = Holding & {
  readonly pool: MarginPool;
  readonly poolHealth: PoolHealth;
  readonly state: 'live' | 'stale' | 'unknown' | 'defect';
  /** When the frame came that the figure rests on; of a stale one, the silent source's last. */
  readonly at: number;
};

export const isKnown = (figure: Figure) => figure.kind === 'exact' || figure.kind === 'estimated';

export const isLive = ({health}: Appraised) => health.pools.every((pool) => pool.feed.verdict !== 'stale');
const isComplete = ({health}: Appraised) => health.pools.every((pool) => pool.accuracy.kind !== 'missing');

/** The same account in two tabs: what is live before stale, whole before half seen, then the newest, then the open tab's. */
function better(a: Holding, b: Holding): number {
  return (
    Number(isLive(b)) - Number(isLive(a)) ||
    Number(isComplete(b)) - Number(isComplete(a)) ||
    b.account.asOf - a.account.asOf ||
    Number(b.page.open) - Number(a.page.open)
  );
}

/** Every account once, however many tabs show it. */
export function holdings(reads: readonly Read[]): readonly Holding[] {
  const all = reads.flatMap(({page, venue, appraisal}) =>
    appraisal.accounts.map((appraised) => ({...appraised, page, venue})),
  );
  const identity = ({account, page}: Holding) =>
    JSON.stringify([account.venue, account.account, page.incognito]);
  const best = new Map<string, Holding>();
  for (const holding of all.toSorted(better)) {
    if (!best.has(identity(holding))) best.set(identity(holding), holding);
  }
  return [...best.values()];
}

/** The time of the source that has been silent for too long, else of the account's newest frame. */
function restsOn({account}: Holding, pool: MarginPool, now: number): number {
  const silent = sourcesOf(pool, account).filter(({at, limitMs}) => now - at > limitMs);
  return silent.reduce((oldest, {at}) => Math.min(oldest, at), account.asOf);
}

/** A figure that is old or not there, while unreadable frames came since: the frames are why. */
function stateOf(holding: Holding, poolHealth: PoolHealth, at: number): Standing['state'] {
  const {accuracy, feed} = poolHealth;
  if (accuracy.kind !== 'missing' && feed.verdict !== 'stale') return 'live';
  const [newest] = holding.page.defects;
  if (holding.page.open && newest !== undefined && newest.at > at) return 'defect';
  return accuracy.kind === 'missing' ? 'unknown' : 'stale';
}

/** The pools that can be liquidated: those with positions, or with any requirement. */
export function standings(holding: Holding, now: number): readonly Standing[] {
  const {account, health} = holding;
  return account.pools.flatMap((pool, index) => {
    const poolHealth = health.pools[index];
    if (poolHealth === undefined) return [];
    if (pool.positions.length === 0 && !isKnown(poolHealth.accuracy)) return [];
    const at = restsOn(holding, pool, now);
    return [{...holding, pool, poolHealth, at, state: stateOf(holding, poolHealth, at)}];
  });
}

const DANGER: readonly string[] = ['warning', 'margin-call', 'liquidation'];

/**
 * Which standing the badge must show: known danger first; then what cannot be known, because it may be worse than it
 * looks; then what is old; then what is live and well; last what only a closed tab remembers.
 */
export function rank({page, state, poolHealth}: Standing): number {
  if (!page.open && state !== 'live') return 5;
  if (DANGER.includes(poolHealth.grade) && isKnown(poolHealth.accuracy)) return 0;
  return {defect: 1, unknown: 2, stale: 3, live: 4}[state];
}

/** Worst first. */
export function byDanger(a: Standing, b: Standing): number {
  return rank(a) - rank(b) || byAccuracy(a.poolHealth, b.poolHealth);
}

/** Nearest to its own waterline first; a pool without an accuracy last. */
function byAccuracy(a: PoolHealth, b: PoolHealth): number {
  if (!('value' in a.accuracy) || !('value' in b.accuracy)) {
    return Number('value' in b.accuracy) - Number('value' in a.accuracy);
  }
  return a.accuracy.value.div(a.waterline).comparedTo(b.accuracy.value.div(b.waterline));
}
