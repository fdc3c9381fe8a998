import type {Position, PositionReported, Schedule} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {derivedMultiplier, type Listed, listedOf, namedOf, underlyingOf} from './contract.ts';
import type {Mark, Row, State} from './state.ts';

/** A position as the engine wants it, with what the pool around it needs to know. */
export type Held = {
  readonly row: Row;
  readonly position: Position;
  readonly markAt: number;
  /** The mark is still that of the answer which KuCoin's figures came in. */
  readonly isAsAnswered: boolean;
  /** What is not there to say how large the position is. */
  readonly needs: readonly string[];
};

const ZERO = new Decimal(0);
const ONE = new Decimal(1);
const TWO = new Decimal(2);

const decimal = (text: string | undefined) => (text === undefined ? undefined : new Decimal(text));

export const settleOf = (state: State, {asset, symbol}: Pick<Row, 'asset' | 'symbol'>): string =>
  asset ?? listedOf(state, symbol)?.settle ?? namedOf(symbol).settle ?? '?';

/** The newer of the mark stream and the row. */
function markOf(state: State, row: Row): {price?: Decimal; at: number; stream?: Mark} {
  const stream = own(state.marks, row.symbol);
  if (stream && (row.mark === undefined || stream.at >= row.markAt)) {
    return {price: new Decimal(stream.price), at: stream.at, stream};
  }
  const price = decimal(row.mark);
  return {...(price && {price}), at: row.markAt, ...(stream && {stream})};
}

const flat = (maintenanceRate: Decimal): Schedule => ({
  kind: 'tiers',
  tiers: [{from: ZERO, maintenanceRate}],
});

/** Isolated: fixed at entry; in rows since February 2026 a rate of the mark value, closing fee included. */
function isolatedSchedule({rate, maintenance}: Row): Schedule | undefined {
  if (rate !== undefined && new Decimal(rate).gt(0)) return flat(new Decimal(rate));
  const fixed = decimal(maintenance);
  return fixed?.gt(0) ? {kind: 'fixed', maintenance: fixed} : undefined;
}

/** min(limit, (1 + size ÷ m) ÷ (2 × leverage constant)); size in base units, of an inverse contract in contracts. */
export function crossRate(listed: Listed, size: Decimal): Decimal | undefined {
  const {levelConstant, scale, rateLimit, multiplier} = listed;
  if (levelConstant === undefined || scale === undefined) return undefined;
  const grown = size.times(multiplier).div(scale).plus(1).div(levelConstant.times(2));
  return Decimal.min(rateLimit, grown);
}

/** At the limit, and where size is counted in contracts, the rate does not move with anything but the size itself. */
function crossSchedule(listed: Listed | undefined, size: Decimal): Schedule | undefined {
  const rate = listed && crossRate(listed, size);
  if (listed?.levelConstant === undefined || listed.scale === undefined || rate === undefined)
    return undefined;
  if (listed.inverse || rate.gte(listed.rateLimit)) return flat(rate);
  const base = ONE.div(listed.levelConstant.times(TWO));
  return {kind: 'sized', base, slope: base.div(listed.scale)};
}

/** KuCoin's own requirement, when nothing tells how it grows. */
function reportedSchedule(row: Row, mark: Decimal | undefined, inverse: boolean): Schedule | undefined {
  const maintenance = decimal(row.maintenance);
  if (!maintenance?.gt(0)) return undefined;
  if (mark === undefined || row.mark === undefined) return {kind: 'reported', maintenance};
  const moved = inverse ? new Decimal(row.mark).div(mark) : mark.div(row.mark);
  return {kind: 'reported', maintenance: maintenance.times(moved)};
}

/** Cross: 1 ÷ max(1 ÷ leverage, maintenance rate × f). Isolated: what was set aside at the opening. */
function leverageOf(row: Row, listed: Listed | undefined, size: Decimal): Decimal | undefined {
  if (!row.cross) {
    const [cost, init] = [decimal(row.cost)?.abs(), decimal(row.init)?.abs()];
    return cost?.gt(0) && init?.gt(0) ? cost.div(init) : undefined;
  }
  const rate = listed && crossRate(listed, size);
  if (row.leverage === undefined || listed === undefined || rate === undefined) return decimal(row.leverage);
  return Decimal.min(row.leverage, ONE.div(rate.times(listed.initialFactor)));
}

/** The lowest tick and the highest price stand for "none". */
function liquidationOf(text: string, listed: Listed | undefined): Decimal | 'none' {
  const price = new Decimal(text);
  const isNone =
    price.lte(0) ||
    (listed?.lowest && price.lte(listed.lowest)) ||
    (listed?.highest && price.gte(listed.highest));
  return isNone ? 'none' : price;
}

function reportedOf(row: Row, listed: Listed | undefined, isAsAnswered: boolean): PositionReported {
  const isFixed = !row.cross && row.rate === undefined;
  const maintenance = isAsAnswered || isFixed ? decimal(row.maintenance) : undefined;
  const profit = isAsAnswered ? decimal(row.profit) : undefined;
  return {
    ...(row.liquidation !== undefined && {liquidationPrice: liquidationOf(row.liquidation, listed)}),
    ...(maintenance?.gt(0) && {maintenanceMargin: maintenance}),
    ...(profit && {unrealisedPnl: profit}),
  };
}

function sizeOfContract({size, entry, cost}: Row, listed: Listed | undefined, inverse: boolean) {
  return listed
    ? {value: listed.multiplier, sure: true}
    : derivedMultiplier({size, price: entry, value: cost}, inverse);
}

/** How far KuCoin's rounding may take the entry price that it shows from the one that its profit follows. */
const ROUNDED = new Decimal('1e-3');

/** The price that the position's own cost gives; the one beside it is rounded for display. */
function entryOf(
  {entry, cost, size}: Row,
  multiplier: Decimal | undefined,
  inverse: boolean,
): Decimal | undefined {
  const shown = decimal(entry);
  const paid = decimal(cost)?.abs();
  if (shown === undefined || multiplier === undefined || !paid?.gt(0)) return shown;
  const quantity = multiplier.times(size).abs();
  const exact = inverse ? quantity.div(paid) : paid.div(quantity);
  const isSame = exact.minus(shown).abs().lte(shown.times(ROUNDED));
  return isSame ? exact.toSignificantDigits(20) : shown;
}

function requirementOf(
  row: Row,
  listed: Listed | undefined,
  mark: Decimal | undefined,
  inverse: boolean,
): Pick<Position, 'schedule' | 'closingFeeRate'> {
  if (!row.cross) {
    const schedule = isolatedSchedule(row);
    return schedule ? {schedule} : {};
  }
  const schedule = crossSchedule(listed, new Decimal(row.size).abs());
  if (schedule && listed?.takerFee) return {schedule, closingFeeRate: listed.takerFee};
  const sent = reportedSchedule(row, mark, inverse);
  return sent ? {schedule: sent} : {};
}

export function heldOf(state: State, row: Row): Held {
  const listed = listedOf(state, row.symbol);
  const named = namedOf(row.symbol);
  const inverse = row.inverse ?? listed?.inverse ?? named.inverse;
  const {price, at, stream} = markOf(state, row);
  const isAsAnswered = price !== undefined && row.mark !== undefined && price.eq(row.mark);
  const size = new Decimal(row.size);
  const unit = sizeOfContract(row, listed, inverse);
  const entry = entryOf(row, unit?.sure ? unit.value : undefined, inverse);
  const leverage = leverageOf(row, listed, size.abs());
  const funding = stream?.fundingRate ?? listed?.fundingRate;
  const doubt = `the contract size of ${row.symbol} is worked out from its value`;
  const position: Position = {
    symbol: row.symbol,
    underlying: underlyingOf(listed?.base ?? named.base),
    contract: inverse ? 'inverse' : 'linear',
    settle: settleOf(state, row),
    multiplier: unit?.value ?? ONE,
    side: size.isNegative() ? 'short' : 'long',
    size: size.abs(),
    ...(entry && {entryPrice: entry}),
    // Without the size of a contract no value may be shown, so the mark is left out.
    ...(price && unit && {markPrice: price}),
    ...(stream?.index !== undefined && {indexPrice: new Decimal(stream.index)}),
    ...(leverage && {leverage}),
    ...requirementOf(row, listed, price, inverse),
    ...(funding !== undefined && {fundingRate: new Decimal(funding)}),
    ...(listed?.fundingHours && {fundingIntervalHours: listed.fundingHours}),
    reported: reportedOf(row, listed, isAsAnswered),
    ...(unit?.sure === false && {doubts: [doubt]}),
  };
  const needs = unit === undefined ? [`contract size of ${row.symbol}`] : [];
  return {row, position, markAt: at, isAsAnswered, needs};
}
