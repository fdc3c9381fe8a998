import type {Position} from './account.ts';
import type {AssetBook} from './asset-book.ts';
import {withBalance, withPosition} from './book-change.ts';
import {ONE, TWO, ZERO} from './constant.ts';
import {Decimal} from './decimal.ts';
import {type Figure, figure, missing, none} from './figure.ts';
import {type PoolBook, rowAt} from './pool-book.ts';
import {type Factor, rootNear} from './root.ts';
import type {Row} from './row.ts';
import {measureOf} from './schedule.ts';
import {pieceAt} from './weight.ts';

/**
 * The smallest part of one position, in contracts, whose closing at today's mark lifts the pool to `target`
 * (accuracy, a fraction), its closing fee paid from the settle asset. Checked on the changed pool before it is given.
 */
export const closeFor = (book: PoolBook, index: number, target: Decimal): Figure => {
  const {equity, maintenance} = book;
  const row = rowAt(book, index);
  const {position} = row;
  if (equity === null || maintenance === null || row.value === null)
    return missing(['equity and requirement']);
  if (equity.gte(maintenance.times(target))) return figure(ZERO, book.doubts.requirement);
  if (position.contract === 'spot-borrow')
    return none('a borrowing is repaid from a balance, not closed on the market');
  for (const kept of keptCandidates(book, index, row, target)) {
    const size = roundedUp(position.size.times(ONE.minus(kept)));
    if (size.gt(position.size)) continue;
    const after = closed(book, index, size);
    if (reaches(after, target)) return figure(size, book.doubts.requirement);
  }
  if (reaches(closed(book, index, position.size), target))
    return figure(position.size, book.doubts.requirement);
  return none(`closing all of ${position.symbol} does not reach it`);
};

const reaches = ({equity, maintenance}: PoolBook, target: Decimal): boolean =>
  equity !== null && maintenance !== null && equity.gte(maintenance.times(target));

/**
 * The book after `size` contracts of a position were closed at its mark: its profit is realised and the fee paid, by
 * default the position's closing fee (a fraction of the closed value).
 */
export const closed = (
  book: PoolBook,
  index: number,
  size: Decimal,
  feeRate: Decimal = book.pool.positions[index]?.closingFeeRate ?? ZERO,
): PoolBook => {
  const row = rowAt(book, index);
  const {position} = row;
  if (position.size.isZero()) return book;
  const share = size.div(position.size);
  const left = resized(position, position.size.minus(size));
  const smaller = withPosition(book, index, left);
  const name = position.settle;
  const held = smaller.assets[book.slots[index]?.asset ?? 0];
  if (held === undefined || row.counted === null || row.value === null) return smaller;
  const realised = row.counted.minus(rowAt(smaller, index).counted ?? ZERO);
  const fee = row.value.times(share).times(feeRate);
  return paidInto(smaller, name, held, realised.minus(fee));
};

const paidInto = (book: PoolBook, name: string, held: AssetBook, amount: Decimal): PoolBook => {
  const changed = withBalance(book, name, held.balance.plus(amount));
  if (changed !== null) return changed;
  // Nothing is held of the settle asset yet: profit alone counts in it.
  const {price, asset, underlying} = held;
  const row = {asset, underlying, amount: ZERO, weight: ONE, ...(price === null ? {} : {price})};
  const opened = {...book, pool: {...book.pool, collateral: [...book.pool.collateral, row]}};
  return withBalance(opened, name, amount) ?? book;
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
const keptCandidates = (book: PoolBook, index: number, row: Row, target: Decimal): readonly Decimal[] => {
  const asset = book.assets[book.slots[index]?.asset ?? 0];
  if (asset?.price == null || row.required === null || book.equity === null || book.maintenance === null)
    return [];
  const {price} = asset;
  const rest = book.maintenance.minus(row.required.times(price)).times(target).minus(book.equity);
  const candidates: Decimal[] = [];
  for (const slope of feeSlopes(asset))
    for (const [share, edge] of sharesByTier(row, price, target, rest, slope)) {
      if (share?.gte(ZERO) && share.lte(ONE)) candidates.push(share);
      if (edge !== null) candidates.push(edge.times(JUST_BELOW));
    }
  return candidates.sort((one, other) => other.comparedTo(one));
};

const JUST_BELOW = ONE.minus('1e-20');

/** What one unit of the settle asset that is paid as a fee takes off equity: by its weight now, or in full as a debt. */
const feeSlopes = ({pieces, amount}: AssetBook): readonly Decimal[] => {
  if (pieces === null || amount === null) return [ONE];
  const slope = pieces[pieceAt(pieces, amount)]?.slope ?? ONE;
  return slope.eq(ONE) ? [ONE] : [slope, ONE];
};

type Share = readonly [share: Decimal | null, edge: Decimal | null];

const sharesByTier = (
  row: Row,
  price: Decimal,
  target: Decimal,
  rest: Decimal,
  slope: Decimal,
): readonly Share[] => {
  const {position, value, quantity} = row;
  const {schedule} = position;
  if (value === null || schedule === undefined) return [];
  const rate = position.closingFeeRate ?? ZERO;
  const worth = value.times(price);
  // h(φ) = rest + target × required(φ) × price + fee × (1 − φ): largest φ at which it is not positive.
  const fee = worth.times(rate).times(slope);
  const solve = (moved: Decimal, still: Decimal, square: Decimal): Decimal | null =>
    solved(
      square.times(price).times(target),
      moved.times(price).times(target).minus(fee),
      rest.plus(still.times(price).times(target)).plus(fee),
    );
  switch (schedule.kind) {
    case 'tiers': {
      const {amount} = measureOf(position, schedule.by ?? 'notional', quantity, value);
      return schedule.tiers
        .slice(0, row.tier + 1)
        .map((tier): Share => {
          const share = solve(
            value.times(tier.maintenanceRate.plus(rate)),
            tier.deduction?.neg() ?? ZERO,
            ZERO,
          );
          return [share, tier.from.isZero() ? null : tier.from.div(amount)];
        })
        .reverse();
    }
    case 'sized': {
      const base = position.contract === 'inverse' ? value : quantity;
      return [
        [solve(value.times(schedule.base.plus(rate)), ZERO, value.times(schedule.slope).times(base)), null],
      ];
    }
    case 'fixed':
    case 'reported':
      return [[solve(schedule.maintenance.plus(value.times(rate)), ZERO, ZERO), null]];
    case 'power':
      return [[bisected(row, target, price, rest, fee), null]];
  }
};

const solved = (a: Decimal, b: Decimal, c: Decimal): Decimal | null => {
  const root: Factor | null = rootNear([null, null, null, c, b, a], 1);
  return root === null ? null : root.over.div(root.under);
};

/** A power schedule has no closed form: halved to 1e-18 of the position. */
const bisected = (row: Row, target: Decimal, price: Decimal, rest: Decimal, fee: Decimal): Decimal | null => {
  const {position, value} = row;
  const {schedule} = position;
  if (value === null || schedule?.kind !== 'power') return null;
  const standing = (share: Decimal): Decimal => {
    const kept = value.times(share);
    const grown = kept.isZero() ? ZERO : schedule.factor.times(kept.pow(schedule.exponent));
    const rate = Decimal.max(schedule.base, grown).plus(position.closingFeeRate ?? ZERO);
    return rest.plus(kept.times(rate).times(price).times(target)).plus(fee.times(ONE.minus(share)));
  };
  let [low, high] = [ZERO, ONE];
  if (standing(low).gt(ZERO)) return null;
  for (let turn = 0; turn < 60; turn += 1) {
    const middle = low.plus(high).div(TWO);
    if (standing(middle).gt(ZERO)) high = middle;
    else low = middle;
  }
  return low;
};

/** Upwards at thirty digits, so that rounding never leaves the pool a hair below what was asked for. */
export const roundedUp = (amount: Decimal): Decimal =>
  amount.precision() > 30 ? amount.toSignificantDigits(30, Decimal.ROUND_UP) : amount;
