import type {MarginAccount, MarginPool} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {isZero} from '../wire.ts';
import {contractOf} from './contract.ts';
import {heldOf} from './position.ts';
import type {AccountState, BybitState, Row} from './state.ts';
import {LEVELS, sourcesOf, unifiedPool} from './unified.ts';

const ONE = new Decimal(1);

const MODE_UNKNOWN = 'Bybit has not said which margin mode the account is in; it is told by its positions';

/**
 * The account's mode decides; `tradeMode` is 0 whatever the mode in a unified account. Until it is known, a rate of the
 * whole account says that it is not isolated, and margin of a position's own that it is.
 */
function isIsolated({mode, wallet}: AccountState, row: Row): boolean {
  if (mode !== undefined) return mode === 'ISOLATED_MARGIN';
  return row.isolated === true || (!wallet?.totals?.rated && !isZero(row.margin));
}

function isolatedPool(account: AccountState, row: Row): MarginPool {
  const held = heldOf(account, row, 'isolated');
  const {settle} = contractOf(row.symbol);
  const hasMargin = !isZero(row.margin);
  const isSure = account.mode !== undefined || row.isolated === true;
  return {
    id: row.leg === 0 ? `iso:${row.symbol}` : `iso:${row.symbol}:${row.leg === 1 ? 'LONG' : 'SHORT'}`,
    kind: 'isolated',
    unit: settle,
    waterline: ONE,
    collateral: hasMargin
      ? [{asset: settle, amount: new Decimal(row.margin ?? 0), price: ONE, weight: ONE}]
      : [],
    positions: [held.position],
    levels: LEVELS,
    ...(!isSure && {doubts: [MODE_UNKNOWN]}),
    ...(!hasMargin && {equityNeeds: [`own margin of ${row.symbol}`]}),
    sources: sourcesOf(account, [held]),
  };
}

function poolsOf(account: AccountState): readonly MarginPool[] {
  const rows = Object.values(account.positions);
  const isolated = rows.filter((row) => isIsolated(account, row));
  const shared = rows.filter((row) => !isolated.includes(row));
  const pools = isolated.map((row) => isolatedPool(account, row));
  const isFunded =
    account.wallet !== undefined && account.mode !== 'ISOLATED_MARGIN' && isolated.length === 0;
  if (shared.length === 0 && !isFunded) return pools;
  const isSure = account.mode !== undefined || account.wallet?.totals?.rated === true;
  const mode = account.mode === 'PORTFOLIO_MARGIN' ? 'portfolio' : 'cross';
  return [unifiedPool(account, shared, {mode, doubts: isSure ? [] : [MODE_UNKNOWN]}), ...pools];
}

/** Nothing before the page has shown a balance, or a list of positions. */
function accountOf(account: AccountState, holder: string): readonly MarginAccount[] {
  const hasShown = account.wallet !== undefined || Object.keys(account.seen).length > 0;
  if (!hasShown && Object.keys(account.positions).length === 0) return [];
  const pools = poolsOf(account);
  const isPartial = pools.length === 0 && Object.keys(account.seen).length === 0;
  if (isPartial) return [];
  const asOf = Math.max(account.heardAt, ...pools.flatMap(({sources}) => (sources ?? []).map(({at}) => at)));
  return [{venue: 'bybit', account: holder, asOf, pools}];
}

/** Pure. Bybit's margin system as pools. */
export const accounts = (state: BybitState): readonly MarginAccount[] => [
  ...accountOf(state.main, 'main'),
  ...accountOf(state.demo, 'demo'),
];
