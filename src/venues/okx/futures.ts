import type {MarginPool, PoolReported, Position} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {crossLoan} from './cross-loan.ts';
import {type Fee, feeOf} from './fee.ts';
import {LEVELS, sourcesOf, WATERLINE} from './levels.ts';
import {type Held, positionOf} from './position.ts';
import {isOneMoment, othersOf, pricesOf} from './push.ts';
import type {Currency, OkxState} from './state.ts';
import {cashOf, crossProfit, or0, sumOf} from './sums.ts';
import {maintenanceOf, profitOf} from './valued.ts';
import {unsized, type Wholeness, wholenessOf} from './wholeness.ts';

const ZERO = new Decimal(0);
const ONE = new Decimal(1);
const NOISE = new Decimal('1e-6');

/** Equity that is neither cash nor profit, options, isolated or in bots: of something that is not known here. */
function unknownEquity(currency: Currency, held: readonly Held[]): readonly string[] {
  const {ccy, eq, isoEq, stgyEq} = currency;
  const options = held.filter(({contract}) => contract === 'option').map(({row}) => or0(row.optVal));
  const known = sumOf([cashOf(currency), crossProfit(currency), or0(isoEq), or0(stgyEq), ...options]);
  const rest = new Decimal(eq).minus(known);
  return rest.abs().lte(new Decimal(eq).abs().times(NOISE))
    ? []
    : [`OKX counts ${rest.toFixed()} ${ccy} of equity that is neither cash nor profit`];
}

/** Ratio of the positions' push; equity and requirement of the account's when both pushes are of one moment. */
function reportedOf(
  currency: Currency | undefined,
  held: readonly Held[],
  fee: Decimal,
): PoolReported | undefined {
  if (!isOneMoment(held, currency?.cashAt ?? 0) || held.length === 0) return undefined;
  const ratio = held[0]?.row.mgnRatio ?? currency?.mgnRatio;
  const profit = sumOf(held.map(profitOf));
  const value = sumOf(held.map(({value: each}) => each ?? ZERO));
  const isSame =
    currency !== undefined &&
    crossProfit(currency).minus(profit).abs().lte(new Decimal(currency.eq).abs().times('1e-9'));
  const hasTotal = isSame && !isZero(currency.mmr);
  return {
    ...(isSame && {equity: new Decimal(currency.eq).minus(or0(currency.isoEq)).minus(or0(currency.stgyEq))}),
    ...(hasTotal && {maintenanceMargin: or0(currency.mmr).plus(value.times(fee))}),
    ...(ratio !== undefined && {ratio: new Decimal(ratio)}),
  };
}

type Parts = {
  readonly state: OkxState;
  readonly ccy: string;
  readonly currency: Currency | undefined;
  readonly held: readonly Held[];
  readonly loans: readonly Held[];
};

function positionsOf({state, ccy, currency, held, loans}: Parts, fee: Decimal): readonly Position[] {
  const prices = loans.length === 0 ? pricesOf(held, currency?.cashAt ?? 0) : 'moved on';
  return [
    ...held.map((one) => positionOf(state, one, {fee, others: othersOf(held, one), prices})),
    ...loans.map((one) => crossLoan(one, ccy)),
  ];
}

function gapsOf({state, ccy, currency, held, loans}: Parts, fee: Fee): Wholeness {
  const total = currency === undefined || isZero(currency.mmr) ? undefined : or0(currency.mmr);
  const whole = wholenessOf(state, sumOf([...held, ...loans].map(maintenanceOf)), total);
  return {
    doubts: [
      ...whole.doubts,
      ...(held.length > 0 ? fee.doubts : []),
      ...(currency ? unknownEquity(currency, held) : []),
    ],
    needs: [...whole.needs, ...(currency === undefined ? [`balance of ${ccy}`] : []), ...unsized(held)],
  };
}

/** Futures mode: what is held of a currency secures the cross positions that it margins, and nothing else does. */
export function futuresPool(state: OkxState, ccy: string, all: readonly Held[]): MarginPool {
  const currency = own(state.currencies, ccy);
  const loans = all.filter(({row}) => row.instType === 'MARGIN');
  const held = all.filter(({row}) => row.instType !== 'MARGIN');
  const parts: Parts = {state, ccy, currency, held, loans};
  const cash = currency && cashOf(currency);
  const fee = feeOf(state, ccy, `the cross positions in ${ccy}`);
  const {doubts, needs} = gapsOf(parts, fee);
  const reported = loans.length === 0 ? reportedOf(currency, held, fee.fee) : undefined;
  return {
    id: `cross:${ccy}`,
    kind: 'cross',
    unit: ccy,
    waterline: WATERLINE,
    collateral: cash === undefined ? [] : [{asset: ccy, amount: cash, price: ONE, weight: ONE}],
    positions: positionsOf(parts, fee.fee),
    ...(currency?.ordFrozen !== undefined && {orderMargin: new Decimal(currency.ordFrozen)}),
    levels: LEVELS,
    ...(reported && {reported}),
    ...(doubts.length > 0 && {doubts}),
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: sourcesOf(currency?.at ?? state.heardAt, all),
  };
}
