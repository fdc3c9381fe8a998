import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {requiredOf, sharp} from './figures.ts';
import type {WireBalance, WireCollateral, WirePosition, WireSubaccount} from './frames.ts';
import {isOptionName} from './instrument.ts';
import {type Coin, nobody, type Row, type State, type Subaccount} from './state.ts';
import {totalsOf} from './totals.ts';

/** What each message changes. */

const MOST_SUBACCOUNTS = 64;
const MOST_ASSETS = 1000;
const decimal = (text: string | undefined) => (text === undefined ? undefined : new Decimal(text));

function coinOf(wire: WireCollateral, known: Coin | undefined, at: number): Coin {
  const {amount, mark_price: price} = wire;
  const worth =
    decimal(wire.mark_value) ?? (price === undefined ? undefined : new Decimal(price).times(amount));
  const share = (net: string | undefined) => {
    const required = requiredOf(worth, net);
    return required && worth && !worth.isZero() ? sharp(required.div(worth.abs())).toFixed() : undefined;
  };
  const haircut = share(wire.maintenance_margin) ?? known?.haircut;
  const initialHaircut = share(wire.initial_margin) ?? known?.initialHaircut;
  return {
    amount,
    ...(price !== undefined && {price}),
    ...(haircut !== undefined && {haircut}),
    ...(initialHaircut !== undefined && {initialHaircut}),
    at,
  };
}

function rowOf(wire: WirePosition, at: number): Row {
  const {amount, average_price: entry, mark_price: mark, liquidation_price: liquidation} = wire;
  const isOption = isOptionName(wire.instrument_name) || wire.instrument_type === 'option';
  const net = {maintenance: wire.maintenance_margin, initial: wire.initial_margin};
  const told = {
    isOption,
    amount,
    entry,
    mark,
    worth: wire.mark_value,
    net,
    pending: wire.pending_funding,
    settlements: wire.net_settlements,
  };
  return {
    amount,
    isOption,
    entry,
    mark,
    index: wire.index_price,
    told,
    isShare: false,
    liquidation,
    isChanged: false,
    at,
  };
}

/** Beyond the bound the one that was silent longest goes. */
function withSubaccount(state: State, id: string, next: Subaccount): State {
  const subaccounts = {...state.subaccounts, [id]: next};
  const [oldest] = Object.entries(subaccounts)
    .filter(([name]) => name !== id)
    .sort(([, one], [, other]) => one.heardAt - other.heardAt);
  if (oldest && Object.keys(subaccounts).length > MOST_SUBACCOUNTS) delete subaccounts[oldest[0]];
  return held({...state, subaccounts});
}

/** Marks only of what is still held; a row's own prices are the newest when it comes. */
function held(state: State): State {
  const rows = new Map(Object.values(state.subaccounts).flatMap((of) => Object.entries(of.rows)));
  const marks = Object.entries(state.marks).flatMap(([name, known]) => {
    const row = rows.get(name);
    if (row === undefined) return [];
    if (row.mark === undefined || row.at < known.at) return [[name, known] as const];
    const {mark: price, index = known.index, at} = row;
    return [[name, {...known, price, ...(index !== undefined && {index}), at}] as const];
  });
  return {...state, marks: Object.fromEntries(marks)};
}

const coinsOf = (known: Subaccount, wires: readonly WireCollateral[], at: number) =>
  Object.fromEntries(
    wires
      .filter(({amount}) => !isZero(amount))
      .map((wire) => [wire.asset_name, coinOf(wire, own(known.coins, wire.asset_name), at)]),
  );

const rowsOf = (wires: readonly WirePosition[], at: number) =>
  Object.fromEntries(
    wires.filter(({amount}) => !isZero(amount)).map((wire) => [wire.instrument_name, rowOf(wire, at)]),
  );

/** SM; PM, PM2 and whatever comes after them are portfolios. */
function marginOf(type: string | null | undefined): Subaccount['margin'] {
  if (typeof type !== 'string') return undefined;
  return type.startsWith('S') ? 'standard' : 'portfolio';
}

export function takeSubaccount(state: State, wire: WireSubaccount, at: number): State {
  if (wire.failed_to_fetch === true) return state;
  const known = own(state.subaccounts, wire.subaccount_id) ?? nobody;
  const parts = {coins: coinsOf(known, wire.collaterals, at), rows: rowsOf(wire.positions, at)};
  const margin = marginOf(wire.margin_type) ?? known.margin;
  return withSubaccount(state, wire.subaccount_id, {
    ...(margin !== undefined && {margin}),
    ...totalsOf(wire, parts, margin, at),
    hasCoins: true,
    hasRows: true,
    changedAt: 0,
    cashAt: at,
    isInAuction: wire.is_under_liquidation === true,
    heardAt: at,
  });
}

/** All subaccounts of a wallet: others are another one's. */
export function takePortfolios(state: State, wires: readonly WireSubaccount[], at: number): State {
  const ids = new Set(wires.map((wire) => wire.subaccount_id));
  const kept = Object.entries(state.subaccounts).filter(([id]) => ids.has(id));
  const base = {...state, subaccounts: Object.fromEntries(kept)};
  return wires.reduce((next: State, wire) => takeSubaccount(next, wire, at), base);
}

export function takeCollaterals(
  state: State,
  id: string,
  wires: readonly WireCollateral[],
  at: number,
): State {
  const known = own(state.subaccounts, id) ?? nobody;
  const coins = coinsOf(known, wires, at);
  return withSubaccount(state, id, {...known, coins, hasCoins: true, cashAt: at, heardAt: at});
}

/** A part of a common requirement is nothing that a row by itself tells; it holds while no position changes. */
function rowAfter(row: Row, known: Row | undefined, isPortfolio: boolean): Row {
  if (!isPortfolio && known?.isShare !== true) return row;
  if (known?.isShare !== true || known.amount !== row.amount) return {...row, isShare: true};
  return {
    ...row,
    entry: row.entry ?? known.entry,
    mark: known.mark ?? row.mark,
    index: known.index ?? row.index,
    isShare: true,
    share: known.share,
    liquidation: row.liquidation ?? known.liquidation,
  };
}

const isSame = (one: Readonly<Record<string, Row>>, other: Readonly<Record<string, Row>>) =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([name, {amount}]) => own(other, name)?.amount === amount);

export function takePositions(state: State, id: string, wires: readonly WirePosition[], at: number): State {
  const known = own(state.subaccounts, id) ?? nobody;
  const told = rowsOf(wires, at);
  const isUnchanged = isSame(told, known.rows);
  const rows = Object.entries(told).map(([name, row]) => {
    const before = isUnchanged ? own(known.rows, name) : undefined;
    return [name, rowAfter(row, before, known.margin === 'portfolio')] as const;
  });
  return withSubaccount(state, id, {
    ...known,
    rows: Object.fromEntries(rows),
    hasRows: true,
    changedAt: isUnchanged || !known.hasRows ? known.changedAt : at,
    heardAt: at,
  });
}

/** No part of a common requirement outlives a change of what it is common to. */
const withoutShare = (row: Row): Row => ({...row, share: undefined});

/** Changes of amounts alone: of a contract that was not closed entry and margin stay unknown until they are told. */
export function takeBalances(state: State, id: string, wires: readonly WireBalance[], at: number): State {
  const known = own(state.subaccounts, id);
  if (known === undefined) return state;
  const coins: Record<string, Coin> = {...known.coins};
  let rows: Record<string, Row> = {...known.rows};
  let {changedAt, cashAt} = known;
  for (const {name, new_balance: amount} of wires) {
    if (!name.includes('-')) {
      if (name === 'USDC') cashAt = at;
      if (isZero(amount)) delete coins[name];
      else if (Object.keys(coins).length < MOST_ASSETS) coins[name] = {at, ...own(coins, name), amount};
    } else if (own(rows, name)?.amount !== amount && !(isZero(amount) && !Object.hasOwn(rows, name))) {
      changedAt = at;
      const row = own(rows, name) ?? {isOption: isOptionName(name), isShare: false, at};
      if (isZero(amount)) delete rows[name];
      else if (Object.keys(rows).length < MOST_ASSETS) rows[name] = {...row, amount, isChanged: true};
      rows = Object.fromEntries(Object.entries(rows).map(([each, one]) => [each, withoutShare(one)]));
    }
  }
  return withSubaccount(state, id, {...known, coins, rows, changedAt, cashAt, heardAt: at});
}
