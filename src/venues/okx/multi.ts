import type {MarginPool, PoolReported, Position} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {type Asset, assetsOf, restOf} from './assets.ts';
import {feeOf} from './fee.ts';
import {LEVELS, sourcesOf, WATERLINE} from './levels.ts';
import {type Held, positionOf} from './position.ts';
import {isOneMoment, othersOf, pricesOf} from './push.ts';
import {type Mode, type Requirement, requirementOf} from './requirement.ts';
import type {OkxState} from './state.ts';
import {crossProfit, sumOf} from './sums.ts';
import {unsized, type Wholeness, wholenessOf} from './wholeness.ts';

const ZERO = new Decimal(0);

/** When any currency's cash was last seen to change. */
const cashAt = ({currencies}: OkxState) =>
  Math.max(0, ...Object.values(currencies).map((currency) => currency.cashAt));

/** The account was told at the marks of the positions' push: profit by currency is the same on both sides. */
function isSameMoment(state: OkxState, held: readonly Held[]): boolean {
  if (!isOneMoment(held, cashAt(state))) return false;
  return [...new Set(held.map(({settle}) => settle))].every((ccy) => {
    const currency = own(state.currencies, ccy);
    if (currency === undefined) return false;
    const profits = held.filter(({settle}) => settle === ccy).map(({row}) => new Decimal(row.upl ?? 0));
    const apart = crossProfit(currency).minus(sumOf(profits)).abs();
    return apart.lte(new Decimal(currency.eq).abs().times('1e-9'));
  });
}

function reportedOf(state: OkxState, kind: Mode, rest: Decimal, requirement: Requirement): PoolReported {
  const {adjEq, mmr, mgnRatio} = state.totals ?? {};
  return {
    ...(rest.isZero() && adjEq !== undefined && {equity: new Decimal(adjEq)}),
    ...(kind === 'cross' &&
      mmr !== undefined && {maintenanceMargin: new Decimal(mmr).plus(requirement.fees)}),
    ...(mgnRatio !== undefined && {ratio: new Decimal(mgnRatio)}),
  };
}

function positionsOf(
  state: OkxState,
  kind: Mode,
  held: readonly Held[],
  {fee, schedules, loans}: Requirement,
): readonly Position[] {
  const prices = kind === 'cross' && isSameMoment(state, held) ? pricesOf(held, cashAt(state)) : 'moved on';
  const positions = held.map((one) => {
    const schedule = schedules.get(one);
    return positionOf(state, one, {fee, others: othersOf(held, one), prices, ...(schedule && {schedule})});
  });
  return [...positions, ...loans];
}

const REST = "OKX's adjusted equity differs from these balances; the difference is kept as it is";

function gapsOf(state: OkxState, held: readonly Held[], assets: readonly Asset[]): Wholeness {
  const {doubts, needs} = wholenessOf(state, ZERO, undefined);
  const seen = new Set(assets.map(({ccy}) => ccy));
  const unseen = [...new Set(held.map(({settle}) => settle))].filter((ccy) => !seen.has(ccy));
  return {
    doubts: [...doubts, ...assets.flatMap(({doubt}) => (doubt === undefined ? [] : [doubt]))],
    needs: [
      ...needs,
      ...(state.totals?.adjEq === undefined ? ['adjusted equity of the account'] : []),
      ...unseen.map((ccy) => `balance of ${ccy}`),
      ...unsized(held),
    ],
  };
}

/**
 * Multi-currency and portfolio margin: every currency secures every cross position. Margin trading in these modes leaves
 * no position: what was borrowed is a negative amount of its currency.
 */
export function multiPool(state: OkxState, kind: Mode, all: readonly Held[]): MarginPool {
  const {totals} = state;
  const held = all.filter(({row}) => row.instType !== 'MARGIN');
  const assets = assetsOf(state, new Set(held.map(({settle}) => settle)));
  const rest = restOf(totals?.adjEq, assets);
  const {fee, doubts: feeDoubts} = feeOf(state, held[0]?.settle ?? '', 'the cross positions');
  const requirement = requirementOf({state, kind, held, assets, fee});
  const gaps = gapsOf(state, held, assets);
  const doubts = [
    ...gaps.doubts,
    ...(held.length > 0 && kind === 'cross' ? feeDoubts : []),
    ...(rest.isZero() ? [] : [REST]),
    ...requirement.doubts,
  ];
  return {
    id: kind === 'cross' ? 'cross:multi' : 'portfolio',
    kind,
    unit: 'USD',
    waterline: WATERLINE,
    collateral: assets.map(({ccy, cash, price, weight}) => ({
      asset: ccy,
      amount: cash,
      weight,
      ...(price && {price}),
    })),
    positions: positionsOf(state, kind, held, requirement),
    ...(!rest.isZero() && {deductions: [{name: 'orders, bots and other reservations', amount: rest}]}),
    levels: LEVELS,
    ...(isSameMoment(state, held) && {reported: reportedOf(state, kind, rest, requirement)}),
    ...(doubts.length > 0 && {doubts}),
    ...(gaps.needs.length > 0 && {equityNeeds: gaps.needs}),
    sources: sourcesOf(totals?.at ?? state.heardAt, held),
  };
}
