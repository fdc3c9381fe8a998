import type {Collateral, FeedSource, MarginAccount, MarginPool} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {setAside, valueIn} from './fit.ts';
import {type Held, heldOf} from './held.ts';
import {plainOf} from './instrument.ts';
import {marginOf} from './isolated.ts';
import {CASH, ONE, others, positionOf} from './position.ts';
import type {Coin, State, Told} from './state.ts';

/** Liquidated when equity is less than the maintenance margin. */
const LEVELS = [{name: 'liquidation', at: ONE}] as const;
/** The account is told when it changes or is asked for; both are ours. */
const ACCOUNT_LIMIT_MS = 5 * 60_000;
const MARK_LIMIT_MS = 30_000;

const IN_LIQUIDATION = 'what is left of the account: Aevo is liquidating it';
const CHANGED = 'a position changed after the balance was last told';
const REST = "part of Aevo's equity is not that of the collateral and the positions; it is kept as it is";
const OTHERS = "part of Aevo's requirement is not that of the positions; it is kept as it is";
const UNSURE =
  'whether the collateral is with or without the margin of isolated positions is not certain; taken as with it';
const WORKED_OUT = "the margin of this position is worked out from Aevo's own liquidation price";
const UNHELD = 'Aevo’s equity was not told, so nothing proves that this collateral is all there is';

const FIXED = new Set(['USDC', 'USDT', 'aeUSD']);

/** What equity counts of a coin: told with its value, and at the newest index of its own. */
function collateralOf(state: State, {fit, at}: Told, asset: string, coin: Coin): Collateral {
  const amount = new Decimal(coin.balance);
  const value = coin.value === undefined ? undefined : valueIn(asset, coin);
  const told = asset === CASH ? ONE : value?.div(amount);
  const index = FIXED.has(asset) ? undefined : own(state.indices, plainOf(asset));
  const price = index !== undefined && index.at > at ? new Decimal(index.price) : told;
  const share =
    fit.isWeighted && coin.margin !== undefined && value?.gt(0) ? new Decimal(coin.margin).div(value) : ONE;
  const weight = Decimal.max(0, Decimal.min(share, ONE));
  const underlying = plainOf(asset);
  return {
    asset,
    amount,
    weight,
    ...(price?.gt(0) && {price}),
    ...(underlying !== asset && {underlying}),
  };
}

function collateralsOf(state: State, told: Told): readonly Collateral[] {
  const rows = Object.entries(told.coins ?? {}).map(([asset, coin]) =>
    collateralOf(state, told, asset, coin),
  );
  const aside = told.fit.isolated === 'apart' ? new Decimal(0) : setAside(Object.values(state.rows));
  if (aside.isZero()) return rows;
  const isHere = rows.some(({asset}) => asset === CASH);
  const all = isHere ? rows : [...rows, {asset: CASH, amount: new Decimal(0), price: ONE, weight: ONE}];
  return all.map((row) => (row.asset === CASH ? {...row, amount: row.amount.minus(aside)} : row));
}

const sourcesOf = ({heardAt}: State, held: readonly Held[]): readonly FeedSource[] => [
  {name: 'account', at: heardAt, limitMs: ACCOUNT_LIMIT_MS},
  ...held.map(({row, markAt}) => ({name: `mark price of ${row.name}`, at: markAt, limitMs: MARK_LIMIT_MS})),
];

const termsOf = ({row}: Held): readonly string[] => (row.isStrange ? [`the terms of ${row.name}`] : []);

function needsOf({told, hasRows}: State, held: readonly Held[]): readonly string[] {
  return [
    ...(told?.isInLiquidation === true ? [IN_LIQUIDATION] : []),
    ...(told?.coins ? [] : ['the collateral']),
    ...(hasRows ? [] : ['all positions of the account']),
    ...held.flatMap(termsOf),
  ];
}

function doubtsOf({told, changedAt}: State): readonly string[] {
  if (told === undefined) return [];
  const {fit} = told;
  return [
    ...(changedAt > told.at ? [CHANGED] : []),
    ...(isZero(fit.restOfEquity) ? [] : [REST]),
    ...(isZero(fit.restOfMaintenance) ? [] : [OTHERS]),
    ...(fit.isolated === 'unsure' ? [UNSURE] : []),
    ...(fit.isHeld || told.coins === undefined ? [] : [UNHELD]),
  ];
}

/** All of one answer, and no newer price in use. */
function isStill({told, changedAt, indices}: State, held: readonly Held[]): boolean {
  if (told === undefined || changedAt !== 0) return false;
  const coins = Object.keys(told.coins ?? {}).filter((asset) => !FIXED.has(asset));
  const isMoved = coins.some((asset) => (own(indices, plainOf(asset))?.at ?? 0) > told.at);
  return !isMoved && held.every(({row, isOwn}) => isOwn && row.at === told.at);
}

/** Totals are of the whole account: they are the cross pool's when nothing else is in it. */
function reportedOf({equity, maintenance, initial}: Told): NonNullable<MarginPool['reported']> {
  const value = equity === undefined ? undefined : new Decimal(equity);
  const required = maintenance === undefined ? undefined : new Decimal(maintenance);
  return {
    ...(value && {equity: value}),
    ...(required && {maintenanceMargin: required}),
    ...(initial !== undefined && {initialMargin: new Decimal(initial)}),
    ...(value && required?.gt(0) && {ratio: value.div(required)}),
  };
}

function crossPool(state: State, held: readonly Held[], hasIsolated: boolean): MarginPool {
  const {told} = state;
  const still = isStill(state, held) ? 'still' : 'moved';
  const needs = needsOf(state, held);
  const doubts = doubtsOf(state);
  const rest = told?.fit.restOfEquity ?? '0';
  const required = told?.fit.restOfMaintenance ?? '0';
  const kind = told?.isPortfolio === true ? 'portfolio' : 'cross';
  return {
    id: kind,
    kind,
    unit: CASH,
    waterline: ONE,
    collateral: told ? collateralsOf(state, told) : [],
    positions: [
      ...held.map((each) => positionOf(each, still)),
      ...(isZero(required) || required.startsWith('-') ? [] : [others(new Decimal(required))]),
    ],
    ...(told?.initial !== undefined && {orderMargin: new Decimal(told.fit.restOfInitial)}),
    deductions: isZero(rest) ? [] : [{name: 'difference to Aevo’s equity', amount: new Decimal(rest).neg()}],
    levels: LEVELS,
    ...(told && still === 'still' && !hasIsolated && {reported: reportedOf(told)}),
    ...(doubts.length > 0 && {doubts}),
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: sourcesOf(state, held),
  };
}

/** Its own margin and nothing else. */
function isolatedPool(state: State, held: Held): MarginPool {
  const {row} = held;
  const margin = marginOf(row);
  const needs = [
    ...(state.told?.isInLiquidation === true ? [IN_LIQUIDATION] : []),
    ...(margin ? [] : [`the margin of ${row.name}`]),
    ...termsOf(held),
  ];
  return {
    id: `isolated:${row.name}`,
    kind: 'isolated',
    unit: CASH,
    waterline: ONE,
    collateral: margin ? [{asset: CASH, amount: margin, price: ONE, weight: ONE}] : [],
    positions: [positionOf(held, 'moved')],
    levels: LEVELS,
    ...(margin && {doubts: [WORKED_OUT]}),
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: sourcesOf(state, [held]),
  };
}

const short = (address: string) =>
  /^0x[0-9a-fA-F]{40}$/.test(address) ? `${address.slice(0, 6)}…${address.slice(-4)}` : 'main';

/** Pure. One cross pool (or one of portfolio margin), and each isolated position by itself; none before it was told. */
export function accounts(state: State): readonly MarginAccount[] {
  if (state.heardAt === 0) return [];
  const held = heldOf(state);
  const cross = held.filter(({row}) => !row.isIsolated);
  const isolated = held.filter(({row}) => row.isIsolated);
  const {coins = {}, equity} = state.told ?? {};
  const isFunded = Object.keys(coins).length > 0 || !isZero(equity);
  return [
    {
      venue: 'aevo',
      account: short(state.owner ?? ''),
      asOf: Math.max(state.heardAt, ...held.map(({markAt}) => markAt)),
      pools: [
        ...(cross.length > 0 || isFunded ? [crossPool(state, cross, isolated.length > 0)] : []),
        ...isolated.map((each) => isolatedPool(state, each)),
      ],
    },
  ];
}
