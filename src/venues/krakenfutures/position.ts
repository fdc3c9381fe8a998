import type {Position, Schedule} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {type Contract, coinOf, contractOf, type Level, levelAt, levelsOf} from './contract.ts';
import type {Row, State} from './state.ts';

/** A position with its mark, and what Kraken asks for it. Amounts in the settle asset, as of the row. */
export type Held = {
  readonly row: Row;
  readonly contract: Contract;
  readonly position: Position;
  readonly markAt: number;
  readonly maintenance?: Decimal;
  readonly initial?: Decimal;
};

const ONE = new Decimal(1);
/** Kraken works with doubles. */
const NOISE = new Decimal('1e-6');
export const isNear = (one: Decimal, other: Decimal, within = NOISE) =>
  one.minus(other).abs().lte(other.abs().times(within).plus('1e-9'));

const WHOLE_SIZE = 'that a higher margin level holds for the whole position is not in Kraken’s documents';
const MOVES = 'whether the requirement of an inverse contract follows the mark is told in two ways by Kraken';
const PAID_IN = (coin: string) => `profit is paid in ${coin}, whose conversion is not counted`;

type Charge = {
  readonly schedule?: Schedule;
  readonly maintenance?: Decimal;
  readonly initial?: Decimal;
  readonly doubt?: string;
};

const decimal = (text: string | undefined) => (text === undefined ? undefined : new Decimal(text));

/** Value at the entry × rate, which stays put: so Kraken's schedule says and two real positions show. */
function linearCharge(row: Row, size: Decimal, levels: readonly Level[] | undefined): Charge {
  const told = decimal(row.maintenance);
  const value = size.times(row.entry);
  const found = levels && levelAt(levels, value);
  const initial = decimal(row.initial) ?? found?.level.initial.times(value);
  const maintenance = told ?? found?.level.maintenance.times(value);
  return {
    ...(maintenance && {maintenance, schedule: {kind: 'fixed', maintenance}}),
    ...(initial && {initial}),
    ...(!told && found && !found.first && {doubt: WHOLE_SIZE}),
  };
}

const tiersOf = (levels: readonly Level[]): Schedule => ({
  kind: 'tiers',
  by: 'contracts',
  tiers: levels.map(({from, maintenance, initial}) => ({
    from,
    maintenanceRate: maintenance,
    initialRate: initial,
  })),
});

/**
 * The schedule page has it at the entry, the worked example at the mark: Kraken's own figure tells which, where the
 * two differ; else it is carried on with the value.
 */
function inverseCharge(
  row: Row,
  size: Decimal,
  mark: string | undefined,
  levels: readonly Level[] | undefined,
): Charge {
  const told = decimal(row.maintenance);
  const found = levels && levelAt(levels, size);
  const initial = decimal(row.initial);
  if (told === undefined)
    return levels && found ? {schedule: tiersOf(levels), doubt: MOVES, ...(initial && {initial})} : {};
  const whole = {maintenance: told, ...(initial && {initial})};
  const atMark = row.mark !== undefined && size.div(row.mark);
  const rate = found?.level.maintenance;
  const followsMark = rate && atMark && isNear(told, rate.times(atMark));
  const staysAtEntry = rate && isNear(told, rate.times(size).div(row.entry));
  if (levels && followsMark && !staysAtEntry) return {...whole, schedule: tiersOf(levels)};
  if (staysAtEntry && !followsMark) return {...whole, schedule: {kind: 'fixed', maintenance: told}};
  if (levels && followsMark) return {...whole, schedule: tiersOf(levels), doubt: MOVES};
  const carried = atMark && mark !== undefined ? told.times(size.div(mark)).div(atMark) : told;
  return {...whole, schedule: {kind: 'reported', maintenance: carried}};
}

/** The newer of the position's own mark and the ticker. */
function markOf(state: State, row: Row): {price?: string; index?: string; at: number} {
  const ticker = own(state.marks, row.symbol);
  if (ticker && (row.mark === undefined || ticker.at > row.at)) return ticker;
  return {
    at: row.at,
    ...(row.mark !== undefined && {price: row.mark}),
    ...(row.index !== undefined && {index: row.index}),
  };
}

/** Undefined: of a kind of contract whose rules are not known here. */
export function heldOf(state: State, row: Row): Held | undefined {
  const contract = contractOf(row.symbol);
  if (contract === undefined) return undefined;
  const balance = new Decimal(row.balance);
  const size = balance.abs();
  const mark = markOf(state, row);
  const levels = levelsOf(state, row.symbol);
  const isLinear = contract.kind === 'linear';
  const charge = isLinear ? linearCharge(row, size, levels) : inverseCharge(row, size, mark.price, levels);
  const {schedule, maintenance, initial, doubt} = charge;
  const value = mark.price && (isLinear ? size.times(mark.price) : size.div(mark.price));
  const settle = isLinear ? 'USD' : contract.base;
  const paidIn = row.profitCurrency && coinOf(row.profitCurrency);
  const doubts = [...(doubt ? [doubt] : []), ...(paidIn && paidIn !== settle ? [PAID_IN(paidIn)] : [])];
  const told = row.maintenance;
  const position: Position = {
    symbol: row.symbol,
    underlying: contract.base,
    contract: contract.kind,
    settle,
    multiplier: ONE,
    side: balance.isNegative() ? 'short' : 'long',
    size,
    ...(!isZero(row.entry) && {entryPrice: new Decimal(row.entry)}),
    ...(mark.price !== undefined && {markPrice: new Decimal(mark.price)}),
    ...(mark.index !== undefined && {indexPrice: new Decimal(mark.index)}),
    ...(value && initial && !initial.isZero() && {leverage: value.div(initial)}),
    ...(schedule && {schedule}),
    ...(told !== undefined &&
      (isLinear || mark.at === row.at) && {reported: {maintenanceMargin: new Decimal(told)}}),
    ...(doubts.length > 0 && {doubts}),
  };
  return {
    row,
    contract,
    position,
    markAt: mark.at,
    ...(maintenance && {maintenance}),
    ...(initial && {initial}),
  };
}
