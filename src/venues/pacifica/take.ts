import {merged} from '../merged.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import type {WireAccount, WireMarket, WirePosition, WirePrice} from './frames.ts';
import {
  type Account,
  type Cash,
  type Mark,
  MOST_MARKETS,
  type Row,
  type Spot,
  type State,
  withAccount,
} from './state.ts';

/** What each message changes. */

/** So long what is older by Pacifica's own count is taken for a latecomer; afterwards for a new count. */
const LATE_MS = 10_000;

function rowOf(wire: WirePosition, at: number): Row {
  const {entry_price: entry, liquidation_price: liquidation, updated_at: t} = wire;
  return {
    side: wire.side,
    size: wire.amount,
    ...(entry !== undefined && {entry}),
    ...(wire.isolated === true && {margin: wire.margin ?? ''}),
    ...(liquidation !== undefined && {liquidation}),
    ...(typeof t === 'number' && {t}),
    at,
  };
}

const isSame = (one: Row | undefined, other: Row | undefined) =>
  one?.side === other?.side &&
  one?.size === other?.size &&
  one?.entry === other?.entry &&
  one?.margin === other?.margin;

/** What differs from the rows that were known; the first list shows what was there before. */
function changeOf(account: Account, rows: Account['rows'], at: number): Account['changed'] {
  if (account.rowsAt === undefined) return account.changed;
  const names = new Set([...Object.keys(account.rows), ...Object.keys(rows)]);
  const changed = [...names].filter((name) => !isSame(own(account.rows, name), own(rows, name)));
  if (changed.length === 0) return account.changed;
  const left = changed.flatMap((name) => own(rows, name) ?? []);
  const times = left.flatMap(({t}) => t ?? []);
  const isTimed = left.length > 0 && times.length === left.length;
  return {at, ...(isTimed && {t: Math.max(...times)}), isClosing: left.length === 0};
}

/** Every list of positions is whole and replaces the one before; one of an earlier event came too late. */
export const takePositions = (
  state: State,
  name: string,
  wires: readonly WirePosition[],
  {at, event}: {readonly at: number; readonly event: number | undefined},
): State =>
  withAccount(state, name, at, (account) => {
    const {event: last, rowsAt = 0} = account;
    if (event !== undefined && last !== undefined && event < last && at - rowsAt < LATE_MS) return account;
    const open = wires.filter(({amount}) => !isZero(amount));
    const rows = Object.fromEntries(open.map((wire) => [wire.symbol, rowOf(wire, at)] as const));
    return {
      ...account,
      rows,
      rowsAt: at,
      ...(event !== undefined && {event}),
      changed: changeOf(account, rows, at),
    };
  });

const isSameSpot = ({assets}: Spot, others: Spot['assets']) =>
  assets.length === others.length &&
  assets.every(({asset, amount}, nth) => asset === others[nth]?.asset && amount === others[nth]?.amount);

/** Pushes name the assets but not what they count together: that stays known while the assets are the same. */
function spotOf(wire: WireAccount, known: Spot | undefined): Spot {
  const {spot_market_value: worth, spot_collateral: counted} = wire;
  const held = wire.spot_balances?.filter(({amount}) => !isZero(amount)) ?? [];
  const assets = held.map(({asset, amount, weight}) => ({
    asset,
    amount,
    ...(weight !== undefined && {weight}),
  }));
  if (counted !== undefined) return {assets, counted, ...(worth !== undefined && {worth})};
  return known && isSameSpot(known, assets) ? {...known, assets} : {assets};
}

function cashOf(wire: WireAccount, known: Cash | undefined, at: number): Cash {
  const interest = wire.pending_interest ?? known?.interest;
  const {cross_account_equity: equity, account_equity: wholeEquity, cross_mmr: maintenance} = wire;
  const {orders_count: orders, positions_count: positions, updated_at: t} = wire;
  return {
    balance: wire.balance,
    spot: spotOf(wire, known?.spot),
    ...(interest !== undefined && {interest}),
    ...(equity !== undefined && {equity}),
    ...(wholeEquity !== undefined && {wholeEquity}),
    ...(maintenance !== undefined && {maintenance}),
    ...(typeof orders === 'number' && {orders}),
    ...(typeof positions === 'number' && {positions}),
    ...(typeof t === 'number' && {t}),
    since: known?.balance === wire.balance ? known.since : at,
    at,
  };
}

export const takeAccount = (state: State, name: string, wire: WireAccount, at: number): State =>
  withAccount(state, name, at, (account) => {
    const {cash} = account;
    const t = wire.updated_at ?? 0;
    if (cash?.t !== undefined && t > 0 && t < cash.t && at - cash.at < LATE_MS) return account;
    return {...account, cash: cashOf(wire, cash, at)};
  });

export const takeLeverages = (
  state: State,
  name: string,
  settings: readonly {readonly symbol: string; readonly leverage: string}[],
  at: number,
): State =>
  withAccount(state, name, at, (account) => ({
    ...account,
    leverages: Object.fromEntries(settings.map(({symbol, leverage}) => [symbol, leverage])),
  }));

/** One that changed; of use only once all are known. */
export const takeLeverage = (
  state: State,
  name: string,
  symbol: string,
  leverage: string,
  at: number,
): State =>
  withAccount(state, name, at, (account) => ({
    ...account,
    ...(account.leverages && {leverages: merged(account.leverages, [[symbol, leverage]], MOST_MARKETS)}),
  }));

export const takeMarkets = (state: State, wires: readonly WireMarket[]): State => ({
  ...state,
  markets: merged(
    state.markets,
    wires.map(({symbol, max_leverage}) => [symbol, max_leverage] as const),
    MOST_MARKETS,
  ),
});

export function takePrices(state: State, wires: readonly WirePrice[], at: number): State {
  const entries = wires.flatMap(({symbol, mark: price, oracle, next_funding, funding = next_funding}) => {
    if (price === undefined) return [];
    const known = own(state.marks, symbol);
    const rate = next_funding ?? funding;
    const mark: Mark = {
      price,
      ...(oracle !== undefined && {oracle}),
      ...(rate !== undefined && {funding: rate}),
      since: known?.price === price ? known.since : at,
      at,
    };
    return [[symbol, mark] as const];
  });
  return {...state, marks: merged(state.marks, entries, MOST_MARKETS)};
}

/** The pushes that follow are this account's; those of before, whosever they were, are not. */
export function takeOwner(state: State, owner: string): State {
  if (state.owner === owner) return state;
  const {'': _, ...accounts} = state.accounts;
  return {...state, owner, accounts};
}
