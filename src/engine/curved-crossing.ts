import {ONE} from './constant.ts';
import type {Crossing} from './crossing.ts';
import {Decimal} from './decimal.ts';
import {itemAt} from './item-at.ts';
import type {KnownBook, KnownRow} from './known.ts';
import {movedPool} from './moved-pool.ts';
import {poolBook} from './pool-book.ts';
import {PAST} from './root.ts';
import {revalued} from './scan/revalue.ts';
import {firstSignChange} from './scan/sample.ts';
import {tierEdges} from './scan/tier.ts';
import type {Twin} from './scan/twin.ts';
import {tableOf} from './table.ts';

/** By how much each underlying's price changes for each percent of the move: 1 with it, 0 not at all, −1 against it. */
export type Betas = (underlying: string) => number;

/**
 * First crossing of a move that has no closed form: options, power schedules, betas. Sampled and bracketed in
 * doubles, then corrected with the whole pool revalued in decimals.
 */
export const curvedCrossing = (
  book: KnownBook,
  twin: Twin,
  betas: Betas,
  direction: 'down' | 'up',
  now: number,
): Crossing | null => {
  const {unit} = book.pool;
  const factorOf = (underlying: string, k: number): number => 1 + betas(underlying) * (k - 1);
  const rowBetas = twin.rows.map(({row}) => betas(row.position.underlying));
  const standing = (k: number): number => {
    const moved = revalued(twin, {
      rows: (index) => 1 + itemAt(rowBetas, index) * (k - 1),
      assets: (index) => {
        const asset = itemAt(book.assets, index);
        return asset.asset === unit ? 1 : factorOf(asset.underlying, k) / factorOf(unit, k);
      },
      volatility: 1,
    });
    return moved.equity - twin.waterline * moved.maintenance;
  };
  const edges = edgesOf(twin, rowBetas);
  const at = edges.map(({k}) => k);
  const found = firstSignChange(standing, direction, at, limitOf(rowBetas, direction));
  if (found === null) return null;
  if (found.edge !== null)
    return {over: exactEdge(itemAt(edges, found.edge), direction), under: ONE, direction, jump: true};
  const exactStanding = (k: Decimal): Decimal => {
    const factor = (underlying: string): Decimal => ONE.plus(k.minus(ONE).times(betas(underlying)));
    return poolBook(movedPool(book.pool, {factor, volatility: ONE, now})).standing ?? fail();
  };
  const options = twin.rows.some(({option}) => option !== null);
  const turns = options ? TURNS.options : TURNS.power;
  return {over: corrected(exactStanding, new Decimal(found.k), turns), under: ONE, direction, jump: false};
};

const fail = (): never => {
  throw new RangeError('a known pool is known at other prices');
};

/** How near the secant comes: options are an estimate anyway and dear to revalue. */
const TURNS = {options: 1, power: 4} as const;
const BESIDE = new Decimal('1e-9');
/** Far from today's price doubles lose digits; a correction that goes farther than this is none. */
const FARTHEST = new Decimal('1e-3');

const corrected = (standing: (k: Decimal) => Decimal, near: Decimal, turns: number): Decimal => {
  let before = near.times(ONE.plus(BESIDE));
  let k = near;
  let old = standing(before);
  for (let turn = 0; turn < turns; turn += 1) {
    const value = standing(k);
    if (value.eq(old)) return k;
    const next = k.minus(value.times(k.minus(before)).div(value.minus(old)));
    if (next.minus(near).abs().gt(near.times(FARTHEST))) return k;
    [before, old, k] = [k, value, next];
  }
  return k;
};

/** Prices stay positive: the move ends where the largest beta would take one to zero. */
const limitOf = (betas: readonly number[], direction: 'down' | 'up'): number => {
  const ends = betas
    .filter((beta) => (direction === 'down' ? beta > 0 : beta < 0))
    .map((beta) => 1 - (1 - 1e-9) / beta);
  if (ends.length === 0) return direction === 'down' ? 0 : Number.POSITIVE_INFINITY;
  return direction === 'down' ? Math.max(...ends) : Math.min(...ends);
};

type Edge = {readonly k: number; readonly row: KnownRow; readonly bound: number; readonly beta: number};

const edgesOf = (twin: Twin, betas: readonly number[]): Edge[] =>
  twin.rows.flatMap((row, index) => {
    const beta = itemAt(betas, index);
    if (beta === 0) return [];
    return tierEdges(row).map((factor, edge) => ({
      k: 1 + (factor - 1) / beta,
      row: row.row,
      bound: edge + 1,
      beta,
    }));
  });

/** The move at which a row comes to a tier's edge, rounded so that it is past it. */
const exactEdge = ({row, bound, beta}: Edge, direction: 'down' | 'up'): Decimal => {
  const {tiers, measure} = tableOf(row) ?? fail();
  const {from} = itemAt(tiers, bound);
  const factor = measure.degree > 0 ? from.div(measure.amount) : measure.amount.div(from);
  return ONE.plus(factor.minus(ONE).div(beta)).toSignificantDigits(36, PAST[direction]);
};
