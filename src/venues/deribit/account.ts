import type {MarginAccount, MarginPool} from '../../engine/account.ts';
import {isZero} from '../wire.ts';
import {crossPool} from './cross.ts';
import {instrumentOf} from './instrument.ts';
import {segregatedPool} from './segregated.ts';
import type {DeribitState, Summary} from './state.ts';

const isInUse = ({balance, margin_balance, maintenance_margin}: Summary) =>
  ![balance, margin_balance, maintenance_margin].every(isZero);

/** Currencies that hold something, and those of positions whose currency has not been told of. */
function segregated(state: DeribitState): readonly MarginPool[] {
  const funded = Object.values(state.summaries).flatMap((row) => (isInUse(row) ? [row.currency] : []));
  const settled = Object.keys(state.positions).flatMap((name) => instrumentOf(name)?.settle ?? []);
  return [...new Set([...funded, ...settled])].map((currency) => segregatedPool(state, currency));
}

/** Pure. Deribit's margin models as pools; nothing before the account has been heard. */
export function accounts(state: DeribitState): readonly MarginAccount[] {
  if (state.heardAt === 0) return [];
  const isCross = Object.values(state.summaries).some(({model}) => model.startsWith('cross'));
  const pools = isCross ? [crossPool(state)] : segregated(state);
  const marks = Object.values(state.marks).map(({at}) => at);
  return [
    {
      venue: state.realm === 'coinbase' ? 'coinbase' : 'deribit',
      account: state.realm === 'testnet' ? 'testnet' : 'main',
      asOf: Math.max(state.heardAt, ...marks),
      pools,
    },
  ];
}
