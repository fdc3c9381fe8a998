import type {Position} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import type {Means, Totals} from './means.ts';
import {chargeOf, type Held, isOption, isWorthless, positionOf} from './position.ts';
import type {Moment} from './rule.ts';
import {ONE, sumOf, ZERO} from './sum.ts';

/** Account and marks are of moments a fraction of a second apart: a smaller difference between them is the price's. */
export const NOISE = new Decimal('0.001');
/** Changes of positions and of the account are told one right after the other. */
const SOON_MS = 2000;

const OTHERS =
  "part of Deribit's requirement is not that of the positions (open orders); it is kept as it is";
const OUTRUN = "Deribit's total is less than the positions ask for: a change of them was missed";
const PORTFOLIO =
  "portfolio margin: Deribit's total is shared among the positions by value and scaled with it; its risk matrix is not known";
/** Requirement now, in the settle asset. */
function requiredOf(held: Held, now: Moment | undefined): Decimal | undefined {
  if (isOption(held) && held.side === 'long') return ZERO;
  const {schedule} = chargeOf(held, now);
  if (now === undefined || schedule === undefined) return undefined;
  if (schedule.kind === 'reported') return schedule.maintenance;
  if (schedule.kind === 'sized') {
    const coins = held.instrument.contract === 'inverse' ? now.value : now.quantity;
    return now.value.times(schedule.base.plus(schedule.slope.times(coins)));
  }
  const [tier] = schedule.kind === 'tiers' ? schedule.tiers : [];
  return tier && now.value.times(tier.maintenanceRate).minus(tier.deduction ?? ZERO);
}

function initialOf(held: Held, now: Moment | undefined): Decimal | undefined {
  if (isOption(held) && held.side === 'long') return ZERO;
  const {leverage} = chargeOf(held, now);
  return leverage && now?.value.div(leverage);
}

/** Undefined: one of the parts is not known. */
function totalOf(parts: readonly (Decimal | undefined)[]): Decimal | undefined {
  return parts.reduce<Decimal | undefined>((sum, part) => part && sum?.plus(part), ZERO);
}

/** A requirement that no position shows. */
export const others = (unit: string, maintenance: Decimal): Position => ({
  symbol: 'orders and others',
  underlying: 'orders and others',
  contract: 'spot-borrow',
  settle: unit,
  multiplier: ONE,
  side: 'short',
  size: maintenance,
  markPrice: ONE,
  schedule: {kind: 'tiers', tiers: [{from: ZERO, maintenanceRate: ONE, initialRate: ZERO}]},
});

type Parts = {
  readonly positions: readonly Position[];
  readonly orderMargin?: Decimal;
  readonly doubts: readonly string[];
};

/**
 * What of a total of Deribit's the positions do not make up, negative when they ask for more: at the marks of now or at
 * those known when the account was told, whichever fit better. Undefined: one of the parts is not known.
 */
function restOf({held, priceOf}: Means, total: Decimal, partOf: typeof requiredOf): Decimal | undefined {
  const at = (momentOf: (each: Held) => Moment | undefined) =>
    totalOf(held.map((each) => partOf(each, momentOf(each))?.times(priceOf(each.instrument.settle) ?? ZERO)));
  const sums = [at(({now}) => now), at(({atAccount}) => atAccount)];
  const rests = sums.flatMap((sum) => (sum === undefined ? [] : [total.minus(sum)]));
  const [nearest] = rests.toSorted((one, other) => one.abs().cmp(other.abs()));
  return nearest;
}

export const unexplained = (means: Means, {maintenance}: Totals) => restOf(means, maintenance, requiredOf);

export function standardParts(means: Means): Parts {
  const {held, unit, told} = means;
  const positions = held.filter((each) => !isWorthless(each)).map((each) => positionOf(each, 'standard'));
  if (told === undefined) return {positions, doubts: []};
  const apart = unexplained(means, told) ?? ZERO;
  const isApart = apart.abs().gt(told.maintenance.times(NOISE));
  const hasOthers = isApart && apart.gt(0);
  const isOutrun = isApart && apart.lt(0) && told.at > Math.max(...held.map(({row}) => row.at)) + SOON_MS;
  const orders = restOf(means, told.initial, initialOf) ?? ZERO;
  return {
    positions: hasOthers ? [...positions, others(unit, apart)] : positions,
    orderMargin: orders.gt(told.initial.times(NOISE)) ? orders : ZERO,
    doubts: [...(hasOthers ? [OTHERS] : []), ...(isOutrun ? [OUTRUN] : [])],
  };
}

export function portfolioParts({held, unit, told, priceOf}: Means): Parts {
  const worth = held.map(({now, instrument}) => {
    const price = priceOf(instrument.settle);
    return now && price && now.value.times(price);
  });
  const sum = sumOf(worth.map((each) => each ?? ZERO));
  const positions = held.map((each, index) => {
    const price = priceOf(each.instrument.settle);
    const value = worth[index];
    const maintenance =
      told && value && price && sum.gt(0) ? told.maintenance.times(value).div(sum).div(price) : undefined;
    return positionOf(each, {
      ...(maintenance && {schedule: {kind: 'reported', maintenance}}),
      ...(told?.initial.gt(0) && {leverage: sum.div(told.initial)}),
    });
  });
  const isAlone = held.length === 0 && told !== undefined && told.maintenance.gt(0);
  return {positions: isAlone ? [others(unit, told.maintenance)] : positions, doubts: [PORTFOLIO]};
}
