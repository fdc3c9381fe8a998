import {HUNDRED, ONE, ZERO} from './constant.ts';
import {type Curve, exactCurve, valueOn} from './curve.ts';
import {Decimal} from './decimal.ts';
import type {Searched} from './distance.ts';
import {itemAt} from './item-at.ts';
import {moveOfAll, profileOf} from './move.ts';
import {amountCurve, type Profile} from './scan/profile.ts';
import {stepAt} from './scan/step.ts';
import {tierAt} from './scan/tier.ts';
import {type Adder, type Sums, sumsOfAll} from './sums.ts';

/** Equity and requirement of a scenario. */
export type Outcome = {readonly equity: Decimal; readonly maintenance: Decimal};

/**
 * Equity and requirement at common moves (percent, rising), for a pool without options or power schedules. Doubles
 * say in which tier each position is; the sums are exact, and from move to move only what changed its tier is redone.
 */
export const gridOf = (pool: Searched, moves: readonly number[]): readonly Outcome[] => {
  const {book, twin} = pool;
  const all = twin.rows.map((_, index) => index);
  const profile = profileOf(book, twin, moveOfAll(book), all, 1);
  const sums = sumsOfAll(book);
  const tiers = twin.rows.map(({tier}) => tier);
  const sumsOf = (asset: number): Sums => itemAt(sums, asset);
  const curveAt = (pieces: number[], share: Decimal): Curve =>
    exactCurve(book, profile, {tiers, pieces}, share, sumsOf);
  let curves: Curves | null = null;
  return moves.map((move) => {
    const k = 1 + move / 100;
    const shifted = shiftTo(profile, tiers, sums, k);
    const pieces = piecesAt(profile, k);
    const same = curves?.pieces.every((piece, at) => piece === pieces[at]) ? curves : null;
    if (same === null || shifted) {
      // No requirement is in the equity, so a row that went to another tier leaves it as it is.
      curves = {pieces, equity: same?.equity ?? curveAt(pieces, ZERO), rest: curveAt(pieces, ONE)};
    }
    const {equity, rest} = curves ?? {equity: [], rest: []};
    const factor = factorOf(move);
    const worth = valueOn(equity, factor);
    return {equity: worth, maintenance: worth.minus(valueOn(rest, factor))};
  });
};

/** Equity, and what it is above the requirement, with the weights' pieces that they hold in. */
type Curves = {readonly pieces: readonly number[]; readonly equity: Curve; readonly rest: Curve};

const factors = new Map<number, Decimal>();

/** The same few moves are asked for each time. */
const factorOf = (move: number): Decimal => {
  const known = factors.get(move);
  if (known !== undefined) return known;
  const factor = ONE.plus(new Decimal(move).div(HUNDRED));
  factors.set(move, factor);
  return factor;
};

/** Takes each row to its tier at a factor; true: some went to another. */
const shiftTo = ({twin}: Profile, tiers: number[], sums: readonly Adder[], k: number): boolean => {
  let shifted = false;
  for (const [index, row] of twin.rows.entries()) {
    if (row.table === null || row.measureDegree === 0) continue;
    const next = tierAt(row.table, row.measureDegree > 0 ? row.measure * k : row.measure / k);
    const before = itemAt(tiers, index);
    if (next === before) continue;
    itemAt(sums, row.asset).shift(row.row, before, next);
    tiers[index] = next;
    shifted = true;
  }
  return shifted;
};

/** In which piece of its weight each touched asset is at a factor. */
export const piecesAt = (profile: Profile, k: number): number[] =>
  profile.touched.map((index, at) => {
    const [falling, still, rising] = amountCurve(profile, at);
    return stepAt(itemAt(profile.twin.assets, index).from, falling / k + still + rising * k);
  });
