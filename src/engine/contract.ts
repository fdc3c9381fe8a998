import type {Position} from './account.ts';
import {ZERO} from './constant.ts';
import type {Decimal} from './decimal.ts';

/** +1 for a long, −1 for a short. */
export const signOf = (position: Position): 1 | -1 => (position.side === 'long' ? 1 : -1);

/** Contracts × multiplier: base units of a linear contract, USD of an inverse one, settle asset per point of a quanto one. */
export const quantityOf = (position: Position): Decimal => position.size.times(position.multiplier);

/** An option that is paid in its own underlying: its price is a fraction of a coin, as Deribit's BTC options. */
export const isCoinOption = (position: Position): boolean =>
  position.contract === 'option' && position.settle === position.underlying;

/**
 * The power of the underlying's price that a position's value goes with: 1 linear, −1 inverse, 0 an option whose
 * value is counted in the underlying itself.
 */
export const degreeOf = (position: Position): 1 | 0 | -1 =>
  position.contract === 'inverse' ? -1 : isCoinOption(position) ? 0 : 1;

/**
 * The price that a position's value is counted with: the mark, for an option the underlying's index. A venue that
 * writes 0 for a price that it does not have is not believed.
 */
export const pricedBy = (position: Position): Decimal | undefined => {
  const price = position.contract === 'option' ? position.indexPrice : position.markPrice;
  return price?.isZero() ? undefined : price;
};

/**
 * Value in the settle asset, positive: quantity × price; quantity ÷ price when inverse; for an option the value of
 * its underlying. Null: the price is not there.
 */
export const valueAt = (position: Position, quantity: Decimal): Decimal | null => {
  if (isCoinOption(position)) return quantity;
  const price = pricedBy(position);
  if (price === undefined) return null;
  return position.contract === 'inverse' ? quantity.div(price) : quantity.times(price);
};

/**
 * Unrealised profit in the settle asset, signed. Linear and quanto: quantity × (mark − entry). Inverse: quantity ×
 * (1/entry − 1/mark). Shorts are the opposite. Of a borrowing: zero, because the debt stands in the collateral.
 */
export const profitOf = (position: Position, quantity: Decimal, value: Decimal | null): Decimal | null => {
  if (position.contract === 'spot-borrow') return ZERO;
  const {entryPrice, markPrice} = position;
  if (entryPrice === undefined || markPrice === undefined) return null;
  if (position.contract !== 'option' && value === null) return null;
  if (position.contract === 'inverse') {
    if (value === null || entryPrice.isZero()) return null;
    const cost = quantity.div(entryPrice);
    return position.side === 'long' ? cost.minus(value) : value.minus(cost);
  }
  const gain = quantity.times(markPrice.minus(entryPrice));
  return position.side === 'long' ? gain : gain.neg();
};

/**
 * What the position adds to its settle asset's amount: its profit; for an option its mark value, because the premium
 * has already left the balance (Deribit: equity = cash + future profit + option value).
 */
export const countedOf = (position: Position, quantity: Decimal, profit: Decimal | null): Decimal | null => {
  if (position.contract !== 'option') return profit;
  if (position.markPrice === undefined) return null;
  const worth = quantity.times(position.markPrice);
  return position.side === 'long' ? worth : worth.neg();
};
