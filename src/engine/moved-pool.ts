import type {Collateral, MarginPool, Position, Schedule} from './account.ts';
import {ONE} from './constant.ts';
import {degreeOf} from './contract.ts';
import type {Decimal} from './decimal.ts';
import {repricedMark} from './option-price.ts';

/** Prices after a move: by what each underlying's price is multiplied, and every option's volatility. */
export type Shift = {
  /** 1 for an underlying that stays. */
  readonly factor: (underlying: string) => Decimal;
  readonly volatility: Decimal;
  /** ms since 1970, for the time to an option's expiry. */
  readonly now: number;
};

/**
 * The same pool at other prices. Marks, indices and collateral on one underlying move together; a requirement fixed
 * at entry stays, one that only the venue knows is scaled with the position's value. What the venue reported is
 * dropped: it spoke of today.
 */
export const movedPool = (pool: MarginPool, shift: Shift): MarginPool => {
  const {reported: _, ...rest} = pool;
  return {
    ...rest,
    collateral: pool.collateral.map((row) => movedCollateral(row, pool.unit, shift)),
    positions: pool.positions.map((position) => movedPosition(position, shift)),
  };
};

const movedCollateral = (row: Collateral, unit: string, {factor}: Shift): Collateral => {
  if (row.price === undefined || row.asset === unit) return row;
  const own = factor(row.underlying ?? row.asset);
  const ofUnit = factor(unit);
  if (own.eq(ONE) && ofUnit.eq(ONE)) return row;
  return {...row, price: row.price.times(own).div(ofUnit)};
};

export const movedPosition = (position: Position, {factor, volatility, now}: Shift): Position => {
  const by = factor(position.underlying);
  const option = position.contract === 'option';
  if (by.eq(ONE) && (!option || volatility.eq(ONE))) return position;
  const {reported: _, markPrice, indexPrice, lastPrice, schedule, ...rest} = position;
  const mark = option ? repricedMark(position, by, volatility, now) : markPrice?.times(by);
  return {
    ...rest,
    ...(mark == null ? {} : {markPrice: mark}),
    ...(indexPrice === undefined ? {} : {indexPrice: indexPrice.times(by)}),
    ...(lastPrice === undefined || option ? {} : {lastPrice: lastPrice.times(by)}),
    ...(schedule === undefined ? {} : {schedule: movedSchedule(position, schedule, by)}),
  };
};

const movedSchedule = (position: Position, schedule: Schedule, by: Decimal): Schedule => {
  if (schedule.kind !== 'reported') return schedule;
  const {maintenance} = schedule;
  const degree = degreeOf(position);
  if (degree === 0) return schedule;
  return {kind: 'reported', maintenance: degree < 0 ? maintenance.div(by) : maintenance.times(by)};
};
