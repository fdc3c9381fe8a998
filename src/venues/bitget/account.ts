import type {MarginAccount, MarginPool} from '../../engine/account.ts';
import {classicPools} from './classic.ts';
import {TAKER} from './rule.ts';
import type {AccountState, BitgetState} from './state.ts';
import {unifiedPools} from './unified.ts';

/** Newest frame in it: the account's or a mark's. */
const newest = (heardAt: number, pools: readonly MarginPool[]) =>
  Math.max(heardAt, ...pools.flatMap((pool) => (pool.sources ?? []).map(({at}) => at)));

function accountsOf(state: AccountState, account: 'main' | 'demo'): readonly MarginAccount[] {
  if (state.heardAt === 0) return [];
  const fee = TAKER[account];
  const isUnified = state.unified !== undefined || Object.values(state.positions).some((row) => row.unified);
  const unified = unifiedPools(state, fee);
  const classic = classicPools(state, fee);
  return [
    ...(isUnified
      ? [{venue: 'bitget-uta', account, asOf: newest(state.heardAt, unified), pools: unified}]
      : []),
    ...(isUnified && classic.length === 0
      ? []
      : [{venue: 'bitget', account, asOf: newest(state.heardAt, classic), pools: classic}]),
  ];
}

/** Pure. Bitget's margin systems as pools; nothing before the page has told of an account. */
export const accounts = (state: BitgetState): readonly MarginAccount[] => [
  ...accountsOf(state.main, 'main'),
  ...accountsOf(state.demo, 'demo'),
];
