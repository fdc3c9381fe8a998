import type {FeedSource, Position, Schedule} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {confirmsPrice, type Moment} from './cross-check.ts';
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

/** What the venue says the cross positions of a dex need, beside what the tiers give. Null: they are the same, or nothing was said. */
export type Shortfall = {readonly reported: Decimal; readonly ours: Decimal};

/** Each position's requirement has six decimals. */
const ROUNDING = new Decimal('0.000002');

export function shortfallOf(dex: Dex, placed: readonly Placed[]): Shortfall | null {
  const here = placed.filter((one) => one.dex === dex);
  if (dex.crossMaintenance === null || here.length === 0) return null;
  const reported = new Decimal(dex.crossMaintenance);
  const ours = maintenanceOf(here);
  const tolerance = ROUNDING.times(here.length).plus(reported.times('1e-8'));
  return reported.minus(ours).abs().lte(tolerance) ? null : {reported, ours};
}

/**
 * Without a table and against the venue's own sum, the part that the tables leave over is shared out among the
 * positions whose tiers are unknown: the total is then the venue's, each share an estimate.
 */
function sharedOut(one: Placed, placed: readonly Placed[], shortfall: Shortfall): Schedule | null {
  const guessed = maintenanceOf(
    placed.filter((other) => other.dex === one.dex && other.tiering.from === 'position'),
  );
  const left = shortfall.reported.minus(shortfall.ours).plus(guessed);
  if (!left.isPositive() || guessed.isZero() || !unseenNotional(one.dex).isZero()) return null;
  return {kind: 'reported', maintenance: requirementOf(one).times(left).div(guessed)};
}

const TIERS_UNSEEN =
  "The market's tiers have not been seen; the requirement follows the largest leverage of the smallest tier.";

export type Standing = {
  readonly settle: string;
  /** The pool at the moment of its frames. Null: not known. */
  readonly moment: Moment | null;
  readonly placed: readonly Placed[];
  /** For the next funding, which is paid at the full hour. */
  readonly asOf: number;
};

const HOUR_MS = 3_600_000;

/** Does the venue's own figure say that we have the position's tiers right, at today's price and at the last one? */
function hasTrustedTiers(one: Placed, {moment, placed}: Standing): boolean {
  if (one.tiering.from === 'table') return true;
  if (moment && confirmsPrice(one.held, one.tiering.tiers, moment) === true) return true;
  const isLong = !one.held.size.startsWith('-');
  const {dex} = one;
  const isSummed = one.held.rawUsd === undefined && dex.crossMaintenance !== null;
  // A long's value falls on its way to liquidation, so no higher tier than today's can matter.
  return isLong && isSummed && shortfallOf(dex, placed) === null && unseenNotional(dex).isZero();
}

/** Hyperliquid's linear perp: one contract is one coin, profit in the dex's collateral token. */
export function positionOf(one: Placed, standing: Standing): Position {
  const {held, dex, tiering, pricing} = one;
  const shortfall = held.rawUsd === undefined ? shortfallOf(dex, standing.placed) : null;
  const shared = shortfall && tiering.from === 'position' ? sharedOut(one, standing.placed, shortfall) : null;
  const comparable = pricing.isFrames || held.rawUsd !== undefined;
  const liquidation = comparable ? held.liquidation : undefined;
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
    schedule: shared ?? {kind: 'tiers', tiers: tiering.tiers},
    ...(pricing.funding
      ? {
          fundingRate: pricing.funding,
          fundingIntervalHours: new Decimal(1),
          nextFundingAt: (Math.floor(standing.asOf / HOUR_MS) + 1) * HOUR_MS,
        }
      : {}),
    reported: {
      ...(liquidation === undefined
        ? {}
        : {liquidationPrice: liquidation === null ? 'none' : new Decimal(liquidation)}),
      ...(pricing.isFrames ? {unrealisedPnl: new Decimal(held.pnl)} : {}),
    },
    ...(hasTrustedTiers(one, standing) ? {} : {doubts: [TIERS_UNSEEN]}),
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
