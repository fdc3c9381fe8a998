import type {OkxState} from './state.ts';

/** Told, or known from what OKX fills in: an adjusted equity outside futures mode, spot in use in portfolio margin only. */
export function levelOf({level, totals, currencies}: OkxState): NonNullable<OkxState['level']> {
  if (level !== undefined) return level;
  if (totals?.adjEq === undefined) return '2';
  return Object.values(currencies).some(({spotInUseAmt}) => spotInUseAmt !== undefined) ? '4' : '3';
}
