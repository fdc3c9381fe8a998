import type {Position, Schedule, Tier} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import type {Row, State} from './state.ts';

export const ONE = new Decimal(1);
export const ZERO = new Decimal(0);
const HALF = new Decimal('0.5');

/** A position with its mark and what is known of its market. */
export type Held = {
  readonly symbol: string;
  readonly row: Row;
  readonly size: Decimal;
  readonly mark?: Decimal;
  readonly markAt: number;
  /** The mark is that of the row's own message. */
  readonly isOwnMark: boolean;
  /** At `mark`; 0 without one. */
  readonly value: Decimal;
  readonly tiers?: readonly Tier[];
  readonly isBeyond: boolean;
};

/**
 * Half of the initial fraction of the bracket that holds the value, on the whole value. A bracket's end belongs to it;
 * where the next begins is one and the same number here.
 */
function tiersOf(brackets: string): {readonly tiers: readonly Tier[]; readonly end: Decimal} {
  const bounds = brackets
    .split(' ')
    .map((text) => text.split(':'))
    .map(([upper = '0', factor = '0']) => ({upper: new Decimal(upper), factor: new Decimal(factor)}))
    .sort((one, other) => one.upper.cmp(other.upper))
    .filter(({upper}, nth, all) => !all[nth + 1]?.upper.eq(upper));
  const tiers = bounds.map(({factor}, nth) => ({
    from: bounds[nth - 1]?.upper ?? ZERO,
    maintenanceRate: factor.times(HALF),
    initialRate: factor,
  }));
  return {tiers, end: bounds.at(-1)?.upper ?? ZERO};
}

export function heldOf(state: State, symbol: string, row: Row): Held {
  const size = new Decimal(row.size);
  const told = own(state.marks, symbol);
  const isOwnMark = row.mark !== undefined && (told === undefined || told.at <= row.at);
  const price = isOwnMark ? row.mark : told?.price;
  const mark = price === undefined ? undefined : new Decimal(price);
  const value = mark ? size.times(mark) : ZERO;
  const brackets = own(state.markets, symbol)?.brackets;
  const known = brackets === undefined ? undefined : tiersOf(brackets);
  return {
    symbol,
    row,
    size,
    ...(mark && {mark}),
    markAt: isOwnMark ? row.at : (told?.at ?? row.at),
    isOwnMark,
    value,
    ...(known && {tiers: known.tiers}),
    isBeyond: known !== undefined && value.gt(known.end),
  };
}

/** The opening price is rounded for display; the one that gives the profit beside it is used. */
function entryOf({row, size}: Held): Decimal | undefined {
  if (row.mark !== undefined && row.profit !== undefined) {
    const gain = new Decimal(row.profit).div(size);
    const entry = new Decimal(row.mark).minus(row.side === 'long' ? gain : gain.neg());
    if (entry.gt(ZERO)) return entry;
  }
  return row.entry === undefined ? undefined : new Decimal(row.entry);
}

/** Extended's own margin of the position is the maintenance margin to the cent. */
const CENT = new Decimal('0.01');

const BEYOND = 'beyond the last bracket seen the requirement grows further';
const OTHERWISE = "Extended's own margin of this position is another";

/** At the row's own mark. Undefined: not told, or not what it is taken for. */
function toldMargin({
  row,
  size,
  tiers,
}: Held): {readonly margin: Decimal; readonly fits: boolean} | undefined {
  if (row.margin === undefined || row.mark === undefined) return undefined;
  const margin = new Decimal(row.margin);
  const value = size.times(row.mark);
  // Value ÷ leverage is what the page calls margin.
  const isInitial = row.leverage !== undefined && value.div(row.leverage).minus(margin).abs().lte(CENT);
  const tier = tiers?.findLast(({from}) => value.gte(from));
  const fits = tier !== undefined && value.times(tier.maintenanceRate).minus(margin).abs().lte(CENT);
  if (margin.lte(ZERO) || (isInitial && !fits)) return undefined;
  return {margin, fits};
}

/** The table; without it Extended's own margin, carried on with the value. */
function scheduleOf(held: Held): {readonly schedule?: Schedule; readonly doubts: readonly string[]} {
  const told = toldMargin(held);
  const {tiers, isBeyond, row, size, value} = held;
  if (tiers !== undefined) {
    const doubts = [...(isBeyond ? [BEYOND] : []), ...(told && !told.fits ? [OTHERWISE] : [])];
    return {schedule: {kind: 'tiers', tiers}, doubts};
  }
  if (told === undefined || row.mark === undefined || value.isZero()) return {doubts: []};
  const maintenance = told.margin.times(value).div(size.times(row.mark));
  return {schedule: {kind: 'reported', maintenance}, doubts: []};
}

/** An index of another time than the mark says nothing of either. */
const TOGETHER_MS = 10_000;

function indexOf(state: State, {symbol, markAt}: Held): Decimal | undefined {
  const index = own(state.marks, symbol)?.index;
  return index && Math.abs(index.at - markAt) <= TOGETHER_MS ? new Decimal(index.price) : undefined;
}

export function positionOf(
  state: State,
  held: Held,
  {isComparable}: {readonly isComparable: boolean},
): Position {
  const {symbol, row, mark, size} = held;
  const market = own(state.markets, symbol);
  const index = indexOf(state, held);
  const entryPrice = entryOf(held);
  const {schedule, doubts} = scheduleOf(held);
  const told = toldMargin(held);
  const {liquidation} = row;
  const price = isComparable ? liquidation : undefined;
  const reported = {
    ...(price !== undefined && {
      liquidationPrice: new Decimal(price).lte(0) ? ('none' as const) : new Decimal(price),
    }),
    ...(told && held.isOwnMark && {maintenanceMargin: told.margin}),
  };
  return {
    symbol,
    underlying: market?.base ?? symbol.split('-')[0] ?? symbol,
    contract: 'linear',
    settle: 'USD',
    multiplier: ONE,
    side: row.side,
    size,
    ...(entryPrice && {entryPrice}),
    ...(mark && {markPrice: mark}),
    ...(index && {indexPrice: index}),
    ...(row.leverage !== undefined && {leverage: new Decimal(row.leverage)}),
    ...(market?.funding !== undefined && {
      fundingRate: new Decimal(market.funding),
      fundingIntervalHours: ONE,
    }),
    ...(schedule && {schedule}),
    ...(Object.keys(reported).length > 0 && {reported}),
    ...(doubts.length > 0 && {doubts}),
  };
}
