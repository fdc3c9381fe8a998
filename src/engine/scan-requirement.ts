import {ONE, ZERO} from './constant.ts';
import {exactCurve, valueOn} from './curve.ts';
import {Decimal} from './decimal.ts';
import {modelNeeds, type Searched} from './distance.ts';
import {estimated, type Figure, missing} from './figure.ts';
import {itemAt} from './item-at.ts';
import {knownRow, knownRows} from './known.ts';
import {moveOfAll, powerOf, profileOf} from './move.ts';
import {movedPool, movedPosition, type Shift} from './moved-pool.ts';
import {optionDoubt} from './option-price.ts';
import {poolBook} from './pool-book.ts';
import {rowOf} from './row.ts';
import {toDouble} from './scan/double.ts';
import {type Profile, placeToday} from './scan/profile.ts';
import {worstOf} from './scan/worst.ts';
import {piecesAt} from './stress-grid.ts';

/** The scan's moves in percent, −20 to +20 in steps of one, and its volatilities as multiples of the mark's. Ours. */
export const MOVES: readonly number[] = Array.from({length: 41}, (_, index) => index - 20);
export const VOLATILITIES: readonly string[] = ['0.75', '1', '1.25'];

const FACTORS = MOVES.map((percent) => new Decimal(percent).div(100).plus(ONE));
const DOUBLE_FACTORS = MOVES.map((percent) => 1 + percent / 100);
const VOLATILITY_FACTORS = VOLATILITIES.map((factor) => new Decimal(factor));
const DOUBLE_VOLATILITIES = VOLATILITIES.map(Number);

/** The scenario that costs most. */
export type Binding = {
  /** Percent that every underlying moves together. */
  readonly move: number;
  /** Multiple of each option's mark volatility. */
  readonly volatility: string;
  readonly shift: Shift;
  readonly loss: Decimal;
};

const OURS = 'our own scan of common moves up to 20 %, not the venue’s rule';

/** What the pool would lose in its worst scenario, in the unit, never below zero: a requirement by risk. */
export const requiredByScan = (pool: Searched): Figure => {
  const needs = needsOf(pool);
  if (needs.length > 0) return missing(needs);
  return estimated(Decimal.max(ZERO, bindingOf(pool).loss), doubtsOf(pool));
};

const needsOf = ({twin}: Searched): readonly string[] =>
  modelNeeds(
    twin,
    twin.rows.map((_, index) => index),
  );

const doubtsOf = ({book, twin}: Searched): readonly string[] => [
  OURS,
  ...book.doubts.equity,
  ...twin.rows.flatMap(({option, row}) => (option === null ? [] : [optionDoubt(row.position.symbol)])),
];

/** Searched in doubles over the whole grid; the loss is then worked out exactly. */
const bindingOf = (pool: Searched): Binding => {
  const {book, twin, now} = pool;
  const move = moveOfAll(book);
  const all = twin.rows.map((_, index) => index);
  const profile = profileOf(book, twin, move, all, 1);
  const powers = book.assets.map((asset) => powerOf(asset, book.pool.unit, move));
  const worst = worstOf(
    profile,
    DOUBLE_FACTORS,
    DOUBLE_VOLATILITIES,
    (asset, k) => k ** itemAt(powers, asset),
  );
  const factor = itemAt(FACTORS, worst.move);
  const options = twin.rows.some(({option}) => option !== null);
  const volatility = options ? worst.volatility : VOLATILITIES.indexOf('1');
  const shift: Shift = {
    factor: (underlying) => (move.moves(underlying) ? factor : ONE),
    volatility: itemAt(VOLATILITY_FACTORS, volatility),
    now,
  };
  const before = book.equity;
  const after = options
    ? (poolBook(movedPool(book.pool, shift)).equity ?? before)
    : equityAt(pool, profile, factor);
  return {
    move: itemAt(MOVES, worst.move),
    volatility: itemAt(VOLATILITIES, volatility),
    shift,
    loss: before.minus(after),
  };
};

const equityAt = ({book}: Searched, profile: Profile, factor: Decimal): Decimal => {
  const pieces = piecesAt(profile, toDouble(factor));
  const {tiers} = placeToday(profile);
  return valueOn(exactCurve(book, profile, {tiers, pieces}, ZERO), factor);
};

/** What each position contributes to the worst scenario's loss, in the unit before any weight; positive is lost. */
export type Contribution = {readonly symbol: string; readonly side: 'long' | 'short'; readonly loss: Figure};

export type RiskScan = {
  readonly required: Figure;
  readonly binding: Pick<Binding, 'move' | 'volatility'> | null;
  readonly contributions: readonly Contribution[];
};

export const riskScan = (pool: Searched): RiskScan => {
  const needs = needsOf(pool);
  if (needs.length > 0) return {required: missing(needs), binding: null, contributions: []};
  const binding = bindingOf(pool);
  const doubts = doubtsOf(pool);
  return {
    required: estimated(Decimal.max(ZERO, binding.loss), doubts),
    binding: {move: binding.move, volatility: binding.volatility},
    contributions: knownRows(pool.book).map(({position}, index) => ({
      symbol: position.symbol,
      side: position.side,
      loss: estimated(lossOf(pool, index, binding.shift), doubts),
    })),
  };
};

const lossOf = ({book}: Searched, index: number, shift: Shift): Decimal => {
  const {position, counted} = knownRow(book, index);
  const {price} = itemAt(book.assets, itemAt(book.slots, index).asset);
  const after = rowOf(movedPosition(position, shift)).counted;
  return counted.minus(after ?? ZERO).times(price);
};
