import {ZERO} from './constant.ts';
import {signOf} from './contract.ts';
import type {Decimal} from './decimal.ts';
import type {Row} from './row.ts';

/**
 * How a row goes with its underlying's price factor k, in its settle asset: it adds counted·k^degree (beside what
 * does not move), and requires moved·k^degree + still + twice·k^(2·degree).
 */
export type Terms = {
  readonly counted: Decimal;
  readonly moved: Decimal;
  readonly still: Decimal;
  readonly twice: Decimal;
};

/** The part of what a row adds to its asset that goes with the price. */
export const countedTerm = ({position, value}: Row): Decimal => {
  const {contract} = position;
  if (value === null || contract === 'option' || contract === 'spot-borrow') return ZERO;
  return signOf(position) > 0 === (contract !== 'inverse') ? value : value.neg();
};

/** What a row requires in one of its tiers. A power schedule is no sum of powers and is handled elsewhere. */
export const requirementTerms = ({position, value, quantity}: Row, tier: number): Omit<Terms, 'counted'> => {
  const {schedule, closingFeeRate} = position;
  if (value === null || schedule === undefined) return NOTHING;
  const fee = closingFeeRate === undefined || closingFeeRate.isZero() ? null : closingFeeRate;
  const charged = (rate: Decimal): Decimal => value.times(fee === null ? rate : rate.plus(fee));
  switch (schedule.kind) {
    case 'tiers': {
      const held = schedule.tiers[tier];
      return {
        moved: charged(held?.maintenanceRate ?? ZERO),
        still: held?.deduction?.neg() ?? ZERO,
        twice: ZERO,
      };
    }
    case 'sized':
      return position.contract === 'inverse'
        ? {moved: charged(schedule.base), still: ZERO, twice: schedule.slope.times(value).times(value)}
        : {moved: charged(schedule.base.plus(schedule.slope.times(quantity))), still: ZERO, twice: ZERO};
    case 'fixed':
      return {moved: fee === null ? ZERO : value.times(fee), still: schedule.maintenance, twice: ZERO};
    case 'reported':
      return {moved: schedule.maintenance.plus(value.times(fee ?? ZERO)), still: ZERO, twice: ZERO};
    case 'power':
      return NOTHING;
  }
};

const NOTHING: Omit<Terms, 'counted'> = {moved: ZERO, still: ZERO, twice: ZERO};
