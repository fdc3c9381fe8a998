import type {Position, Schedule} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import type {Market, Row, State} from './state.ts';

export const ONE = new Decimal(1);
export const ZERO = new Decimal(0);
const BASIS = 10_000;

/** A position with what is known of its market. */
export type Held = {
  readonly row: Row;
  readonly size: Decimal;
  readonly market?: Market;
  readonly mark?: Decimal;
  readonly index?: Decimal;
  readonly markAt: number;
  /** The mark is that of the row's own message. */
  readonly isOwnMark: boolean;
  /** At `mark`; 0 without one. */
  readonly value: Decimal;
};

export function heldOf(state: State, id: string, row: Row): Held {
  const size = new Decimal(row.size);
  const market = own(state.markets, id);
  const told = own(state.marks, id);
  const isOwnMark = !isZero(row.value) && (told === undefined || told.at <= row.at);
  const mark = isOwnMark ? new Decimal(row.value).div(size) : told && new Decimal(told.price);
  return {
    row,
    size,
    ...(market && {market}),
    ...(mark && {mark}),
    ...(told?.index !== undefined && {index: new Decimal(told.index)}),
    markAt: isOwnMark ? row.at : (told?.at ?? row.at),
    isOwnMark,
    value: isOwnMark ? new Decimal(row.value) : size.times(mark ?? ZERO),
  };
}

/** Lighter rounds the average entry for display; the one that gives the profit beside it is used. */
function entryOf({row, size}: Held): Decimal | undefined {
  const profit = new Decimal(row.profit);
  const cost = new Decimal(row.value).minus(row.side === 'long' ? profit : profit.neg());
  if (!isZero(row.value) && cost.gt(ZERO)) return cost.div(size);
  return row.entry === undefined ? undefined : new Decimal(row.entry);
}

/** `33.33` and `5.00` are percent; a push was recorded with `0.0500`, a fraction. */
function initialRateOf({initialFraction: text}: Row): Decimal | undefined {
  if (text === undefined) return undefined;
  const isFraction = /^\d*\.\d{4,}$/.test(text) || new Decimal(text).lt(1);
  return isFraction ? new Decimal(text) : new Decimal(text).div(100);
}

export const maintenanceRateOf = ({maintenance}: Market) => new Decimal(maintenance).div(BASIS);

/** At today's mark. Undefined: the market's fractions were not seen. */
export const requiredOf = ({market, value}: Held) => market && value.times(maintenanceRateOf(market));

/** What margin the chosen leverage asks. */
export function initialOf(held: Held): Decimal | undefined {
  const rate = initialRateOf(held.row);
  return rate && held.value.times(rate);
}

const WITHOUT_FRACTIONS =
  "the market's fractions were not seen; what is left of Lighter's own requirement is counted";

function scheduleOf({market}: Held, share: Decimal | undefined): Schedule | undefined {
  if (market !== undefined)
    return {kind: 'tiers', tiers: [{from: ZERO, maintenanceRate: maintenanceRateOf(market)}]};
  return share && {kind: 'reported', maintenance: share};
}

type Placed = {
  /** Part of Lighter's own requirement that this position has where its fractions were not seen. */
  readonly share?: Decimal | undefined;
  /** Lighter's liquidation price is of this cash and these marks. */
  readonly isComparable: boolean;
};

export function positionOf(held: Held, {share, isComparable}: Placed): Position {
  const {row, mark, index} = held;
  const entryPrice = entryOf(held);
  const schedule = scheduleOf(held, share);
  const initialRate = initialRateOf(row);
  const {liquidation} = row;
  return {
    symbol: row.symbol,
    underlying: row.symbol,
    contract: 'linear',
    settle: 'USDC',
    multiplier: ONE,
    side: row.side,
    size: held.size,
    ...(entryPrice && {entryPrice}),
    ...(mark && {markPrice: mark}),
    ...(index && {indexPrice: index}),
    ...(initialRate && {leverage: ONE.div(initialRate)}),
    ...(schedule && {schedule}),
    ...(isComparable &&
      liquidation !== undefined && {
        reported: {liquidationPrice: isZero(liquidation) ? ('none' as const) : new Decimal(liquidation)},
      }),
    ...(schedule?.kind === 'reported' && {doubts: [WITHOUT_FRACTIONS]}),
  };
}
