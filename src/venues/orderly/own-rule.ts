import type {PositionReported} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {ZERO} from './collateral.ts';
import {grown} from './growth.ts';
import {type Held, maintenanceRateOf, type Terms} from './position.ts';

/** Orderly's own liquidation prices, which its page works out by a search that ends early. */

const CROSS_RULE =
  'Orderly halves an interval until it is a ten-thousandth wide; this is where its search ends';
const ISOLATED_RULE = "Orderly takes today's maintenance rate for an isolated position's price";
const HALVINGS = 30;
const NEAR = new Decimal('0.0001');

type Search = {
  readonly quantity: Decimal;
  readonly mark: Decimal;
  readonly terms: Terms;
  /** Total collateral at the mark. */
  readonly collateral: Decimal;
  /** What the other positions require. */
  readonly others: Decimal;
};

function priceAt({quantity, mark, collateral, others}: Search, rate: Decimal): Decimal {
  const size = quantity.abs();
  const cushion = collateral.minus(size.times(mark).times(rate)).minus(others);
  return Decimal.max(ZERO, mark.plus(cushion.div(size.times(rate).minus(quantity))));
}

function isSafe({quantity, mark, terms, collateral, others}: Search, price: Decimal): boolean {
  const value = quantity.abs().times(price);
  const left = collateral.plus(quantity.times(price.minus(mark)));
  return left.gte(value.times(maintenanceRateOf(terms, value)).plus(others));
}

/** Where Orderly's search begins: the price by today's rate, and one by a rate that is surely off. */
function ends(search: Search): readonly [Decimal, Decimal] {
  const {quantity, mark, terms} = search;
  const size = quantity.abs();
  const today = priceAt(search, maintenanceRateOf(terms, size.times(mark)));
  if (quantity.isPositive()) return [priceAt(search, terms.maintenance), today];
  return [priceAt(search, grown(terms.initial, terms.growth, size.times(today))), today];
}

/** Orderly's rule for a cross position, step by step. */
function searched(search: Search): Decimal {
  const isLong = search.quantity.isPositive();
  let [left, right] = ends(search);
  for (let halving = 0; halving < HALVINGS && left.lt(right); halving++) {
    const middle = left.plus(right).div(2);
    if (isSafe(search, middle) === isLong) right = middle;
    else left = middle;
    if (right.minus(left).div(left.plus(right)).times(2).lte(NEAR)) break;
  }
  return isLong ? right : left;
}

const priced = (price: Decimal) => (price.lte(0) ? 'none' : price);

function reportedOf({row}: Held, own: Decimal, rule: string): PositionReported | undefined {
  if (row.liquidation === undefined) return undefined;
  return {
    liquidationPrice: priced(new Decimal(row.liquidation)),
    byOwnRule: {liquidationPrice: priced(own), rule},
  };
}

/** Of the cross positions, in their order; `collateral` is the total at their marks. */
export function crossReported(
  all: readonly Held[],
  collateral: Decimal,
): readonly (PositionReported | undefined)[] {
  const required = all.map(({terms, value}) => (terms ? value.times(maintenanceRateOf(terms, value)) : ZERO));
  const total = required.reduce((sum, each) => sum.plus(each), ZERO);
  return all.map((held, nth) => {
    const {quantity, mark, terms, row} = held;
    if (mark === undefined || terms === undefined || row.liquidation === undefined) return undefined;
    const others = total.minus(required[nth] ?? ZERO);
    return reportedOf(held, searched({quantity, mark, terms, collateral, others}), CROSS_RULE);
  });
}

/** `margin` is what secures it at entry, after what funding it owes. */
export function isolatedReported(held: Held, margin: Decimal): PositionReported | undefined {
  const {quantity, value, terms, row} = held;
  if (terms === undefined) return undefined;
  const rate = maintenanceRateOf(terms, value);
  const price = margin.minus(row.cost).div(quantity.abs().times(rate).minus(quantity));
  return reportedOf(held, price, ISOLATED_RULE);
}
