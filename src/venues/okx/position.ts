import type {OptionTerms, Position, PositionReported, Schedule} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {baseOf, familyOf} from './contract.ts';
import {OPTION} from './frames.ts';
import {clean} from './recovered.ts';
import type {OkxState, Position as Row} from './state.ts';
import {tiersOf} from './tables.ts';
import {notionalOf, type Valued, valuedOf} from './valued.ts';

const ONE = new Decimal(1);
const ZERO = new Decimal(0);

/** A derivatives row with the newest mark. */
export type Held = Valued & {
  /** The newest mark, and when it was heard. */
  readonly mark: Decimal | undefined;
  readonly markAt: number;
  /** Nothing newer than the row has been heard. */
  readonly isStill: boolean;
  /** Maintenance rate that the row's own figures tell. */
  readonly rate: Decimal | undefined;
};

const decimal = (text: string | undefined) => (text === undefined ? undefined : new Decimal(text));

function markIn(state: OkxState, {row, rowMark}: Valued): Pick<Held, 'mark' | 'markAt' | 'isStill'> {
  const stream = own(state.marks, row.instId);
  if (stream === undefined) return {mark: rowMark, markAt: row.at, isStill: true};
  const mark = new Decimal(stream.price);
  return {mark, markAt: stream.at, isStill: rowMark?.eq(mark) ?? false};
}

export function heldOf(state: OkxState, row: Row): Held {
  const valued = valuedOf(state, row);
  const {value} = valued;
  const maintenance = decimal(row.mmr);
  const rate = value?.gt(0) && maintenance?.gt(0) ? clean(maintenance.div(value)) : undefined;
  return {...valued, ...markIn(state, valued), rate};
}

/** The rate of the tier that holds the position, from the row's own figures or from the table. */
export function rateOf(state: OkxState, {row, rate, size}: Held): Decimal | undefined {
  if (rate !== undefined) return rate;
  return tiersOf(state, familyOf(row.instId), ZERO)?.findLast(({from}) => from.lte(size))?.maintenanceRate;
}

/**
 * Tiers count contracts, so the rate of today's size holds at every price. The row's own rate is right where it differs
 * from a table; without either the venue's own figure is scaled.
 */
function scheduleOf(state: OkxState, held: Held, others: Decimal): {schedule?: Schedule; doubt?: string} {
  const {row, rate, size, contract, value: then} = held;
  const maintenance = decimal(row.mmr);
  if (contract === 'option' && maintenance?.isZero()) return {schedule: {kind: 'fixed', maintenance}};
  const tiers = contract === 'option' ? undefined : tiersOf(state, familyOf(row.instId), others);
  const tabled = tiers?.findLast(({from}) => from.lte(size))?.maintenanceRate;
  if (tiers !== undefined && tabled !== undefined && (rate === undefined || rate.eq(tabled)))
    return {schedule: {kind: 'tiers', by: 'contracts', tiers}};
  if (rate !== undefined && contract !== 'option') {
    const schedule: Schedule = {
      kind: 'tiers',
      by: 'contracts',
      tiers: [{from: ZERO, maintenanceRate: rate}],
    };
    if (tabled === undefined) return {schedule};
    const doubt = `the tier table of ${row.instId} says ${tabled}, OKX counts ${rate}`;
    return {schedule, doubt};
  }
  const now = notionalOf(held, held.mark);
  if (maintenance === undefined || then === undefined || now === undefined) return {};
  return {schedule: {kind: 'reported', maintenance: maintenance.times(now).div(then)}};
}

/** Options expire at 08:00 UTC of the day in their name. */
function optionTerms(instId: string): OptionTerms | undefined {
  const [, year, month, day, strike, right] = OPTION.exec(instId) ?? [];
  if (strike === undefined) return undefined;
  const expiresAt = Date.parse(`20${year}-${month}-${day}T08:00:00Z`);
  if (Number.isNaN(expiresAt)) return undefined;
  return {right: right === 'C' ? 'call' : 'put', strike: new Decimal(strike), expiresAt};
}

/** What the pool around a position says of it. */
export type Setting = {
  readonly fee: Decimal;
  /** Contracts of the same family that count with it for the tier. */
  readonly others: Decimal;
  /** Replaces the schedule: in portfolio margin a row's requirement is that of its whole risk unit. */
  readonly schedule?: Schedule;
  readonly byOwnRule?: PositionReported['byOwnRule'];
  /** OKX's liquidation price is of this pool as we know it. */
  readonly prices: 'compared' | 'moved on';
};

function reportedOf(held: Held, {fee, byOwnRule, prices, schedule}: Setting): PositionReported {
  const {row, value, isStill} = held;
  const price = prices === 'compared' ? row.liqPx : undefined;
  const isOwn = schedule === undefined && isStill;
  const maintenance = isOwn && value ? decimal(row.mmr)?.plus(value.times(fee)) : undefined;
  const profit = isStill ? decimal(row.upl) : undefined;
  return {
    ...(price !== undefined && {
      liquidationPrice: price === 'none' || new Decimal(price).lte(0) ? 'none' : new Decimal(price),
    }),
    ...(price !== undefined && byOwnRule && {byOwnRule}),
    ...(maintenance && {maintenanceMargin: maintenance}),
    ...(profit && {unrealisedPnl: profit}),
  };
}

export function positionOf(state: OkxState, held: Held, setting: Setting): Position {
  const {row, settle, side, contract, size, multiplier, mark} = held;
  const {schedule, doubt}: ReturnType<typeof scheduleOf> =
    setting.schedule === undefined ? scheduleOf(state, held, setting.others) : {schedule: setting.schedule};
  const funding = own(state.funding, row.instId);
  const option = contract === 'option' ? optionTerms(row.instId) : undefined;
  const doubts = [...held.doubts, ...(doubt === undefined ? [] : [doubt])];
  return {
    symbol: row.instId,
    underlying: baseOf(row.instId),
    contract,
    settle,
    multiplier: multiplier ?? ONE,
    side,
    size,
    ...(multiplier && row.avgPx !== undefined && {entryPrice: new Decimal(row.avgPx)}),
    ...(multiplier && mark && {markPrice: mark}),
    ...(row.idxPx !== undefined && {indexPrice: new Decimal(row.idxPx)}),
    ...(held.isStill && row.last !== undefined && {lastPrice: new Decimal(row.last)}),
    ...(row.lever !== undefined && {leverage: new Decimal(row.lever)}),
    ...(schedule && {schedule}),
    closingFeeRate: setting.fee,
    ...(funding && {fundingRate: new Decimal(funding.rate), nextFundingAt: funding.next}),
    ...(funding?.hours !== undefined && {fundingIntervalHours: new Decimal(funding.hours)}),
    ...(option && {option}),
    reported: reportedOf(held, setting),
    ...(doubts.length > 0 && {doubts}),
  };
}
