import type {Figure} from '../engine/figure.ts';
import type {Grade} from '../engine/health.ts';

/** Whose history: `account` and `pool` are as in the engine's account. */
export type PoolName = {readonly venue: string; readonly account: string; readonly pool: string};

/**
 * A figure in few characters, because a pool has 130 000 of them in its 90 days: the decimal's digits when exact, `~` before
 * them when estimated, `none` and `missing` as words. The reasons are not kept.
 */
export type Written = string;

/** One pool at one moment. */
export type Point = PoolName & {
  /** ms since 1970: a full minute, or the moment of a grade's change. */
  readonly at: number;
  readonly grade: Grade;
  /** Percent. */
  readonly accuracy: Written;
  /** In the pool's unit. */
  readonly equity: Written;
  readonly requirement: Written;
  /** Percent of today's mark to the nearest way to the waterline. */
  readonly distance: Written;
};

/** What the chart needs beside the points; as it was last. */
export type PoolEntry = PoolName & {
  readonly venueName: string;
  readonly kind: 'cross' | 'isolated' | 'portfolio';
  readonly unit: string;
  /** Accuracies in percent, as decimal strings, below which each grade begins. */
  readonly bounds: {
    readonly watch: string;
    readonly warning: string;
    readonly marginCall: string;
    readonly liquidation: string;
  };
};

/** A margin call that was made. */
export type CallMark = PoolName & {
  readonly at: number;
  /** The venue's name of the level; of the user's own empty. */
  readonly level: string;
  /** Percent, of the level. */
  readonly levelAt: string;
  readonly accuracy: Written;
  readonly why: 'crossed' | 'still';
};

/** More than any venue sends in its sums, and what a division has beyond is no knowledge. */
const DIGITS = 15;

/** Towards the worse: an accuracy and a distance are never kept larger than they are. */
export function written(figure: Figure): Written {
  if (figure.kind === 'none' || figure.kind === 'missing') return figure.kind;
  const {value} = figure;
  const kept = value.precision() > DIGITS ? value.toSignificantDigits(DIGITS, ROUND_FLOOR) : value;
  return `${figure.kind === 'estimated' ? '~' : ''}${kept.toFixed()}`;
}

/** decimal.js's own number for it; its types have it as a literal. */
const ROUND_FLOOR = 3;

/** The other way round. */
export function kindOf(text: Written): Figure['kind'] {
  if (text === 'none' || text === 'missing') return text;
  return text.startsWith('~') ? 'estimated' : 'exact';
}

/** The digits; null where there is no number. */
export function digitsOf(text: Written): string | null {
  const kind = kindOf(text);
  if (kind === 'none' || kind === 'missing') return null;
  return kind === 'estimated' ? text.slice(1) : text;
}
