import type {FeedSource, Level, MarginAccount, MarginPool, PoolReported} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {isZero} from '../wire.ts';
import {type Held, heldOf, initialOf, ONE, positionOf, ZERO} from './position.ts';
import type {Account, Cash, State, Told} from './state.ts';

const UNIT = 'USDC';
/** Pushed when something changes: an account that holds still is quiet. */
const ACCOUNT_LIMIT_MS = 5 * 60_000;
const MARK_LIMIT_MS = 30_000;

const UNIFIED = 'a unified account: spot assets may count as collateral; when last asked, they did not';
const SPOT_NEEDS = 'what spot assets of this unified account count as collateral';
const MIXED = 'whether the collateral is without the margin of isolated positions is not certain';
const OLDER = 'a position changed after the collateral was last told';

const total = (parts: readonly Decimal[]) => parts.reduce((sum, part) => sum.plus(part), ZERO);

/** At which Lighter's fund takes the pool over: Σ close-out ÷ Σ maintenance requirement. */
function levelsOf(held: readonly Held[]): readonly Level[] {
  const liquidation = {name: 'liquidation', at: ONE};
  const closeouts = held.map(({market, value}) => market?.closeout && value.times(market.closeout));
  const required = total(held.map(({market, value}) => value.times(market?.maintenance ?? 0)));
  const known = closeouts.filter((each) => each instanceof Decimal);
  return known.length < held.length || required.isZero()
    ? [liquidation]
    : [liquidation, {name: 'full takeover', at: total(known).div(required)}];
}

const sourcesOf = ({heardAt}: Account, held: readonly Held[]): readonly FeedSource[] => [
  {name: 'account', at: heardAt, limitMs: ACCOUNT_LIMIT_MS},
  ...held.map(({row, markAt}) => ({name: `mark price of ${row.symbol}`, at: markAt, limitMs: MARK_LIMIT_MS})),
];

/** All of one message, and no newer mark in use. */
const isOfMoment = (held: readonly Held[], at: number | undefined) =>
  held.every(({row, isOwnMark}) => isOwnMark && row.at === at);

/** What of Lighter's requirement the markets whose fractions were not seen have, by value. */
function sharesOf(held: readonly Held[], told: Told | undefined): ReadonlyMap<Held, Decimal> {
  const unknown = held.filter(({market}) => market === undefined);
  const wasAt = held.map(({row}) => row.at);
  if (told?.maintenance === undefined || wasAt.some((at) => at !== told.at)) return new Map();
  const then = ({row}: Held) => new Decimal(row.value);
  const known = total(
    held.map((each) => (each.market ? then(each).times(each.market.maintenance).div(10_000) : ZERO)),
  );
  const rest = new Decimal(told.maintenance).minus(known);
  const worth = total(unknown.map(then));
  if (rest.lte(0) || worth.isZero()) return new Map();
  return new Map(unknown.map((each) => [each, rest.times(each.value).div(worth)]));
}

function reportedOf({equity, maintenance, initial}: Told): PoolReported {
  return {
    ...(equity !== undefined && {equity: new Decimal(equity)}),
    ...(maintenance !== undefined && {maintenanceMargin: new Decimal(maintenance)}),
    ...(initial !== undefined && {initialMargin: new Decimal(initial)}),
  };
}

/** What Lighter holds as initial margin beyond the positions. Undefined: it did not say, or of another moment. */
function orderMarginOf(held: readonly Held[], told: Told | undefined): Decimal | undefined {
  const parts = held.map(initialOf).filter((part) => part !== undefined);
  if (told?.initial === undefined || parts.length < held.length || !isOfMoment(held, told.at))
    return undefined;
  const rest = new Decimal(told.initial).minus(total(parts));
  return rest.gt('0.0001') ? rest : ZERO;
}

const isUnified = ({mode}: Account) => mode !== undefined && mode !== 0;

function needsOf(account: Account): readonly string[] {
  return [
    ...(account.cash ? [] : ['the collateral']),
    ...(account.isWhole ? [] : ['all positions of the account']),
    ...(isUnified(account) && !account.isAllCash ? [SPOT_NEEDS] : []),
  ];
}

function doubtsOf(account: Account, hasIsolated: boolean): readonly string[] {
  const {cash, changedAt} = account;
  return [
    ...(isUnified(account) ? [UNIFIED] : []),
    ...(hasIsolated && cash !== undefined && !cash.isCross ? [MIXED] : []),
    ...(cash !== undefined && cash.at < changedAt ? [OLDER] : []),
  ];
}

/** The cash is that of the positions' own messages: not changed since, and told after they last changed. */
const isSettled = ({changedAt}: Account, cash: Cash, held: readonly Held[]) =>
  cash.at >= changedAt && held.every(({row}) => row.at >= cash.since);

function crossPool(account: Account, held: readonly Held[], hasIsolated: boolean): MarginPool {
  const {cash, told} = account;
  const needs = needsOf(account);
  const doubts = doubtsOf(account, hasIsolated);
  const shares = sharesOf(held, told);
  const orderMargin = orderMarginOf(held, told);
  const isStill = isOfMoment(held, told?.at) && cash?.at === told?.at;
  /** The price of a lone position depends on its size and on the cash, not on the mark. */
  const isLone = held.length === 1 && cash !== undefined && isSettled(account, cash, held);
  return {
    id: 'cross',
    kind: 'cross',
    unit: UNIT,
    waterline: ONE,
    collateral: cash ? [{asset: UNIT, amount: new Decimal(cash.amount), price: ONE, weight: ONE}] : [],
    positions: held.map((each) =>
      positionOf(each, {share: shares.get(each), isComparable: isStill || isLone}),
    ),
    ...(orderMargin && {orderMargin}),
    levels: levelsOf(held),
    ...(told && isStill && {reported: reportedOf(told)}),
    ...(doubts.length > 0 && {doubts}),
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: sourcesOf(account, held),
  };
}

/** Its allocated margin and nothing else; the price depends on no mark. */
function isolatedPool(account: Account, held: Held, id: string): MarginPool {
  const {margin = ''} = held.row;
  return {
    id,
    kind: 'isolated',
    unit: UNIT,
    waterline: ONE,
    collateral: margin === '' ? [] : [{asset: UNIT, amount: new Decimal(margin), price: ONE, weight: ONE}],
    positions: [positionOf(held, {isComparable: true})],
    levels: levelsOf([held]),
    ...(margin === '' && {equityNeeds: ['the allocated margin']}),
    sources: sourcesOf(account, [held]),
  };
}

/** Lighter has one market of a name; a page that says otherwise must not make one pool of two. */
function isolatedPools(account: Account, held: readonly Held[]): readonly MarginPool[] {
  const names = held.map(({row}) => row.symbol);
  return held.map((each, nth) => {
    const {symbol} = each.row;
    const isFirst = names.indexOf(symbol) === nth;
    return isolatedPool(account, each, isFirst ? `isolated:${symbol}` : `isolated:${symbol} (${nth})`);
  });
}

function accountOf(state: State, index: string, account: Account): MarginAccount {
  const held = Object.entries(account.rows).map(([id, row]) => heldOf(state, id, row));
  const cross = held.filter(({row}) => row.margin === undefined);
  const isolated = held.filter(({row}) => row.margin !== undefined);
  const hasCash = account.cash !== undefined && !isZero(account.cash.amount);
  return {
    venue: 'lighter',
    account: index,
    asOf: Math.max(account.heardAt, ...held.map(({markAt}) => markAt)),
    pools: [
      ...(cross.length > 0 || hasCash ? [crossPool(account, cross, isolated.length > 0)] : []),
      ...isolatedPools(account, isolated),
    ],
  };
}

/** One account for each index: the main one and sub-accounts; public pools, which are many people's, are left out. */
export const accounts = (state: State): readonly MarginAccount[] =>
  Object.entries(state.accounts)
    .filter(([, {type = 0}]) => type <= 1)
    .map(([index, account]) => accountOf(state, index, account))
    .filter(({pools}) => pools.length > 0);
