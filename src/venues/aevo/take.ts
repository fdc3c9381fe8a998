import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {equityFit, restOfInitial, restOfMaintenance} from './fit.ts';
import type {WireAccount, WireCollateral, WirePosition} from './frames.ts';
import {coinOf, isOption, optionOf} from './instrument.ts';
import {shared} from './share.ts';
import {type Coin, initial, type Mark, type Row, type State, type Told} from './state.ts';

/** What each message changes. */

const ROWS = 1000;
const INDICES = 500;
/** Account and positions are asked for one right after the other. */
const SOON_MS = 3000;

const keyOf = ({instrument_name: name, margin_type: type}: WirePosition) =>
  type === 'ISOLATED' ? `${name} isolated` : name;

function rowOf(state: State, wire: WirePosition, at: number): Row {
  const {instrument_name: name, amount} = wire;
  const coin = wire.asset ?? coinOf(name);
  const option = isOption(wire) ? optionOf(wire) : undefined;
  return {
    name,
    coin,
    side: wire.side === 'sell' ? 'short' : 'long',
    amount,
    ...(option && {option}),
    isStrange: isOption(wire) && option === undefined,
    isIsolated: wire.margin_type === 'ISOLATED',
    entry: wire.avg_entry_price,
    mark: wire.mark_price,
    index: own(state.indices, coin)?.price,
    volatility: wire.option?.iv,
    maintenance: wire.maintenance_margin,
    initial: wire.initial_margin,
    leverage: wire.leverage,
    isShare: false,
    liquidation: wire.liquidation_price,
    at,
  };
}

const rowsOf = (state: State, wires: readonly WirePosition[], at: number) =>
  Object.fromEntries(
    wires.filter(({amount}) => !isZero(amount)).map((wire) => [keyOf(wire), rowOf(state, wire, at)]),
  );

/** Marks only of what is still held; a row's own mark is the newest when it comes. */
function held(state: State): State {
  const rows = new Map(Object.values(state.rows).map((row) => [row.name, row]));
  const marks = Object.entries(state.marks).flatMap(([name, known]): readonly (readonly [string, Mark])[] => {
    const row = rows.get(name);
    if (row === undefined) return [];
    if (row.mark === undefined || row.at < known.at) return [[name, known]];
    return [[name, {...known, price: row.mark, at: row.at}]];
  });
  return {...state, marks: Object.fromEntries(marks)};
}

/** The account's totals held against the positions that are known. */
function fitted(state: State, told: Omit<Told, 'fit'>): State {
  const rows = Object.values(state.rows);
  const fit = equityFit(told, rows, {at: told.at, before: state.told?.fit});
  const left = restOfMaintenance(told, rows, told.at);
  if (told.isPortfolio || left.startsWith('-')) {
    const {rows: common, rests} = shared(told, state.rows, told.at);
    return {...state, rows: common, told: {...told, fit: {...fit, ...rests}}};
  }
  const rests = {restOfMaintenance: left, restOfInitial: restOfInitial(told, rows, told.at)};
  return {...state, told: {...told, fit: {...fit, ...rests}}};
}

/** Of another person nothing is kept but the prices. */
function ownedBy(state: State, owner: string | null | undefined): State {
  if (typeof owner !== 'string' || owner === '') return state;
  const isOther = state.owner !== undefined && state.owner !== owner;
  const {indices} = state;
  return {...(isOther ? {...initial, indices} : state), owner};
}

function coinsOf(wires: readonly WireCollateral[]): Readonly<Record<string, Coin>> {
  const rows = wires.filter(({balance}) => !isZero(balance));
  return Object.fromEntries(
    rows.map(({collateral_asset: name, balance, collateral_value: value, margin_value: margin}) => [
      name,
      {balance, ...(value !== undefined && {value}), ...(margin !== undefined && {margin})},
    ]),
  );
}

export function takeAccount(state: State, wire: WireAccount, at: number): State {
  const base = ownedBy(state, wire.account);
  const {equity, balance, maintenance_margin: maintenance, initial_margin: required} = wire;
  const list = wire.collateral ?? wire.collaterals;
  // Before there were other collaterals the balance was all USDC; without either, equity is all that is known.
  const alone = balance === undefined ? undefined : {USDC: {balance}};
  const coins = list ? coinsOf(list) : (alone ?? (equity === undefined ? undefined : {}));
  const rows = wire.positions ? rowsOf(base, wire.positions, at) : base.rows;
  return fitted(
    held({...base, rows, hasRows: base.hasRows || Boolean(wire.positions), changedAt: 0, heardAt: at}),
    {
      ...(equity !== undefined && {equity}),
      ...(maintenance !== undefined && {maintenance}),
      ...(required !== undefined && {initial: required}),
      isPortfolio: wire.portfolio === true,
      isInLiquidation: wire.in_liquidation === true,
      ...(coins && {coins}),
      at,
    },
  );
}

/** All positions. */
export function takePositions(
  state: State,
  {
    account,
    positions,
  }: {readonly account?: string | null | undefined; readonly positions: readonly WirePosition[]},
  at: number,
): State {
  const base = ownedBy(state, account);
  const rows = rowsOf(base, positions, at);
  const next = held({...base, rows, hasRows: true, heardAt: at});
  const {told} = base;
  if (told === undefined) return next;
  if (at - told.at <= SOON_MS && base.changedAt === 0) return fitted(next, told);
  return withChange(base, next, at);
}

const signature = ({rows}: State) =>
  Object.entries(rows)
    .map(([key, {side, amount}]) => `${key} ${side} ${new Decimal(amount).toFixed()}`)
    .sort()
    .join();

const isShared = ({told, rows}: State) =>
  told?.isPortfolio === true || Object.values(rows).some(({isShare}) => isShare);

/** A share of a common requirement holds while no position changes; a row by itself tells nothing of it. */
function withChange(before: State, after: State, at: number): State {
  const isChanged = signature(before) !== signature(after);
  const next = isChanged ? {...after, changedAt: at} : after;
  if (!isShared(before)) return next;
  const rows = Object.entries(next.rows).map(([key, {maintenance: _, initial: __, ...row}]) => {
    const known = own(before.rows, key);
    const share = isChanged ? undefined : known?.maintenance;
    const first = isChanged ? undefined : known?.initial;
    if (row.isIsolated) return [key, next.rows[key] ?? {...row}] as const;
    const {mark = row.mark, index = row.index} = known ?? {};
    const prices = {...(mark !== undefined && {mark}), ...(index !== undefined && {index})};
    const parts = {
      ...(share !== undefined && {maintenance: share}),
      ...(first !== undefined && {initial: first}),
    };
    return [key, {...row, ...(share !== undefined && prices), ...parts, isShare: true}] as const;
  });
  return {...next, rows: Object.fromEntries(rows)};
}

/** Changed positions: an amount of 0 closes, and one told with another margin type is no longer what it was. */
export function mergePositions(state: State, wires: readonly WirePosition[], at: number): State {
  const names = new Set(wires.map((wire) => wire.instrument_name));
  const kept = Object.entries(state.rows).filter(([, {name}]) => !names.has(name));
  const rows = [...kept, ...Object.entries(rowsOf(state, wires, at))].slice(0, ROWS);
  return withChange(state, held({...state, rows: Object.fromEntries(rows), heardAt: at}), at);
}

type Price = {
  readonly price?: string | undefined;
  readonly volatility?: string | undefined;
  readonly funding?: string | undefined;
};

/** Of contracts that are held; what is not told stays. */
export function takeMark(state: State, name: string, told: Price, at: number): State {
  if (!Object.values(state.rows).some((row) => row.name === name)) return state;
  const known = own(state.marks, name);
  const price = told.price ?? known?.price;
  if (price === undefined) return state;
  const volatility = told.volatility ?? known?.volatility;
  const funding = told.funding ?? known?.funding;
  const mark: Mark = {
    price,
    ...(volatility !== undefined && {volatility}),
    ...(funding !== undefined && {funding}),
    at,
  };
  return {...state, marks: {...state.marks, [name]: mark}};
}

export function takeIndex(state: State, coin: string, price: string | undefined, at: number): State {
  if (price === undefined) return state;
  const isNew = !Object.hasOwn(state.indices, coin);
  if (isNew && Object.keys(state.indices).length >= INDICES) return state;
  return {...state, indices: {...state.indices, [coin]: {price, at}}};
}
