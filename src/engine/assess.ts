import type {MarginAccount} from './account.ts';
import {accuracyOf, initialAccuracyOf} from './accuracy.ts';
import {auditOf} from './audit.ts';
import type {Decimal} from './decimal.ts';
import {distancesOf, type Reached, searched} from './distance.ts';
import {dragOf} from './drag.ts';
import {feedOf, type OtherMarks} from './feed.ts';
import {type Figure, figure, missing, NO_DOUBTS} from './figure.ts';
import {gradeOf, ladderOf, nextLevel, worstGrade} from './grade.ts';
import type {AccountHealth, PoolHealth, PositionHealth} from './health.ts';
import {initialOf} from './initial.ts';
import {itemAt} from './item-at.ts';
import {
  equityFigure,
  maintenanceFigure,
  type PoolBook,
  poolBook,
  reportedDoubt,
  rowsOf,
  unassessed,
} from './pool-book.ts';
import {remediesOf} from './remedy.ts';
import {profitNeeds, type Row, requirementNeeds, valueNeeds} from './row.ts';
import {requiredByScan} from './scan-requirement.ts';
import {times} from './times.ts';

/** What the engine is told beside the account. */
export type AssessContext = {
  /** ms since 1970; absent: the account's own `asOf`, so that nothing is stale by itself. */
  readonly now?: number;
  /** The accuracy, as a fraction, that remedies aim at. Absent: out of the pool's `warning`. */
  readonly target?: Decimal;
  readonly elsewhere?: OtherMarks;
};

/**
 * How near each pool of an account is to forced liquidation. Pure; every number is decimal arithmetic from the
 * digits in the account, and what cannot be known is said instead of filled in.
 */
export const assess = (account: MarginAccount, context: AssessContext = {}): AccountHealth => {
  const now = context.now ?? account.asOf;
  const pools = account.pools.map((pool) => assessPool(poolBook(pool), now, context));
  return {
    venue: account.venue,
    account: account.account,
    asOf: account.asOf,
    grade: worstGrade(pools.map(({grade}) => grade)),
    pools,
  };
};

export const assessPool = (book: PoolBook, now: number, context: AssessContext): PoolHealth => {
  const pool = searched(book, now);
  const {id, kind, unit, waterline} = book.pool;
  const equity = equityFigure(book);
  const maintenanceMargin = maintenanceFigure(book);
  const initialMargin = initialOf(book);
  const accuracy = accuracyOf(book);
  const ladder = ladderOf(book.pool);
  const distances = distancesOf(book, pool);
  const positions = rowsOf(book).map((row, index) =>
    positionFigures(book, row, index, itemAt(distances.positions, index)),
  );
  return {
    id,
    kind,
    unit,
    waterline,
    grade: gradeOf(ladder, accuracy, book.equity),
    equity,
    maintenanceMargin,
    initialMargin,
    accuracy,
    initialAccuracy: initialAccuracyOf(book, initialMargin),
    positions,
    uniform: distances.uniform,
    remedies: remediesOf(book, context.target ?? ladder.warning),
    requiredByScan: pool === null ? unassessed(book) : requiredByScan(pool),
    drag: dragOf(book, nextLevel(book.pool, ladder, accuracy), now),
    audit: auditOf(book, {equity, maintenanceMargin, accuracy, positions}),
    feed: feedOf(book.pool, now, context.elsewhere),
  };
};

/** A position's own figures, in the pool's unit, and where its price leads. */
export const positionFigures = (
  {assets, slots, pool}: PoolBook,
  row: Row,
  index: number,
  reached: Reached,
): PositionHealth => {
  const {position} = row;
  const {price} = itemAt(assets, itemAt(slots, index).asset);
  const doubts = joined(pool.doubts, position.doubts);
  const inUnit = (amount: Decimal | null, needs: readonly string[], because: readonly string[]): Figure => {
    if (amount !== null && price !== null) return figure(times(amount, price), because);
    return missing(price === null ? [...needs, `price of ${position.settle}`] : needs);
  };
  return {
    symbol: position.symbol,
    side: position.side,
    notional: inUnit(row.value, row.value === null ? valueNeeds(row) : NO_DOUBTS, doubts),
    unrealisedPnl: inUnit(row.profit, row.profit === null ? profitNeeds(row) : NO_DOUBTS, doubts),
    maintenanceMargin: inUnit(
      row.required,
      row.required === null ? requirementNeeds(row) : NO_DOUBTS,
      position.schedule?.kind === 'reported' ? [...doubts, reportedDoubt(position)] : doubts,
    ),
    liquidationPrice: reached.liquidationPrice,
    distance: reached.distance,
  };
};

const joined = (
  one: readonly string[] = NO_DOUBTS,
  other: readonly string[] = NO_DOUBTS,
): readonly string[] => (other.length === 0 ? one : [...one, ...other]);
