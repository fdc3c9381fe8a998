import type {MarginPool, Position} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {derivedMultiplier, listedOf, namedOf, underlyingOf} from './contract.ts';
import type {State, UnifiedRow} from './state.ts';

const ONE = new Decimal(1);

const decimal = (text: string | undefined) => (text === undefined ? undefined : new Decimal(text));

/** No event about such a position is known, so what was answered ages at once. */
const ANSWER_LIMIT_MS = 60_000;

/** What the collateral of a unified account counts for is in nothing that has been seen. */
const NEEDS = 'equity of the unified account';

function positionOf(state: State, row: UnifiedRow): Position {
  const listed = listedOf(state, row.symbol);
  const named = namedOf(row.symbol);
  const inverse = listed?.inverse ?? named.inverse;
  const size = new Decimal(row.size);
  const unit = listed
    ? {value: listed.multiplier}
    : derivedMultiplier({size: row.size, price: row.mark, value: row.value}, inverse);
  const stream = own(state.marks, row.symbol);
  const mark = decimal(stream && stream.at >= row.at ? stream.price : row.mark);
  const [maintenance, profit, leverage] = [row.maintenance, row.profit, row.leverage].map(decimal);
  const isAsAnswered = mark !== undefined && row.mark !== undefined && mark.eq(row.mark);
  const moved =
    mark && row.mark !== undefined ? (inverse ? ONE.div(mark).times(row.mark) : mark.div(row.mark)) : ONE;
  return {
    symbol: row.symbol,
    underlying: underlyingOf(listed?.base ?? named.base),
    contract: inverse ? 'inverse' : 'linear',
    settle: listed?.settle ?? named.settle ?? '?',
    multiplier: unit?.value ?? ONE,
    side: size.isNegative() ? 'short' : 'long',
    size: size.abs(),
    ...(row.entry !== undefined && {entryPrice: new Decimal(row.entry)}),
    ...(mark && unit && {markPrice: mark}),
    ...(leverage && {leverage}),
    ...(maintenance?.gt(0) && {schedule: {kind: 'reported', maintenance: maintenance.times(moved)}}),
    reported: {
      ...(isAsAnswered && maintenance && {maintenanceMargin: maintenance}),
      ...(isAsAnswered && profit && {unrealisedPnl: profit}),
    },
  };
}

/** The positions of a unified account, with the requirement that KuCoin says, and no equity. */
export function unifiedPools(state: State): readonly MarginPool[] {
  const pool = (
    id: string,
    kind: 'cross' | 'isolated',
    rows: readonly UnifiedRow[],
    need: string,
  ): MarginPool => ({
    id,
    kind,
    unit: 'USDT',
    waterline: ONE,
    collateral: [],
    positions: rows.map((row) => positionOf(state, row)),
    levels: [{name: 'liquidation', at: ONE}],
    equityNeeds: [need],
    sources: [{name: 'account', at: Math.max(...rows.map(({at}) => at)), limitMs: ANSWER_LIMIT_MS}],
  });
  const cross = state.unified.filter((row) => row.cross);
  const isolated = state.unified.filter((row) => !row.cross);
  return [
    ...(cross.length > 0 ? [pool('unified', 'cross', cross, NEEDS)] : []),
    ...isolated.map((row, index) =>
      pool(`unified:${row.symbol}:${index}`, 'isolated', [row], `isolated margin of ${row.symbol}`),
    ),
  ];
}
