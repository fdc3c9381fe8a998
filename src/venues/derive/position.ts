import type {Position, PositionReported, Schedule} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {isZero} from '../wire.ts';
import {requirementOf} from './figures.ts';
import type {Held, Kept} from './held.ts';
import {movesWith, termsOf, underlyingOf} from './instrument.ts';

export const ONE = new Decimal(1);
export const ZERO = new Decimal(0);
const CASH = 'USDC';

/** A rate is Derive's own parameter when it has so few digits; doubles blur it by less than a millionth. */
const DIGITS = 5;
const BLUR = '1e-6';

function parameterOf(rate: Decimal): Decimal | undefined {
  const round = rate.toDecimalPlaces(DIGITS);
  return rate.minus(round).abs().lte(round.times(BLUR)) ? round : undefined;
}

/** What the engine counts a position's value with. */
const basisNow = ({row, size, mark, index}: Held) => {
  const price = row.isOption ? index : mark;
  return price && size.times(price);
};

function basisThen({row, size}: Held): Decimal | undefined {
  const price = row.isOption ? row.index : row.mark;
  return price === undefined ? undefined : size.times(price);
}

/** Standard margin: a share of the mark (perpetuals) or of the index (options; perpetuals, as later documents say). */
function byParameter(held: Held, required: Decimal): Schedule | undefined {
  const {row, size, mark, index} = held;
  const now = basisNow(held);
  const prices = [...(row.isOption ? [] : [[row.mark, mark] as const]), [row.index, index] as const];
  for (const [then, price] of prices) {
    if (then === undefined || price === undefined || !now?.gt(0)) continue;
    const rate = parameterOf(required.div(size.times(then)));
    if (rate === undefined || rate.isZero()) continue;
    const maintenanceRate = rate.times(size.times(price)).div(now);
    return {kind: 'tiers', tiers: [{from: ZERO, maintenanceRate}]};
  }
  return undefined;
}

function scheduleOf(held: Held): Schedule | undefined {
  const {row} = held;
  const required = requirementOf(row, 'maintenance');
  if (required === undefined) return undefined;
  const rule = row.isShare ? undefined : byParameter(held, required);
  const then = basisThen(held);
  const now = basisNow(held);
  if (rule !== undefined || !then?.gt(0) || now === undefined) return rule;
  return {kind: 'reported', maintenance: required.times(now).div(then)};
}

function leverageOf(held: Held): Decimal | undefined {
  const initial = requirementOf(held.row, 'initial');
  return initial?.gt(0) ? basisThen(held)?.div(initial) : undefined;
}

/** A requirement holds at the row's own prices, a liquidation price while nothing of the subaccount has moved. */
function reportedOf({row, isOwn}: Held, still: 'still' | 'moved'): PositionReported {
  const {liquidation} = row;
  if (row.isShare) return {};
  const maintenance = requirementOf(row, 'maintenance');
  return {
    ...(isOwn && maintenance && {maintenanceMargin: maintenance}),
    ...(still === 'still' &&
      liquidation !== undefined && {
        liquidationPrice:
          liquidation.startsWith('-') || isZero(liquidation) ? 'none' : new Decimal(liquidation),
      }),
  };
}

/** An option whose name says nothing of its terms: it requires what Derive says, and is worth nobody knows what. */
export const isStrange = ({name, row}: Held) => row.isOption && termsOf(name) === undefined;

function strange({name, row, size, mark}: Held): Position {
  const maintenance = requirementOf(row, 'maintenance');
  return {
    symbol: name,
    underlying: name,
    contract: 'spot-borrow',
    settle: CASH,
    multiplier: ONE,
    side: row.amount.startsWith('-') ? 'short' : 'long',
    size,
    ...(mark && {markPrice: mark}),
    ...(maintenance && {schedule: {kind: 'fixed', maintenance}}),
  };
}

export function positionOf(held: Held, still: 'still' | 'moved'): Position {
  if (isStrange(held)) return strange(held);
  const {name, row, size, mark, index, funding, volatility} = held;
  const schedule = scheduleOf(held);
  const leverage = leverageOf(held);
  const terms = row.isOption ? termsOf(name) : undefined;
  const reported = reportedOf(held, still);
  return {
    symbol: name,
    underlying: underlyingOf(name),
    contract: row.isOption ? 'option' : 'linear',
    settle: CASH,
    multiplier: ONE,
    side: row.amount.startsWith('-') ? 'short' : 'long',
    size,
    ...(row.entry !== undefined && {entryPrice: new Decimal(row.entry)}),
    ...(mark && {markPrice: mark}),
    ...(index && {indexPrice: index}),
    ...(leverage && {leverage}),
    ...(schedule && {schedule}),
    ...(!row.isOption && funding && {fundingRate: funding, fundingIntervalHours: ONE}),
    ...(terms && {option: {...terms, ...(volatility && {markVolatility: volatility})}}),
    ...(Object.keys(reported).length > 0 && {reported}),
  };
}

/** In standard margin a bought option is worth what it is worth and secures nothing: all of its worth is required. */
export function isInert({row, size}: Held): boolean {
  if (!row.isOption || row.isShare || row.amount.startsWith('-')) return false;
  const required = requirementOf(row, 'maintenance');
  if (row.mark === undefined || required === undefined) return false;
  const worth = size.times(row.mark);
  return worth.minus(required).abs().lte(worth.times(BLUR));
}

/** Something that requires and does nothing else. It moves with `underlying`. */
export function requirement(
  symbol: string,
  of: Pick<Position, 'underlying' | 'size' | 'markPrice'>,
): Position {
  return {
    symbol,
    contract: 'spot-borrow',
    settle: CASH,
    multiplier: ONE,
    side: 'short',
    leverage: ONE,
    schedule: {kind: 'tiers', tiers: [{from: ZERO, maintenanceRate: ONE, initialRate: ONE}]},
    ...of,
  };
}

/** What of a coin does not count. Undefined: all of it does. */
export function haircutOf({asset, coin, amount, price}: Kept): Position | undefined {
  const rate = coin.haircut === undefined ? ZERO : new Decimal(coin.haircut);
  const first = new Decimal(coin.initialHaircut ?? rate);
  if (price === undefined || (rate.isZero() && first.isZero())) return undefined;
  const maintenanceRate = parameterOf(rate) ?? rate;
  const initialRate = parameterOf(first) ?? first;
  return {
    symbol: `haircut of ${asset}`,
    underlying: movesWith(asset) ?? asset,
    contract: 'spot-borrow',
    settle: CASH,
    multiplier: ONE,
    side: 'short',
    size: amount.abs(),
    markPrice: price,
    ...(initialRate.gt(0) && {leverage: ONE.div(initialRate)}),
    schedule: {kind: 'tiers', tiers: [{from: ZERO, maintenanceRate, initialRate}]},
  };
}
