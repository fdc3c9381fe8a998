import {t} from './message.ts';
import {tally, tenths} from './number.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How old what was seen at `at` is, both in ms since 1970: `0.4 s`, `12 s`, `3 min`. Never rounded up, never negative. */
export function age(at: number, now: number): string {
  const elapsed = Math.max(0, now - at);
  if (elapsed < 10 * SECOND) return t('age_seconds', tenths(elapsed / SECOND));
  if (elapsed < MINUTE) return t('age_seconds', whole(elapsed / SECOND));
  if (elapsed < HOUR) return t('age_minutes', whole(elapsed / MINUTE));
  if (elapsed < 2 * DAY) return t('age_hours', whole(elapsed / HOUR));
  return t('age_days', whole(elapsed / DAY));
}

const whole = (count: number): string => tally(Math.floor(count));
