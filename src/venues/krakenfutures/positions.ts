import type * as v from 'valibot';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import type {RestPositions, SocketPosition, SocketPositions} from './frames.ts';
import type {Listing, Row, State} from './state.ts';

/** A row that says less than the last one about the same position keeps what that one said. */
function rowOf(position: SocketPosition, known: Row | undefined, at: number): Row | undefined {
  const same = known?.balance === position.balance ? known : undefined;
  const entry = position.entry_price ?? same?.entry;
  if (entry === undefined) return undefined;
  const initial = position.initial_margin ?? same?.initial;
  const maintenance = position.maintenance_margin ?? same?.maintenance;
  const isolated = known?.isolated;
  return {
    symbol: position.instrument,
    balance: position.balance,
    entry,
    ...(position.mark_price !== undefined && {mark: position.mark_price}),
    ...(position.index_price !== undefined && {index: position.index_price}),
    ...(initial !== undefined && {initial}),
    ...(maintenance !== undefined && {maintenance}),
    ...(position.liquidation_threshold !== undefined && {threshold: position.liquidation_threshold}),
    ...(position.unrealized_funding !== undefined && {funding: position.unrealized_funding}),
    ...(position.pnl_currency && {profitCurrency: position.pnl_currency}),
    ...(isolated !== undefined && {isolated}),
    at,
    listedAt: at,
  };
}

const MOST = 1000;

function withRows(state: State, rows: Readonly<Record<string, Row>>, listing: Listing): State {
  const marks = Object.fromEntries(Object.entries(state.marks).filter(([name]) => Object.hasOwn(rows, name)));
  const changed =
    Object.keys(rows).length !== Object.keys(state.rows).length ||
    Object.entries(rows).some(([name, {balance}]) => own(state.rows, name)?.balance !== balance);
  const changedAt = changed ? listing.at : listing.changedAt;
  return {...state, rows, marks, listing: {...listing, changedAt}, heardAt: listing.at};
}

/**
 * A snapshot, and the first message of a subscription, hold all positions. Of later ones it is not documented whether
 * they do: they are merged here, and `pool.ts` asks Kraken's own totals about positions that they left out.
 */
export function socketPositions(
  state: State,
  {positions, seq, timestamp}: v.InferOutput<typeof SocketPositions>,
  feed: string,
  at: number,
): State {
  const {listing} = state;
  const isFirst = feed.endsWith('_snapshot') || seq === 0;
  const isLate = (listing.seq ?? -1) > (seq ?? Infinity) && (listing.time ?? 0) >= (timestamp ?? Infinity);
  if (!isFirst && isLate) return state;
  const isGap = seq !== undefined && listing.seq !== undefined && seq > listing.seq + 1;
  const rows = new Map(isFirst ? [] : Object.entries(state.rows));
  let isUnknown = false;
  for (const position of positions) {
    const name = position.instrument;
    const row = rowOf(position, own(state.rows, name), at);
    if (isZero(position.balance)) rows.delete(name);
    else if (row && (rows.size < MOST || rows.has(name))) rows.set(name, row);
    else isUnknown = true;
  }
  const whole = !isUnknown && (isFirst || (listing.whole && !isGap));
  return withRows(state, Object.fromEntries(rows), {
    whole,
    at,
    changedAt: listing.changedAt,
    ...(seq !== undefined && {seq}),
    ...(timestamp !== undefined && {time: timestamp}),
  });
}

/** All open positions, but without margins and marks: what the socket said of the same position stays. */
export function restPositions(
  state: State,
  {openPositions}: v.InferOutput<typeof RestPositions>,
  at: number,
): State {
  const rows = openPositions.flatMap((position): (readonly [string, Row])[] => {
    if (isZero(position.size)) return [];
    const {symbol, price: entry} = position;
    const balance = position.side === 'long' ? position.size : `-${position.size}`;
    const known = own(state.rows, symbol);
    const same = known && new Decimal(known.balance).eq(balance) ? known : undefined;
    const row: Row = {
      ...(same ?? {entry}),
      symbol,
      balance: same?.balance ?? balance,
      ...(position.unrealizedFunding !== undefined && {funding: position.unrealizedFunding}),
      ...(position.pnlCurrency && {profitCurrency: position.pnlCurrency}),
      ...(position.maxFixedLeverage !== undefined && {isolated: true}),
      at: same?.mark === undefined ? at : same.at,
      listedAt: at,
    };
    return [[symbol, row]];
  });
  return withRows(state, Object.fromEntries(rows), {...state.listing, whole: true, at});
}
