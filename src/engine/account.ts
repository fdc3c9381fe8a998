import type {Decimal} from './decimal.ts';

/** What one login, address or sub-account holds at one venue. */
export type MarginAccount = {
  /** Which book of which exchange: `hyperliquid`, `binance-usdm`. */
  readonly venue: string;
  /** What tells this account from the venue's others: an address as the user sees it, or `main`. */
  readonly account: string;
  /** Time of the newest frame that went into it, in ms since 1970. */
  readonly asOf: number;
  readonly pools: readonly MarginPool[];
};

/** A set of collateral and the positions it secures: the thing that is liquidated as one. */
export type MarginPool = {
  readonly id: string;
  readonly kind: 'cross' | 'isolated' | 'portfolio';
  /** What equity and requirement are counted in, such as `USDT`, `USD` or `BTC`. Every price is the price of one unit in it. */
  readonly unit: string;
  /** The accuracy, as a fraction (1 = 100 %), at which the venue liquidates. */
  readonly waterline: Decimal;
  readonly collateral: readonly Collateral[];
  readonly positions: readonly Position[];
  /** Initial margin that open orders hold, in `unit`. Absent: not known to be anything but zero. */
  readonly orderMargin?: Decimal;
  /** What the venue takes off the pool's equity, each named; amounts in `unit`, positive lowers equity. */
  readonly deductions?: readonly Deduction[];
  /** The venue's own ladder, as accuracy fractions. */
  readonly levels?: readonly Level[];
  readonly reported?: PoolReported;
  /** Why no figure of this pool may be called exact. Each is a sentence that a trader can read. */
  readonly doubts?: readonly string[];
  /** Why the pool's equity cannot be known: what is not there yet. Not empty: equity and all that follows is `missing`. */
  readonly equityNeeds?: readonly string[];
  /** The streams this pool is made from, with their ages. */
  readonly sources?: readonly FeedSource[];
};

export type Collateral = {
  readonly asset: string;
  /** Signed: negative is a liability and counts in full. Without unrealised PnL. */
  readonly amount: Decimal;
  /** Index price of one `asset` in the pool's unit. Absent: not seen yet. */
  readonly price?: Decimal;
  /** What of a positive amount counts, as a fraction: 1 − haircut. One rate, or marginal tiers by amount of the asset. */
  readonly weight?: Decimal | readonly WeightTier[];
  /** The underlying this asset moves with, when a position's underlying has another name (`UBTC` moves with `BTC`). Absent: `asset`. */
  readonly underlying?: string;
  /** Interest on a negative amount, per hour, as a fraction. */
  readonly borrowRate?: Decimal;
};

export type WeightTier = {readonly from: Decimal; readonly weight: Decimal};

export type Position = {
  /** The venue's own name of the contract. With hedge mode two positions of one pool may share it. */
  readonly symbol: string;
  /** What moves its price: positions and collateral with the same underlying move together. */
  readonly underlying: string;
  readonly contract: 'linear' | 'inverse' | 'quanto' | 'option' | 'spot-borrow';
  /** The asset its profit is paid in. */
  readonly settle: string;
  /** Linear: base units a contract. Inverse: USD a contract. Quanto: settle asset per point of price. */
  readonly multiplier: Decimal;
  readonly side: 'long' | 'short';
  /** In contracts, always positive. */
  readonly size: Decimal;
  readonly entryPrice?: Decimal;
  readonly markPrice?: Decimal;
  readonly indexPrice?: Decimal;
  readonly lastPrice?: Decimal;
  readonly leverage?: Decimal;
  /** Absent: the tier table has not been seen. */
  readonly schedule?: Schedule;
  /** Fraction of the value that the venue adds to the requirement for closing. Absent: none. */
  readonly closingFeeRate?: Decimal;
  /** Fraction of the value that the venue adds to the initial requirement for fees. Absent: none. */
  readonly openingFeeRate?: Decimal;
  /** Per funding interval, as a fraction of value; positive: longs pay. */
  readonly fundingRate?: Decimal;
  readonly fundingIntervalHours?: Decimal;
  /** ms since 1970. */
  readonly nextFundingAt?: number;
  readonly option?: OptionTerms;
  readonly reported?: PositionReported;
  /** Why no figure of this position may be called exact. */
  readonly doubts?: readonly string[];
};

export type OptionTerms = {
  readonly right: 'call' | 'put';
  readonly strike: Decimal;
  /** ms since 1970. */
  readonly expiresAt: number;
  /** The venue's mark volatility, a year, as a fraction. */
  readonly markVolatility?: Decimal;
};

/** How the maintenance requirement of a position grows. Rates are fractions of the position's value. */
export type Schedule =
  | {readonly kind: 'tiers'; readonly by?: 'notional' | 'contracts' | 'base'; readonly tiers: readonly Tier[]}
  /** rate = base + slope × base quantity */
  | {readonly kind: 'sized'; readonly base: Decimal; readonly slope: Decimal}
  /** rate = max(base, factor × notional^exponent) */
  | {readonly kind: 'power'; readonly base: Decimal; readonly factor: Decimal; readonly exponent: Decimal}
  /** In the settle asset; does not move with the price. */
  | {readonly kind: 'fixed'; readonly maintenance: Decimal}
  /** Only the venue's own figure, in the settle asset: scaled with notional, so an estimate. */
  | {readonly kind: 'reported'; readonly maintenance: Decimal};

export type Tier = {
  /** Lower bound, inclusive, counted as the schedule's `by` says. */
  readonly from: Decimal;
  readonly maintenanceRate: Decimal;
  /**
   * Taken off rate × value, in the settle asset. Absent: none, so the table jumps. Negative: an amount that stays put is
   * added, as a closing fee counted at the entry.
   */
  readonly deduction?: Decimal;
  readonly initialRate?: Decimal;
};

export type Deduction = {readonly name: string; readonly amount: Decimal};

/** `at` is an accuracy as a fraction: 1.5 is 150 %. */
export type Level = {readonly name: string; readonly at: Decimal};

/** What the venue itself said; the audit's other side. */
export type PoolReported = {
  readonly equity?: Decimal;
  readonly maintenanceMargin?: Decimal;
  readonly initialMargin?: Decimal;
  /** Turned by the venue's `account.ts` to equity ÷ maintenance, a fraction, whatever way round the venue shows it. */
  readonly ratio?: Decimal;
  /** The ratio of a venue that shows it the other way round, maintenance ÷ equity: as on the wire, whose digits say how exact it is. */
  readonly inverseRatio?: Decimal;
};

export type PositionReported = {
  /** Absent: the venue said nothing. `'none'`: the venue said that there is none. */
  readonly liquidationPrice?: Decimal | 'none';
  /**
   * The venue's price worked out by the venue's own rule, where that is not this pool's (other waterline, collateral
   * held still, the marks of its moment). The audit compares this one; `rule` says how it differs.
   */
  readonly byOwnRule?: {readonly liquidationPrice: Decimal | 'none'; readonly rule: string};
  /**
   * Why the venue's liquidation price is to stand, as an estimate, where the pool's own cannot be worked out: a sentence
   * for people. Absent: it is for the audit alone.
   */
  readonly stands?: string;
  readonly maintenanceMargin?: Decimal;
  readonly unrealisedPnl?: Decimal;
};

/** One stream a pool depends on. */
export type FeedSource = {
  /** For people: `account`, `mark price of BTC`. */
  readonly name: string;
  /** When it last said something, ms since 1970. */
  readonly at: number;
  /** Older than this it is stale. */
  readonly limitMs: number;
};
