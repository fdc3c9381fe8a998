import type {Position} from './account.ts';
import {black76} from './black76.ts';
import {ZERO} from './constant.ts';
import {isCoinOption, pricedBy} from './contract.ts';
import {Decimal} from './decimal.ts';

const MS_A_YEAR = 365 * 24 * 3600 * 1000;

/** Time to expiry in years of 365 days, never negative. */
export const yearsTo = (expiresAt: number, now: number): number => Math.max(0, expiresAt - now) / MS_A_YEAR;

/** What the model cannot be asked without. */
export const optionNeeds = (position: Position): readonly string[] => [
  ...(pricedBy(position) === undefined ? [`index price of ${position.underlying}`] : []),
  ...(position.option?.markVolatility === undefined ? [`mark volatility of ${position.symbol}`] : []),
];

export const optionDoubt = (symbol: string): string =>
  `${symbol} is repriced with Black-76 on the venue's mark volatility`;

/**
 * Mark of an option, in its settle asset, when the underlying's index is multiplied by `factor` and its volatility by
 * `shift`: today's mark plus what the model says of the change, never below nothing. Null: something is missing.
 */
export const repricedMark = (
  position: Position,
  factor: Decimal,
  shift: Decimal,
  now: number,
): Decimal | null => {
  const {option, markPrice} = position;
  const indexPrice = pricedBy(position);
  if (option?.markVolatility === undefined || markPrice === undefined || indexPrice === undefined)
    return null;
  const years = new Decimal(yearsTo(option.expiresAt, now));
  const {right, strike, markVolatility} = option;
  const moved = indexPrice.times(factor);
  const after = black76(right, moved, strike, years, markVolatility.times(shift));
  const before = black76(right, indexPrice, strike, years, markVolatility);
  const change = isCoinOption(position)
    ? after.div(moved).minus(before.div(indexPrice))
    : after.minus(before);
  return Decimal.max(ZERO, markPrice.plus(change));
};
