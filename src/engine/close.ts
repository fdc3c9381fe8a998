import type {Position, Schedule} from './account.ts';
import {withBalance, withPosition} from './book-change.ts';
import {ONE, ZERO} from './constant.ts';
import {Decimal} from './decimal.ts';
import {type Figure, figure, none} from './figure.ts';
import {itemAt} from './item-at.ts';
import {type KnownAsset, type KnownBook, type KnownRow, knownBook, knownRow} from './known.ts';
import type {PoolBook} from './pool-book.ts';
import {powerOf} from './power.ts';
import {rootNear} from './root.ts';
import {measureOf} from './schedule.ts';
import {isAbove} from './sign.ts';
import {pieceAt} from './weight.ts';

/**
 * The smallest part of one position, in contracts, whose closing at today's mark lifts the pool to `target`
 * (accuracy, a fraction), its closing fee paid from the settle asset. Checked on the changed pool before it is given.
 */
export const closeFor = (book: KnownBook, index: number, target: Decimal): Figure => {
  const {position} = knownRow(book, index);
  const {requirement: doubts} = book.doubts;
  if (reaches(book, target)) return figure(ZERO, doubts);
  if (position.contract === 'spot-borrow')
    return none('a borrowing is repaid from a balance, not closed on the market');
  for (const kept of [...keptCandidates(book, index, target), ZERO]) {
    const size = Decimal.min(roundedUp(position.size.times(ONE.minus(kept))), position.size);
    if (reaches(closed(book, index, size), target)) return figure(size, doubts);
  }
  return none(`closing all of ${position.symbol} does not reach it`);
};

export const reaches = ({equity, maintenance}: KnownBook, target: Decimal): boolean =>
  equity.gte(maintenance.times(target));

/**
 * The book after `size` contracts of a position were closed at its mark: its profit is realised and the fee paid, by
 * default the position's closing fee (a fraction of the closed value).
 */
export const closed = (
  book: KnownBook,
  index: number,
  size: Decimal,
  feeRate: Decimal = itemAt(book.pool.positions, index).closingFeeRate ?? ZERO,
): KnownBook => {
  const {position, counted, value} = knownRow(book, index);
  if (position.size.isZero()) return book;
  const smaller = known(withPosition(book, index, resized(position, position.size.minus(size))));
  const realised = counted.minus(knownRow(smaller, index).counted);
  const fee = value.times(size.div(position.size)).times(feeRate);
  const {balance} = itemAt(smaller.assets, itemAt(book.slots, index).asset);
  return known(
    withBalance(opened(smaller, position.settle), position.settle, balance.plus(realised).minus(fee)),
  );
};

const known = (book: PoolBook | null): KnownBook => {
  const whole = book && knownBook(book);
  if (whole === null) throw new RangeError('a known pool is known after a closing');
  return whole;
};

/** With a row for the asset: a known pool has none only of its own unit, when profit alone counts in it. */
const opened = (book: KnownBook, asset: string): KnownBook => {
  const {pool} = book;
  if (pool.collateral.some((row) => row.asset === asset)) return book;
  return {
    ...book,
    pool: {...pool, collateral: [...pool.collateral, {asset, amount: ZERO, price: ONE, weight: ONE}]},
  };
};

/** The position at another size. A requirement that is only known as an amount is taken in proportion. */
const resized = (position: Position, size: Decimal): Position => {
  const {schedule} = position;
  if (schedule?.kind !== 'fixed' && schedule?.kind !== 'reported') return {...position, size};
  const maintenance = schedule.maintenance.times(size).div(position.size);
  return {...position, size, schedule: {kind: schedule.kind, maintenance}};
};

/**
 * Shares of the position that may stay, largest first: in each tier the one at which target × requirement − equity is
 * nothing, and just below the edge of each tier, where the requirement may jump.
 */
const keptCandidates = (book: KnownBook, index: number, target: Decimal): readonly Decimal[] => {
  const row = knownRow(book, index);
  const asset = itemAt(book.assets, itemAt(book.slots, index).asset);
  const rest = book.maintenance.minus(row.required.times(asset.price)).times(target).minus(book.equity);
  return feeSlopes(asset)
    .flatMap((slope) => sharesByTier(row, asset.price, target, rest, slope))
    .filter((share) => share.gte(ZERO) && share.lte(ONE))
    .sort((one, other) => other.comparedTo(one));
};

const JUST_BELOW = ONE.minus('1e-20');

/** What one unit of the settle asset that is paid as a fee takes off equity: by its weight now, or in full as a debt. */
const feeSlopes = ({pieces, amount}: KnownAsset): readonly Decimal[] => [
  itemAt(pieces, pieceAt(pieces, amount)).slope,
  ONE,
];

const sharesByTier = (
  row: KnownRow,
  price: Decimal,
  target: Decimal,
  rest: Decimal,
  slope: Decimal,
): readonly Decimal[] => {
  const {position, value, quantity} = row;
  const {schedule} = position;
  const rate = position.closingFeeRate ?? ZERO;
  // h(φ) = rest + target × required(φ) × price + fee × (1 − φ): largest φ at which it is not positive.
  const fee = value.times(price).times(rate).times(slope);
  const solve = (moved: Decimal, still: Decimal, square: Decimal): readonly Decimal[] =>
    solved(
      square.times(price).times(target),
      moved.times(price).times(target).minus(fee),
      rest.plus(still.times(price).times(target)).plus(fee),
    );
  switch (schedule.kind) {
    case 'tiers': {
      const {amount} = measureOf(position, schedule.by ?? 'notional', quantity, value);
      return schedule.tiers.flatMap(({maintenanceRate, deduction, from}) => [
        ...solve(value.times(maintenanceRate.plus(rate)), deduction?.neg() ?? ZERO, ZERO),
        from.div(amount).times(JUST_BELOW),
      ]);
    }
    case 'sized': {
      const base = position.contract === 'inverse' ? value : quantity;
      return solve(value.times(schedule.base.plus(rate)), ZERO, value.times(schedule.slope).times(base));
    }
    case 'fixed':
    case 'reported':
      return solve(schedule.maintenance.plus(value.times(rate)), ZERO, ZERO);
    case 'power':
      return powerShare(value, rate, schedule, target.times(price), rest, fee);
  }
};

const solved = (a: Decimal, b: Decimal, c: Decimal): readonly Decimal[] => {
  const root = rootNear([null, null, null, c, b, a], 1);
  return root === null ? [] : [root.over.div(root.under)];
};

/** A convex h: Newton's steps come down to its root from above, and end a hair below it. */
const powerShare = (
  value: Decimal,
  fee: Decimal,
  {base, factor, exponent}: Extract<Schedule, {kind: 'power'}>,
  charge: Decimal,
  rest: Decimal,
  paid: Decimal,
): readonly Decimal[] => {
  let share = ONE;
  for (let turn = 0; turn < STEPS && isAbove(share); turn += 1) {
    const kept = value.times(share);
    const grown = factor.times(powerOf(kept, exponent));
    const steep = grown.gt(base);
    const rate = (steep ? grown : base).plus(fee);
    const slope = value
      .times(steep ? rate.plus(grown.times(exponent)) : rate)
      .times(charge)
      .minus(paid);
    if (!isAbove(slope)) return [];
    const height = rest.plus(kept.times(rate).times(charge)).plus(paid.times(ONE.minus(share)));
    share = share.minus(height.div(slope));
  }
  return [share.times(JUST_BELOW)];
};

const STEPS = 12;

/** Upwards at thirty digits, so that rounding never leaves the pool a hair below what was asked for. */
export const roundedUp = (amount: Decimal): Decimal =>
  amount.precision() > 30 ? amount.toSignificantDigits(30, Decimal.ROUND_UP) : amount;
