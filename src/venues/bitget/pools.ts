import type {Collateral, FeedSource, MarginPool, PoolReported, Position} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {isZero} from '../wire.ts';
import {isStill, type Leg} from './leg.ts';
import {positionOf, type Told} from './position.ts';
import {ruleDoubts, settle, type Target} from './rule.ts';

const ONE = new Decimal(1);
const ZERO = new Decimal(0);

/** Bitget liquidates when requirement ÷ equity reaches 100 %. Its app's warnings have no published level. */
export const LEVELS = [{name: 'liquidation', at: ONE}] as const;

/** Tickers come several times a second. */
const MARK_LIMIT_MS = 5_000;
/** An account that holds a position hears at each funding, every eight hours at most; and a little patience. */
const ACCOUNT_LIMIT_MS = 8 * 60 * 60_000 + 5 * 60_000;
/** A ratio and the figures it came with: rounding of the account's own amounts. */
const FIT = new Decimal('1e-4');

function sourcesOf(heardAt: number, legs: readonly Leg[]): readonly FeedSource[] {
  const marks = new Map(
    legs.map(({row, markAt}) => [
      row.symbol,
      {name: `mark price of ${row.symbol}`, at: markAt, limitMs: MARK_LIMIT_MS},
    ]),
  );
  return [{name: 'account', at: heardAt, limitMs: ACCOUNT_LIMIT_MS}, ...marks.values()];
}

/**
 * Bitget's ratio (requirement ÷ equity) as ours, with no more digits than it had: one unit of its last is as many of
 * ours. Undefined: none, or too few digits to say anything.
 */
function turned(ratio = '0'): Decimal | undefined {
  if (isZero(ratio) || ratio.startsWith('-')) return undefined;
  const given = new Decimal(ratio);
  const spread = new Decimal(10).pow(-(ratio.split('.')[1]?.length ?? 0)).div(given.times(given));
  const places = -spread.e - 1;
  return places >= 0 ? ONE.div(given).toDecimalPlaces(places) : undefined;
}

/** What Bitget asks for beyond the positions, for what is owed. */
export type Owed = {readonly total: Decimal; readonly doubt: string};

export type PoolTerms = {
  readonly id: string;
  readonly kind: 'cross' | 'isolated';
  readonly unit: string;
  readonly collateral: readonly Collateral[];
  readonly needs: readonly string[];
  readonly doubts: readonly string[];
  /** Equity at the marks of the frame that told the rows. */
  readonly equityThen: Decimal | undefined;
  /** Requirement at those marks, as Bitget has it. */
  readonly target: Target | undefined;
  readonly owed?: Owed | undefined;
  /** Said when no rule is confirmed by `target`. */
  readonly unconfirmed?: string;
  /** Besides the account and the marks. */
  readonly sources?: readonly FeedSource[];
  /** Bitget's own figures at those marks. */
  readonly reported: PoolReported;
  /** Nothing but the rows has changed since they were told. */
  readonly isCurrent: boolean;
  /** Closing fees that it may ask for; the first unless another fits. */
  readonly fees: readonly Decimal[];
};

/** A pool of positions, by the rule that they follow. */
export function pooled(legs: readonly Leg[], heardAt: number, terms: PoolTerms): MarginPool {
  const {id, kind, unit, collateral, needs, equityThen, isCurrent} = terms;
  const target = isCurrent && legs.length > 0 ? terms.target : undefined;
  const settled = settle(legs, terms.fees, target);
  const told: Told | undefined =
    isCurrent && equityThen && settled.required
      ? {equity: equityThen, required: settled.required}
      : undefined;
  const isPoolStill = isCurrent && legs.every(isStill);
  // Its own price does not move a lone contract's liquidation price; those of other coins held do.
  const hasOtherPrices = (terms.sources ?? []).length > 0;
  const isAlone = isCurrent && !hasOtherPrices && new Set(legs.map(({row}) => row.symbol)).size === 1;
  const positions = legs.map((leg, index) =>
    positionOf(leg, {
      rule: settled.rules[index] ?? 'whole',
      fee: settled.fee,
      ...(told && {told}),
      isPoolStill: isPoolStill || isAlone,
    }),
  );
  const rest = terms.owed && settled.required ? terms.owed.total.minus(settled.required) : ZERO;
  const isOwed = terms.owed !== undefined && rest.gt(terms.owed.total.times(FIT));
  const doubts = [
    ...terms.doubts,
    ...ruleDoubts(settled, legs, target),
    ...(terms.unconfirmed !== undefined && legs.length > 0 && !settled.fits ? [terms.unconfirmed] : []),
    ...(isOwed && terms.owed ? [terms.owed.doubt] : []),
  ];
  const hasReported = isPoolStill && Object.keys(terms.reported).length > 0;
  return {
    id,
    kind,
    unit,
    waterline: ONE,
    collateral,
    positions: isOwed ? [...positions, loans(rest, unit)] : positions,
    levels: LEVELS,
    ...(hasReported && {reported: terms.reported}),
    ...(doubts.length > 0 && {doubts}),
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: [...sourcesOf(heardAt, legs), ...(terms.sources ?? [])],
  };
}

/** A requirement that no position shows and that does not move. */
const loans = (maintenance: Decimal, unit: string): Position => ({
  symbol: 'loans',
  underlying: 'loans',
  contract: 'spot-borrow',
  settle: unit,
  multiplier: ONE,
  side: 'short',
  size: ONE,
  markPrice: ONE,
  schedule: {kind: 'fixed', maintenance},
});

export function ratioOf(ratio: string | undefined): PoolReported {
  const accuracy = turned(ratio);
  return accuracy === undefined ? {} : {ratio: accuracy};
}

export function targetOf(equity: Decimal | undefined, ratio: string | undefined): Target | undefined {
  if (equity === undefined || isZero(ratio)) return undefined;
  const required = equity.times(ratio ?? 0);
  return {required, slack: required.abs().times(FIT)};
}
