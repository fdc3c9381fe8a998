import {ONE, ZERO} from './constant.ts';
import {pricedBy, signOf} from './contract.ts';
import type {Decimal} from './decimal.ts';
import {type PoolBook, rowAt, rowsOf} from './pool-book.ts';

/** Two figures that differ, and what there is to tell why. */
export type Difference = {
  readonly book: PoolBook;
  readonly ours: Decimal;
  readonly theirs: Decimal;
  /** How far apart two numbers may be and still be the same. */
  readonly tolerance: Decimal;
};

/** A stale price or a payment on its way moves a figure by no more than this share. */
const CLOSE = '0.005';

/** The likeliest reason why the venue's equity is not ours, for people. */
export const equityCause = ({book, ours, theirs, tolerance}: Difference): string => {
  const missing = ours.minus(theirs);
  const is = (amount: Decimal): boolean => !amount.isZero() && missing.minus(amount).abs().lte(tolerance);
  if (is(totalProfit(book))) return 'the venue’s figure leaves out unrealised profit';
  if (is(totalProfit(book).neg()))
    return 'unrealised profit is counted twice in ours or already in the balance';
  if (is(book.deducted.neg())) return 'the venue’s figure is before its deductions';
  if (is(haircut(book).neg())) return 'the venue’s figure is before haircuts';
  if (is(fundingDue(book)) || is(fundingDue(book).neg()))
    return 'a funding payment is not settled on one side';
  if (isClose(ours, theirs)) return 'prices of another moment';
  return theirs.gt(ours)
    ? 'a balance is missing here, as of a unified account'
    : 'a liability or a reservation is missing here';
};

/** The likeliest reason why a requirement is not ours. */
export const requirementCause = ({book, ours, theirs, tolerance}: Difference): string => {
  const fees = closingFees(book);
  const is = (amount: Decimal): boolean =>
    !amount.isZero() && ours.minus(theirs).minus(amount).abs().lte(tolerance);
  if (is(fees)) return 'the venue’s figure is without closing fees';
  if (is(fees.neg())) return 'closing fees are counted twice';
  if (isClose(ours, theirs)) return 'prices of another moment, or a closing fee';
  return 'the tier table is outdated, or the venue counts this pool otherwise';
};

export const ratioCause = ({ours, theirs}: Difference): string => {
  if (!ours.isZero() && isClose(ONE.div(ours), theirs)) return 'the venue’s ratio is the other way round';
  return isClose(ours, theirs) ? 'prices of another moment' : 'equity or requirement differ: see theirs';
};

/** The likeliest reason why a position's liquidation price is not ours. */
export const priceCause = ({book, ours, theirs, tolerance}: Difference, index: number): string => {
  if (frozenPrice(book, index)?.minus(theirs).abs().lte(tolerance))
    return 'the venue keeps today’s requirement while the price moves';
  if (ours.minus(theirs).abs().lte(ours.abs().times('0.0001'))) return 'the venue rounds to its price step';
  const mark = pricedBy(rowAt(book, index).position);
  if (mark === undefined || isClose(ours, theirs)) return 'prices of another moment';
  const farther = theirs.minus(mark).abs().gt(ours.minus(mark).abs());
  return farther
    ? 'the venue counts more equity, as of a unified account, or lets collateral stay'
    : 'the venue counts less equity, or moves other prices too';
};

const isClose = (ours: Decimal, theirs: Decimal): boolean =>
  ours.minus(theirs).abs().lte(theirs.abs().times(CLOSE));

/** Σ of the rows' `of`, in the unit; a row that lacks it counts nothing. */
const total = (book: PoolBook, of: (index: number) => Decimal | null): Decimal =>
  rowsOf(book).reduce((sum, _, index) => {
    const amount = of(index);
    const price = book.assets[book.slots[index]?.asset ?? 0]?.price ?? null;
    return amount === null || price === null ? sum : sum.plus(amount.times(price));
  }, ZERO);

const totalProfit = (book: PoolBook): Decimal => total(book, (index) => rowAt(book, index).profit);

const closingFees = (book: PoolBook): Decimal =>
  total(book, (index) => {
    const {value, position} = rowAt(book, index);
    return value === null || position.closingFeeRate === undefined
      ? null
      : value.times(position.closingFeeRate);
  });

const fundingDue = (book: PoolBook): Decimal =>
  total(book, (index) => {
    const {value, position} = rowAt(book, index);
    return value === null || position.fundingRate === undefined
      ? null
      : value.times(position.fundingRate).times(signOf(position));
  });

/** What the weights take off, in the unit. */
const haircut = ({assets}: PoolBook): Decimal =>
  assets.reduce(
    (sum, {amount, price, worth}) =>
      amount === null || price === null || worth === null ? sum : sum.plus(amount.times(price)).minus(worth),
    ZERO,
  );

/** mark − side × (equity − requirement) ÷ quantity: the requirement frozen at today's. Linear contracts only. */
const frozenPrice = (book: PoolBook, index: number): Decimal | null => {
  const {position, quantity} = rowAt(book, index);
  const {equity, maintenance} = book;
  if (position.contract !== 'linear' || position.markPrice === undefined) return null;
  if (equity === null || maintenance === null) return null;
  const room = equity.minus(maintenance).div(quantity);
  return position.side === 'long' ? position.markPrice.minus(room) : position.markPrice.plus(room);
};
