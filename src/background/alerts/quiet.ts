import type {Settings} from '../../settings.ts';

const MINUTE_MS = 60_000;

/** When the quiet hours that hold at `now` are over, by the clock on the wall; null: they do not hold. */
export function quietUntil(quiet: Settings['quiet'], now: number): number | null {
  if (quiet === null || quiet.from === quiet.to) return null;
  const time = new Date(now);
  const minute = time.getHours() * 60 + time.getMinutes();
  const {from, to} = quiet;
  const holds = from < to ? minute >= from && minute < to : minute >= from || minute < to;
  if (!holds) return null;
  const left = (to - minute + 1440) % 1440;
  return now - (now % MINUTE_MS) + left * MINUTE_MS;
}
