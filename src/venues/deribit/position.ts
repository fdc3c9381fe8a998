import type {Position, PositionReported} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {type Instrument, instrumentOf} from './instrument.ts';
import {type Charge, futureCharge, type Moment, shortOptionCharge} from './rule.ts';
import type {DeribitState, Mark, Row} from './state.ts';

const ONE = new Decimal(1);
const ZERO = new Decimal(0);

/** A position of the account with what its row and its newest mark say. */
export type Held = {
  readonly row: Row;
  readonly instrument: Instrument;
  readonly mark: Mark | undefined;
  readonly side: 'long' | 'short';
  readonly now: Moment | undefined;
  /** At the row's own mark. */
  readonly told: Moment | undefined;
  /** At the mark that was known when the account was told. */
  readonly atAccount: Moment | undefined;
};

function momentOf(
  instrument: Instrument,
  size: Decimal,
  price: string | undefined,
  index: string | undefined,
): Moment | undefined {
  if (price === undefined) return undefined;
  const mark = new Decimal(price);
  const at = index === undefined ? undefined : new Decimal(index);
  const moment = {quantity: size, mark, index: at};
  if (instrument.contract === 'inverse') return mark.gt(0) ? {...moment, value: size.div(mark)} : undefined;
  if (instrument.contract === 'linear') return {...moment, value: size.times(mark)};
  const isCoin = instrument.settle === instrument.underlying;
  const value = isCoin ? size : at && size.times(at);
  return value && {...moment, value};
}

/** Of these settle currencies; undefined: of all. */
export function heldOf(state: DeribitState, settle?: string): readonly Held[] {
  return Object.values(state.positions).flatMap((row): readonly Held[] => {
    const instrument = instrumentOf(row.instrument_name);
    if (instrument === undefined || (settle !== undefined && instrument.settle !== settle)) return [];
    const size = new Decimal(row.size);
    const mark = own(state.marks, row.instrument_name);
    const isShort = row.direction === 'sell' || (row.direction === undefined && size.isNegative());
    const known = own(own(state.summaries, instrument.settle)?.marks ?? {}, row.instrument_name);
    const price = mark?.isRow === true ? mark.price : row.mark_price;
    return [
      {
        row,
        instrument,
        mark,
        side: isShort ? 'short' : 'long',
        now: momentOf(instrument, size.abs(), mark?.price, mark?.index),
        told: momentOf(instrument, size.abs(), price, row.index_price),
        atAccount: momentOf(instrument, size.abs(), known ?? price, mark?.index),
      },
    ];
  });
}

export const isOption = ({instrument}: Held) => instrument.contract === 'option';

/** A long option with a mark of 0: standard margin counts nothing of it, nor has it anything to show. */
export const isWorthless = (held: Held) =>
  isOption(held) && held.side === 'long' && held.mark !== undefined && isZero(held.mark.price);

/** Undefined: some of what it takes has not been seen. */
export function chargeOf(held: Held, now = held.now): Charge {
  const {instrument, row} = held;
  const then = held.told ?? now;
  if (now === undefined || then === undefined || then.value.isZero()) return {};
  return isOption(held)
    ? shortOptionCharge(instrument, row, then, now)
    : futureCharge(instrument, row, then, now);
}

function reportedOf({row, mark}: Held): PositionReported {
  if (mark?.isRow !== true) return {};
  const {maintenance_margin: maintenance, estimated_liquidation_price: price} = row;
  return {
    ...(row.total_profit_loss !== undefined && {unrealisedPnl: new Decimal(row.total_profit_loss)}),
    ...(maintenance !== undefined && {maintenanceMargin: new Decimal(maintenance)}),
    ...(price !== undefined && {liquidationPrice: new Decimal(price).lte(0) ? 'none' : new Decimal(price)}),
  };
}

/** What a long option is in standard margin: neither in the margin balance nor in the requirement, whatever the price. */
function inert({row, instrument, mark, side}: Held): Position {
  const nothing = {from: ZERO, maintenanceRate: ZERO, initialRate: ZERO};
  return {
    symbol: row.instrument_name,
    underlying: row.instrument_name,
    contract: 'spot-borrow',
    settle: instrument.settle,
    multiplier: ONE,
    side,
    size: new Decimal(row.size).abs(),
    ...(mark && {markPrice: new Decimal(mark.price)}),
    schedule: {kind: 'tiers', tiers: [nothing]},
  };
}

function optionOf({instrument, mark}: Held): Pick<Position, 'option'> {
  const {option} = instrument;
  if (option === undefined) return {};
  const {right, strike, expiresAt} = option;
  const volatility = mark?.volatility;
  return {
    option: {
      right,
      strike: new Decimal(strike),
      expiresAt,
      ...(volatility !== undefined && {markVolatility: new Decimal(volatility)}),
    },
  };
}

/** `model`: standard margin's rules, or the share of a portfolio's requirement, which no rule gives. */
export function positionOf(held: Held, model: 'standard' | Charge): Position {
  const {row, instrument, now, mark, side} = held;
  if (model === 'standard' && isOption(held) && side === 'long') return inert(held);
  const charge = model === 'standard' ? chargeOf(held) : model;
  const reported = model === 'standard' ? reportedOf(held) : {};
  return {
    symbol: row.instrument_name,
    underlying: instrument.underlying,
    contract: instrument.contract,
    settle: instrument.settle,
    multiplier: ONE,
    side,
    size: new Decimal(row.size).abs(),
    ...(row.average_price !== undefined && {entryPrice: new Decimal(row.average_price)}),
    ...(now && {markPrice: now.mark}),
    ...(now?.index && {indexPrice: now.index}),
    ...(charge.leverage && {leverage: charge.leverage}),
    ...(charge.schedule && {schedule: charge.schedule}),
    ...(mark?.funding !== undefined && {
      fundingRate: new Decimal(mark.funding),
      fundingIntervalHours: new Decimal(8),
    }),
    ...optionOf(held),
    ...(Object.keys(reported).length > 0 && {reported}),
  };
}
