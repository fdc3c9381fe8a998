import type {Collateral, Deduction, MarginPool, PoolReported, Position} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {cashOf, crossProfit, isOneMoment, othersOf, pricesOf, sumOf} from './futures.ts';
import {feeDoubt} from './isolated.ts';
import {accountSource, LEVELS, sourcesOf, WATERLINE} from './levels.ts';
import {type Held, notionalOf, positionOf} from './position.ts';
import {feeFrom, USUAL_FEE} from './recovered.ts';
import {type Requirement, requirementOf} from './requirement.ts';
import type {Currency, OkxState} from './state.ts';
import {discountsOf} from './tables.ts';
import {wholenessOf} from './wholeness.ts';

const ZERO = new Decimal(0);
const ONE = new Decimal(1);
const NOISE = new Decimal('1e-6');

/** An asset as OKX counted it when it told the account: all amounts of that moment. */
export type Asset = {
  readonly ccy: string;
  readonly cash: Decimal;
  /** Cash and cross profit. */
  readonly net: Decimal;
  /** In USD. */
  readonly price: Decimal | undefined;
  readonly weight: Collateral['weight'];
  /** What of it counts, in USD. */
  readonly worth: Decimal | undefined;
  readonly doubt?: string;
};

function priceOf({coinUsdPrice, eqUsd, eq}: Currency): Decimal | undefined {
  if (coinUsdPrice !== undefined) return new Decimal(coinUsdPrice);
  if (isZero(eq) || isZero(eqUsd)) return undefined;
  const price = new Decimal(eqUsd ?? 0).div(eq);
  return price.gt(0) ? price : undefined;
}

/** Marginal: each slice of the amount at its own rate. */
function discounted(amount: Decimal, tiers: NonNullable<ReturnType<typeof discountsOf>>): Decimal {
  const slices = tiers.map(({from, weight}, index) => {
    const to = tiers[index + 1]?.from;
    const slice = (to === undefined ? amount : Decimal.min(amount, to)).minus(from);
    return Decimal.max(0, slice).times(weight);
  });
  return sumOf(slices);
}

/** The discount that the table says, else the one that OKX's own discounted equity tells at this amount. */
function assetOf(state: OkxState, currency: Currency): Asset {
  const {ccy, disEq, eq, isoEq} = currency;
  const cash = cashOf(currency);
  const net = cash.plus(crossProfit(currency));
  const price = priceOf(currency);
  const asset = {ccy, cash, net, price};
  const tiers = discountsOf(state, ccy);
  if (price === undefined) return {...asset, weight: tiers ?? ONE, worth: net.isZero() ? ZERO : undefined};
  if (tiers !== undefined) {
    const counted = net.isNegative() ? net : discounted(net, tiers);
    return {...asset, weight: tiers, worth: counted.times(price)};
  }
  const full = new Decimal(eq).minus(isoEq ?? 0).times(price);
  if (net.isNegative() || full.lte(0) || disEq === undefined)
    return {...asset, weight: ONE, worth: net.times(price)};
  const raw = Decimal.max(0, new Decimal(disEq).div(full));
  const weight = raw.gt(ONE.minus(NOISE)) ? ONE : raw;
  const doubt = `the discount of ${ccy} is OKX's at today's amount: of another amount it may differ`;
  return {...asset, weight, worth: net.times(weight).times(price), ...(weight !== ONE && {doubt})};
}

/** What OKX's adjusted equity has in it, or not, beside these balances: orders, bots, isolated borrowings. */
function restOf(adjusted: Decimal | undefined, assets: readonly Asset[]) {
  if (adjusted === undefined || assets.some(({worth}) => worth === undefined)) return ZERO;
  const rest = sumOf(assets.map(({worth}) => worth ?? ZERO)).minus(adjusted);
  return rest.abs().lte(adjusted.abs().times(NOISE)) ? ZERO : rest;
}

function feeOf(state: OkxState, held: readonly Held[], assets: readonly Asset[]): Decimal | undefined {
  const {adjEq, mgnRatio, mmr} = state.totals ?? {};
  const values = held.map((one) => {
    const price = assets.find(({ccy}) => ccy === one.settle)?.price;
    return price && notionalOf(one, one.rowMark)?.times(price);
  });
  if (adjEq === undefined || mgnRatio === undefined || mmr === undefined || values.includes(undefined))
    return undefined;
  const value = sumOf(values.map((each) => each ?? ZERO));
  return feeFrom(new Decimal(adjEq), new Decimal(mgnRatio), new Decimal(mmr), value);
}

/** The account was told at the marks of the positions' push: profit by currency is the same on both sides. */
function isSameMoment(state: OkxState, held: readonly Held[]): boolean {
  if (!isOneMoment(held)) return false;
  return [...new Set(held.map(({settle}) => settle))].every((ccy) => {
    const currency = own(state.currencies, ccy);
    if (currency === undefined) return false;
    const profits = held.filter(({settle}) => settle === ccy).map(({row}) => new Decimal(row.upl ?? 0));
    const apart = crossProfit(currency).minus(sumOf(profits)).abs();
    return apart.lte(new Decimal(currency.eq).abs().times('1e-9'));
  });
}

function reportedOf(
  state: OkxState,
  {kind}: {readonly kind: Mode},
  rest: Decimal,
  requirement: Requirement,
): PoolReported {
  const {adjEq, mmr, mgnRatio} = state.totals ?? {};
  return {
    ...(rest.isZero() && adjEq !== undefined && {equity: new Decimal(adjEq)}),
    ...(kind === 'cross' &&
      mmr !== undefined && {maintenanceMargin: new Decimal(mmr).plus(requirement.fees)}),
    ...(mgnRatio !== undefined && {ratio: new Decimal(mgnRatio)}),
  };
}

export type Mode = 'cross' | 'portfolio';

function settings(held: readonly Held[], requirement: Requirement, kind: Mode, state: OkxState) {
  const prices = kind === 'cross' && isSameMoment(state, held) ? pricesOf(held) : 'moved on';
  return held.map((one) => {
    const schedule = requirement.schedules.get(one);
    return {fee: requirement.fee, others: othersOf(held, one), prices, ...(schedule && {schedule})} as const;
  });
}

/**
 * Multi-currency and portfolio margin: every currency secures every cross position. Margin trading in these modes leaves
 * no position: what was borrowed is a negative amount of its currency.
 */
export function multiPool(state: OkxState, kind: Mode, all: readonly Held[]): MarginPool {
  const held = all.filter(({row}) => row.instType !== 'MARGIN');
  const settled = new Set(held.map(({settle}) => settle));
  const assets = Object.values(state.currencies)
    .filter(({ccy, cashBal}) => settled.has(ccy) || !isZero(cashBal))
    .map((currency) => assetOf(state, currency));
  const unseen = [...settled].filter((ccy) => own(state.currencies, ccy) === undefined);
  const {totals} = state;
  const adjusted = totals?.adjEq === undefined ? undefined : new Decimal(totals.adjEq);
  const rest = restOf(adjusted, assets);
  const told = feeOf(state, held, assets);
  const requirement = requirementOf({state, kind, held, assets, fee: told ?? USUAL_FEE});
  const given = settings(held, requirement, kind, state);
  const positions: readonly Position[] = [
    ...held.flatMap((one, index) => {
      const setting = given[index];
      return setting === undefined ? [] : [positionOf(state, one, setting)];
    }),
    ...requirement.loans,
  ];
  const whole = wholenessOf(state, ZERO, undefined);
  const deductions: readonly Deduction[] = rest.isZero()
    ? []
    : [{name: 'orders, bots and other reservations', amount: rest}];
  const doubts = [
    ...whole.doubts,
    ...(held.length > 0 && kind === 'cross' && told === undefined ? [feeDoubt('the cross positions')] : []),
    ...assets.flatMap(({doubt}) => (doubt === undefined ? [] : [doubt])),
    ...(rest.isZero()
      ? []
      : ["OKX's adjusted equity differs from these balances; the difference is kept as it is"]),
    ...requirement.doubts,
  ];
  const needs = [
    ...whole.needs,
    ...(adjusted === undefined ? ['adjusted equity of the account'] : []),
    ...unseen.map((ccy) => `balance of ${ccy}`),
    ...held
      .filter(({multiplier}) => multiplier === undefined)
      .map(({row}) => `contract size of ${row.instId}`),
  ];
  return {
    id: kind === 'cross' ? 'cross:multi' : 'portfolio',
    kind,
    unit: 'USD',
    waterline: WATERLINE,
    collateral: assets.map(({ccy, cash, price, weight}) => ({
      asset: ccy,
      amount: cash,
      ...(weight !== undefined && {weight}),
      ...(price && {price}),
    })),
    positions,
    ...(deductions.length > 0 && {deductions}),
    levels: LEVELS,
    ...(isSameMoment(state, held) && {reported: reportedOf(state, {kind}, rest, requirement)}),
    ...(doubts.length > 0 && {doubts}),
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: totals === undefined ? [accountSource(state.heardAt)] : sourcesOf(totals.at, held),
  };
}
