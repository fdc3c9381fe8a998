import type {Position} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import type {Means} from './means.ts';
import {chargeOf, type Held, isOption, positionOf} from './position.ts';
import {ONE, sumOf, ZERO} from './sum.ts';

/** Account and marks are of moments up to seconds apart: a smaller difference between them is the price's. */
export const NOISE = new Decimal('0.02');

const OTHERS =
  "part of Deribit's requirement is not that of the positions (open orders); it is kept as it is";
const PORTFOLIO =
  "portfolio margin: Deribit's total is shared among the positions by value and scaled with it; its risk matrix is not known";
/** Requirement now, in the settle asset. */
export function requiredOf(held: Held): Decimal | undefined {
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

export function standardParts({held, unit, told, priceOf}: Means): Parts {
  const positions = held.map((each) => positionOf(each, 'standard'));
  if (told === undefined) return {positions, doubts: []};
  const inUnit = (each: Held, amount: Decimal | undefined) => {
    const price = priceOf(each.instrument.settle);
    return amount && price && amount.times(price);
  };
  const rest = restOf(
    told.maintenance,
    held.map((each) => inUnit(each, requiredOf(each))),
  );
  const orderMargin = restOf(
    told.initial,
    held.map((each) => inUnit(each, initialOf(each))),
  );
  return rest.isZero()
    ? {positions, orderMargin, doubts: []}
    : {positions: [...positions, others(unit, rest)], orderMargin, doubts: [OTHERS]};
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
    return positionOf(each, {share: maintenance && {kind: 'reported', maintenance}});
  });
  const isAlone = held.length === 0 && told !== undefined && told.maintenance.gt(0);
  return {positions: isAlone ? [others(unit, told.maintenance)] : positions, doubts: [PORTFOLIO]};
}
