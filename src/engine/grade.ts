import type {Level, MarginPool} from './account.ts';
import {ZERO} from './constant.ts';
import {Decimal} from './decimal.ts';
import type {Figure} from './figure.ts';
import type {Grade} from './health.ts';

/** Accuracies, as fractions, at or below which a pool has that grade. */
export type Ladder = {
  readonly liquidation: Decimal;
  readonly marginCall: Decimal;
  readonly warning: Decimal;
  readonly watch: Decimal;
};

/** Multiples of the waterline that stand in where a venue names no level. Ours, not a venue's. */
const MARGIN_CALL = new Decimal('1.2');
const WARNING = new Decimal('1.5');
const WATCH = new Decimal(3);

/**
 * The grades' bounds. The venue's lowest level above its waterline is the margin call, the next one up a warning,
 * and its highest at least a watch; beside them warning never begins below 1.5 and watch never below 3 times the
 * waterline. Without levels the margin call is 1.2 times the waterline.
 */
export const ladderOf = (pool: MarginPool): Ladder => {
  const {waterline} = pool;
  const rungs = (pool.levels ?? [])
    .filter(({at}) => at.gt(waterline))
    .sort((one: Level, other: Level) => one.at.comparedTo(other.at));
  const marginCall = rungs[0]?.at ?? waterline.times(MARGIN_CALL);
  const warning = larger(rungs[1]?.at ?? marginCall, waterline.times(WARNING));
  const watch = larger(larger(rungs.at(-1)?.at ?? warning, waterline.times(WATCH)), warning);
  return {liquidation: waterline, marginCall, warning, watch};
};

const larger = (one: Decimal, other: Decimal): Decimal => (one.gte(other) ? one : other);

const HUNDREDTH = new Decimal('0.01');

/**
 * The level that a falling pool comes to next: the highest bound below its accuracy (a percent), among the venue's
 * levels, the margin call and the waterline. Null: it is at its waterline, or has no accuracy.
 */
export const nextLevel = (pool: MarginPool, ladder: Ladder, accuracy: Figure): Decimal | null => {
  if (accuracy.kind === 'none' || accuracy.kind === 'missing') return null;
  const fraction = accuracy.value.times(HUNDREDTH);
  const bounds = [...(pool.levels ?? []).map(({at}) => at), ladder.marginCall, ladder.liquidation];
  return bounds.reduce<Decimal | null>(
    (next, at) => (fraction.gt(at) && at.gte(pool.waterline) && (next === null || at.gt(next)) ? at : next),
    null,
  );
};

/**
 * Grade of a pool by its accuracy in percent. On a bound counts as past it: the venue liquidates at the waterline.
 * Without a requirement nothing can be liquidated, so a pool is safe; owing more than it holds, it is not.
 */
export const gradeOf = (ladder: Ladder, accuracy: Figure, equity: Decimal | null): Grade => {
  if (accuracy.kind === 'missing') return 'unknown';
  if (accuracy.kind === 'none') return equity?.lt(ZERO) ? 'liquidation' : 'safe';
  const fraction = accuracy.value.times(HUNDREDTH);
  const reached = (bound: Decimal): boolean => fraction.lte(bound);
  if (reached(ladder.liquidation)) return 'liquidation';
  if (reached(ladder.marginCall)) return 'margin-call';
  if (reached(ladder.warning)) return 'warning';
  return reached(ladder.watch) ? 'watch' : 'safe';
};

/** Below a warning, not knowing one pool is worse than knowing the others to be well. */
const ORDER: readonly Grade[] = ['safe', 'watch', 'unknown', 'warning', 'margin-call', 'liquidation'];

/** The worst of several grades; of none, safe. */
export const worstGrade = (grades: readonly Grade[]): Grade =>
  grades.reduce<Grade>(
    (worst, grade) => (ORDER.indexOf(grade) > ORDER.indexOf(worst) ? grade : worst),
    'safe',
  );
