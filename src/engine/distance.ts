import {HUNDRED, ZERO} from './constant.ts';
import {pricedBy} from './contract.ts';
import {type Crossing, crossingPrice, firstCrossing, HERE, nearer, percentOf} from './crossing.ts';
import {type Betas, curvedCrossing} from './curved-crossing.ts';
import {type Figure, figure, missing, none} from './figure.ts';
import {itemAt} from './item-at.ts';
import {type KnownBook, knownBook, knownRows} from './known.ts';
import {type Move, moveOf, moveOfAll, profileOf} from './move.ts';
import {optionDoubt, optionNeeds} from './option-price.ts';
import {type PoolBook, unassessed} from './pool-book.ts';
import type {Row} from './row.ts';
import type {Profile} from './scan/profile.ts';
import {type Twin, twinOf} from './scan/twin.ts';
import {isAbove} from './sign.ts';

/** Where the price of a position's underlying alone takes the pool to its waterline. */
export type Reached = {readonly liquidationPrice: Figure; readonly distance: Figure};

/** What a pool's moves lead to: one answer for each underlying, and one for all together. */
export type Distances = {
  /** For each position, in order. */
  readonly positions: readonly Reached[];
  readonly uniform: {readonly down: Figure; readonly up: Figure};
};

/** A pool that can be searched: everything is known that its equity and requirement need. */
export type Searched = {
  readonly book: KnownBook;
  readonly twin: Twin;
  /** ms since 1970. */
  readonly now: number;
};

/** Null: equity or requirement is not known. `own`: only these rows will move. */
export const searched = (book: PoolBook, now: number, own?: readonly number[]): Searched | null => {
  const known = knownBook(book);
  return known && {book: known, twin: twinOf(known, now, own), now};
};

export const distancesOf = (book: PoolBook, pool: Searched | null): Distances => {
  if (pool === null) {
    const needs = unassessed(book);
    return {
      positions: book.slots.map((_, index) => reportedAnswer(book, index) ?? unanswered(needs)),
      uniform: {down: needs, up: needs},
    };
  }
  const {positions, only} = reachedOf(pool);
  // With one underlying only, all underlyings together are that one.
  return {positions, uniform: only === null ? uniformOf(pool) : sidesOf(pool, only)};
};

/** The common move alone, of which `distancesOf` says the same: who does not ask for each position need not wait for it. */
export const uniformDistances = (book: PoolBook, pool: Searched | null): Distances['uniform'] => {
  if (pool === null) {
    const needs = unassessed(book);
    return {down: needs, up: needs};
  }
  const [first, ...others] = groups(knownRows(pool.book));
  if (first === undefined || others.length > 0) return uniformOf(pool);
  const [underlying, own] = first;
  return sidesOf(pool, crossingsOf(pool, moveOf(underlying), own));
};

/** Each position's answer, and the crossings of the pool's only underlying when it has one only. */
export const reachedOf = (
  pool: Searched,
): {readonly positions: readonly Reached[]; readonly only: Crossings | null} => {
  const together = groups(knownRows(pool.book));
  const positions: Reached[] = new Array(pool.book.slots.length);
  let only: Crossings | null = null;
  for (const [underlying, own] of together) {
    const both = crossingsOf(pool, moveOf(underlying), own);
    for (const index of own) positions[index] = answerOf(pool, index, both);
    only = together.size === 1 ? both : null;
  }
  return {positions, only};
};

/** One position's answer; `own` are all positions on its underlying, and all that `pool` need know. */
export const distanceOf = (
  book: PoolBook,
  pool: Searched | null,
  own: readonly number[],
  index: number,
): Reached => {
  if (pool === null) return reportedAnswer(book, index) ?? unanswered(unassessed(book));
  const {underlying} = itemAt(book.pool.positions, index);
  return answerOf(pool, index, crossingsOf(pool, moveOf(underlying), own));
};

const unanswered = (needs: Figure): Reached => ({liquidationPrice: needs, distance: needs});

/** The venue's own price where it is to stand in for ours; null: it is not. */
const reportedAnswer = ({pool}: PoolBook, index: number): Reached | null => {
  const position = itemAt(pool.positions, index);
  const {liquidationPrice: price, stands} = position.reported ?? {};
  const today = pricedBy(position);
  if (price === undefined || price === 'none' || stands === undefined || today === undefined) return null;
  const doubts = [...(pool.doubts ?? []), ...(position.doubts ?? []), stands];
  return {
    liquidationPrice: figure(price, doubts),
    distance: figure(price.minus(today).abs().div(today).times(HUNDRED), doubts),
  };
};

const isPast = ({book}: Searched): boolean => !isAbove(book.standing);

/** Where a move leads in both directions, and what is to be said of it. */
type Crossings = {
  readonly down: Crossing | null;
  readonly up: Crossing | null;
  readonly needs: readonly string[];
  readonly doubts: readonly string[];
};

const crossingsOf = (pool: Searched, move: Move, own: readonly number[]): Crossings => {
  const needs = modelNeeds(pool.twin, own);
  const doubts = doubtsOf(pool, own);
  if (needs.length > 0) return {down: null, up: null, needs, doubts};
  if (pool.book.standing.isZero()) return {down: HERE, up: null, needs, doubts};
  const profile = profileOf(pool.book, pool.twin, move, own, isPast(pool) ? -1 : 1);
  return {
    down: crossingTo(pool, move, profile, 'down'),
    up: crossingTo(pool, move, profile, 'up'),
    needs,
    doubts,
  };
};

/**
 * The crossing nearest to today's price, whichever way. A pool that is already past its waterline has one too: the
 * nearest price at which it would stand on the line again, which for a plain position is the one that it went through.
 */
const answerOf = (pool: Searched, index: number, both: Crossings): Reached => {
  const {needs, doubts} = both;
  if (needs.length > 0) return {liquidationPrice: missing(needs), distance: missing(needs)};
  const position = itemAt(pool.book.pool.positions, index);
  const price = pricedBy(position);
  const crossing = nearer(both.down, both.up);
  if (crossing === null || price === undefined) {
    const because = none(
      isPast(pool)
        ? `already past the waterline, and no price of ${position.underlying} alone would lift it above`
        : `no price of ${position.underlying} alone takes the pool to its waterline`,
    );
    return {liquidationPrice: because, distance: isPast(pool) ? figure(ZERO, doubts) : because};
  }
  return {
    liquidationPrice: figure(crossingPrice(price, crossing), doubts),
    distance: figure(isPast(pool) ? ZERO : percentOf(crossing), doubts),
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
    const {position} = itemAt(rows, index).row;
    return position.contract === 'option' ? optionNeeds(position) : [];
  });

const doubtsOf = ({book, twin}: Searched, own: readonly number[]): readonly string[] => {
  const options = own.flatMap((index) => {
    const {option, row} = itemAt(twin.rows, index);
    return option === null ? [] : [optionDoubt(row.position.symbol)];
  });
  return [...book.doubts.requirement, ...options];
};

const crossingTo = (
  {book, twin, now}: Searched,
  move: Move,
  profile: Profile,
  direction: 'down' | 'up',
): Crossing | null =>
  profile.own.some((index) => itemAt(twin.rows, index).curved)
    ? curvedCrossing(book, twin, (name) => (move.moves(name) ? 1 : 0), direction, now)
    : firstCrossing(book, profile, direction);

/**
 * Every underlying of a position together, in percent; `betas` says of each by how much it follows, 1 when absent.
 * A pool that is already past its waterline needs no move: 0 both ways.
 */
export const uniformOf = (pool: Searched, betas?: ReadonlyMap<string, number>): Distances['uniform'] => {
  const {book, twin, now} = pool;
  const all = book.slots.map((_, index) => index);
  if (all.length === 0) {
    const still = none('no position moves with a price');
    return {down: still, up: still};
  }
  const move = moveOfAll(book);
  if (betas === undefined) return sidesOf(pool, crossingsOf(pool, move, all));
  const needs = modelNeeds(twin, all);
  const doubts = doubtsOf(pool, all);
  const follow: Betas = (name) => betas.get(name) ?? (move.moves(name) ? 1 : 0);
  const known = needs.length === 0 && !isPast(pool);
  const to = (direction: 'down' | 'up'): Crossing | null =>
    known ? curvedCrossing(book, twin, follow, direction, now) : null;
  return sidesOf(pool, {down: to('down'), up: to('up'), needs, doubts});
};

const sidesOf = (pool: Searched, both: Crossings): Distances['uniform'] => {
  const side = (direction: 'down' | 'up'): Figure => {
    if (isPast(pool)) return figure(ZERO, both.doubts);
    if (both.needs.length > 0) return missing(both.needs);
    const crossing = both[direction];
    return crossing === null
      ? none(`no common move ${direction} takes the pool to its waterline`)
      : figure(percentOf(crossing), both.doubts);
  };
  return {down: side('down'), up: side('up')};
};
