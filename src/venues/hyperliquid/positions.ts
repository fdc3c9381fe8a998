import type {FeedSource, Position, PositionReported, Schedule} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {confirmsPrice, type Moment, reckonedPrice} from './cross-check.ts';
import {crossPositions, entryPrice, sum, unseenNotional} from './held.ts';
import type {NamedDex} from './ledger.ts';
import {type Pricing, pricingOf} from './pricing.ts';
import type {Dex, Held, State} from './state.ts';
import {maintenanceAt, type Tiering, tieringOf} from './tiers.ts';

/** A position with what belongs to it, before it is put into a pool. */
export type Placed = {
  readonly held: Held;
  readonly dex: Dex;
  readonly tiering: Tiering;
  readonly pricing: Pricing;
};

export function place(state: State, dex: Dex, held: Held): Placed {
  return {held, dex, tiering: tieringOf(state, held), pricing: pricingOf(state, dex, held)};
}

/** All positions that share a margin, of one dex or of several. */
export function placeCross(state: State, dexes: readonly NamedDex[]): readonly Placed[] {
  return dexes.flatMap(([, dex]) => crossPositions(dex).map((held) => place(state, dex, held)));
}

const requirementOf = ({held, tiering}: Placed) => maintenanceAt(tiering.tiers, new Decimal(held.value));

/** By our tiers, at the moment of the frames. */
export function maintenanceOf(placed: readonly Placed[]): Decimal {
  return sum(placed.map(requirementOf));
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
  /** At the moment of its frames. Null: not known. */
  readonly moment: Moment | null;
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
  return {kind: 'reported', maintenance: requirementOf(one).times(left).div(check.guessed)};
}

const TIERS_UNSEEN =
  "The market's tiers have not been seen; the requirement follows the largest leverage of the smallest tier.";

/** Does the venue's own figure say that we have the position's tiers right, at today's price and at the last one? */
function hasTrustedTiers(
  {held, tiering}: Placed,
  moment: Moment | null,
  check: DexCheck | undefined,
): boolean {
  if (tiering.from === 'table') return true;
  if (moment && confirmsPrice(held, tiering.tiers, moment) === true) return true;
  // A long's value falls on its way to liquidation, so no higher tier than today's can matter.
  return !held.size.startsWith('-') && check?.isWhole === true && check.shortfall === null;
}

const AT_ITS_MARKS = "Compared at the marks of the account's own frame, from which prices have moved on.";

/** The venue's price, and ours by its rule where that is not the pool's own. */
function reportedOf({held, tiering, pricing}: Placed, {moment, rule}: Standing): PositionReported {
  const said = held.liquidation;
  const moved = pricing.isFrames || held.rawUsd !== undefined ? null : AT_ITS_MARKS;
  const how = rule ?? moved;
  const reckoned = how && moment ? reckonedPrice(held, tiering.tiers, moment) : null;
  return {
    ...(said === undefined ? {} : {liquidationPrice: said === null ? 'none' : new Decimal(said)}),
    ...(how && moment ? {byOwnRule: {liquidationPrice: reckoned ?? 'none', rule: how}} : {}),
    ...(pricing.isFrames ? {unrealisedPnl: new Decimal(held.pnl)} : {}),
  };
}

const HOUR_MS = 3_600_000;

/** Paid at the full hour. */
function fundingOf({pricing}: Placed, asOf: number): Partial<Position> {
  if (!pricing.funding) return {};
  return {
    fundingRate: pricing.funding,
    fundingIntervalHours: new Decimal(1),
    nextFundingAt: (Math.floor(asOf / HOUR_MS) + 1) * HOUR_MS,
  };
}

/** Hyperliquid's linear perp: one contract is one coin, profit in the dex's collateral token. */
export function positionOf(one: Placed, standing: Standing): Position {
  const {held, dex, pricing} = one;
  const check = held.rawUsd === undefined ? standing.checks.get(dex) : undefined;
  return {
    symbol: held.coin,
    underlying: held.coin,
    contract: 'linear',
    settle: standing.settle,
    multiplier: new Decimal(1),
    side: held.size.startsWith('-') ? 'short' : 'long',
    size: new Decimal(held.size).abs(),
    entryPrice: entryPrice(held),
    ...(pricing.mark ? {markPrice: pricing.mark} : {}),
    ...(pricing.oracle ? {indexPrice: pricing.oracle} : {}),
    leverage: new Decimal(held.leverage),
    schedule: scheduleOf(one, check),
    ...fundingOf(one, standing.asOf),
    reported: reportedOf(one, standing),
    ...(hasTrustedTiers(one, standing.moment, check) ? {} : {doubts: [TIERS_UNSEEN]}),
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
