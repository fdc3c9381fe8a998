import type {Position, PositionReported, Schedule} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {isStill, type Leg, valueAt} from './leg.ts';
import type {Rule} from './tiers.ts';
import {inverseTiers, tiersOf} from './tiers.ts';

/** Equity and requirement of a pool at the marks of the frame that told its rows. */
export type Told = {readonly equity: Decimal; readonly required: Decimal};

/** No money is this much; the documented format of accounts ends at 1e40. */
const ABSURD = new Decimal('1e30');

function scheduleOf(leg: Leg, rule: Rule): Schedule | undefined {
  const {levels, contract, size, multiplier, share, row, mark} = leg;
  if (levels.length > 0 && contract.inverse) {
    return {kind: 'tiers', tiers: inverseTiers(levels, rule, size.times(multiplier).div(share))};
  }
  if (levels.length > 0) return {kind: 'tiers', tiers: tiersOf(levels, rule, share)};
  if (row.rate === undefined || mark === undefined) return undefined;
  const maintenance = valueAt(leg, mark).times(row.rate);
  return maintenance.gt(ABSURD) ? undefined : {kind: 'reported', maintenance};
}

const FROZEN =
  'Bitget kept the requirement of that moment while the price moves, its rule before 2025-09-29; ours falls with the price';
const FROZEN_NEAR = new Decimal('1e-6');

/** mark − side × (equity − requirement) ÷ size: Bitget's older rule, which old rows still show. */
function frozenPrice({row, toldMark, size, contract}: Leg, {equity, required}: Told): Decimal | undefined {
  if (toldMark === undefined || contract.inverse) return undefined;
  const room = equity.minus(required).div(size);
  return row.side === 'long' ? toldMark.minus(room) : toldMark.plus(room);
}

/** Profit holds at the row's own mark only; a liquidation price while nothing of its pool has moved. */
function reportedOf(leg: Leg, told: Told | undefined, isPoolStill: boolean): PositionReported | undefined {
  const {row} = leg;
  const price = isPoolStill && row.liquidation !== undefined ? new Decimal(row.liquidation) : undefined;
  const frozen = price?.gt(0) && told ? frozenPrice(leg, told) : undefined;
  const isFrozen = price && frozen?.minus(price).abs().lte(price.times(FROZEN_NEAR));
  const reported: PositionReported = {
    ...(price && {liquidationPrice: price.lte(0) ? ('none' as const) : price}),
    ...(frozen && isFrozen && {byOwnRule: {liquidationPrice: frozen, rule: FROZEN}}),
    ...(row.profit !== undefined && isStill(leg) && {unrealisedPnl: new Decimal(row.profit)}),
  };
  return Object.keys(reported).length > 0 ? reported : undefined;
}

function doubtsOf(leg: Leg): readonly string[] {
  const {row, levels, mark, size, multiplier, share, contract} = leg;
  const top = levels.at(-1)?.to;
  const value = contract.inverse ? size.times(multiplier) : mark?.times(size);
  return [
    ...leg.doubts,
    ...(row.markDerived && isStill(leg)
      ? [`the mark price of ${row.symbol} is worked out from the profit that Bitget gave`]
      : []),
    ...(top && value?.div(share).gt(top) ? [`the tier table of ${row.symbol} ends below this position`] : []),
  ];
}

export type Terms = {
  readonly rule: Rule;
  readonly fee: Decimal;
  readonly told?: Told;
  readonly isPoolStill: boolean;
};

export function positionOf(leg: Leg, {rule, fee, told, isPoolStill}: Terms): Position {
  const {row, contract, size, multiplier, mark, ticker} = leg;
  const schedule = scheduleOf(leg, rule);
  const reported = reportedOf(leg, told, isPoolStill);
  const doubts = doubtsOf(leg);
  return {
    symbol: row.symbol,
    underlying: contract.underlying,
    contract: contract.inverse ? 'inverse' : 'linear',
    settle: row.coin,
    multiplier,
    side: row.side,
    size,
    ...(row.entry !== undefined && {entryPrice: new Decimal(row.entry)}),
    ...(mark && {markPrice: mark}),
    ...(ticker?.index !== undefined && {indexPrice: new Decimal(ticker.index)}),
    ...(row.leverage !== undefined && {leverage: new Decimal(row.leverage)}),
    ...(schedule && {schedule}),
    closingFeeRate: fee,
    ...(ticker?.fundingRate !== undefined && {fundingRate: new Decimal(ticker.fundingRate)}),
    ...(ticker?.nextFundingAt !== undefined && {nextFundingAt: ticker.nextFundingAt}),
    ...(reported && {reported}),
    ...(doubts.length > 0 && {doubts}),
  };
}
