import type {Collateral, Deduction, MarginPool} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {coinOf} from './contract.ts';
import {type Isolated, isolatedPool, marginOf} from './isolated.ts';
import {type Listed, listed} from './listing.ts';
import {fundingOf, isOfMoment, LEVELS, ONE, orderMarginOf, sourcesOf, withThresholds, ZERO} from './pool.ts';
import type {Held} from './position.ts';
import type {Currency, Flex, State} from './state.ts';

const CONVERTED = 'what of the unrealised profit counts as margin is Kraken’s figure of its last message';
const OF_ALL = 'Kraken’s totals are of cross and isolated positions together and are not compared';

const isShare = (rate: Decimal) => !rate.isNegative() && rate.lte(ONE);

/** 1 − haircut, then 1 − conversion spread; else what Kraken counts of the value. Undefined: neither makes sense. */
function weightOf({value, collateral, haircut, spread}: Currency): Decimal | undefined {
  if (haircut !== undefined) {
    const parts = [ONE.minus(haircut), ONE.minus(spread ?? 0)];
    return parts.every(isShare) ? parts.reduce((product, part) => product.times(part), ONE) : undefined;
  }
  const share = collateral === undefined || isZero(value) ? undefined : new Decimal(collateral).div(value);
  return share && isShare(share) ? share : undefined;
}

function priceOf(asset: string, {quantity, value}: Currency): Decimal | undefined {
  if (asset === 'USD') return ONE;
  const price = new Decimal(value).div(quantity);
  return price.gt(0) ? price : undefined;
}

function collateralOf([name, currency]: readonly [string, Currency]): Collateral {
  const asset = coinOf(name);
  const price = priceOf(asset, currency);
  const weight = weightOf(currency);
  return {asset, amount: new Decimal(currency.quantity), ...(price && {price}), ...(weight && {weight})};
}

/** Unrealised profit in USD counts in full; where Kraken counts another amount, the difference is taken off. */
function conversionOf({totals}: Flex): readonly Deduction[] {
  const {unrealised, unrealisedAsMargin} = totals;
  if (unrealised === undefined || unrealisedAsMargin === undefined) return [];
  const amount = new Decimal(unrealised).minus(unrealisedAsMargin);
  return amount.abs().lte('1e-6') ? [] : [{name: 'conversion of unrealised profit', amount}];
}

type Parts = {readonly cross: readonly Held[]; readonly isolated: readonly Isolated[]};

function reportedOf(flex: Flex, parts: Parts, {held}: Listed) {
  if (!flex.ofCross && parts.isolated.length > 0) return {};
  const {equity, maintenance} = flex.totals;
  return {
    reported: {
      ...(equity !== undefined && isOfMoment(flex.at, held) && {equity: new Decimal(equity)}),
      maintenanceMargin: new Decimal(maintenance),
    },
  };
}

/** All currencies of the multi-collateral wallet secure all its cross positions, in USD. */
function crossPool(state: State, parts: Parts, unknown: readonly string[]): MarginPool {
  const {flex} = state;
  const comparable = flex && (flex.ofCross || parts.isolated.length === 0) ? flex : undefined;
  const found = listed(state, parts.cross, comparable);
  const {held} = found;
  const funding = fundingOf(held, comparable?.totals);
  const converted = flex && held.length > 0 ? conversionOf(flex) : [];
  const aside = parts.isolated.reduce((sum, {margin}) => sum.plus(margin ?? 0), ZERO);
  const deductions: readonly Deduction[] = [
    ...funding.deductions,
    ...converted,
    ...(aside.isZero() ? [] : [{name: 'margin of isolated positions', amount: aside}]),
  ];
  const doubts = [
    ...found.doubts,
    ...funding.doubts,
    ...(converted.length > 0 ? [CONVERTED] : []),
    ...(flex && comparable === undefined ? [OF_ALL] : []),
    ...new Set(parts.isolated.flatMap((each) => each.doubts)),
  ];
  const needs = [
    ...found.needs,
    ...(flex ? [] : ['the multi-collateral wallet']),
    ...parts.isolated.flatMap(({margin, held: {row}}) => (margin ? [] : [`margin of ${row.symbol}`])),
    ...unknown.map((symbol) => `rules of ${symbol}, a kind of contract not known here`),
  ];
  return {
    id: 'cross:flex',
    kind: 'cross',
    unit: 'USD',
    waterline: ONE,
    collateral: Object.entries(flex?.currencies ?? {})
      .filter(([, {quantity}]) => !isZero(quantity))
      .map(collateralOf),
    positions: withThresholds(held, flex?.changedAt ?? Infinity),
    ...(comparable && orderMarginOf(comparable.totals)),
    ...(deductions.length > 0 && {deductions}),
    levels: LEVELS,
    ...(flex && reportedOf(flex, parts, found)),
    ...(doubts.length > 0 && {doubts}),
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: sourcesOf(Math.max(flex?.at ?? 0, state.listing.at), held),
  };
}

/** A position is isolated where its own row or the wallet's `isolated` block says so. */
export function flexPools(
  state: State,
  linear: readonly Held[],
  unknown: readonly string[],
): readonly MarginPool[] {
  const {flex} = state;
  const isIsolated = ({row}: Held) =>
    row.isolated === true || !isZero(own(flex?.isolated ?? {}, row.symbol)?.maintenance);
  const isolated = linear.filter(isIsolated).map((held): Isolated => marginOf(state, held));
  const cross = linear.filter((held) => !isIsolated(held));
  const hasWallet = Object.values(flex?.currencies ?? {}).some(({quantity}) => !isZero(quantity));
  if (linear.length === 0 && unknown.length === 0 && !hasWallet && isZero(flex?.totals.maintenance))
    return [];
  return [crossPool(state, {cross, isolated}, unknown), ...isolated.map((each) => isolatedPool(state, each))];
}
