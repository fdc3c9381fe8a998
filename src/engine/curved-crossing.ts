import {ONE} from './constant.ts';
import type {Crossing} from './crossing.ts';
import {Decimal} from './decimal.ts';
import {movedPool, type Shift} from './moved-pool.ts';
import {type PoolBook, poolBook} from './pool-book.ts';
import {PAST} from './root.ts';
import type {Row} from './row.ts';
import {revalued} from './scan/revalue.ts';
import {firstSignChange} from './scan/sample.ts';
import type {Twin} from './scan/twin.ts';
import {measureOf} from './schedule.ts';

/** By how much each underlying's price changes for each percent of the move: 1 with it, 0 not at all, −1 against it. */
export type Betas = (underlying: string) => number;

/**
 * First crossing of a move that has no closed form: options, power schedules, betas. Sampled and bracketed in
 * doubles, then corrected with the whole pool revalued in decimals.
 */
export const curvedCrossing = (
  book: PoolBook,
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
      rows: (index) => 1 + (rowBetas[index] ?? 0) * (k - 1),
      assets: (index) => {
        const asset = book.assets[index];
        if (asset === undefined || asset.asset === unit) return 1;
        return factorOf(asset.underlying, k) / factorOf(unit, k);
      },
      volatility: 1,
    });
    return moved.equity - twin.waterline * moved.maintenance;
  };
  const edges = edgesOf(twin, rowBetas);
  const at = edges.map(({k}) => k);
  const found = firstSignChange(standing, direction, at, limitOf(rowBetas, direction));
  if (found === null) return null;
  const exactStanding = (k: Decimal): Decimal | null => {
    const shift: Shift = {
      factor: (underlying) => {
        const beta = betas(underlying);
        return beta === 0 ? ONE : ONE.plus(k.minus(ONE).times(beta));
      },
      volatility: ONE,
      now,
    };
    return poolBook(movedPool(book.pool, shift)).standing;
  };
  const jumped = found.edge === null ? undefined : edges[found.edge];
  const k =
    jumped === undefined
      ? corrected(exactStanding, new Decimal(found.k), hasOptions(twin))
      : exactEdge(jumped, direction);
  return {over: k, under: ONE, direction, jump: jumped !== undefined};
};

const hasOptions = (twin: Twin): boolean => twin.rows.some(({option}) => option !== null);

/** How near the secant comes: options are an estimate anyway and dear to revalue. */
const TURNS = {options: 1, power: 8} as const;
const BESIDE = new Decimal('1e-9');
/** Far from today's price doubles lose digits; a correction that goes farther than this is none. */
const FARTHEST = new Decimal('1e-3');
const ENOUGH = new Decimal('1e-32');

const corrected = (standing: (k: Decimal) => Decimal | null, near: Decimal, options: boolean): Decimal => {
  let before = near.times(ONE.plus(BESIDE));
  let k = near;
  let old = standing(before);
  for (let turn = 0; turn < (options ? TURNS.options : TURNS.power); turn += 1) {
    const value = standing(k);
    if (value === null || old === null || value.eq(old)) return k;
    const next = k.minus(value.times(k.minus(before)).div(value.minus(old)));
    if (next.minus(near).abs().gt(near.times(FARTHEST))) return k;
    [before, old, k] = [k, value, next];
    if (k.minus(before).abs().lte(k.times(ENOUGH))) return k;
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

type Edge = {readonly k: number; readonly row: Row; readonly tier: number; readonly beta: number};

const edgesOf = (twin: Twin, betas: readonly number[]): Edge[] => {
  const edges: Edge[] = [];
  for (const [index, {table, measure, measureDegree, row}] of twin.rows.entries()) {
    const beta = betas[index] ?? 0;
    if (table === null || measureDegree === 0 || beta === 0) continue;
    for (const [tier, from] of table.from.entries()) {
      if (tier === 0) continue;
      const k = 1 + ((measureDegree > 0 ? from / measure : measure / from) - 1) / beta;
      edges.push({k, row, tier, beta});
    }
  }
  return edges;
};

/** The move at which a row comes to a tier's edge, rounded so that it is past it. */
const exactEdge = ({k, row, tier, beta}: Edge, direction: 'down' | 'up'): Decimal => {
  const {schedule} = row.position;
  const from = schedule?.kind === 'tiers' ? schedule.tiers[tier]?.from : undefined;
  if (schedule?.kind !== 'tiers' || from === undefined || row.value === null) return new Decimal(k);
  const {amount, degree} = measureOf(row.position, schedule.by ?? 'notional', row.quantity, row.value);
  const factor = degree > 0 ? from.div(amount) : amount.div(from);
  return ONE.plus(factor.minus(ONE).div(beta)).toSignificantDigits(36, PAST[direction]);
};
