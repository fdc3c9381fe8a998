import {ZERO} from './constant.ts';
import {signOf} from './contract.ts';
import type {Decimal} from './decimal.ts';
import {itemAt} from './item-at.ts';
import type {KnownRow} from './known.ts';

/**
 * What a row requires, in its settle asset, as its underlying's price goes: moved·k^degree + still + twice·k^(2·degree).
 */
export type Terms = {
  readonly moved: Decimal;
  readonly still: Decimal;
  readonly twice: Decimal;
};

/** The part of what a row adds to its asset that goes with the price: counted·k^degree, beside what does not move. */
export const countedTerm = ({position, value}: KnownRow): Decimal => {
  const {contract} = position;
  if (contract === 'option' || contract === 'spot-borrow') return ZERO;
  return signOf(position) > 0 === (contract !== 'inverse') ? value : value.neg();
};

/** What a row requires in one of its tiers. A power schedule is no sum of powers and is handled elsewhere. */
export const requirementTerms = ({position, value, quantity}: KnownRow, tier: number): Terms => {
  const {schedule, closingFeeRate} = position;
  const fee = closingFeeRate ?? ZERO;
  const charged = (rate: Decimal): Decimal => value.times(rate.plus(fee));
  switch (schedule.kind) {
    case 'tiers': {
      const {maintenanceRate, deduction} = itemAt(schedule.tiers, tier);
      return {moved: charged(maintenanceRate), still: deduction?.neg() ?? ZERO, twice: ZERO};
    }
    case 'sized':
      return position.contract === 'inverse'
        ? {moved: charged(schedule.base), still: ZERO, twice: schedule.slope.times(value).times(value)}
        : {moved: charged(schedule.base.plus(schedule.slope.times(quantity))), still: ZERO, twice: ZERO};
    case 'fixed':
      return {moved: value.times(fee), still: schedule.maintenance, twice: ZERO};
    case 'reported':
      return {moved: schedule.maintenance.plus(value.times(fee)), still: ZERO, twice: ZERO};
    case 'power':
      return NOTHING;
  }
};

const NOTHING: Terms = {moved: ZERO, still: ZERO, twice: ZERO};
