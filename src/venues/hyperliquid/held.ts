import {Decimal} from '../../engine/decimal.ts';
import type {Dex, Held} from './state.ts';

/** Arithmetic of one position at the moment of its frame, in the dex's collateral token. */

export function isIsolated(held: Held): boolean {
  return held.rawUsd !== undefined;
}

/** Size × mark with the size's sign. */
export function signedValue(held: Held): Decimal {
  const value = new Decimal(held.value);
  return held.size.startsWith('-') ? value.negated() : value;
}

/** The mark at the frame's moment: value ÷ size. Null: the frame valued it at nothing. */
export function frameMark(held: Held): Decimal | null {
  const value = new Decimal(held.value);
  return value.isPositive() && !value.isZero() ? value.div(new Decimal(held.size).abs()) : null;
}

/** Half of the last of the six decimals that the venue gives a profit. */
const PNL_ROUNDING = new Decimal('0.000001');

/**
 * The price that the profit counts from. `entryPx` is rounded for display, so when it does not give the profit that
 * stands beside it, the price that does is taken.
 */
export function entryPrice(held: Held): Decimal {
  const size = new Decimal(held.size);
  // Fifteen digits: a profit to the tenth decimal, and products that need no rounding.
  const exact = signedValue(held).minus(held.pnl).div(size).toSignificantDigits(15);
  const shown = new Decimal(held.entry ?? 0);
  // A profit that no price gives is not one to follow.
  if (exact.isNegative()) return shown;
  return held.entry !== null && shown.minus(exact).times(size).abs().lte(PNL_ROUNDING) ? shown : exact;
}

/** Size × (mark − entry) at the frame's moment. */
export function gain(held: Held): Decimal {
  return signedValue(held).minus(entryPrice(held).times(held.size));
}

/** What the isolated position's own pool is worth at the frame's moment: its cash + size × mark. */
export function isolatedEquity(held: Held): Decimal {
  return signedValue(held).plus(held.rawUsd ?? '0');
}

export function sum(amounts: readonly Decimal[]): Decimal {
  return amounts.reduce((total, one) => total.plus(one), new Decimal(0));
}

export function crossPositions(dex: Dex): readonly Held[] {
  return dex.positions.filter((held) => !isIsolated(held));
}

export function isolatedPositions(dex: Dex): readonly Held[] {
  return dex.positions.filter(isIsolated);
}

/** Value of all positions that the frame shows less what it says that they add up to; zero in a whole frame. */
export function unseenNotional(dex: Dex): Decimal {
  const shown = sum(dex.positions.map((held) => new Decimal(held.value)));
  const gap = new Decimal(dex.notional).minus(shown);
  const tolerance = Decimal.max('0.001', shown.abs().times('1e-7'));
  return gap.abs().lte(tolerance) ? new Decimal(0) : gap;
}
