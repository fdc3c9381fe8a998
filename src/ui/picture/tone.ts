import type {Grade} from '../../engine/health.ts';
import type {Glance} from '../../messages.ts';
import {isStale, type PoolPicture} from './pools.ts';

/** Which of the ladder's colours a thing wears; `data-tone` in the style sheet. */
export type Tone = Grade | 'stale';

/** Grey is for whatever cannot be relied on as of now: the colour promises life. */
export function toneOf(pool: PoolPicture, state: Glance['state'] = 'live'): Tone {
  return isStale(pool) || state !== 'live' ? 'stale' : pool.health.grade;
}
