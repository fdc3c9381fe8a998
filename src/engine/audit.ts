import type {PositionReported} from './account.ts';
import {type Difference, equityCause, priceCause, ratioCause, requirementCause} from './cause.ts';
import {ONE, ZERO} from './constant.ts';
import {Decimal} from './decimal.ts';
import {exact, type Figure, none, numberOf} from './figure.ts';
import type {AuditLine, PositionHealth} from './health.ts';
import {type PoolBook, poolBook} from './pool-book.ts';

/** Floating noise in venues' own figures, and a price that moved on between two frames: a hundredth of a basis point. */
const NOISE = new Decimal('1e-6');
const COARSEST = new Decimal('0.005');
/** Ratios of safe accounts are shown with two digits or three. */
const COARSEST_RATIO = new Decimal('0.02');
const BASIS_POINTS = new Decimal(10_000);

/** What the audit compares of a pool. */
export type Assessed = {
  readonly equity: Figure;
  readonly maintenanceMargin: Figure;
  /** Percent. */
  readonly accuracy: Figure;
  readonly positions: readonly PositionHealth[];
};

/**
 * Ours beside the venue's for each figure that it reported and we could assess. They agree when they differ by no
 * more than one unit of the last digit the venue showed (venues cut as often as they round), or a hundredth of a
 * basis point.
 */
export const auditOf = (book: PoolBook, assessed: Assessed): readonly AuditLine[] => {
  const {reported, positions} = book.pool;
  const lines: (AuditLine | null)[] = [];
  if (reported?.equity !== undefined)
    lines.push(compared(book, {figure: 'equity'}, assessed.equity, reported.equity, equityCause));
  if (reported?.maintenanceMargin !== undefined)
    lines.push(
      compared(
        book,
        {figure: 'maintenanceMargin'},
        assessed.maintenanceMargin,
        reported.maintenanceMargin,
        requirementCause,
      ),
    );
  if (reported?.ratio !== undefined)
    lines.push(compared(book, {figure: 'ratio'}, asFraction(assessed.accuracy), reported.ratio, ratioCause));
  const inverse = reported?.inverseRatio;
  if (inverse !== undefined && !inverse.isZero())
    lines.push(
      compared(book, {figure: 'ratio'}, asFraction(assessed.accuracy), ONE.div(inverse), ratioCause, {
        tolerance: toleranceOf(inverse, COARSEST_RATIO).div(inverse.times(inverse)),
      }),
    );
  for (const [index, position] of positions.entries()) {
    const health = assessed.positions[index];
    if (position.reported !== undefined && health !== undefined)
      lines.push(...positionLines(book, position.reported, health, index));
  }
  return lines.filter((line) => line !== null);
};

/** The pool with one position only: a cause is worked out for a few lines, if any. */
const singled = ({pool}: PoolBook, index: number): PoolBook =>
  poolBook({...pool, positions: pool.positions.slice(index, index + 1)});

const positionLines = (
  book: PoolBook,
  {maintenanceMargin, liquidationPrice, byOwnRule, stands}: PositionReported,
  health: PositionHealth,
  index: number,
): readonly (AuditLine | null)[] => {
  const {symbol} = health;
  const lines: (AuditLine | null)[] = [];
  if (maintenanceMargin !== undefined) {
    const head = {figure: 'maintenanceMargin', symbol} as const;
    lines.push(
      compared(book, head, health.maintenanceMargin, maintenanceMargin, (of) =>
        requirementCause({...of, book: singled(book, index)}),
      ),
    );
  }
  // A price that may stand for ours proves nothing of it.
  if (liquidationPrice !== undefined && stands === undefined) {
    const head = {figure: 'liquidationPrice', symbol} as const;
    const ours = byOwnRule === undefined ? health.liquidationPrice : ownRulePrice(byOwnRule);
    const line = compared(book, head, ours, liquidationPrice, (of) => priceCause(of, index));
    lines.push(line && byOwnRule ? {...line, cause: byOwnRule.rule} : line);
  }
  return lines;
};

/** A price that the venue states by another rule than the pool's is compared with what that rule gives. */
const ownRulePrice = ({liquidationPrice, rule}: NonNullable<PositionReported['byOwnRule']>): Figure =>
  liquidationPrice === 'none' ? none(rule) : exact(liquidationPrice);

const asFraction = (percent: Figure): Figure =>
  percent.kind === 'exact' || percent.kind === 'estimated'
    ? {...percent, value: percent.value.div(100)}
    : percent;

/** Null: ours is not known, so there is nothing to compare. */
const compared = (
  book: PoolBook,
  head: Pick<AuditLine, 'figure' | 'symbol'>,
  assessed: Figure,
  reported: Decimal | 'none',
  causeOf: (difference: Difference) => string,
  {tolerance = reported === 'none' ? ZERO : toleranceOf(reported)} = {},
): AuditLine | null => {
  if (assessed.kind === 'missing') return null;
  const ours = numberOf(assessed);
  if (ours === null || reported === 'none') return oneSided(head, ours, reported);
  const difference = ours.minus(reported);
  const line = {
    ...head,
    assessed: ours.toFixed(),
    reported: reported.toFixed(),
    differenceBps: basisPoints(difference, reported),
  };
  if (difference.abs().lte(tolerance)) return {...line, agrees: true};
  return {...line, agrees: false, cause: causeOf({book, ours, theirs: reported, tolerance})};
};

/** One side at least says that there is no such figure. */
const oneSided = (
  head: Pick<AuditLine, 'figure' | 'symbol'>,
  ours: Decimal | null,
  reported: Decimal | 'none',
): AuditLine => {
  const line = {
    ...head,
    assessed: ours === null ? 'none' : ours.toFixed(),
    reported: reported === 'none' ? 'none' : reported.toFixed(),
  };
  if (ours === null && reported === 'none') return {...line, differenceBps: '0', agrees: true};
  const cause =
    ours === null
      ? 'the venue counts less equity, or moves other prices too'
      : 'the venue shows no price so far away';
  return {...line, differenceBps: 'none', agrees: false, cause};
};

/**
 * One unit of the last digit shown, and never less than a hundredth of a basis point. Never more than half a percent
 * either: a decimal has lost the zeros at its end, and `0.50000000` was not shown to one digit.
 */
export const toleranceOf = (reported: Decimal, coarsest = COARSEST): Decimal => {
  const lastDigit = new Decimal(10).pow(-reported.decimalPlaces());
  const size = reported.abs();
  return Decimal.max(Decimal.min(lastDigit, size.times(coarsest)), size.times(NOISE));
};

/** Ours above theirs is positive. Four places are enough to read; `none` when theirs is zero and ours is not. */
const basisPoints = (difference: Decimal, reported: Decimal): string => {
  if (difference.isZero()) return '0';
  if (reported.isZero()) return 'none';
  return difference.div(reported.abs()).times(BASIS_POINTS).toDecimalPlaces(4).toFixed();
};
