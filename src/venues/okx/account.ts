import type {MarginAccount, MarginPool} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {isZero} from '../wire.ts';
import {futuresPool} from './futures.ts';
import {isolatedPool} from './isolated.ts';
import {levelOf} from './level.ts';
import {loanPool} from './margin-loan.ts';
import {multiPool} from './multi.ts';
import {type Held, heldOf} from './position.ts';
import type {OkxState} from './state.ts';

/** Below a dollar a balance without a position is dust. */
const DUST = new Decimal(1);

function futuresPools(state: OkxState, cross: readonly Held[]): readonly MarginPool[] {
  const funded = Object.values(state.currencies)
    .filter(({cashBal, eqUsd}) => !isZero(cashBal) && (eqUsd === undefined || DUST.lte(eqUsd)))
    .map(({ccy}) => ccy);
  const names = new Set([...cross.map(({settle}) => settle), ...funded]);
  return [...names].map((ccy) =>
    futuresPool(
      state,
      ccy,
      cross.filter(({settle}) => settle === ccy),
    ),
  );
}

function crossPools(state: OkxState, cross: readonly Held[]): readonly MarginPool[] {
  const level = levelOf(state);
  if (level === '2' || (level === '1' && cross.length === 0 && state.totals?.adjEq === undefined))
    return futuresPools(state, cross);
  const isEmpty = cross.length === 0 && Object.values(state.currencies).every(({cashBal}) => isZero(cashBal));
  return isEmpty ? [] : [multiPool(state, level === '4' ? 'portfolio' : 'cross', cross)];
}

/** A margin pair can have a long and a short loan beside each other, each a pool of its own. */
function withOwnIds(pools: readonly MarginPool[]): readonly MarginPool[] {
  const taken = new Set<string>();
  return pools.map((pool) => {
    let {id} = pool;
    for (let count = 2; taken.has(id); count++) id = `${pool.id} (${count})`;
    taken.add(id);
    return {...pool, id};
  });
}

/** Pure. OKX's margin system as pools; nothing before the account has been heard. */
export function accounts(state: OkxState): readonly MarginAccount[] {
  if (state.heardAt === 0) return [];
  const rows = Object.values(state.positions);
  const cross = rows.filter(({mgnMode}) => mgnMode === 'cross').map((row) => heldOf(state, row));
  const isolated = rows
    .filter(({mgnMode}) => mgnMode === 'isolated')
    .map((row) => (row.instType === 'MARGIN' ? loanPool(state, row) : isolatedPool(state, row)));
  const pools = withOwnIds([...crossPools(state, cross), ...isolated]);
  const asOf = Math.max(state.heardAt, ...pools.flatMap(({sources = []}) => sources.map(({at}) => at)));
  return [{venue: 'okx', account: state.demo ? 'demo' : 'main', asOf, pools}];
}
