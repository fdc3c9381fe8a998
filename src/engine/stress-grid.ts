import {HUNDRED, ONE, ZERO} from './constant.ts';
import {exactCurve, valueOn} from './curve.ts';
import {Decimal} from './decimal.ts';
import type {Searched} from './distance.ts';
import {moveOfAll, profileOf} from './move.ts';
import {amountCurve, type Place, type Profile} from './scan/profile.ts';
import {tierAt} from './scan/tier.ts';
import {pieceAt} from './scan/worst.ts';
import {Adder, copyOf, sumsOfAll} from './sums.ts';

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
  const sums = sumsOfAll(book).map(copyOf);
  const place: Place = {tiers: twin.rows.map(({tier}) => tier), pieces: []};
  return moves.map((move) => {
    const k = 1 + move / 100;
    shiftTo(profile, place.tiers, sums, k);
    const at = {tiers: place.tiers, pieces: piecesAt(profile, k)};
    const sumsOf = (asset: number): Adder => sums[asset] ?? new Adder();
    const factor = ONE.plus(new Decimal(move).div(HUNDRED));
    const equity = valueOn(exactCurve(book, profile, at, ZERO, sumsOf), factor);
    const rest = valueOn(exactCurve(book, profile, at, ONE, sumsOf), factor);
    return {equity, maintenance: equity.minus(rest)};
  });
};

const shiftTo = ({twin}: Profile, tiers: number[], sums: readonly Adder[], k: number): void => {
  for (let index = 0; index < twin.rows.length; index += 1) {
    const row = twin.rows[index];
    if (row?.table == null || row.measureDegree === 0) continue;
    const next = tierAt(row.table, row.measureDegree > 0 ? row.measure * k : row.measure / k);
    const before = tiers[index] ?? 0;
    if (next === before) continue;
    sums[row.asset]?.shift(row.row, before, next);
    tiers[index] = next;
  }
};

const piecesAt = (profile: Profile, k: number): number[] =>
  profile.touched.map((index, at) => {
    const asset = profile.twin.assets[index];
    const [falling, still, rising] = amountCurve(profile, at);
    return asset === undefined ? 0 : pieceAt(asset, falling / k + still + rising * k);
  });
