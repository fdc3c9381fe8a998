import type {User} from './state.ts';

/** How the venue puts the account's pools together. */
export type Mode = 'standard' | 'unified' | 'portfolio' | 'unknown';

const NAMED: ReadonlyMap<string, Mode> = new Map([
  ['default', 'standard'],
  ['disabled', 'standard'],
  ['dexAbstraction', 'standard'],
  ['unifiedAccount', 'unified'],
  ['portfolioMargin', 'portfolio'],
]);

/** The spot state names what each token has left after maintenance for pooled accounts only (109 of 109 measured). */
function seenIn(user: User): Mode {
  if (!user.spot) return 'unknown';
  if (user.spot.portfolio) return 'portfolio';
  return user.spot.available ? 'unified' : 'standard';
}

/**
 * What the venue called it, unless a newer spot state shows that this has been changed. Unknown: nothing that was seen
 * tells; a clearinghouse frame alone never does.
 */
export function modeOf(user: User): Mode {
  const named = (user.mode && NAMED.get(user.mode.name)) ?? 'unknown';
  const seen = seenIn(user);
  if (named === 'unknown' || seen === 'unknown') return named === 'unknown' ? seen : named;
  const pooled = (mode: Mode) => mode === 'unified' || mode === 'portfolio';
  const changed = pooled(named) !== pooled(seen) && (user.spot?.at ?? 0) > (user.mode?.at ?? 0);
  return changed ? seen : named;
}
