import type {Decimal} from './decimal.ts';
import type {Figure} from './figure.ts';

/** From best to worst, `unknown` apart: no verdict is possible. */
export type Grade = 'safe' | 'watch' | 'warning' | 'margin-call' | 'liquidation' | 'unknown';

/** What the engine says of an account. The JSON form of it, with figures' values as decimal strings, is what `assess` and `replay` print. */
export type AccountHealth = {
  readonly venue: string;
  readonly account: string;
  readonly asOf: number;
  /** The worst pool's. */
  readonly grade: Grade;
  readonly pools: readonly PoolHealth[];
};

export type PoolHealth = {
  readonly id: string;
  readonly kind: 'cross' | 'isolated' | 'portfolio';
  readonly unit: string;
  readonly waterline: Decimal;
  readonly grade: Grade;
  /** In `unit`. */
  readonly equity: Figure;
  readonly maintenanceMargin: Figure;
  readonly initialMargin: Figure;
  /** Percent: 100 × equity ÷ maintenance margin. `none` without a requirement. */
  readonly accuracy: Figure;
  readonly initialAccuracy: Figure;
  readonly positions: readonly PositionHealth[];
  /** Percent that every underlying together must move to reach the waterline; positive both ways. */
  readonly uniform: {readonly down: Figure; readonly up: Figure};
  readonly remedies: {
    /** Accuracy aimed at, as a fraction. */
    readonly target: Decimal;
    readonly deposit: Figure;
    readonly reduce: readonly {readonly symbol: string; readonly size: Figure}[];
  };
  readonly requiredByScan: Figure;
  readonly drag: {readonly perHour: Figure; readonly hoursToCall: Figure};
  readonly audit: readonly AuditLine[];
  readonly feed: FeedVerdict;
};

export type PositionHealth = {
  readonly symbol: string;
  readonly side: 'long' | 'short';
  /** In the pool's unit. */
  readonly notional: Figure;
  readonly unrealisedPnl: Figure;
  readonly maintenanceMargin: Figure;
  /** The price at which this underlying alone takes the pool to its waterline. */
  readonly liquidationPrice: Figure;
  /** That move in percent of today's mark, positive whichever way. */
  readonly distance: Figure;
};

export type AuditLine = {
  readonly figure: 'equity' | 'maintenanceMargin' | 'ratio' | 'liquidationPrice';
  readonly symbol?: string;
  /** Decimal strings; `none` where a side says that there is none. */
  readonly assessed: string;
  readonly reported: string;
  readonly differenceBps: string;
  readonly agrees: boolean;
  readonly cause?: string;
};

export type FeedVerdict = {
  readonly verdict: 'live' | 'stale' | 'diverging';
  readonly reasons: readonly string[];
};
