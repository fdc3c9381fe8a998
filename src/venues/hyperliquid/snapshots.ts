import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {dexOfCoin} from './contexts.ts';
import type {ClearinghouseState, SpotState, WirePosition} from './frames.ts';
import {withSettledCash} from './ledger.ts';
import {
  type Balance,
  type Dex,
  type Held,
  heardAt,
  MOST,
  type Spot,
  type State,
  USDC,
  type User,
  withEntry,
} from './state.ts';

/** Account frames are whole snapshots of their object: they replace, they never merge. */

const nobody: User = {mode: null, dexes: {}, spot: null, cash: {}, event: null};

export function userOf(state: State, user: string): User {
  return own(state.users, user) ?? nobody;
}

function withUser(state: State, name: string, user: User): State {
  return {...state, users: withEntry(state.users, name, user, MOST.users, heardAt)};
}

function held({entryPx, ...wire}: WirePosition): Held {
  return {
    coin: wire.coin,
    size: wire.szi,
    entry: entryPx,
    value: wire.positionValue,
    pnl: wire.unrealizedPnl,
    ...(wire.liquidationPx === undefined ? {} : {liquidation: wire.liquidationPx}),
    maxLeverage: wire.maxLeverage,
    leverage: wire.leverage.value,
    margin: wire.marginUsed ?? null,
    ...(wire.leverage.type === 'isolated' ? {rawUsd: wire.leverage.rawUsd} : {}),
  };
}

/** Without the cross summary, the cross side's cash is all the cash without that of the isolated positions. */
function crossRawUsd(wire: ClearinghouseState, positions: readonly Held[]): string {
  if (wire.crossMarginSummary) return wire.crossMarginSummary.totalRawUsd;
  return positions
    .reduce((rest, one) => rest.minus(one.rawUsd ?? '0'), new Decimal(wire.marginSummary.totalRawUsd))
    .toFixed();
}

function dexOf(wire: ClearinghouseState, at: number): Dex {
  const positions = wire.assetPositions
    .map(({position}) => held(position))
    .filter((one) => !new Decimal(one.size).isZero());
  return {
    at,
    time: wire.time ?? 0,
    crossRawUsd: crossRawUsd(wire, positions),
    crossValue: wire.crossMarginSummary?.accountValue ?? null,
    crossMarginUsed: wire.crossMarginSummary?.totalMarginUsed ?? null,
    crossMaintenance: wire.crossMaintenanceMarginUsed ?? null,
    notional: wire.marginSummary.totalNtlPos,
    positions,
  };
}

/** By so much an older snapshot may come after a newer one, from another channel or a slow request. */
const LATE_MS = 60_000;

/** The venue's clock says that a newer snapshot was here before. A larger step back is a clock that was set. */
function isLate(known: Dex | undefined, next: Dex): boolean {
  if (!known || known.time === 0 || next.time === 0) return false;
  return next.time < known.time && known.time - next.time < LATE_MS;
}

/** The account on one dex. Undefined: something newer is known. */
export function takeDex(
  state: State,
  name: string,
  dex: string,
  wire: ClearinghouseState,
  at: number,
): State | undefined {
  const user = userOf(state, name);
  const next = dexOf(wire, at);
  if (isLate(own(user.dexes, dex), next)) return undefined;
  const dexes = withEntry(user.dexes, dex, next, MOST.dexes, (one) => one.at);
  return withSettledCash(withUser(state, name, {...user, dexes}), name);
}

/** The account on every dex there is: one that is not named holds nothing any more. */
export function takeAllDexes(
  state: State,
  name: string,
  wires: readonly (readonly [dex: string, ClearinghouseState])[],
  at: number,
): State {
  const user = userOf(state, name);
  const dexes = Object.fromEntries(
    wires.slice(0, MOST.dexes).map(([dex, wire]) => {
      const next = dexOf(wire, at);
      const known = own(user.dexes, dex);
      return [dex, known && isLate(known, next) ? known : next];
    }),
  );
  return withSettledCash(withUser(state, name, {...user, dexes}), name);
}

/** Tokens that can be collateral first: the state keeps a bounded number. */
function balancesOf(wire: SpotState): readonly Balance[] {
  const named = new Set(wire.tokenToAvailableAfterMaintenance?.map(([token]) => token));
  const balances = wire.balances.flatMap(({token, coin, total, ltv}) =>
    token === undefined || (token !== USDC && new Decimal(total).isZero())
      ? []
      : [{token, coin, total, ltv: ltv ?? '0'}],
  );
  const matters = (one: Balance) => one.token === USDC || one.ltv !== '0' || named.has(one.token);
  return [...balances.filter(matters), ...balances.filter((one) => !matters(one))].slice(0, MOST.balances);
}

export function takeSpot(state: State, name: string, wire: SpotState, at: number): State {
  const spot: Spot = {
    at,
    balances: balancesOf(wire),
    available: wire.tokenToAvailableAfterMaintenance ?? null,
    portfolio: wire.portfolioMarginEnabled === true || typeof wire.portfolioMarginRatio === 'string',
    portfolioRatio: wire.portfolioMarginRatio ?? null,
  };
  return withSettledCash(withUser(state, name, {...userOf(state, name), spot}), name);
}

/** The dex of a state that does not name it: by its coins' prefix, or by its place among the dexes. */
export function dexOfState(state: State, wire: ClearinghouseState, index: number): string | undefined {
  const [first] = wire.assetPositions;
  if (first) return dexOfCoin(first.position.coin);
  return index === 0 ? '' : state.dexNames[index];
}

/** Money moved. An account that was never seen has no snapshot to doubt. */
export function takeEvent(
  state: State,
  name: string,
  what: NonNullable<User['event']>['what'],
  at: number,
): State | undefined {
  const user = own(state.users, name);
  return user && withUser(state, name, {...user, event: {what, at}});
}

export function takeMode(state: State, name: string, mode: string, at: number): State {
  return withUser(state, name, {...userOf(state, name), mode: {name: mode, at}});
}
