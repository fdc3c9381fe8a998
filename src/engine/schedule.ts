import type {Position, Schedule, Tier} from './account.ts';
import {degreeOf} from './contract.ts';
import type {Decimal} from './decimal.ts';
import {powerOf} from './power.ts';

/** What a tier's `from` is compared with, and the power of the price that it goes with. */
export type Measure = {readonly amount: Decimal; readonly degree: 1 | 0 | -1};

/**
 * Size as the schedule's `by` counts it: value in the settle asset, contracts, or base units (for an inverse position
 * its value in coin, which grows as the price falls).
 */
export const measureOf = (
  position: Position,
  by: 'notional' | 'contracts' | 'base',
  quantity: Decimal,
  value: Decimal,
): Measure => {
  if (by === 'contracts') return {amount: position.size, degree: 0};
  if (by === 'notional') return {amount: value, degree: degreeOf(position)};
  return position.contract === 'inverse' ? {amount: value, degree: -1} : {amount: quantity, degree: 0};
};

/** Index of the tier that holds `amount`: the last whose `from` is not above it. The first tier holds all below. */
export const tierAt = (tiers: readonly Tier[], amount: Decimal): number => {
  let index = 0;
  for (let next = 1; next < tiers.length; next += 1) {
    const tier = tiers[next];
    if (tier === undefined || amount.lt(tier.from)) break;
    index = next;
  }
  return index;
};

/** Requirement of a position at its value, in the settle asset, and the tier that it came from (0 without a table). */
export type Requirement = {readonly required: Decimal; readonly tier: number};

/**
 * rate × value − deduction of the tier that holds the size *at this value*; or the formula; or the fixed amount; then
 * the closing fee on the value. A table that jumps is followed as it is.
 */
export const requirementAt = (
  position: Position,
  schedule: Schedule,
  quantity: Decimal,
  value: Decimal,
): Requirement => {
  const {required, tier} = withoutFee(position, schedule, quantity, value);
  const fee = position.closingFeeRate;
  return {required: fee === undefined || fee.isZero() ? required : required.plus(value.times(fee)), tier};
};

const withoutFee = (
  position: Position,
  schedule: Schedule,
  quantity: Decimal,
  value: Decimal,
): Requirement => {
  switch (schedule.kind) {
    case 'tiers': {
      const {tiers} = schedule;
      const index =
        tiers.length < 2
          ? 0
          : tierAt(tiers, measureOf(position, schedule.by ?? 'notional', quantity, value).amount);
      const tier = tiers[index];
      if (tier === undefined) throw new RangeError(`the tier table of ${position.symbol} is empty`);
      const charge = value.times(tier.maintenanceRate);
      const {deduction} = tier;
      return {
        required: deduction === undefined || deduction.isZero() ? charge : charge.minus(deduction),
        tier: index,
      };
    }
    case 'sized': {
      const base = position.contract === 'inverse' ? value : quantity;
      return {required: value.times(schedule.base.plus(schedule.slope.times(base))), tier: 0};
    }
    case 'power': {
      const grown = value.isZero() ? value : schedule.factor.times(powerOf(value, schedule.exponent));
      return {required: value.times(grown.gt(schedule.base) ? grown : schedule.base), tier: 0};
    }
    case 'fixed':
    case 'reported':
      return {required: schedule.maintenance, tier: 0};
  }
};
