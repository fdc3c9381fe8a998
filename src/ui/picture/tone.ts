import type {Grade} from '../../engine/health.ts';
import {isStale, type PoolPicture} from './pools.ts';

/** Which of the ladder's colours a thing wears; `data-tone` in the style sheet. */
export type Tone = Grade | 'stale';

export function toneOf(pool: PoolPicture): Tone {
  return isStale(pool) ? 'stale' : pool.health.grade;
}
