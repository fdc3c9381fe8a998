import type {
  Collateral,
  Deduction,
  FeedSource,
  MarginAccount,
  MarginPool,
  Position,
} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {isZero} from '../wire.ts';
import {settledOf} from './figures.ts';
import {type Held, heldOf, type Kept, keptOf} from './held.ts';
import {movesWith} from './instrument.ts';
import {haircutOf, isInert, isStrange, ONE, positionOf, requirement, ZERO} from './position.ts';
import type {State, Subaccount, Totals} from './state.ts';

const CASH = 'USDC';
/** Net maintenance margin below zero: equity below the requirement. */
const LEVELS = [{name: 'liquidation', at: ONE}] as const;
/** The account is told when it changes or is asked for; both are ours. */
const ACCOUNT_LIMIT_MS = 5 * 60_000;
const MARK_LIMIT_MS = 30_000;

const AUCTION = 'what is left of the account: Derive is auctioning it off';
const CLOSED = 'a position changed after the cash was last told';
const REST = "part of Derive's account value is not that of the parts; it is kept as it is";
const OTHERS = "part of Derive's requirement is not that of the positions; it is kept as it is";
const UNTYPED = 'whether this subaccount is in standard or in portfolio margin was not told';

/** In the cash is what Derive has settled of the profit since the entry; without it the profit is counted once. */
function collateralOf(kept: readonly Kept[], held: readonly Held[]): readonly Collateral[] {
  const settled = held.reduce((sum, {row}) => sum.plus(settledOf(row)), ZERO);
  const cash = kept.find(({asset}) => asset === CASH)?.amount ?? ZERO;
  const coins = kept.filter(({asset}) => asset !== CASH);
  return [
    {asset: CASH, amount: cash.plus(settled), price: ONE, weight: ONE},
    ...coins.map(({asset, amount, price}) => {
      const underlying = movesWith(asset);
      return {
        asset,
        amount,
        weight: ONE,
        ...(price && {price}),
        ...(underlying !== undefined && {underlying}),
      };
    }),
    ...held.filter(isInert).map(({name, size, mark}) => ({
      asset: name,
      amount: size,
      weight: ONE,
      ...(mark && {price: mark}),
    })),
  ];
}

const alone = (symbol: string, amount: string): Position =>
  requirement(symbol, {underlying: symbol, size: new Decimal(amount), markPrice: ONE});

function positionsOf(
  held: readonly Held[],
  kept: readonly Kept[],
  totals: Totals | undefined,
  isStill: boolean,
) {
  const haircuts = kept.flatMap((each) => haircutOf(each) ?? []);
  const rest = totals?.restOfMaintenance ?? '0';
  return [
    ...held.map((each) =>
      isInert(each)
        ? {
            ...requirement(each.name, {
              underlying: each.name,
              size: each.size,
              ...(each.mark && {markPrice: each.mark}),
            }),
            side: 'long' as const,
          }
        : positionOf(each, isStill ? 'still' : 'moved'),
    ),
    ...haircuts,
    ...(isZero(rest) || rest.startsWith('-') ? [] : [alone('others', rest)]),
  ];
}

function needsOf(of: Subaccount, held: readonly Held[], kept: readonly Kept[]): readonly string[] {
  const unweighted = kept.filter(({asset, coin}) => asset !== CASH && coin.haircut === undefined);
  return [
    ...(of.isInAuction ? [AUCTION] : []),
    ...(of.hasCoins ? [] : ['the collateral']),
    ...(of.hasRows ? [] : ['all positions of the subaccount']),
    ...held.flatMap(({name, row}) => (row.isChanged ? [`entry and margin of ${name} since it changed`] : [])),
    ...held.filter(isStrange).map(({name}) => `the terms of ${name}`),
    ...unweighted.map(({asset}) => `what counts of ${asset}`),
  ];
}

function doubtsOf({margin, cashAt, changedAt, totals, hasRows}: Subaccount): readonly string[] {
  return [
    ...(margin === undefined && hasRows ? [UNTYPED] : []),
    ...(changedAt > cashAt ? [CLOSED] : []),
    ...(isZero(totals?.restOfEquity) ? [] : [REST]),
    ...(isZero(totals?.restOfMaintenance) ? [] : [OTHERS]),
  ];
}

const sourcesOf = ({heardAt}: Subaccount, held: readonly Held[]): readonly FeedSource[] => [
  {name: 'account', at: heardAt, limitMs: ACCOUNT_LIMIT_MS},
  ...held.map(({name, markAt}) => ({name: `mark price of ${name}`, at: markAt, limitMs: MARK_LIMIT_MS})),
];

function reportedOf({equity, maintenance, initial}: Totals): NonNullable<MarginPool['reported']> {
  const required = new Decimal(maintenance);
  return {
    equity: new Decimal(equity),
    maintenanceMargin: required,
    initialMargin: new Decimal(initial),
    ...(required.gt(0) && {ratio: new Decimal(equity).div(required)}),
  };
}

/** All of one answer, and no newer price in use. */
function isStillOf(
  {totals, changedAt, cashAt}: Subaccount,
  held: readonly Held[],
  kept: readonly Kept[],
): boolean {
  const at = totals?.at;
  return (
    changedAt === 0 &&
    cashAt === at &&
    held.every(({row, isOwn}) => isOwn && row.at === at) &&
    kept.every(({coin, isOwn}) => isOwn && coin.at === at)
  );
}

function poolOf(state: State, id: string, of: Subaccount): MarginPool {
  const held = heldOf(state, of);
  const kept = keptOf(state, of);
  const {totals, margin} = of;
  const isStill = isStillOf(of, held, kept);
  const needs = needsOf(of, held, kept);
  const doubts = doubtsOf(of);
  const rest = totals?.restOfEquity ?? '0';
  const deductions: readonly Deduction[] = isZero(rest)
    ? []
    : [{name: 'difference to Derive’s account value', amount: new Decimal(rest).neg()}];
  const kind = margin === 'portfolio' ? 'portfolio' : 'cross';
  return {
    id: `${kind}:${id}`,
    kind,
    unit: CASH,
    waterline: ONE,
    collateral: collateralOf(kept, held),
    positions: positionsOf(held, kept, totals, isStill),
    ...(totals && {orderMargin: new Decimal(totals.restOfInitial)}),
    deductions,
    levels: LEVELS,
    ...(totals && isStill && {reported: reportedOf(totals)}),
    ...(doubts.length > 0 && {doubts}),
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: sourcesOf(of, held),
  };
}

const isEmpty = ({coins, rows, totals, hasCoins, hasRows}: Subaccount) =>
  hasCoins &&
  hasRows &&
  Object.keys({...coins, ...rows}).length === 0 &&
  isZero(totals?.equity) &&
  isZero(totals?.maintenance);

/** Pure. Each subaccount is a pool of its own; none before one has been told. */
export function accounts(state: State): readonly MarginAccount[] {
  const told = Object.entries(state.subaccounts);
  if (told.length === 0) return [];
  const times = told.flatMap(([, {heardAt, rows}]) => [
    heardAt,
    ...Object.keys(rows).map((name) => (Object.hasOwn(state.marks, name) ? (state.marks[name]?.at ?? 0) : 0)),
  ]);
  return [
    {
      venue: 'derive',
      account: 'main',
      asOf: Math.max(...times),
      pools: told.filter(([, of]) => !isEmpty(of)).map(([id, of]) => poolOf(state, id, of)),
    },
  ];
}
