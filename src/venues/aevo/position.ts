import type {Position, PositionReported, Schedule} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {isZero} from '../wire.ts';
import type {Held} from './held.ts';

export const ONE = new Decimal(1);
export const ZERO = new Decimal(0);
export const CASH = 'USDC';

/** Margin rates have so few digits; strings of six digits blur them by less than a hundred-thousandth. */
const DIGITS = 5;
const BLUR = '1e-5';
/** Of a sold option, of the index: standard margin. */
const SOLD = new Decimal('0.1');

const isNear = (one: Decimal, other: Decimal) => one.minus(other).abs().lte(other.abs().times(BLUR));

/** What the engine counts a position's value with. */
const basisNow = ({row, size, mark, index}: Held) => {
  const price = row.option ? index : mark;
  return price && size.times(price);
};

function basisThen({row, size}: Held): Decimal | undefined {
  const price = row.option ? row.index : row.mark;
  return price === undefined ? undefined : size.times(price);
}

/** A share of the value at the mark; at the index where only that gives a rate. */
function perpetualCharge({row, size, mark, index}: Held, required: Decimal): Schedule | undefined {
  const prices = [[row.mark, mark] as const, [row.index, index] as const];
  for (const [then, now] of prices) {
    if (then === undefined || now === undefined || mark === undefined || size.isZero()) continue;
    const rate = required.div(size.times(then));
    const round = rate.toDecimalPlaces(DIGITS);
    if (round.isZero() || !isNear(rate, round)) continue;
    return {kind: 'tiers', tiers: [{from: ZERO, maintenanceRate: round.times(now).div(mark)}]};
  }
  return undefined;
}

/** A tenth of the index, of a put of the mark when that is more, and the mark, whose value stays put here: its change is in the equity. */
function soldCharge({row, size, mark, index}: Held, required: Decimal): Schedule | undefined {
  if (row.index === undefined || row.mark === undefined || !mark || !index) return undefined;
  const share = (at: Decimal, premium: Decimal) =>
    row.option?.right === 'put' ? Decimal.max(at, premium).times(SOLD) : at.times(SOLD);
  const then = share(new Decimal(row.index), new Decimal(row.mark)).plus(row.mark).times(size);
  if (!isNear(required, then)) return undefined;
  const maintenanceRate = share(index, mark).div(index);
  return {kind: 'tiers', tiers: [{from: ZERO, maintenanceRate, deduction: mark.times(size).neg()}]};
}

function scheduleOf(held: Held): Schedule | undefined {
  const {row} = held;
  const isBought = row.option !== undefined && row.side === 'long';
  // Bought options are often told without a margin: they need none.
  if (!row.isShare && isBought && isZero(row.maintenance))
    return {kind: 'tiers', tiers: [{from: ZERO, maintenanceRate: ZERO, initialRate: ZERO}]};
  if (row.maintenance === undefined) return undefined;
  const required = new Decimal(row.maintenance);
  const charge = row.option ? soldCharge : perpetualCharge;
  const rule = row.isShare ? undefined : charge(held, required);
  if (rule !== undefined) return rule;
  const then = basisThen(held);
  const now = basisNow(held);
  return {kind: 'reported', maintenance: then?.gt(0) && now ? required.times(now).div(then) : required};
}

function leverageOf(held: Held): Decimal | undefined {
  const {initial, leverage} = held.row;
  const then = basisThen(held);
  if (initial !== undefined && !isZero(initial) && then !== undefined) return then.div(initial);
  return leverage === undefined || held.row.option ? undefined : new Decimal(leverage);
}

/** A requirement holds at the row's own mark, a liquidation price while nothing of the account has moved. */
function reportedOf({row, isOwn}: Held, still: 'still' | 'moved'): PositionReported {
  const {maintenance, liquidation, isShare, isIsolated} = row;
  if (isShare) return {};
  const isPriced = still === 'still' && !isIsolated && !row.option && !liquidation?.startsWith('-');
  return {
    ...(isOwn && !isZero(maintenance) && {maintenanceMargin: new Decimal(maintenance ?? 0)}),
    ...(isPriced && new Decimal(liquidation ?? 0).gt(0) && {liquidationPrice: new Decimal(liquidation ?? 0)}),
  };
}

/** An option without terms requires what Aevo says, and is worth nobody knows what. */
function strange({row, size, mark}: Held): Position {
  const {name, side, maintenance} = row;
  return {
    symbol: name,
    underlying: name,
    contract: 'spot-borrow',
    settle: CASH,
    multiplier: ONE,
    side,
    size,
    ...(mark && {markPrice: mark}),
    ...(maintenance !== undefined && {schedule: {kind: 'fixed', maintenance: new Decimal(maintenance)}}),
  };
}

export function positionOf(held: Held, still: 'still' | 'moved'): Position {
  if (held.row.isStrange) return strange(held);
  const {row, size, mark, index, funding, volatility} = held;
  const schedule = scheduleOf(held);
  const leverage = leverageOf(held);
  const {option} = row;
  const reported = reportedOf(held, still);
  return {
    symbol: row.name,
    underlying: row.coin,
    contract: option ? 'option' : 'linear',
    settle: CASH,
    multiplier: ONE,
    side: row.side,
    size,
    ...(row.entry !== undefined && {entryPrice: new Decimal(row.entry)}),
    ...(mark && {markPrice: mark}),
    ...(index && {indexPrice: index}),
    ...(leverage && {leverage}),
    ...(schedule && {schedule}),
    ...(!option && funding && {fundingRate: funding, fundingIntervalHours: ONE}),
    ...(option && {
      option: {
        right: option.right,
        strike: new Decimal(option.strike),
        expiresAt: option.expiresAt,
        ...(volatility && {markVolatility: volatility}),
      },
    }),
    ...(Object.keys(reported).length > 0 && {reported}),
  };
}

/** A requirement that no position shows. */
export const others = (maintenance: Decimal): Position => ({
  symbol: 'others',
  underlying: 'others',
  contract: 'spot-borrow',
  settle: CASH,
  multiplier: ONE,
  side: 'short',
  size: maintenance,
  markPrice: ONE,
  schedule: {kind: 'tiers', tiers: [{from: ZERO, maintenanceRate: ONE, initialRate: ZERO}]},
});
