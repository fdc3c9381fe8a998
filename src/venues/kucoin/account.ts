import type {MarginAccount, MarginPool} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {isZero} from '../wire.ts';
import {crossPool, sourcesOf} from './cross.ts';
import {heldOf, settleOf} from './position.ts';
import type {Row, State} from './state.ts';
import {unifiedPools} from './unified.ts';

const ONE = new Decimal(1);

/** Margin as it was set aside, and the requirement that came with it. */
function isolatedPool(state: State, row: Row): MarginPool {
  const held = heldOf(state, row);
  const {position} = held;
  const {settle} = position;
  const needs = [...(row.margin === undefined ? [`isolated margin of ${row.symbol}`] : []), ...held.needs];
  return {
    id: row.side === 'BOTH' ? `iso:${row.symbol}` : `iso:${row.symbol}:${row.side}`,
    kind: 'isolated',
    unit: settle,
    waterline: ONE,
    collateral:
      row.margin === undefined
        ? []
        : [{asset: settle, amount: new Decimal(row.margin), price: ONE, weight: ONE}],
    positions: [position],
    levels: [{name: 'liquidation', at: ONE}],
    ...(held.isAsAnswered && row.equity !== undefined && {reported: {equity: new Decimal(row.equity)}}),
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: sourcesOf(state, [held]),
  };
}

function crossPools(state: State, live: readonly Row[]): readonly MarginPool[] {
  const settling = (currency: string) => live.filter((row) => settleOf(state, row) === currency);
  const funded = Object.entries(state.wallets)
    .filter(([, {balance}]) => !isZero(balance))
    .map(([currency]) => currency);
  const crossed = live.filter(({cross}) => cross).map((row) => settleOf(state, row));
  return [...new Set([...crossed, ...funded])].map((currency) => {
    const rows = settling(currency);
    const held = rows.filter(({cross}) => cross).map((row) => heldOf(state, row));
    return crossPool(
      state,
      currency,
      held,
      rows.filter(({cross}) => !cross),
    );
  });
}

/** Pure. A pool for each settlement currency and for each isolated position; nothing before the account has been heard. */
export function accounts(state: State): readonly MarginAccount[] {
  if (state.heardAt === 0) return [];
  const live = Object.values(state.rows).filter(({size}) => !isZero(size));
  const isolated = live.filter(({cross}) => !cross).map((row) => isolatedPool(state, row));
  const pools = [...crossPools(state, live), ...isolated, ...unifiedPools(state)];
  const asOf = Math.max(state.heardAt, ...pools.flatMap(({sources = []}) => sources.map(({at}) => at)));
  return [{venue: 'kucoin', account: 'main', asOf, pools}];
}
