import type {Collateral, Deduction} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {collateralOf, countedThen, type Holding} from './coins.ts';
import type {Totals} from './state.ts';

/** What stands behind a unified account. */
export type Means = {
  readonly collateral: readonly Collateral[];
  readonly deductions: readonly Deduction[];
  readonly doubts: readonly string[];
  /** Coins, prices and ratios alone made it: Bybit's own total may be held against it. */
  readonly isOwn: boolean;
  /** The wallet's list names every coin. */
  readonly isWhole: boolean;
};

const ONE = new Decimal(1);
const ZERO = new Decimal(0);

/** Digits cut in coins and their USD values: a cent, or a hundred-thousandth. */
const CENT = new Decimal('0.01');
const SHARE = new Decimal('1e-5');

const sum = (amounts: readonly Decimal[]) => amounts.reduce((total, each) => total.plus(each), ZERO);

/** A coin without a price is in Bybit's total all the same; it can only be left out when nothing is settled in it. */
function split(holdings: readonly Holding[], settled: ReadonlySet<string>, hasTotal: boolean) {
  const isLeft = ({name, priceThen}: Holding) => hasTotal && priceThen === undefined && !settled.has(name);
  return {counted: holdings.filter((each) => !isLeft(each)), left: holdings.filter(isLeft)};
}

const plain = (holdings: readonly Holding[]): Means => ({
  collateral: holdings.map(collateralOf),
  deductions: [],
  doubts: holdings.flatMap(({doubts}) => doubts),
  isOwn: true,
  isWhole: true,
});

/** Haircuts that were not seen are shared over the coins that have one, by value; else they stand as they are. */
function lowered(holdings: readonly Holding[], gap: Decimal): Partial<Means> {
  const isOpen = ({weight, amount, profit}: Holding) => weight === undefined && amount.plus(profit).gt(0);
  const open = holdings.filter(isOpen);
  const value = sum(open.map((each) => countedThen(each, ONE)));
  if (gap.gte(value)) {
    return {
      deductions: [{name: 'held back by Bybit', amount: gap}],
      doubts: ['what Bybit takes off the balances for haircuts and orders is taken to stay as it is'],
    };
  }
  const weight = ONE.minus(gap.div(value));
  return {
    collateral: holdings.map((each) => collateralOf(isOpen(each) ? {...each, weight} : each)),
    doubts: [
      `the haircut of ${open.map(({name}) => name).join(', ')} is Bybit's of the whole account, shared by value`,
    ],
  };
}

/** What Bybit counts and the coins do not show: a coin that was not listed, or has no price yet. */
const raised = (holdings: readonly Holding[], rest: Decimal, left: readonly Holding[]): Partial<Means> => ({
  collateral: [...holdings.map(collateralOf), {asset: 'other assets', amount: rest, price: ONE, weight: ONE}],
  doubts: [
    left.length > 0
      ? `what ${left.map(({name}) => name).join(', ')} adds is taken from Bybit's total and stays as it was`
      : "coins that were not listed are taken from Bybit's total and stay as they were",
  ],
});

/**
 * Balances at their USD prices and collateral ratios. Bybit's total of the same moment tells whether that is all: when
 * it is not, what is missing either way is taken from it and every figure is an estimate.
 */
export function meansOf(
  holdings: readonly Holding[],
  totals: Totals | undefined,
  settled: ReadonlySet<string>,
): Means {
  const base = totals?.base;
  const {counted, left} = split(holdings, settled, base !== undefined);
  if (base === undefined) return plain(counted);
  const whole = counted.map((each) => (each.weight ? each : {...each, weight: ONE}));
  const then = sum(counted.map((each) => countedThen(each, each.weight ?? ONE)));
  const isSaid = counted.some(({profit}) => !profit.isZero());
  const gap = then.plus(isSaid ? 0 : (totals?.profit ?? 0)).minus(base);
  const own = plain(whole);
  if (gap.abs().lte(Decimal.max(CENT, SHARE.times(base).abs()))) return {...own, isWhole: left.length === 0};
  const mended = gap.gt(0) ? lowered(counted, gap) : raised(whole, gap.neg(), left);
  return {
    ...own,
    ...mended,
    doubts: [...own.doubts, ...(mended.doubts ?? [])],
    isOwn: false,
    isWhole: gap.gt(0) || left.length > 0,
  };
}
