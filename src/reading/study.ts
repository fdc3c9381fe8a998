import type {MarginAccount, MarginPool} from '../engine/account.ts';
import {accuracyOf} from '../engine/accuracy.ts';
import {Decimal} from '../engine/decimal.ts';
import {searched} from '../engine/distance.ts';
import {workingOf} from '../engine/explain.ts';
import {type Figure, missing, numberOf} from '../engine/figure.ts';
import {ghostLegs} from '../engine/ghost.ts';
import {toJson} from '../engine/health-json.ts';
import {levelDistances} from '../engine/level-distance.ts';
import {equityFigure, maintenanceFigure, type PoolBook, poolBook} from '../engine/pool-book.ts';
import {sizeFor} from '../engine/remedy.ts';
import {type After, afterClosing, afterDeposit, depositsFor} from '../engine/remedy-plan.ts';
import {riskScan} from '../engine/scan-requirement.ts';
import {stress} from '../engine/stress.ts';
import {closeToSurvive, depositToSurvive} from '../engine/survive.ts';
import type {Closing, Lift, ScanView, Study, StudyAsk, WorkingView} from '../study.ts';
import {brieflyTold, commonOf} from './brief.ts';

/** Closings are worked out for so many positions: each is a search of its own. */
const CLOSINGS = 12;

/** Everything about one pool that is asked for and not sent with every tick. Null: there is no such pool. */
export function studyOf(account: MarginAccount, ask: StudyAsk, now: number): Study | null {
  const pool = account.pools.find(({id}) => id === ask.pool);
  if (pool === undefined) return null;
  const book = poolBook(pool);
  const {pools, order} = stress(account, now);
  const after = afterLift(pool, ask.lift, now);
  const common = commonOf([accuracyOf(book), equityFigure(book), maintenanceFigure(book)]);
  const study: Study = {
    venue: ask.venue,
    account: ask.account,
    pool: ask.pool,
    asked: {lift: ask.lift, survive: ask.survive},
    workings: workingsOf(book, now),
    lift: liftView(book, after),
    survive: {
      deposit: toJson(depositToSurvive(book, new Decimal(ask.survive), now)),
      closings: closingsOf(book, (index) => closeToSurvive(book, index, new Decimal(ask.survive), now)),
    },
    levels: levelDistances(pool, now).map(({name, at, uniform, hours}) => toJson({name, at, uniform, hours})),
    stress: (pools.find(({id}) => id === pool.id)?.points ?? []).map(
      ({move, volatility, profit, accuracy, level}) => toJson({move, volatility, profit, accuracy, level}),
    ),
    order,
    ghosts: ghostLegs(book).map((leg) => toJson(leg)),
    scan: scanOf(book, now),
  };
  return brieflyTold(study, common);
}

/** What the turned one of the three comes to; of a target that is the target itself, and where that lies. */
function afterLift(pool: MarginPool, lift: Lift, now: number): After | {readonly target: Decimal} | null {
  switch (lift.by) {
    case 'target':
      return {target: new Decimal(lift.accuracy).div(100)};
    case 'deposit':
      return afterDeposit(pool, lift.asset, Decimal.max(0, lift.amount), now);
    case 'close': {
      const held = pool.positions[lift.index]?.size;
      if (held === undefined) return null;
      const size = Decimal.min(held, Decimal.max(0, lift.size));
      return afterClosing(pool, lift.index, size, now);
    }
  }
}

const NOT_FOUND: Figure = missing(['an asset or position that the pool holds']);

function liftView(book: PoolBook, after: ReturnType<typeof afterLift>): Study['lift'] {
  const target = targetOf(after);
  const deposits = target === null ? [] : depositsFor(book, target).map((deposit) => toJson(deposit));
  const closings = target === null ? [] : closingsOf(book, (index) => sizeFor(book, index, target));
  const reached = reachedBy(after);
  return {...toJson(reached), deposits, closings};
}

/** The accuracy aimed at, as a fraction. */
function targetOf(after: ReturnType<typeof afterLift>): Decimal | null {
  if (after === null) return null;
  if ('target' in after) return after.target;
  return numberOf(after.accuracy)?.div(100) ?? null;
}

function reachedBy(after: ReturnType<typeof afterLift>): Record<'accuracy' | 'down' | 'up', Figure> {
  if (after === null) return {accuracy: NOT_FOUND, down: NOT_FOUND, up: NOT_FOUND};
  if ('target' in after) {
    const accuracy: Figure = {kind: 'exact', value: after.target.times(100)};
    // A target is reached in more than one way, and each leaves another distance.
    const either: Figure = {kind: 'none', because: 'it depends on whether one pays in or closes'};
    return {accuracy, down: either, up: either};
  }
  return {accuracy: after.accuracy, ...after.distances.uniform};
}

function closingsOf({pool}: PoolBook, sizeOf: (index: number) => Figure): readonly Closing[] {
  return pool.positions
    .slice(0, CLOSINGS)
    .map(({symbol, side}, index) => ({index, symbol, side, size: toJson(sizeOf(index))}));
}

const workingsOf = (book: PoolBook, now: number): readonly WorkingView[] =>
  workingOf(book, now).map(({figure, result, terms, refused}) => ({
    figure,
    result: toJson(result),
    terms: terms.map((term) => toJson(term)),
    refused: refused.map(
      ({factor, direction, why}) => `${factor} × today’s price, on the way ${direction}: ${why}`,
    ),
  }));

function scanOf(book: PoolBook, now: number): ScanView | null {
  const pool = searched(book, now);
  if (pool === null || book.pool.positions.length === 0) return null;
  const {required, binding, contributions} = riskScan(pool);
  if (binding === null) return null;
  return {
    required: toJson(required),
    move: binding.move,
    volatility: binding.volatility,
    parts: contributions.map((part) => toJson(part)),
  };
}
