import type {Collateral, FeedSource, MarginPool, PoolReported, Position} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {isZero} from '../wire.ts';
import {isStill, type Leg} from './leg.ts';
import {positionOf} from './position.ts';
import {ruleDoubts, type Settled, settle, type Target} from './rule.ts';

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

/** What is asked beyond the positions; zero when that is no more than rounding. */
function beyond({owed}: PoolTerms, {required}: Settled): Decimal {
  const rest = owed && required ? owed.total.minus(required) : ZERO;
  return owed && rest.gt(owed.total.times(FIT)) ? rest : ZERO;
}

function doubtsOf(
  {doubts, unconfirmed, owed}: PoolTerms,
  legs: readonly Leg[],
  settled: Settled,
  target: Target | undefined,
): readonly string[] {
  return [
    ...doubts,
    ...ruleDoubts(settled, legs, target),
    ...(unconfirmed !== undefined && legs.length > 0 && !settled.fits ? [unconfirmed] : []),
    ...(owed ? [owed.doubt] : []),
  ];
}

function positionsOf(legs: readonly Leg[], terms: PoolTerms, settled: Settled): readonly Position[] {
  const {equityThen: equity, isCurrent} = terms;
  const {rules, fee, required} = settled;
  // Its own price does not move a lone contract's liquidation price; those of other coins held do.
  const isAlone = (terms.sources ?? []).length === 0 && new Set(legs.map(({row}) => row.symbol)).size === 1;
  const isPoolStill = isCurrent && (isAlone || legs.every(isStill));
  return legs.map((leg, index) =>
    positionOf(leg, {
      rule: rules[index] ?? 'whole',
      fee,
      ...(isCurrent && equity && required && {told: {equity, required}}),
      isPoolStill,
    }),
  );
}

/** A pool of positions, by the rule that they follow. */
export function pooled(legs: readonly Leg[], heardAt: number, terms: PoolTerms): MarginPool {
  const {id, kind, unit, collateral, needs, isCurrent, reported} = terms;
  const target = isCurrent && legs.length > 0 ? terms.target : undefined;
  const settled = settle(legs, terms.fees, target);
  const positions = positionsOf(legs, terms, settled);
  const rest = beyond(terms, settled);
  const doubts = doubtsOf(terms, legs, settled, target);
  const isCompared = isCurrent && legs.every(isStill) && Object.keys(reported).length > 0;
  return {
    id,
    kind,
    unit,
    waterline: ONE,
    collateral,
    positions: rest.isZero() ? positions : [...positions, loans(rest, unit)],
    levels: LEVELS,
    ...(isCompared && {reported}),
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

/** Bitget's ratio is requirement ÷ equity. */
export function ratioOf(ratio: string | undefined): PoolReported {
  return ratio === undefined || isZero(ratio) ? {} : {inverseRatio: new Decimal(ratio)};
}

export function targetOf(equity: Decimal | undefined, ratio: string | undefined): Target | undefined {
  if (equity === undefined || isZero(ratio)) return undefined;
  const required = equity.times(ratio ?? 0);
  return {required, slack: required.abs().times(FIT)};
}
