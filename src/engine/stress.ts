import type {MarginAccount, MarginPool} from './account.ts';
import {HUNDRED, ONE, ZERO} from './constant.ts';
import {Decimal} from './decimal.ts';
import {modelNeeds, type Searched, searched, uniformDistances} from './distance.ts';
import {type Figure, figure, none, numberOf} from './figure.ts';
import {itemAt} from './item-at.ts';
import {moveOfAll, powerOf} from './move.ts';
import {movedPool} from './moved-pool.ts';
import {type PoolBook, poolBook} from './pool-book.ts';
import {toDouble} from './scan/double.ts';
import {revalued} from './scan/revalue.ts';
import {MOVES, VOLATILITIES} from './scan-requirement.ts';
import {isAbove} from './sign.ts';
import {gridOf, type Outcome} from './stress-grid.ts';

/** A pool in one scenario: every underlying moved by `move` percent, every mark volatility times `volatility`. */
export type StressPoint = {
  readonly move: number;
  readonly volatility: string;
  /** In the unit. */
  readonly equity: Figure;
  /** Equity less today's. */
  readonly profit: Figure;
  readonly maintenanceMargin: Figure;
  /** Percent. */
  readonly accuracy: Figure;
  /** The lowest of the pool's levels that it stands on or below there; null: above all. */
  readonly level: string | null;
};

export type PoolStress = {
  readonly id: string;
  readonly unit: string;
  readonly points: readonly StressPoint[];
  /** Percent of a common move at which the pool is liquidated. */
  readonly down: Figure;
  readonly up: Figure;
};

export type Stress = {
  readonly pools: readonly PoolStress[];
  /** Ids of the pools that a common move liquidates, the one that goes first first. */
  readonly order: {readonly down: readonly string[]; readonly up: readonly string[]};
};

/** What 41 common moves, and 3 volatilities where there are options, make of every pool of an account. */
export const stress = (account: MarginAccount, now: number = account.asOf): Stress => {
  const pools = account.pools.map((pool) => stressOf(poolBook(pool), now));
  return {pools, order: {down: orderOf(pools, 'down'), up: orderOf(pools, 'up')}};
};

const orderOf = (pools: readonly PoolStress[], side: 'down' | 'up'): readonly string[] =>
  pools
    .flatMap((pool) => {
      const percent = numberOf(pool[side]);
      return percent === null ? [] : [{id: pool.id, percent}];
    })
    .sort((one, other) => one.percent.comparedTo(other.percent))
    .map(({id}) => id);

export const stressOf = (book: PoolBook, now: number): PoolStress => {
  const {id, unit} = book.pool;
  const pool = searched(book, now);
  const {down, up} = uniformDistances(book, pool);
  if (pool === null) return {id, unit, points: [], down, up};
  return {id, unit, points: pointsOf(pool), down, up};
};

const pointsOf = (pool: Searched): readonly StressPoint[] => {
  const {book, twin} = pool;
  const all = twin.rows.map((_, index) => index);
  if (modelNeeds(twin, all).length > 0) return [];
  const levels = levelsOf(book.pool);
  if (twin.rows.some(({option}) => option !== null))
    return VOLATILITIES.flatMap((volatility) =>
      MOVES.map((move) =>
        pointOf(
          pool,
          move,
          volatility,
          modelled(pool, move, toDouble(new Decimal(volatility))),
          levels,
          OPTIONS,
        ),
      ),
    );
  const outcomes = twin.rows.some(({curved}) => curved)
    ? MOVES.map((move) => revaluedAt(pool, move))
    : gridOf(pool, MOVES);
  return MOVES.map((move, index) => {
    return pointOf(pool, move, '1', itemAt(outcomes, index), levels, NONE);
  });
};

const NONE: readonly string[] = [];
const OPTIONS = ['options are repriced with Black-76 on the venue’s mark volatility, to fifteen digits'];

const revaluedAt = ({book, now}: Searched, move: number): Outcome => {
  const factor = ONE.plus(new Decimal(move).div(HUNDRED));
  const moving = moveOfAll(book);
  const moved = poolBook(
    movedPool(book.pool, {
      factor: (underlying) => (moving.moves(underlying) ? factor : ONE),
      volatility: ONE,
      now,
    }),
  );
  return {equity: moved.equity ?? ZERO, maintenance: moved.maintenance ?? ZERO};
};

/** Options are an estimate, and dear to reprice exactly: doubles do. */
const modelled = ({book, twin}: Searched, move: number, volatility: number): Outcome => {
  const k = 1 + move / 100;
  const moving = moveOfAll(book);
  const {equity, maintenance} = revalued(twin, {
    rows: () => k,
    assets: (index) => {
      return k ** powerOf(itemAt(book.assets, index), book.pool.unit, moving);
    },
    volatility,
  });
  return {equity: new Decimal(equity), maintenance: new Decimal(maintenance)};
};

const pointOf = (
  {book}: Searched,
  move: number,
  volatility: string,
  {equity, maintenance}: Outcome,
  levels: readonly Rung[],
  because: readonly string[],
): StressPoint => {
  const doubts = [...book.doubts.requirement, ...because];
  const accuracy = isAbove(maintenance) ? equity.times(HUNDRED).div(maintenance) : null;
  return {
    move,
    volatility,
    equity: figure(equity, doubts),
    profit: figure(equity.minus(book.equity), doubts),
    maintenanceMargin: figure(maintenance, doubts),
    accuracy: accuracy === null ? none('nothing is required') : figure(accuracy, doubts),
    level: accuracy === null ? null : (levels.find(({percent}) => accuracy.lte(percent))?.name ?? null),
  };
};

/** Lowest first, with the waterline itself as `liquidation` where the venue names no level there. */
const levelsOf = ({levels, waterline}: MarginPool): readonly Rung[] => {
  const named = levels ?? [];
  const line = named.some(({at}) => at.eq(waterline)) ? [] : [{name: 'liquidation', at: waterline}];
  return [...named, ...line]
    .sort((one, other) => one.at.comparedTo(other.at))
    .map(({name, at}) => ({name, percent: at.times(HUNDRED)}));
};

/** A level, as an accuracy in percent. */
type Rung = {readonly name: string; readonly percent: Decimal};
