import {ZERO} from './constant.ts';
import {pricedBy} from './contract.ts';
import {type Crossing, firstCrossing, HERE, nearer, percentOf, standingOf} from './crossing.ts';
import type {Decimal} from './decimal.ts';
import {type Figure, figure, missing, none} from './figure.ts';
import {type Move, moveOf, moveOfAll, profileOf} from './move.ts';
import type {PoolBook} from './pool-book.ts';
import {equityNeeds, maintenanceNeeds, rowsOf} from './pool-book.ts';
import type {Row} from './row.ts';
import {type Twin, twinOf} from './scan/twin.ts';

/** What a pool's moves lead to: one answer for each underlying, and one for all together. */
export type Distances = {
  /** For each position, in order. */
  readonly positions: readonly {readonly liquidationPrice: Figure; readonly distance: Figure}[];
  readonly uniform: {readonly down: Figure; readonly up: Figure};
};

export const distancesOf = (book: PoolBook): Distances => {
  const standing = standingOf(book);
  const twin = standing === null ? null : twinOf(book);
  if (standing === null || twin === null) {
    const needs = missing([...equityNeeds(book), ...maintenanceNeeds(book)]);
    return {
      positions: book.slots.map(() => ({liquidationPrice: needs, distance: needs})),
      uniform: {down: needs, up: needs},
    };
  }
  return {
    positions: perUnderlying(book, twin, standing),
    uniform: uniformOf(book, twin, standing),
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

const perUnderlying = (book: PoolBook, twin: Twin, standing: Decimal): Distances['positions'] => {
  const rows = rowsOf(book);
  const past = !standing.isPositive() || standing.isZero();
  const answers: {liquidationPrice: Figure; distance: Figure}[] = new Array(rows.length);
  for (const [underlying, own] of groups(rows)) {
    const crossing = crossingOf(book, twin, moveOf(underlying), own, standing);
    for (const index of own) {
      const row = rows[index];
      if (row === undefined) continue;
      const price = pricedBy(row.position);
      const doubts = book.doubts.requirement;
      if (crossing === null || price === undefined) {
        const because = none(
          past
            ? `already past the waterline, and no price of ${underlying} alone would lift it above`
            : `no price of ${underlying} alone takes the pool to its waterline`,
        );
        answers[index] = {liquidationPrice: because, distance: past ? figure(ZERO, doubts) : because};
        continue;
      }
      answers[index] = {
        liquidationPrice: figure(price.times(crossing.over).div(crossing.under), doubts),
        distance: figure(past ? ZERO : percentOf(crossing), doubts),
      };
    }
  }
  return answers;
};

/**
 * The crossing nearest to today's price, whichever way. A pool that is already past its waterline has one too: the
 * nearest price at which it would stand on the line again, which for a plain position is the one that it went through.
 */
export const crossingOf = (
  book: PoolBook,
  twin: Twin,
  move: Move,
  own: readonly number[],
  standing: Decimal,
): Crossing | null => {
  if (standing.isZero()) return {...HERE, direction: 'down'};
  const profile = profileOf(book, twin, move, own, standing.isPositive() ? 1 : -1);
  return nearer(firstCrossing(book, profile, 'down'), firstCrossing(book, profile, 'up'));
};

const uniformOf = (book: PoolBook, twin: Twin, standing: Decimal): Distances['uniform'] => {
  const doubts = book.doubts.requirement;
  if (!standing.isPositive() || standing.isZero()) {
    if (book.slots.length > 0) return {down: figure(ZERO, doubts), up: figure(ZERO, doubts)};
  }
  if (book.slots.length === 0) {
    const because = none('no position moves with a price');
    return {down: because, up: because};
  }
  const all = book.slots.map((_, index) => index);
  const profile = profileOf(book, twin, moveOfAll(book), all, 1);
  const side = (direction: 'down' | 'up'): Figure => {
    const crossing = firstCrossing(book, profile, direction);
    return crossing === null
      ? none(`no common move ${direction} takes the pool to its waterline`)
      : figure(percentOf(crossing), doubts);
  };
  return {down: side('down'), up: side('up')};
};
