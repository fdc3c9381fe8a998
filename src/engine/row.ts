import type {Position, Schedule} from './account.ts';
import {countedOf, pricedBy, profitOf, quantityOf, valueAt} from './contract.ts';
import type {Decimal} from './decimal.ts';
import {requirementAt} from './schedule.ts';

/** A position with what follows from it alone, all in its settle asset. Null: something that it needs is not there. */
export type Row = {
  readonly position: Position;
  readonly quantity: Decimal;
  /** Positive. */
  readonly value: Decimal | null;
  readonly profit: Decimal | null;
  /** What it adds to the settle asset's amount: its profit, an option's mark value. */
  readonly counted: Decimal | null;
  readonly required: Decimal | null;
  /** Index of today's tier. */
  readonly tier: number;
};

export const rowOf = (position: Position): Row => {
  const quantity = quantityOf(position);
  const value = valueAt(position, quantity);
  const profit = profitOf(position, quantity, value);
  const counted = countedOf(position, quantity, profit);
  const schedule = scheduleOf(position);
  if (schedule === undefined || value === null)
    return {position, quantity, value, profit, counted, required: null, tier: 0};
  const {required, tier} = requirementAt(position, schedule, quantity, value);
  return {position, quantity, value, profit, counted, required, tier};
};

/** A table without a tier is a table that has not been seen. */
const scheduleOf = ({schedule}: Position): Schedule | undefined =>
  schedule?.kind === 'tiers' && schedule.tiers.length === 0 ? undefined : schedule;

/** Names, for people, of what a position lacks to have a value. */
export const valueNeeds = ({position}: Row): readonly string[] =>
  position.contract === 'option'
    ? [`index price of ${position.underlying}`]
    : [`mark price of ${position.symbol}`];

/** What it lacks to have a profit. */
export const profitNeeds = ({position}: Row): readonly string[] => {
  const needs: string[] = [];
  const blind =
    position.contract === 'option' ? position.markPrice === undefined : pricedBy(position) === undefined;
  if (blind) needs.push(`mark price of ${position.symbol}`);
  const {entryPrice, contract} = position;
  if (entryPrice === undefined || (contract === 'inverse' && entryPrice.isZero()))
    needs.push(`entry price of ${position.symbol}`);
  return needs;
};

/** What it lacks to count in equity. */
export const countedNeeds = (row: Row): readonly string[] =>
  row.position.contract === 'option' ? [`mark price of ${row.position.symbol}`] : profitNeeds(row);

/** What it lacks to have a requirement. */
export const requirementNeeds = (row: Row): readonly string[] => {
  const needs = row.value === null ? [...valueNeeds(row)] : [];
  if (scheduleOf(row.position) === undefined) needs.push(`margin tiers of ${row.position.symbol}`);
  return needs;
};
