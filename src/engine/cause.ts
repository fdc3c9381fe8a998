import {ONE, ZERO} from './constant.ts';
import {pricedBy, signOf} from './contract.ts';
import type {Decimal} from './decimal.ts';
import {itemAt} from './item-at.ts';
import {type PoolBook, rowAt, rowsOf} from './pool-book.ts';
import type {Row} from './row.ts';

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
  const row = rowAt(book, index);
  if (frozenPrice(book, row)?.minus(theirs).abs().lte(tolerance))
    return 'the venue keeps today’s requirement while the price moves';
  if (ours.minus(theirs).abs().lte(ours.abs().times('0.0001'))) return 'the venue rounds to its price step';
  const mark = pricedBy(row.position);
  if (mark === undefined || isClose(ours, theirs)) return 'prices of another moment';
  const farther = theirs.minus(mark).abs().gt(ours.minus(mark).abs());
  return farther
    ? 'the venue counts more equity, as of a unified account, or lets collateral stay'
    : 'the venue counts less equity, or moves other prices too';
};

const isClose = (ours: Decimal, theirs: Decimal): boolean =>
  ours.minus(theirs).abs().lte(theirs.abs().times(CLOSE));

/** Σ of the rows' `of`, in the unit. Two figures that are compared are known, so all that they rest on is. */
const total = (book: PoolBook, of: (row: Row) => Decimal): Decimal =>
  rowsOf(book).reduce((sum, row, index) => {
    const {price} = itemAt(book.assets, itemAt(book.slots, index).asset);
    return sum.plus(of(row).times(price ?? ZERO));
  }, ZERO);

const totalProfit = (book: PoolBook): Decimal => total(book, ({profit}) => profit ?? ZERO);

const closingFees = (book: PoolBook): Decimal =>
  total(book, ({value, position}) => (value ?? ZERO).times(position.closingFeeRate ?? ZERO));

const fundingDue = (book: PoolBook): Decimal =>
  total(book, ({value, position}) =>
    (value ?? ZERO).times(position.fundingRate ?? ZERO).times(signOf(position)),
  );

/** What the weights take off, in the unit. */
const haircut = ({assets}: PoolBook): Decimal =>
  assets.reduce(
    (sum, {amount, price, worth}) => sum.plus((amount ?? ZERO).times(price ?? ZERO)).minus(worth ?? ZERO),
    ZERO,
  );

/** mark − side × (equity − requirement) ÷ quantity: the requirement frozen at today's. Linear contracts only. */
const frozenPrice = ({equity, maintenance}: PoolBook, {position, quantity}: Row): Decimal | null => {
  if (position.contract !== 'linear' || position.markPrice === undefined) return null;
  const room = (equity ?? ZERO).minus(maintenance ?? ZERO).div(quantity);
  return position.markPrice.minus(room.times(signOf(position)));
};
