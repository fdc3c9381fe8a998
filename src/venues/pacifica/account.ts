import type {FeedSource, MarginAccount, MarginPool, PoolReported} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {type Held, heldOf, ONE, positionOf, ZERO} from './position.ts';
import {type SpotCollateral, spotCollateral} from './spot.ts';
import type {Account, Cash, State} from './state.ts';

const UNIT = 'USDC';
/** An account with a position hears at each funding, every hour; and a little patience. */
const ACCOUNT_LIMIT_MS = 65 * 60_000;
const MARK_LIMIT_MS = 30_000;

const LEVELS = [
  {name: 'liquidation', at: ONE},
  {name: 'backstop takeover', at: new Decimal(2).div(3)},
] as const;

const SPOT =
  'what spot assets count changes with their price, limits and hedges; the share last told is used';
const OLDER = 'a position changed after the balance was last told';

const sourcesOf = ({heardAt}: Account, held: readonly Held[]): readonly FeedSource[] => [
  {name: 'account', at: heardAt, limitMs: ACCOUNT_LIMIT_MS},
  ...held.map(({symbol, row, mark}) => ({
    name: `mark price of ${symbol}`,
    at: mark?.at ?? row.at,
    limitMs: MARK_LIMIT_MS,
  })),
];

/** By Pacifica's own times, where both are told; of closed positions by how many it counted beside the balance. */
function isOlder({t, at, positions}: Cash, {changed, rows}: Account): boolean {
  if (t !== undefined && changed.t !== undefined) return t < changed.t;
  if (changed.isClosing && positions !== undefined && positions === Object.keys(rows).length) return false;
  return at < changed.at;
}

/** The mark stood still from before the account was told until after it: the totals beside it are of this mark. */
const isOf =
  ({at}: Cash) =>
  ({mark}: Held) =>
    mark !== undefined && mark.since <= at && at <= mark.at;

function needsOf(account: Account, spot: SpotCollateral | undefined): readonly string[] {
  const {cash, rowsAt, rows} = account;
  const count = Object.keys(rows).length;
  // Without a list Pacifica's own count can still say that there are none.
  const isWhole =
    rowsAt === undefined
      ? cash?.positions === 0
      : cash?.positions === undefined || cash.at < rowsAt || cash.positions === count;
  return [
    ...(cash ? [] : ['the balance']),
    ...(isWhole ? [] : ['all positions of the account']),
    ...(spot?.needs ?? []),
  ];
}

function reportedOf(cash: Cash, spot: SpotCollateral, hasIsolated: boolean): PoolReported {
  const isPlain = spot.collateral.length === 0 && cash.spot.assets.length === 0 && !hasIsolated;
  const equity = cash.equity ?? (isPlain ? cash.wholeEquity : undefined);
  return {
    ...(equity !== undefined && !spot.isMoving && {equity: new Decimal(equity)}),
    ...(cash.maintenance !== undefined && {maintenanceMargin: new Decimal(cash.maintenance)}),
  };
}

/** A lone position's price depends on its size and the margin behind it, not on the mark; unless that margin moves with it. */
function isComparable(account: Account, cash: Cash, held: readonly Held[], {collateral}: SpotCollateral) {
  const [lone, ...others] = held;
  return (
    lone !== undefined &&
    others.length === 0 &&
    collateral.length === 0 &&
    !isOlder(cash, account) &&
    lone.row.at >= cash.since
  );
}

/** Balance, profit and what spot assets count secure all cross positions; isolated margin is no part of the balance. */
function crossPool(state: State, account: Account, held: readonly Held[], hasIsolated: boolean): MarginPool {
  const {cash} = account;
  const spot = cash && spotCollateral(state, cash.spot);
  const needs = needsOf(account, spot);
  const isLate = cash !== undefined && isOlder(cash, account);
  const isWhole = cash !== undefined && spot !== undefined && needs.length === 0 && !isLate;
  const doubts = [...(isLate ? [OLDER] : []), ...(spot && spot.collateral.length > 0 ? [SPOT] : [])];
  const requirement =
    held.length === 1 && cash?.maintenance !== undefined && !isLate
      ? new Decimal(cash.maintenance)
      : undefined;
  return {
    id: 'cross',
    kind: 'cross',
    unit: UNIT,
    waterline: ONE,
    collateral: [
      ...(cash ? [{asset: UNIT, amount: new Decimal(cash.balance), price: ONE, weight: ONE}] : []),
      ...(spot?.collateral ?? []),
    ],
    ...(cash?.interest !== undefined &&
      !isZero(cash.interest) && {
        deductions: [{name: 'interest not yet settled', amount: new Decimal(cash.interest)}],
      }),
    positions: held.map((each) =>
      positionOf(each, {
        requirement,
        isComparable: isWhole && isComparable(account, cash, held, spot),
      }),
    ),
    ...(cash?.orders === 0 && {orderMargin: ZERO}),
    levels: LEVELS,
    ...(isWhole && held.every(isOf(cash)) && {reported: reportedOf(cash, spot, hasIsolated)}),
    ...(doubts.length > 0 && {doubts}),
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: sourcesOf(account, held),
  };
}

/** The margin set aside for it and nothing else. */
function isolatedPool(account: Account, held: Held): MarginPool {
  const {margin = ''} = held.row;
  return {
    id: `isolated:${held.symbol}`,
    kind: 'isolated',
    unit: UNIT,
    waterline: ONE,
    collateral: margin === '' ? [] : [{asset: UNIT, amount: new Decimal(margin), price: ONE, weight: ONE}],
    positions: [positionOf(held, {isComparable: true})],
    levels: LEVELS,
    ...(margin === '' && {equityNeeds: ['the margin set aside']}),
    sources: sourcesOf(account, [held]),
  };
}

function accountOf(state: State, address: string, account: Account): MarginAccount {
  const held = Object.entries(account.rows).map(([symbol, row]) => heldOf(state, account, symbol, row));
  const cross = held.filter(({row}) => row.margin === undefined);
  const isolated = held.filter(({row}) => row.margin !== undefined);
  const {cash} = account;
  const hasCash = cash !== undefined && (!isZero(cash.balance) || cash.spot.assets.length > 0);
  return {
    venue: 'pacifica',
    account: address || 'main',
    asOf: Math.max(account.heardAt, ...held.map(({mark}) => mark?.at ?? 0)),
    pools: [
      ...(cross.length > 0 || hasCash ? [crossPool(state, account, cross, isolated.length > 0)] : []),
      ...isolated.map((each) => isolatedPool(account, each)),
    ],
  };
}

/** The account whose pushes the page asked for; without such a question, all that were answered for. */
export function accounts(state: State): readonly MarginAccount[] {
  const {owner} = state;
  const mine = owner === undefined ? undefined : own(state.accounts, owner);
  const shown = owner === undefined ? Object.entries(state.accounts) : mine ? [[owner, mine] as const] : [];
  return shown
    .map(([address, account]) => accountOf(state, address, account))
    .filter(({pools}) => pools.length > 0);
}
