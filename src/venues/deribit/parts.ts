import type {Position} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import type {Means, Totals} from './means.ts';
import {chargeOf, type Held, isOption, positionOf} from './position.ts';
import {ONE, sumOf, ZERO} from './sum.ts';

/** Account and marks are of moments up to seconds apart: a smaller difference between them is the price's. */
export const NOISE = new Decimal('0.02');
/** Changes of positions and of the account are told one right after the other. */
const SOON_MS = 2000;

const OTHERS =
  "part of Deribit's requirement is not that of the positions (open orders); it is kept as it is";
const OUTRUN = "Deribit's total is less than the positions ask for: a change of them was missed";
const PORTFOLIO =
  "portfolio margin: Deribit's total is shared among the positions by value and scaled with it; its risk matrix is not known";
/** Requirement now, in the settle asset. */
function requiredOf(held: Held): Decimal | undefined {
  const {now} = held;
  if (isOption(held) && held.side === 'long') return ZERO;
  const {schedule} = chargeOf(held);
  if (now === undefined || schedule === undefined) return undefined;
  if (schedule.kind === 'reported') return schedule.maintenance;
  if (schedule.kind === 'sized') {
    const coins = held.instrument.contract === 'inverse' ? now.value : now.quantity;
    return now.value.times(schedule.base.plus(schedule.slope.times(coins)));
  }
  const [tier] = schedule.kind === 'tiers' ? schedule.tiers : [];
  return tier && now.value.times(tier.maintenanceRate).minus(tier.deduction ?? ZERO);
}

function initialOf(held: Held): Decimal {
  if (isOption(held) && held.side === 'long') return ZERO;
  const {leverage} = chargeOf(held);
  return leverage && held.now ? held.now.value.div(leverage) : ZERO;
}

/** What of Deribit's total the positions do not make up; nothing within the noise. */
function restOf(total: Decimal, parts: readonly (Decimal | undefined)[]): Decimal {
  if (parts.includes(undefined)) return ZERO;
  const rest = total.minus(sumOf(parts.map((part) => part ?? ZERO)));
  return rest.gt(total.times(NOISE)) ? rest : ZERO;
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

/** Each position's requirement now, in the pool's unit. */
export const requirementsOf = ({held, priceOf}: Means) =>
  held.map((each) => {
    const price = priceOf(each.instrument.settle);
    return price && requiredOf(each)?.times(price);
  });

/** The account has spoken since, and asks for less than these positions would. */
function isOutrun({held}: Means, {maintenance, at}: Totals, required: readonly (Decimal | undefined)[]) {
  const newest = Math.max(...held.map(({row}) => row.at));
  const sum = sumOf(required.map((each) => each ?? ZERO));
  return at > newest + SOON_MS && sum.gt(maintenance.times(NOISE.plus(ONE)));
}

export function standardParts(means: Means): Parts {
  const {held, unit, told, priceOf} = means;
  const positions = held.map((each) => positionOf(each, 'standard'));
  if (told === undefined) return {positions, doubts: []};
  const required = requirementsOf(means);
  const rest = restOf(told.maintenance, required);
  const initial = held.map((each) => priceOf(each.instrument.settle)?.times(initialOf(each)));
  return {
    positions: rest.isZero() ? positions : [...positions, others(unit, rest)],
    orderMargin: restOf(told.initial, initial),
    doubts: [...(rest.isZero() ? [] : [OTHERS]), ...(isOutrun(means, told, required) ? [OUTRUN] : [])],
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
