import {Decimal} from '../../engine/decimal.ts';
import {merged} from '../merged.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {contractText} from './contract.ts';
import type {WireAsset, WireContract, WirePosition, WireTicker} from './frames.ts';
import {type Mark, MOST_CONTRACTS, MOST_ROWS, type Row, type State, type Wallet} from './state.ts';

/** What each message changes. */

/** So long what has an earlier version is taken for a latecomer. */
const LATE_MS = 10_000;
const DUST = new Decimal('0.0001');

const isOpen = ({state, holdVol}: WirePosition) => (state ?? 1) === 1 && !isZero(holdVol);

/** Absent: without an entry price there is nothing to count. */
function rowOf(wire: WirePosition, at: number): Row | undefined {
  const entry = wire.holdAvgPriceFullyScale ?? wire.holdAvgPrice;
  if (entry === undefined) return undefined;
  const {im: margin, leverage, liquidatePrice: liquidation} = wire;
  return {
    symbol: wire.symbol,
    side: wire.positionType === 2 ? 'short' : 'long',
    isCross: wire.openType === 2,
    size: wire.holdVol,
    entry,
    ...(margin !== undefined && {margin}),
    ...(leverage !== undefined && {leverage}),
    ...(liquidation !== undefined && {liquidation}),
    ...(typeof wire.version === 'number' && {version: wire.version}),
    at,
  };
}

const isLate = (known: Row | undefined, {version}: WirePosition, at: number) =>
  known?.version !== undefined &&
  typeof version === 'number' &&
  version < known.version &&
  at - known.at < LATE_MS;

const isSame = (one: Row | undefined, other: Row | undefined) =>
  one?.side === other?.side &&
  one?.size === other?.size &&
  one?.entry === other?.entry &&
  one?.margin === other?.margin;

function withRows(state: State, rows: State['rows'], at: number): State {
  const ids = new Set([...Object.keys(state.rows), ...Object.keys(rows)]);
  const isFirst = state.rowsAt === undefined;
  const isChanged = !isFirst && [...ids].some((id) => !isSame(own(state.rows, id), own(rows, id)));
  return {...state, rows, heardAt: at, ...(isChanged && {changedAt: at})};
}

function entriesOf(state: State, wires: readonly WirePosition[], at: number): (readonly [string, Row])[] {
  return wires.flatMap((wire) => {
    const known = own(state.rows, wire.positionId);
    if (known && isLate(known, wire, at)) return [[wire.positionId, known] as const];
    const row = isOpen(wire) ? rowOf(wire, at) : undefined;
    return row ? [[wire.positionId, row] as const] : [];
  });
}

/** All positions, or (`symbol`) all of one contract. */
export function takePositions(
  state: State,
  wires: readonly WirePosition[],
  {at, symbol}: {readonly at: number; readonly symbol?: string},
): State {
  const kept =
    symbol === undefined ? [] : Object.entries(state.rows).filter(([, row]) => row.symbol !== symbol);
  const rows = Object.fromEntries([...kept, ...entriesOf(state, wires, at)]);
  return {...withRows(state, rows, at), ...(symbol === undefined && {rowsAt: at})};
}

/** A position that changed, by its id; closed or taken over it goes. */
export function takePosition(state: State, wire: WirePosition, at: number): State {
  const {[wire.positionId]: known, ...others} = state.rows;
  if (isLate(known, wire, at)) return state;
  return withRows(state, merged(others, entriesOf(state, [wire], at), MOST_ROWS), at);
}

/**
 * Equity without the profit in it; of a push the sum of its parts, which is without profit when MEXC's own equity bore
 * that out while there was some.
 */
function walletOf(wire: WireAsset, known: Wallet | undefined, at: number): Wallet | undefined {
  const {
    equity,
    unrealized,
    availableBalance,
    positionMargin = '0',
    frozenBalance: frozen = '0',
    bonus,
  } = wire;
  const parts =
    availableBalance === undefined
      ? undefined
      : new Decimal(availableBalance).plus(positionMargin).plus(frozen);
  const answered =
    equity === undefined || unrealized === undefined ? undefined : new Decimal(equity).minus(unrealized);
  const balance = answered ?? parts;
  if (balance === undefined) return undefined;
  const isBorneOut =
    answered !== undefined &&
    parts !== undefined &&
    !isZero(unrealized) &&
    parts.minus(answered).abs().lte(DUST);
  return {
    balance: balance.toFixed(),
    ...(wire.positionMargin !== undefined && {held: wire.positionMargin}),
    frozen,
    ...(bonus !== undefined && !isZero(bonus) && {bonus}),
    ...(equity !== undefined && {equity}),
    isShared:
      wire.debtAmount === undefined && wire.contributeMarginAmount === undefined
        ? (known?.isShared ?? false)
        : !isZero(wire.debtAmount) || !isZero(wire.contributeMarginAmount),
    isPlain: answered !== undefined ? isBorneOut || isZero(unrealized) : (known?.isPlain ?? false),
    at,
  };
}

export function takeAssets(state: State, wires: readonly WireAsset[], at: number): State {
  const entries = wires.flatMap((wire) => {
    const wallet = walletOf(wire, own(state.wallets, wire.currency), at);
    return wallet ? [[wire.currency, wallet] as const] : [];
  });
  return {...state, wallets: merged(state.wallets, entries, 500), heardAt: at};
}

export function takeContracts(state: State, wires: readonly WireContract[]): State {
  const entries = wires.flatMap((wire) => {
    const text = contractText(wire);
    return text === undefined ? [] : [[wire.symbol, text] as const];
  });
  return {...state, contracts: merged(state.contracts, entries, MOST_CONTRACTS)};
}

export function takeTickers(state: State, wires: readonly WireTicker[], at: number): State {
  const entries = wires.flatMap(({symbol, fairPrice: price, indexPrice, lastPrice}) => {
    if (price === undefined) return [];
    const known = own(state.marks, symbol);
    const index = indexPrice ?? known?.index;
    const last = lastPrice ?? known?.last;
    const mark: Mark = {
      price,
      ...(index !== undefined && {index}),
      ...(last !== undefined && {last}),
      since: known?.price === price ? known.since : at,
      at,
    };
    return [[symbol, mark] as const];
  });
  return {...state, marks: merged(state.marks, entries, MOST_CONTRACTS)};
}
