import {ZERO} from './constant.ts';
import {pricedBy} from './contract.ts';
import {type Crossing, firstCrossing, HERE, nearer, percentOf, standingOf} from './crossing.ts';
import {type Betas, curvedCrossing} from './curved-crossing.ts';
import type {Decimal} from './decimal.ts';
import {type Figure, figure, missing, none} from './figure.ts';
import {type Move, moveOf, moveOfAll, profileOf} from './move.ts';
import {optionDoubt, optionNeeds} from './option-price.ts';
import {equityNeeds, maintenanceNeeds, type PoolBook, rowsOf} from './pool-book.ts';
import type {Row} from './row.ts';
import {type Twin, twinOf} from './scan/twin.ts';

/** What a pool's moves lead to: one answer for each underlying, and one for all together. */
export type Distances = {
  /** For each position, in order. */
  readonly positions: readonly {readonly liquidationPrice: Figure; readonly distance: Figure}[];
  readonly uniform: {readonly down: Figure; readonly up: Figure};
};

/** A pool that can be searched: everything is known that its equity and requirement need. */
export type Searched = {
  readonly book: PoolBook;
  readonly twin: Twin;
  /** Equity − waterline × requirement today. */
  readonly standing: Decimal;
  /** ms since 1970. */
  readonly now: number;
};

/** Null: equity or requirement is not known. */
export const searched = (book: PoolBook, now: number): Searched | null => {
  const standing = standingOf(book);
  const twin = standing === null ? null : twinOf(book, now);
  return standing === null || twin === null ? null : {book, twin, standing, now};
};

export const distancesOf = (book: PoolBook, pool: Searched | null): Distances => {
  if (pool !== null) return {positions: perUnderlying(pool), uniform: uniformOf(pool)};
  const needs = missing([...equityNeeds(book), ...maintenanceNeeds(book)]);
  return {
    positions: book.slots.map(() => ({liquidationPrice: needs, distance: needs})),
    uniform: {down: needs, up: needs},
  };
};

const isPast = ({standing}: Searched): boolean => standing.lte(ZERO);

const perUnderlying = (pool: Searched): Distances['positions'] => {
  const rows = rowsOf(pool.book);
  const answers: {liquidationPrice: Figure; distance: Figure}[] = new Array(rows.length);
  for (const [underlying, own] of groups(rows)) {
    const needs = modelNeeds(pool.twin, own);
    const doubts = doubtsOf(pool, own);
    const crossing = needs.length > 0 ? null : crossingOf(pool, moveOf(underlying), own);
    for (const index of own) {
      const row = rows[index];
      if (row === undefined) continue;
      answers[index] =
        needs.length > 0
          ? {liquidationPrice: missing(needs), distance: missing(needs)}
          : answerOf(pool, row, crossing, doubts);
    }
  }
  return answers;
};

const answerOf = (
  pool: Searched,
  {position}: Row,
  crossing: Crossing | null,
  doubts: readonly string[],
): Distances['positions'][number] => {
  const price = pricedBy(position);
  const past = isPast(pool);
  if (crossing === null || price === undefined) {
    const because = none(
      past
        ? `already past the waterline, and no price of ${position.underlying} alone would lift it above`
        : `no price of ${position.underlying} alone takes the pool to its waterline`,
    );
    return {liquidationPrice: because, distance: past ? figure(ZERO, doubts) : because};
  }
  return {
    liquidationPrice: figure(price.times(crossing.over).div(crossing.under), doubts),
    distance: figure(past ? ZERO : percentOf(crossing), doubts),
  };
};

const groups = (rows: readonly Row[]): Map<string, number[]> => {
  const byUnderlying = new Map<string, number[]>();
  for (const [index, {position}] of rows.entries()) {
    const list = byUnderlying.get(position.underlying);
    if (list === undefined) byUnderlying.set(position.underlying, [index]);
    else list.push(index);
  }
  return byUnderlying;
};

/** What repricing the options among these rows cannot do without. */
export const modelNeeds = ({rows}: Twin, own: readonly number[]): readonly string[] =>
  own.flatMap((index) => {
    const twin = rows[index];
    return twin?.option ? optionNeeds(twin.row.position) : [];
  });

const doubtsOf = ({book, twin}: Searched, own: readonly number[]): readonly string[] => {
  const options = own.flatMap((index) => {
    const row = twin.rows[index];
    return row?.option ? [optionDoubt(row.row.position.symbol)] : [];
  });
  return options.length === 0 ? book.doubts.requirement : [...book.doubts.requirement, ...options];
};

/**
 * The crossing nearest to today's price, whichever way. A pool that is already past its waterline has one too: the
 * nearest price at which it would stand on the line again, which for a plain position is the one that it went through.
 */
export const crossingOf = (pool: Searched, move: Move, own: readonly number[]): Crossing | null => {
  if (pool.standing.isZero()) return {...HERE, direction: 'down'};
  return nearer(crossingTo(pool, move, own, 'down'), crossingTo(pool, move, own, 'up'));
};

const crossingTo = (
  {book, twin, standing, now}: Searched,
  move: Move,
  own: readonly number[],
  direction: 'down' | 'up',
): Crossing | null => {
  if (own.some((index) => twin.rows[index]?.curved))
    return curvedCrossing(book, twin, (name) => (move.moves(name) ? 1 : 0), direction, now);
  const profile = profileOf(book, twin, move, own, standing.isPositive() ? 1 : -1);
  return firstCrossing(book, profile, direction);
};

/**
 * Every underlying of a position together, in percent; `betas` says of each by how much it follows, 1 when absent.
 * A pool that is already past its waterline needs no move: 0 both ways.
 */
export const uniformOf = (pool: Searched, betas?: ReadonlyMap<string, number>): Distances['uniform'] => {
  const {book, twin} = pool;
  const all = book.slots.map((_, index) => index);
  if (all.length === 0) {
    const still = none('no position moves with a price');
    return {down: still, up: still};
  }
  const doubts = doubtsOf(pool, all);
  if (isPast(pool)) return {down: figure(ZERO, doubts), up: figure(ZERO, doubts)};
  const needs = modelNeeds(twin, all);
  if (needs.length > 0) return {down: missing(needs), up: missing(needs)};
  const move = moveOfAll(book);
  const follow: Betas = (name) => betas?.get(name) ?? (move.moves(name) ? 1 : 0);
  const side = (direction: 'down' | 'up'): Figure => {
    const crossing =
      betas === undefined
        ? crossingTo(pool, move, all, direction)
        : curvedCrossing(book, twin, follow, direction, pool.now);
    return crossing === null
      ? none(`no common move ${direction} takes the pool to its waterline`)
      : figure(percentOf(crossing), doubts);
  };
  return {down: side('down'), up: side('up')};
};
