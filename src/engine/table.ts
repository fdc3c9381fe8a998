import type {Tier} from './account.ts';
import type {KnownRow} from './known.ts';
import {type Measure, measureOf} from './schedule.ts';

/** The tiers of a row and what they measure of it; null: its requirement comes from no table. */
export const tableOf = ({
  position,
  quantity,
  value,
}: KnownRow): {readonly tiers: readonly Tier[]; readonly measure: Measure} | null => {
  const {schedule} = position;
  if (schedule.kind !== 'tiers') return null;
  return {tiers: schedule.tiers, measure: measureOf(position, schedule.by ?? 'notional', quantity, value)};
};
