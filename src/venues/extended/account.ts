import type {Collateral, FeedSource, MarginAccount, MarginPool, PoolReported} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {isZero} from '../wire.ts';
import {type Held, heldOf, ONE, positionOf, ZERO} from './position.ts';
import type {Balance, State, Sub} from './state.ts';

const UNIT = 'USD';
/** Margin calls when requirement ÷ equity exceeds 66 % and 80 %. */
const LEVELS = [
  {name: 'first margin call', at: ONE.div('0.66')},
  {name: 'second margin call', at: ONE.div('0.8')},
  {name: 'liquidation', at: ONE},
];
/** Pushed when something changes. */
const ACCOUNT_LIMIT_MS = 5 * 60_000;
const MARK_LIMIT_MS = 30_000;
const CENT = new Decimal('0.01');
/** In parts of the exposure told: what marks of two moments differ by. */
const APART = '0.02';

const NO_BALANCE = 'the balance';
const NO_LIST = 'all positions of the account';
const OLDER = 'a position changed after the balance was last told';
const BROKEN = "messages of the account's stream were not seen: a change may be missing";
const ANOTHER = "Extended's own exposure is another than that of the positions seen";
const LUMP = 'other assets are counted as Extended told, their prices held still';

const total = (parts: readonly Decimal[]) => parts.reduce((sum, part) => sum.plus(part), ZERO);

/**
 * Do the positions seen make up the exposure told, at their own marks or at the newest? Undefined: it was not told, or
 * before they changed.
 */
function coversExposure(
  held: readonly Held[],
  {changedAt}: Sub,
  {exposure, at}: Balance,
): boolean | undefined {
  if (exposure === undefined || at < changedAt) return undefined;
  const most = new Decimal(exposure).times(APART).plus(1);
  const own = held.map(({row, size}) => size.times(row.mark ?? 0));
  const newest = held.map(({value}) => value);
  return [own, newest].some((values) => total(values).minus(exposure).abs().lte(most));
}

/** What other assets count as Extended told it: the rest of its equity, where it does not say so itself. */
function otherEquity({spotEquity, equity, cash, profit}: Balance): Decimal {
  if (spotEquity !== undefined) return new Decimal(spotEquity);
  const rest = new Decimal(equity).minus(cash).minus(profit);
  return rest.abs().lte(CENT) ? ZERO : rest;
}

function collateralOf(
  balance: Balance,
  {spots}: Sub,
): {readonly collateral: readonly Collateral[]; readonly isLump: boolean} {
  const cash: Collateral = {asset: UNIT, amount: new Decimal(balance.cash), price: ONE, weight: ONE};
  const other = otherEquity(balance);
  if (spots === undefined)
    return other.isZero()
      ? {collateral: [cash], isLump: false}
      : {collateral: [cash, {asset: 'other assets', amount: other, price: ONE, weight: ONE}], isLump: true};
  const assets = spots.map(
    ({asset, amount, price, factor}): Collateral => ({
      asset,
      amount: new Decimal(amount),
      ...(price !== undefined && {price: new Decimal(price)}),
      ...(factor !== undefined && {weight: new Decimal(factor)}),
    }),
  );
  return {collateral: [cash, ...assets], isLump: false};
}

/** The profit told is that of the rows' own marks: all is of one moment. */
function isOfMoment(held: readonly Held[], {profit}: Balance): boolean {
  const seen = total(held.map(({row}) => new Decimal(row.profit ?? 0)));
  return held.every(({isOwnMark}) => isOwnMark) && seen.minus(profit).abs().lte(CENT);
}

const reportedOf = ({equity, initial, ratio}: Balance): PoolReported => ({
  equity: new Decimal(equity),
  ...(initial !== undefined && {initialMargin: new Decimal(initial)}),
  // Of an equity below zero it says nothing.
  ...(ratio !== undefined && new Decimal(ratio).gt(0) && {inverseRatio: new Decimal(ratio)}),
});

/** What Extended holds as initial margin beyond the positions. Undefined: it did not say, or of another moment. */
function orderMarginOf(held: readonly Held[], {initial}: Balance): Decimal | undefined {
  const leverages = held.flatMap(({row}) => row.leverage ?? []);
  if (initial === undefined || leverages.length < held.length) return undefined;
  const asked = total(held.map(({value, row}) => value.div(row.leverage ?? 1)));
  const rest = new Decimal(initial).minus(asked);
  return rest.gt(CENT) ? rest : ZERO;
}

const sourcesOf = ({heardAt}: Sub, held: readonly Held[]): readonly FeedSource[] => [
  {name: 'account', at: heardAt, limitMs: ACCOUNT_LIMIT_MS},
  ...held.map(({symbol, markAt}) => ({name: `mark price of ${symbol}`, at: markAt, limitMs: MARK_LIMIT_MS})),
];

function needsOf({balance, isWhole}: Sub): readonly string[] {
  if (balance === undefined) return [NO_BALANCE];
  return isWhole ? [] : [NO_LIST];
}

function doubtsOf(
  {balance, changedAt}: Sub,
  isBroken: boolean,
  covers: boolean | undefined,
): readonly string[] {
  return [
    ...(balance && balance.at < changedAt ? [OLDER] : []),
    // What was missed would show in the exposure.
    ...(isBroken && !covers ? [BROKEN] : []),
    ...(covers === false ? [ANOTHER] : []),
  ];
}

/** One sub-account: isolated positions have sub-accounts of their own. */
function poolOf(state: State, id: string, sub: Sub): MarginPool {
  const {balance, rows} = sub;
  const held = Object.entries(rows).map(([symbol, row]) => heldOf(state, symbol, row));
  const covers = balance && coversExposure(held, sub, balance);
  const {collateral, isLump} = balance ? collateralOf(balance, sub) : {collateral: [], isLump: false};
  const isStill = balance !== undefined && covers !== false && isOfMoment(held, balance);
  const orderMargin = balance && isStill ? orderMarginOf(held, balance) : undefined;
  const needs = needsOf(sub);
  const doubts = [
    ...doubtsOf(sub, id === state.current && state.stream?.isBroken === true, covers),
    ...(isLump ? [LUMP] : []),
  ];
  const moves = new Set(collateral.map(({asset}) => asset));
  return {
    id: 'cross',
    kind: 'cross',
    unit: UNIT,
    waterline: ONE,
    collateral,
    // Extended holds the collateral still where its own price moves.
    positions: held.map((each) => {
      const position = positionOf(state, each, {isComparable: isStill});
      return moves.has(position.underlying) ? positionOf(state, each, {isComparable: false}) : position;
    }),
    ...(orderMargin && {orderMargin}),
    levels: LEVELS,
    ...(isStill && {reported: reportedOf(balance)}),
    ...(doubts.length > 0 && {doubts}),
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: sourcesOf(sub, held),
  };
}

const holdsSomething = ({balance, rows}: Sub) =>
  Object.keys(rows).length > 0 || (balance !== undefined && !isZero(balance.equity));

/** Each sub-account an account with one pool. */
export const accounts = (state: State): readonly MarginAccount[] =>
  Object.entries(state.subs)
    .filter(([, sub]) => holdsSomething(sub))
    .map(([id, sub]) => {
      const pool = poolOf(state, id, sub);
      const asOf = Math.max(...(pool.sources ?? []).map(({at}) => at));
      return {venue: 'extended', account: id === '' ? 'main' : id, asOf, pools: [pool]};
    });
