import type {MarginAccount, MarginPool} from '../engine/account.ts';
import type {Frame} from '../venues/frame.ts';

/** Times in ms since 1970 between which nothing at all was heard of a page. */
export type Silence = {readonly from: number; readonly to: number};

/** No page that shows prices is silent for so long, unless it slept: the machine, the tab, or its connection. */
const SLEPT_MS = 60_000;

/**
 * The last silence that a message ended, before its first frame or, where frames of before the sleep were still on their
 * way, between two of them; null: none. `newestAt`: of the frames of earlier messages. Before the first message there is
 * none, nor within it: what a content script tells again it tells with gaps.
 */
export function silenceBy(newestAt: number, frames: readonly Frame[]): Silence | null {
  if (newestAt === 0) return null;
  let found: Silence | null = null;
  let from = newestAt;
  for (const {at} of frames) {
    if (at - from >= SLEPT_MS) found = {from, to: at};
    from = Math.max(from, at);
  }
  return found;
}

const minutes = ({from, to}: Silence): number => Math.round((to - from) / 60_000);

function doubted(pool: MarginPool, silence: Silence): MarginPool {
  const untold = (pool.sources ?? []).filter(({at}) => at <= silence.from);
  if (untold.length === 0) return pool;
  const said = untold.map(
    ({name}) =>
      `${name} has not been told again since the page was silent for ${minutes(silence)} min: a change may be missing`,
  );
  return {...pool, doubts: [...(pool.doubts ?? []), ...said]};
}

/**
 * A stream that speaks only of changes cannot be told from one that broke off while the machine slept. Until it has
 * spoken again, nothing that rests on it is exact.
 */
export const afterSilence = (account: MarginAccount, silence: Silence | null | undefined): MarginAccount =>
  silence ? {...account, pools: account.pools.map((pool) => doubted(pool, silence))} : account;
