import type {FeedSource, Position, PositionReported, Schedule} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {isConfirmed, type Moment, reckonedPrice, type Weighed} from './cross-check.ts';
import {crossPositions, entryPrice, signedValue, sum, unseenNotional} from './held.ts';
import type {NamedDex} from './ledger.ts';
import {type Pricing, pricingOf} from './pricing.ts';
import type {Dex, Held, State} from './state.ts';
import {maintenanceAt, type Tiering, tieringOf} from './tiers.ts';

/** A position with what belongs to it, before it is put into a pool. Amounts are of the moment of its frame. */
export type Placed = Weighed & {
  readonly held: Held;
  readonly dex: Dex;
  readonly tiering: Tiering;
  readonly pricing: Pricing;
  readonly entry: Decimal;
};

export function place(state: State, dex: Dex, held: Held): Placed {
  const tiering = tieringOf(state, held);
  const value = signedValue(held);
  return {
    held,
    dex,
    tiering,
    pricing: pricingOf(state, dex, held),
    size: new Decimal(held.size),
    value,
    entry: entryPrice(held),
    tiers: tiering.tiers,
    requirement: maintenanceAt(tiering.tiers, value.abs()),
  };
}

/** All positions that share a margin, of one dex or of several. */
export function placeCross(state: State, dexes: readonly NamedDex[]): readonly Placed[] {
  return dexes.flatMap(([, dex]) => crossPositions(dex).map((held) => place(state, dex, held)));
}

/** By our tiers. */
export function maintenanceOf(placed: readonly Placed[]): Decimal {
  return sum(placed.map(({requirement}) => requirement));
}

/** Size × mark, signed. */
export function worthOf(placed: readonly Placed[]): Decimal {
  return sum(placed.map(({value}) => value));
}

/** Size × entry, signed: what the positions cost. */
export function costOf(placed: readonly Placed[]): Decimal {
  return sum(placed.map(({size, entry}) => size.times(entry)));
}

/** A position held against the venue's own liquidation price. */
export type Judged = Placed & {
  /** By the venue's rule. Null: there is none, or the pool is not known. */
  readonly reckoned: Decimal | null;
  /** Is that what the venue said? Null: it said nothing, or the pool is not known. */
  readonly confirmed: boolean | null;
};

export function judge(placed: readonly Placed[], moment: Moment | null): readonly Judged[] {
  return placed.map((one) => {
    const reckoned = moment && reckonedPrice(one, moment);
    return {...one, reckoned, confirmed: moment && isConfirmed(one.held.liquidation, reckoned)};
  });
}

/** What a dex's own sums say of its cross positions as we see them. */
export type DexCheck = {
  /** All positions that the frame counts are in it. */
  readonly isWhole: boolean;
  /** The venue's requirement beside what the tiers give. Null: they are the same, or nothing was said. */
  readonly shortfall: {readonly reported: Decimal; readonly ours: Decimal} | null;
  /** What of `ours` rests on a position's own largest leverage alone. */
  readonly guessed: Decimal;
};

/** Each position's requirement has six decimals. */
const ROUNDING = new Decimal('0.000002');

export function checkOf(dex: Dex, placed: readonly Placed[]): DexCheck {
  const here = placed.filter((one) => one.dex === dex && one.held.rawUsd === undefined);
  const ours = maintenanceOf(here);
  const reported = new Decimal(dex.crossMaintenance ?? ours);
  const tolerance = ROUNDING.times(here.length).plus(reported.times('1e-8'));
  const isSame = here.length === 0 || reported.minus(ours).abs().lte(tolerance);
  return {
    isWhole: unseenNotional(dex).isZero(),
    shortfall: isSame ? null : {reported, ours},
    guessed: maintenanceOf(here.filter(({tiering}) => tiering.from === 'position')),
  };
}

/** How a pool stands, as far as it concerns each of its positions. */
export type Standing = {
  readonly settle: string;
  /** What it is worth is known. */
  readonly isKnown: boolean;
  readonly checks: ReadonlyMap<Dex, DexCheck>;
  /** How the venue's liquidation prices differ from ours by rule. */
  readonly rule: string | null;
  /** For the next funding, which is paid at the full hour. */
  readonly asOf: number;
};

/**
 * Without a table and against the venue's own sum, the part that the tables leave over is shared out among the
 * positions whose tiers are unknown: the total is then the venue's, each share an estimate.
 */
function scheduleOf(one: Placed, check: DexCheck | undefined): Schedule {
  const tiers: Schedule = {kind: 'tiers', tiers: one.tiering.tiers};
  if (one.tiering.from === 'table' || !check?.shortfall || !check.isWhole) return tiers;
  const {reported, ours} = check.shortfall;
  const left = reported.minus(ours).plus(check.guessed);
  if (!left.isPositive() || check.guessed.isZero()) return tiers;
  return {kind: 'reported', maintenance: one.requirement.times(left).div(check.guessed)};
}

const TIERS_UNSEEN =
  "The market's tiers have not been seen; the requirement follows the largest leverage of the smallest tier.";

/** Does the venue's own figure say that we have the position's tiers right, at today's price and at the last one? */
function hasTrustedTiers({size, tiering, confirmed}: Judged, check: DexCheck | undefined): boolean {
  if (tiering.from === 'table' || confirmed === true) return true;
  // A long's value falls on its way to liquidation, so no higher tier than today's can matter.
  return size.isPositive() && check?.isWhole === true && check.shortfall === null;
}

const AT_ITS_MARKS = "Compared at the marks of the account's own frame, from which prices have moved on.";

/** The venue's price, and ours by its rule where that is not the pool's own. */
function reportedOf({held, reckoned, pricing}: Judged, {isKnown, rule}: Standing): PositionReported {
  const said = held.liquidation;
  const moved = pricing.isFrames || held.rawUsd !== undefined ? null : AT_ITS_MARKS;
  const how = rule ?? moved;
  return {
    ...(said === undefined ? {} : {liquidationPrice: said === null ? 'none' : new Decimal(said)}),
    ...(how && isKnown ? {byOwnRule: {liquidationPrice: reckoned ?? 'none', rule: how}} : {}),
    ...(pricing.isFrames ? {unrealisedPnl: new Decimal(held.pnl)} : {}),
  };
}

const ONE = new Decimal(1);
const HOUR_MS = 3_600_000;

/** Paid at the full hour. */
function fundingOf({pricing}: Placed, asOf: number): Partial<Position> {
  if (!pricing.funding) return {};
  return {
    fundingRate: pricing.funding,
    fundingIntervalHours: ONE,
    nextFundingAt: (Math.floor(asOf / HOUR_MS) + 1) * HOUR_MS,
  };
}

/** Hyperliquid's linear perp: one contract is one coin, profit in the dex's collateral token. */
export function positionOf(one: Judged, standing: Standing): Position {
  const {held, dex, pricing} = one;
  const check = held.rawUsd === undefined ? standing.checks.get(dex) : undefined;
  return {
    symbol: held.coin,
    underlying: held.coin,
    contract: 'linear',
    settle: standing.settle,
    multiplier: ONE,
    side: one.size.isNegative() ? 'short' : 'long',
    size: one.size.abs(),
    entryPrice: one.entry,
    ...(pricing.mark ? {markPrice: pricing.mark} : {}),
    ...(pricing.oracle ? {indexPrice: pricing.oracle} : {}),
    leverage: new Decimal(held.leverage),
    schedule: scheduleOf(one, check),
    ...fundingOf(one, standing.asOf),
    reported: reportedOf(one, standing),
    ...(hasTrustedTiers(one, check) ? {} : {doubts: [TIERS_UNSEEN]}),
  };
}

/** The venue recomputes marks about every 3 s: this is five in a row that did not come. */
const MARK_LIMIT_MS = 15_000;

export function markSources(placed: readonly Placed[]): readonly FeedSource[] {
  return placed.map(({held, pricing}) => ({
    name: `mark price of ${held.coin}`,
    at: pricing.at,
    limitMs: MARK_LIMIT_MS,
  }));
}
