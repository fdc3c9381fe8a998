import type {MarginAccount, MarginPool} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {portfolioPool, unifiedPools} from './account-pooled.ts';
import {standardPool} from './account-standard.ts';
import {isolatedPositions} from './held.ts';
import {collateralOf} from './ledger.ts';
import {modeOf} from './modes.ts';
import {isolatedPool} from './pools.ts';
import {place} from './positions.ts';
import {heardAt, type State, type User} from './state.ts';
import {tokenName} from './token-name.ts';

/** State → accounts: which pools there are under which mode. How each is made stands beside this file. */

/** The newest frame of the account or of one of its coins. */
function asOfUser(state: State, user: User): number {
  const coins = Object.values(user.dexes).flatMap((dex) => dex.positions.map(({coin}) => coin));
  return Math.max(heardAt(user), ...coins.map((coin) => own(state.marks, coin)?.at ?? 0));
}

function isolatedPools(state: State, user: User, asOf: number): readonly MarginPool[] {
  return Object.entries(user.dexes).flatMap(([name, dex]) => {
    const unit = tokenName(user, collateralOf(state, name));
    return isolatedPositions(dex).map((held) => isolatedPool(place(state, dex, held), unit, asOf, user));
  });
}

function crossPools(state: State, user: User, asOf: number): readonly MarginPool[] {
  switch (modeOf(user)) {
    case 'portfolio':
      return [portfolioPool(state, user, asOf)];
    case 'unified':
      return unifiedPools(state, user, asOf);
    default:
      return Object.keys(user.dexes).flatMap((dex) => standardPool(state, user, dex, asOf) ?? []);
  }
}

/** Empty pools say nothing, but one that holds money says that there is no requirement on it. */
function isWorthShowing(pool: MarginPool): boolean {
  const cash = pool.collateral.reduce((total, {amount}) => total.plus(amount), new Decimal(0));
  return pool.positions.length > 0 || (!pool.equityNeeds && !cash.isZero());
}

/** The venue never sends two of one name; a page that does must not make one pool of them. */
function withOwnIds(pools: readonly MarginPool[]): readonly MarginPool[] {
  const taken = new Set<string>();
  return pools.map((pool) => {
    let {id} = pool;
    for (let count = 2; taken.has(id); count++) id = `${pool.id} (${count})`;
    taken.add(id);
    return {...pool, id};
  });
}

function accountOf(state: State, name: string, user: User): MarginAccount {
  const asOf = asOfUser(state, user);
  const pools = [...crossPools(state, user, asOf), ...isolatedPools(state, user, asOf)];
  return {venue: 'hyperliquid', account: name, asOf, pools: withOwnIds(pools.filter(isWorthShowing))};
}

/** One account for each address whose frames were seen, sub-accounts and vaults included. */
export function accounts(state: State): readonly MarginAccount[] {
  return Object.entries(state.users)
    .filter(([, user]) => Object.keys(user.dexes).length > 0 || user.spot !== null)
    .map(([name, user]) => accountOf(state, name, user))
    .filter((account) => account.pools.length > 0);
}
