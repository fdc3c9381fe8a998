import type {MarginAccount} from '../../engine/account.ts';
import {flexPools} from './flex.ts';
import {heldOf} from './position.ts';
import {singlePools} from './single.ts';
import type {State} from './state.ts';

/**
 * Pure. The multi-collateral wallet, its isolated positions, and a pool for each single-collateral wallet; nothing
 * before the account has been heard.
 */
export function accounts(state: State): readonly MarginAccount[] {
  if (state.heardAt === 0) return [];
  const rows = Object.values(state.rows);
  const held = rows.flatMap((row) => heldOf(state, row) ?? []);
  const unknown = rows.filter((row) => !held.some((each) => each.row === row)).map(({symbol}) => symbol);
  const of = (kind: 'linear' | 'inverse') => held.filter(({contract}) => contract.kind === kind);
  const pools = [...flexPools(state, of('linear'), unknown), ...singlePools(state, of('inverse'))];
  const asOf = Math.max(state.heardAt, ...pools.flatMap(({sources = []}) => sources.map(({at}) => at)));
  return [{venue: 'krakenfutures', account: state.demo ? 'demo' : 'main', asOf, pools}];
}
