import type {PositionReported} from './account.ts';
import {Decimal} from './decimal.ts';
import {type Figure, figure, none, numberOf} from './figure.ts';
import type {AuditLine, PositionHealth} from './health.ts';
import type {PoolBook} from './pool-book.ts';

/** Floating noise in venues' own figures, and a price that moved on between two frames: a hundredth of a basis point. */
const NOISE = new Decimal('1e-6');
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
  const {reported} = book.pool;
  const lines: AuditLine[] = [];
  const push = (line: AuditLine | null): void => {
    if (line !== null) lines.push(line);
  };
  if (reported?.equity !== undefined) push(compared('equity', assessed.equity, reported.equity));
  if (reported?.maintenanceMargin !== undefined)
    push(compared('maintenanceMargin', assessed.maintenanceMargin, reported.maintenanceMargin));
  if (reported?.ratio !== undefined) push(compared('ratio', asFraction(assessed.accuracy), reported.ratio));
  for (const [index, position] of book.pool.positions.entries()) {
    const health = assessed.positions[index];
    if (position.reported === undefined || health === undefined) continue;
    for (const line of positionLines(position.reported, health)) push(line);
  }
  return lines;
};

const positionLines = (reported: PositionReported, health: PositionHealth): readonly (AuditLine | null)[] => [
  reported.maintenanceMargin === undefined
    ? null
    : compared('maintenanceMargin', health.maintenanceMargin, reported.maintenanceMargin, health.symbol),
  reported.liquidationPrice === undefined
    ? null
    : priceLine(reported.liquidationPrice, reported.byOwnRule, health),
];

/** A price that the venue states by another rule than the pool's is compared with what that rule gives. */
const priceLine = (
  reported: Decimal | 'none',
  byOwnRule: PositionReported['byOwnRule'],
  {symbol, liquidationPrice}: PositionHealth,
): AuditLine | null => {
  if (byOwnRule === undefined) return compared('liquidationPrice', liquidationPrice, reported, symbol);
  const {liquidationPrice: price, rule} = byOwnRule;
  const reckoned = price === 'none' ? none(rule) : figure(price, []);
  const line = compared('liquidationPrice', reckoned, reported, symbol);
  return line === null ? null : {...line, cause: rule};
};

const asFraction = (percent: Figure): Figure =>
  percent.kind === 'exact' || percent.kind === 'estimated'
    ? {...percent, value: percent.value.div(100)}
    : percent;

/** Null: ours is not known, so there is nothing to compare. */
export const compared = (
  name: AuditLine['figure'],
  assessed: Figure,
  reported: Decimal | 'none',
  symbol?: string,
): AuditLine | null => {
  if (assessed.kind === 'missing') return null;
  const ours = numberOf(assessed);
  const head = symbol === undefined ? {figure: name} : {figure: name, symbol};
  if (ours === null || reported === 'none') {
    const agrees = ours === null && reported === 'none';
    return {
      ...head,
      assessed: ours === null ? 'none' : ours.toString(),
      reported: reported === 'none' ? 'none' : reported.toString(),
      differenceBps: agrees ? '0' : 'none',
      agrees,
    };
  }
  const difference = ours.minus(reported);
  return {
    ...head,
    assessed: ours.toString(),
    reported: reported.toString(),
    differenceBps: basisPoints(difference, reported),
    agrees: difference.abs().lte(toleranceOf(reported)),
  };
};

/** One unit of the last digit shown, and never less than a hundredth of a basis point. */
export const toleranceOf = (reported: Decimal): Decimal =>
  Decimal.max(new Decimal(10).pow(-reported.decimalPlaces()), reported.abs().times(NOISE));

/** Ours above theirs is positive. Four places are enough to read; `none` when theirs is zero and ours is not. */
const basisPoints = (difference: Decimal, reported: Decimal): string => {
  if (difference.isZero()) return '0';
  if (reported.isZero()) return 'none';
  return difference.div(reported.abs()).times(BASIS_POINTS).toDecimalPlaces(4).toString();
};
