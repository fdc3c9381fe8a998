import type {MarginPool, PositionReported} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {powerOfTen} from './contract.ts';
import {feeOf} from './fee.ts';
import {LEVELS, sourcesOf, WATERLINE} from './levels.ts';
import {type Held, heldOf, positionOf, rateOf} from './position.ts';
import type {OkxState, Position as Row} from './state.ts';
import {unsized} from './wholeness.ts';

const ONE = new Decimal(1);
const ZERO = new Decimal(0);

/** Where margin + profit = (rate + fee) × value. Undefined: at no price above zero. */
function exactPrice(held: Held, margin: Decimal, charge: Decimal): Decimal | undefined {
  const {row, side, contract, size, multiplier} = held;
  if (row.avgPx === undefined || multiplier === undefined) return undefined;
  const amount = size.times(multiplier);
  const sign = side === 'long' ? 1 : -1;
  const kept = ONE.minus(charge.times(sign));
  const price =
    contract === 'inverse'
      ? amount.times(ONE.plus(charge.times(sign))).div(amount.div(row.avgPx).plus(margin.times(sign)))
      : new Decimal(row.avgPx).minus(margin.div(amount).times(sign)).div(kept);
  return price.gt(0) && price.isFinite() ? price : undefined;
}

/** A step no wider than this share of the price is told from OKX's own shift when the instrument was not seen. */
const STEP_SHARE = new Decimal('0.001');

function tickOf({instrument}: Held, shift: Decimal, price: Decimal): Decimal | undefined {
  if (instrument.tick !== undefined || shift.lte(0) || shift.gt(price.times(STEP_SHARE)))
    return instrument.tick;
  return powerOfTen(shift, '0.01');
}

/** OKX prints an isolated price one tick on the safe side: nearer to the mark than the exact one. */
function byOwnRule(held: Held, margin: Decimal, charge: Decimal): PositionReported['byOwnRule'] {
  const {liqPx} = held.row;
  if (liqPx === undefined || liqPx === 'none') return undefined;
  const exact = exactPrice(held, margin, charge);
  if (exact === undefined) return undefined;
  const sign = held.side === 'long' ? 1 : -1;
  const tick = tickOf(held, new Decimal(liqPx).minus(exact).times(sign), exact);
  const price = tick && exact.plus(tick.times(sign));
  if (tick === undefined || price?.gt(0) !== true) return undefined;
  return {
    liquidationPrice: price,
    rule: `OKX prints the price one tick (${tick.toFixed()}) on the safe side of the exact one`,
  };
}

export const isolatedId = ({instId, posSide}: Row) =>
  posSide === 'net' ? `iso:${instId}` : `iso:${instId}:${posSide}`;

export function isolatedPool(state: OkxState, row: Row): MarginPool {
  const held = heldOf(state, row);
  const margin = row.margin === undefined ? undefined : new Decimal(row.margin);
  const ratio = row.mgnRatio === undefined ? undefined : new Decimal(row.mgnRatio);
  const {fee, doubts} = feeOf(state, held.settle, row.instId);
  const rate = rateOf(state, held);
  const rule = margin && rate && byOwnRule(held, margin, rate.plus(fee));
  const needs = [...(margin === undefined ? [`isolated margin of ${row.instId}`] : []), ...unsized([held])];
  return {
    id: isolatedId(row),
    kind: 'isolated',
    unit: held.settle,
    waterline: WATERLINE,
    collateral: margin === undefined ? [] : [{asset: held.settle, amount: margin, price: ONE, weight: ONE}],
    positions: [
      positionOf(state, held, {fee, others: ZERO, prices: 'compared', ...(rule && {byOwnRule: rule})}),
    ],
    orderMargin: ZERO,
    levels: LEVELS,
    ...(held.isStill && ratio && {reported: {ratio}}),
    ...(doubts.length > 0 && {doubts}),
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: sourcesOf(row.at, [held]),
  };
}
