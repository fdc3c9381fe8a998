import type {OptionTerms, Position, PositionReported, Schedule} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {baseOf, contractSizeOf, familyOf, isInverse, quoteOf} from './contract.ts';
import {OPTION} from './frames.ts';
import {clean, markOf} from './recovered.ts';
import type {OkxState, Position as Row} from './state.ts';
import {type Instrument, instrumentOf, tiersOf} from './tables.ts';

const ONE = new Decimal(1);
const ZERO = new Decimal(0);

/** A derivatives row with what follows from it alone. */
export type Held = {
  readonly row: Row;
  readonly settle: string;
  readonly side: 'long' | 'short';
  readonly contract: 'linear' | 'inverse' | 'option';
  readonly instrument: Instrument;
  /** Contracts, positive. */
  readonly size: Decimal;
  readonly multiplier: Decimal | undefined;
  /** The mark that the row's figures were counted with. */
  readonly rowMark: Decimal | undefined;
  /** The newest mark, and when it was heard. */
  readonly mark: Decimal | undefined;
  readonly markAt: number;
  /** Nothing newer than the row has been heard. */
  readonly isStill: boolean;
  /** Maintenance rate that the row's own figures tell. */
  readonly rate: Decimal | undefined;
  readonly doubts: readonly string[];
};

const decimal = (text: string | undefined) => (text === undefined ? undefined : new Decimal(text));

/** In the settle asset, positive. */
export const notionalOf = (
  {size, multiplier, contract}: Held,
  mark: Decimal | undefined,
): Decimal | undefined => {
  if (multiplier === undefined || mark === undefined) return undefined;
  const amount = size.times(multiplier);
  return contract === 'inverse' ? amount.div(mark) : amount.times(mark);
};

export const maintenanceOf = ({row}: Held): Decimal => decimal(row.mmr) ?? ZERO;
export const profitOf = ({row}: Held): Decimal => decimal(row.upl) ?? ZERO;

/** What the page said of a margin position's currencies; derivatives settle in what margins them. */
export function settleOf(row: Row, instrument: Instrument): string {
  return row.ccy ?? (isInverse(row, instrument) ? baseOf(row.instId) : quoteOf(row.instId));
}

function markIn(state: OkxState, row: Row, rowMark: Decimal | undefined) {
  const stream = own(state.marks, row.instId);
  if (stream === undefined) return {mark: rowMark, markAt: row.at, isStill: true};
  const mark = new Decimal(stream.price);
  return {mark, markAt: stream.at, isStill: rowMark?.eq(mark) ?? false};
}

export function heldOf(state: OkxState, row: Row): Held {
  const instrument = instrumentOf(state, row.instId);
  const contract = row.instType === 'OPTION' ? 'option' : isInverse(row, instrument) ? 'inverse' : 'linear';
  const pos = new Decimal(row.pos);
  const side = row.posSide === 'net' ? (pos.isNegative() ? 'short' : 'long') : row.posSide;
  const isLoan = row.instType === 'MARGIN';
  const sized = isLoan ? undefined : contractSizeOf(row, instrument);
  const amount = (sized?.size ?? ZERO).times(pos.abs()).times(side === 'long' ? 1 : -1);
  const said = decimal(row.markPx);
  const rowMark =
    contract === 'option' || isLoan
      ? said
      : markOf(said, decimal(row.avgPx), decimal(row.upl), amount, contract);
  const held: Omit<Held, 'rate'> = {
    row,
    settle: settleOf(row, instrument),
    side,
    contract,
    instrument,
    size: pos.abs(),
    multiplier: sized?.size,
    rowMark,
    ...markIn(state, row, rowMark),
    doubts: sized?.doubt === undefined ? [] : [sized.doubt],
  };
  const value = notionalOf({...held, rate: undefined}, rowMark);
  const maintenance = decimal(row.mmr);
  const rate = value?.gt(0) && maintenance?.gt(0) ? clean(maintenance.div(value)) : undefined;
  return {...held, rate};
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
  const {row, rate, size, contract, rowMark} = held;
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
  const [then, now] = [notionalOf(held, rowMark), notionalOf(held, held.mark)];
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
  const {row, rowMark, isStill} = held;
  const value = notionalOf(held, rowMark);
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
