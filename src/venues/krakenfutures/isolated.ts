import type {MarginPool} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {fundingOf, LEVELS, ONE, sourcesOf, withThresholds} from './pool.ts';
import {type Held, isNear} from './position.ts';
import type {State} from './state.ts';

/** An isolated position, and the margin that the wallet has set aside for it, in USD. */
export type Isolated = {readonly held: Held; readonly margin?: Decimal; readonly doubts: readonly string[]};

const TAKEN = 'the margin of an isolated position is not sent: its initial margin is taken';

/** Liquidation price = entry ∓ (margin − maintenance) ÷ size: does Kraken's own follow from this margin? */
function isBorneOut({row, position, maintenance}: Held, margin: Decimal): boolean {
  if (row.threshold === undefined || isZero(row.threshold) || maintenance === undefined) return false;
  const reach = margin.minus(maintenance).div(position.size);
  const price = position.side === 'long' ? new Decimal(row.entry).minus(reach) : reach.plus(row.entry);
  return isNear(price, new Decimal(row.threshold));
}

/** The wallet's own word for the position, else the position's: both call it initial margin. */
export function marginOf(state: State, held: Held): Isolated {
  const told = own(state.flex?.isolated ?? {}, held.row.symbol);
  const text = told?.initialOfPositions ?? told?.initial;
  const margin = text !== undefined && !isZero(text) ? new Decimal(text) : held.initial;
  if (margin === undefined) return {held, doubts: []};
  return {held, margin, doubts: isBorneOut(held, margin) ? [] : [TAKEN]};
}

export function isolatedPool(state: State, {held, margin, doubts}: Isolated): MarginPool {
  const {symbol} = held.row;
  const told = own(state.flex?.isolated ?? {}, symbol);
  const funding = fundingOf([held], told);
  const all = [...doubts, ...funding.doubts];
  return {
    id: `iso:${symbol}`,
    kind: 'isolated',
    unit: 'USD',
    waterline: ONE,
    collateral: margin ? [{asset: 'USD', amount: margin, price: ONE, weight: ONE}] : [],
    positions: withThresholds([held], 0),
    ...(funding.deductions.length > 0 && {deductions: funding.deductions}),
    levels: LEVELS,
    ...(told && {reported: {maintenanceMargin: new Decimal(told.maintenance)}}),
    ...(all.length > 0 && {doubts: all}),
    ...(margin === undefined && {equityNeeds: [`margin of ${symbol}`]}),
    sources: sourcesOf(state.heardAt, [held]),
  };
}
