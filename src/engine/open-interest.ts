import {ONE} from './constant.ts';
import {Decimal} from './decimal.ts';

/**
 * An initial rate raised by a market's open interest: base + (1 − base) × the share of the way that the open
 * notional has gone from `lower` to `upper`, at most 1. Notionals in one unit. Source: dYdX v4 protocol, liquidity
 * tiers with open-interest caps.
 */
export const scaledByOpenInterest = (
  base: Decimal,
  openNotional: Decimal,
  lower: Decimal,
  upper: Decimal,
): Decimal => {
  if (openNotional.lte(lower)) return base;
  if (openNotional.gte(upper)) return ONE;
  const share = openNotional.minus(lower).div(upper.minus(lower));
  return Decimal.min(ONE, base.plus(ONE.minus(base).times(share)));
};
