import {Decimal} from '../../engine/decimal.ts';
import {merged} from '../merged.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import type {WireAccount, WireMarket, WirePosition, WireStats, WireUserStats} from './frames.ts';
import {
  type Account,
  type Cash,
  type Mark,
  type Market,
  MOST_MARKETS,
  type Row,
  type State,
  withAccount,
} from './state.ts';

/** What each message changes. */

const CENT = new Decimal('0.01');

function rowOf(wire: WirePosition, at: number): Row {
  const {avg_entry_price, liquidation_price, initial_margin_fraction} = wire;
  return {
    symbol: wire.symbol,
    side: wire.sign === -1 ? 'short' : 'long',
    size: wire.position,
    value: wire.position_value,
    profit: wire.unrealized_pnl,
    ...(avg_entry_price !== undefined && {entry: avg_entry_price}),
    ...(typeof liquidation_price === 'string' && {liquidation: liquidation_price}),
    ...(initial_margin_fraction !== undefined && {initialFraction: initial_margin_fraction}),
    ...(wire.margin_mode === 1 && {margin: wire.allocated_margin ?? ''}),
    at,
  };
}

const isSame = (one: Row | undefined, other: Row | undefined) =>
  one === other ||
  (one?.side === other?.side &&
    one?.size === other?.size &&
    one?.entry === other?.entry &&
    one?.margin === other?.margin);

/** Positions over those that are known (`isWhole`: instead of them); a size of 0 closes. */
function withPositions(
  account: Account,
  wires: readonly WirePosition[],
  at: number,
  isWhole: boolean,
): Account {
  const told = new Map(wires.map((wire) => [`${wire.market_id}`, wire]));
  const kept = isWhole ? [] : Object.entries(account.rows).filter(([id]) => !told.has(id));
  const open = [...told].filter(([, wire]) => !isZero(wire.position));
  const rows = Object.fromEntries(
    [...kept, ...open.map(([id, wire]) => [id, rowOf(wire, at)] as const)].slice(0, MOST_MARKETS),
  );
  const ids = new Set([...Object.keys(account.rows), ...Object.keys(rows)]);
  // The first whole list shows what was there before.
  const isFirst = isWhole && !account.isWhole;
  const isChanged = !isFirst && [...ids].some((id) => !isSame(own(account.rows, id), own(rows, id)));
  return {
    ...account,
    rows,
    isWhole: isWhole || account.isWhole,
    changedAt: isChanged ? at : account.changedAt,
  };
}

const cashOf = (known: Cash | undefined, amount: string, isCross: boolean, at: number): Cash => ({
  amount,
  isCross,
  since: known?.amount === amount ? known.since : at,
  at,
});

/**
 * Cash of the cross positions. Whether `collateral` includes the margin of isolated positions is not documented, so with
 * those the cash is `cross_asset_value` without the profit in it.
 */
function answeredCash(wire: WireAccount) {
  const open = wire.positions.filter(({position}) => !isZero(position));
  const cross = open.filter(({margin_mode}) => margin_mode === 0);
  const profit = cross.reduce((sum, {unrealized_pnl}) => sum.plus(unrealized_pnl), new Decimal(0));
  const equity = wire.cross_asset_value;
  const derived = equity === undefined ? undefined : new Decimal(equity).minus(profit);
  const isAllCash = derived?.minus(wire.collateral).abs().lt(CENT) === true;
  if (cross.length === open.length) return {amount: wire.collateral, isCross: true, isAllCash};
  return {amount: derived?.toFixed() ?? wire.collateral, isCross: derived !== undefined, isAllCash};
}

export function takeAnswer(state: State, wire: WireAccount, at: number): State {
  const {cross_asset_value: equity, cross_maintenance_margin_requirement: maintenance} = wire;
  const {cross_initial_margin_requirement: required, account_type: type, account_trading_mode: mode} = wire;
  const {amount, isCross, isAllCash} = answeredCash(wire);
  return withAccount(state, `${wire.account_index}`, at, (account) => ({
    ...withPositions(account, wire.positions, at, true),
    ...(typeof type === 'number' && {type}),
    ...(typeof mode === 'number' && {mode}),
    isAllCash,
    cash: cashOf(account.cash, amount, isCross, at),
    told: {
      ...(equity !== undefined && {equity}),
      ...(maintenance !== undefined && {maintenance}),
      ...(required !== undefined && {initial: required}),
      at,
    },
  }));
}

export const takePositions = (
  state: State,
  index: string,
  wires: readonly WirePosition[],
  {at, isWhole}: {readonly at: number; readonly isWhole: boolean},
): State => withAccount(state, index, at, (account) => withPositions(account, wires, at, isWhole));

/** Cross collateral is certainly without isolated margin when that is what the total has more. */
function isApart({rows}: Account, {cross_stats: cross, total_stats: total}: WireUserStats): boolean {
  if (!cross || !total) return false;
  const margins = Object.values(rows).reduce((sum, {margin}) => sum.plus(margin || 0), new Decimal(0));
  return new Decimal(total.collateral).minus(cross.collateral).minus(margins).abs().lt(CENT);
}

export const takeStats = (state: State, index: string, stats: WireUserStats, at: number): State =>
  withAccount(state, index, at, (account) => ({
    ...account,
    ...(typeof stats.account_trading_mode === 'number' && {mode: stats.account_trading_mode}),
    cash: cashOf(account.cash, (stats.cross_stats ?? stats).collateral, isApart(account, stats), at),
  }));

/** A fraction of 0 would call every position safe: it is taken as not told. */
export const takeMarkets = (state: State, wires: readonly WireMarket[]): State => ({
  ...state,
  markets: merged<Market>(
    state.markets,
    wires.flatMap(
      ({market_id, maintenance_margin_fraction: maintenance, closeout_margin_fraction: closeout}) =>
        maintenance === 0
          ? []
          : [[`${market_id}`, {maintenance, ...(typeof closeout === 'number' && {closeout})}] as const],
    ),
    MOST_MARKETS,
  ),
});

export const takeMarks = (state: State, wires: readonly WireStats[], at: number): State => ({
  ...state,
  marks: merged<Mark>(
    state.marks,
    wires.flatMap(({market_id, mark_price: price, index_price: index}) =>
      price === undefined
        ? []
        : [[`${market_id}`, {price, ...(index !== undefined && {index}), at}] as const],
    ),
    MOST_MARKETS,
  ),
});
