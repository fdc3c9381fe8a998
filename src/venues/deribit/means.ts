import type {Collateral, Deduction} from '../../engine/account.ts';
import type {Decimal} from '../../engine/decimal.ts';
import {type Held, isOption} from './position.ts';
import {sumOf, ZERO} from './sum.ts';

/** What a pool is made of, whichever currencies it pools. Amounts in the pool's unit. */
export type Means = {
  readonly id: string;
  readonly kind: 'cross' | 'portfolio';
  readonly unit: string;
  readonly held: readonly Held[];
  readonly told: Totals | undefined;
  readonly collateral: readonly Collateral[];
  readonly deductions: readonly Deduction[];
  readonly doubts: readonly string[];
  readonly needs: readonly string[];
  readonly settles: readonly string[];
  /** The account was told at the marks that are known now. */
  readonly isAtMarks: boolean;
  /** Currencies are priced as the account priced them. */
  readonly isPriced: boolean;
  priceOf(settle: string): Decimal | undefined;
};
export type Totals = {
  readonly balance: Decimal;
  readonly maintenance: Decimal;
  readonly initial: Decimal;
  readonly at: number;
};

/** Standard margin leaves options out of the margin balance, while the engine counts those that it prices. */
export function withoutOptions(held: readonly Held[], priceOf: Means['priceOf']): readonly Deduction[] {
  const values = held
    .filter((each) => isOption(each) && each.side === 'short')
    .map(({now, instrument}) => {
      const price = priceOf(instrument.settle);
      return now && price ? now.quantity.times(now.mark).times(price).neg() : ZERO;
    });
  const amount = sumOf(values);
  return amount.isZero()
    ? []
    : [{name: 'value of short options, which the margin balance leaves out', amount}];
}
