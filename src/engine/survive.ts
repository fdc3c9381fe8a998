import {closed, roundedUp} from './close.ts';
import {HUNDRED, ONE, TWO, ZERO} from './constant.ts';
import {Decimal} from './decimal.ts';
import {modelNeeds, searched, uniformOf} from './distance.ts';
import {type Figure, figure, missing, none, numberOf} from './figure.ts';
import {itemAt} from './item-at.ts';
import {knownBook} from './known.ts';
import {moveOfAll} from './move.ts';
import {movedPool} from './moved-pool.ts';
import {type PoolBook, poolBook, unassessed} from './pool-book.ts';
import {toDouble} from './scan/double.ts';
import {tierEdges} from './scan/tier.ts';
import {isAbove} from './sign.ts';

/** Prices on the way to the move at which the standing is looked at: tables that jump are worst at their edges. */
const STEPS = 40;
const TURNS = 40;

/**
 * The smallest deposit, in the unit and counting in full, with which the pool survives a common move of so many
 * percent (−30: all underlyings fall by 30 %), not only at its end but on the way. Checked on the changed pool.
 */
export const depositToSurvive = (book: PoolBook, percent: Decimal, now: number): Figure => {
  const needs = needsOf(book, now);
  if (needs !== null) return needs;
  const doubts = book.doubts.requirement;
  if (survives(book, percent, now)) return figure(ZERO, doubts);
  let amount = ZERO;
  for (const at of wayTo(book, percent, now)) {
    const standing = standingAfter(book, at, now);
    if (standing?.isNegative()) amount = standing.neg().gt(amount) ? standing.neg() : amount;
  }
  // Beyond the waterline, not on it: on it the venue liquidates.
  amount = roundedUp(amount.times(ONE.plus(HAIR)));
  for (let turn = 0; turn < TURNS; turn += 1) {
    if (survives(deposited(book, amount), percent, now)) return figure(amount, doubts);
    amount = roundedUp(amount.times(ONE.plus(HAIR.times(TWO.pow(turn + 1)))));
  }
  return none('no deposit was found that survives the whole way');
};

const HAIR = ONE.div('1e12');

/** The smallest size to close of one position, in contracts, with which the pool survives the move; to 1e-9 of it. */
export const closeToSurvive = (book: PoolBook, index: number, percent: Decimal, now: number): Figure => {
  const needs = needsOf(book, now);
  const known = knownBook(book);
  if (needs !== null || known === null) return needs ?? unassessed(book);
  const doubts = book.doubts.requirement;
  const {size} = itemAt(book.pool.positions, index);
  if (survives(book, percent, now)) return figure(ZERO, doubts);
  const after = (share: Decimal): boolean => survives(closed(known, index, size.times(share)), percent, now);
  if (!after(ONE)) return none('closing all of it does not survive the move');
  let [low, high] = [ZERO, ONE];
  for (let turn = 0; turn < 30; turn += 1) {
    const middle = low.plus(high).div(TWO);
    if (after(middle)) high = middle;
    else low = middle;
  }
  return figure(size.times(high), doubts);
};

const needsOf = (book: PoolBook, now: number): Figure | null => {
  const pool = searched(book, now);
  if (pool === null) return unassessed(book);
  const needs = modelNeeds(
    pool.twin,
    book.slots.map((_, index) => index),
  );
  return needs.length > 0 ? missing(needs) : null;
};

/** Does the pool come through the whole move above its waterline? */
const survives = (book: PoolBook, percent: Decimal, now: number): boolean => {
  const pool = searched(book, now);
  if (pool === null || !isAbove(pool.book.standing)) return false;
  const {down, up} = uniformOf(pool);
  const reached = numberOf(percent.isNegative() ? down : up);
  return reached === null || reached.gt(percent.abs());
};

/** Moves on the way, in percent: even steps, and both sides of each edge of a tier. */
const wayTo = (book: PoolBook, percent: Decimal, now: number): readonly Decimal[] => {
  const steps = Array.from({length: STEPS}, (_, step) => percent.times(step + 1).div(STEPS));
  const end = 1 + toDouble(percent) / 100;
  const edges = (searched(book, now)?.twin.rows ?? []).flatMap(tierEdges);
  const beside = edges
    .flatMap((k) => [k * (1 - BESIDE), k * (1 + BESIDE)])
    .filter((k) => (k - 1) * (end - 1) > 0 && Math.abs(k - 1) < Math.abs(end - 1));
  return [...steps, ...beside.map((k) => new Decimal(k).minus(ONE).times(HUNDRED))];
};

const BESIDE = 1e-12;

const standingAfter = (book: PoolBook, percent: Decimal, now: number): Decimal | null => {
  const factor = ONE.plus(percent.div(100));
  const moving = moveOfAll(book);
  const shift = {factor: (name: string) => (moving.moves(name) ? factor : ONE), volatility: ONE, now};
  return poolBook(movedPool(book.pool, shift)).standing;
};

/** Money that counts in full and does not move. */
const deposited = (book: PoolBook, amount: Decimal): PoolBook =>
  poolBook({
    ...book.pool,
    deductions: [...(book.pool.deductions ?? []), {name: 'deposit', amount: amount.neg()}],
  });
