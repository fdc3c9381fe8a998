import type {Position} from './account.ts';
import {ZERO} from './constant.ts';
import {signOf} from './contract.ts';
import {Decimal} from './decimal.ts';
import {estimated, type Figure, figure, missing, none} from './figure.ts';
import type {PoolHealth} from './health.ts';
import {itemAt} from './item-at.ts';
import {type PoolBook, rowsOf, unassessed} from './pool-book.ts';
import {type Row, valueNeeds} from './row.ts';
import {toDouble} from './scan/double.ts';
import {isAbove} from './sign.ts';
import {times} from './times.ts';

/** Payments that fall due together, again and again: in the unit, positive is paid. */
export type Payment = {
  readonly amount: Decimal;
  readonly everyHours: Decimal;
  /** ms since 1970 of the next one; null: not known. */
  readonly at: number | null;
  /** Σ of the sizes of what was added up, whichever sign. */
  readonly gross: Decimal;
};

export type Payments = {
  readonly due: readonly Payment[];
  /** What the amounts lack. */
  readonly needs: readonly string[];
  /** What only their times lack. */
  readonly timeNeeds: readonly string[];
};

const HOUR_MS = 3_600_000;
const ONE_HOUR = new Decimal(1);

/**
 * Funding of each position and interest of each debt, at today's rates and values, those that fall due together added
 * up. Interest is taken hourly. An option pays no funding, nor does a borrowing: its interest is that of the debt.
 */
const paymentsOf = (book: PoolBook, now: number): Payments => {
  const needs: string[] = [];
  const timeNeeds: string[] = [];
  const groups: Payment[] = [];
  const push = (amount: Decimal, everyHours: Decimal, at: number | null): void => {
    const due = at === null ? null : upcoming(at, everyHours, now);
    const index = groups.findIndex((one) => one.at === due && one.everyHours.eq(everyHours));
    const before = groups[index];
    if (before === undefined) groups.push({amount, everyHours, at: due, gross: amount.abs()});
    else
      groups[index] = {
        ...before,
        amount: before.amount.plus(amount),
        gross: before.gross.plus(amount.abs()),
      };
  };
  for (const [index, row] of rowsOf(book).entries()) {
    const {price} = itemAt(book.assets, itemAt(book.slots, index).asset);
    const paid = fundingOf(row, price, needs);
    const {nextFundingAt, symbol} = row.position;
    const fundingIntervalHours = intervalOf(row.position);
    if (paid === null || paid.isZero() || fundingIntervalHours === undefined) continue;
    if (nextFundingAt === undefined) timeNeeds.push(`next funding time of ${symbol}`);
    push(paid, fundingIntervalHours, nextFundingAt ?? null);
  }
  for (const {asset, balance, price, borrowRate} of book.assets) {
    if (balance.gte(ZERO)) continue;
    if (borrowRate === undefined) needs.push(`borrow rate of ${asset}`);
    if (price === null) needs.push(`price of ${asset}`);
    if (borrowRate === undefined || price === null) continue;
    push(balance.neg().times(price).times(borrowRate), ONE_HOUR, now + HOUR_MS);
  }
  return {due: groups, needs, timeNeeds};
};

/** A due time that has passed is paid: the next one after `now`. */
const upcoming = (at: number, everyHours: Decimal, now: number): number => {
  const every = milliseconds(everyHours);
  return at > now || every < 1 ? at : at + (Math.floor((now - at) / every) + 1) * every;
};

/** An interval of nothing is none that was seen. */
const intervalOf = ({fundingIntervalHours: hours}: Position): Decimal | undefined =>
  hours?.isZero() ? undefined : hours;

/** One funding payment in the unit; positive is paid. Null: something is missing, and is named in `needs`. */
const fundingOf = (
  {position, value, ...row}: Row,
  price: Decimal | null,
  needs: string[],
): Decimal | null => {
  const {contract, symbol, settle, fundingRate} = position;
  const fundingIntervalHours = intervalOf(position);
  if (contract === 'option' || contract === 'spot-borrow') return null;
  if (fundingRate === undefined) needs.push(`funding rate of ${symbol}`);
  if (fundingIntervalHours === undefined) needs.push(`funding interval of ${symbol}`);
  if (value === null) needs.push(...valueNeeds({position, value, ...row}));
  if (price === null) needs.push(`price of ${settle}`);
  if (fundingRate === undefined || value === null || price === null) return null;
  const paid = times(value.times(fundingRate), price);
  return signOf(position) > 0 ? paid : paid.neg();
};

/**
 * What holding costs, in the unit per hour (positive is lost), and the hours until that alone takes the pool down to
 * `level` (an accuracy, a fraction): paid when it falls due, not smoothed. The hours are an estimate, because rates
 * and prices will not stay.
 */
export const dragOf = (book: PoolBook, level: Decimal | null, now: number): PoolHealth['drag'] => {
  const {due, needs, timeNeeds} = paymentsOf(book, now);
  if (needs.length > 0) return {perHour: missing(needs), hoursToCall: missing(needs)};
  const perHour = due.reduce((sum, {amount, everyHours}) => sum.plus(amount.div(everyHours)), ZERO);
  return {
    perHour: figure(perHour, book.doubts.equity),
    hoursToCall: hoursTo(book, level, now, {due, perHour, timeNeeds}),
  };
};

type Cost = Pick<Payments, 'due' | 'timeNeeds'> & {readonly perHour: Decimal};

const hoursTo = (book: PoolBook, level: Decimal | null, now: number, cost: Cost): Figure => {
  const {equity, maintenance} = book;
  if (equity === null || maintenance === null) return unassessed(book);
  if (level === null || !isAbove(maintenance)) return none('no level below to come to');
  if (cost.perHour.lte(ZERO)) return none('holding costs nothing at today’s rates');
  if (cost.timeNeeds.length > 0) return missing(cost.timeNeeds);
  const room = equity.minus(maintenance.times(level));
  const hours = room.lte(ZERO) ? ZERO : steppedHours(cost, room, now);
  return estimated(hours, [...book.doubts.requirement, 'if rates and prices stay as they are']);
};

/** Beyond this the steps are not worth counting, and their times no longer are whole milliseconds. */
const FAR_HOURS = 1e7;
const MOST_STEPS = 5_000;

/** First payment with which all paid together reach `room`. */
const steppedHours = ({due, perHour}: Cost, room: Decimal, now: number): Decimal => {
  // The steps never lag the smooth line by more than one payment of each: begin before, and go from due to due.
  const slack = due.reduce((sum, {gross}) => sum.plus(gross), ZERO);
  const start = Math.max(0, toDouble(room.minus(slack)) / toDouble(perHour));
  if (start > FAR_HOURS || due.some((payment) => everyMs(payment) < 1)) return room.div(perHour);
  let at = now + Math.floor(start * HOUR_MS) - 1;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    at = Math.min(...due.map((payment) => nextAfter(payment, at)));
    const paid = due.reduce((sum, payment) => sum.plus(payment.amount.times(timesBy(payment, at))), ZERO);
    if (paid.gte(room)) return new Decimal(at - now).div(HOUR_MS);
  }
  return room.div(perHour);
};

/** Times are whole milliseconds, as the venues' own are. */
const milliseconds = (hours: Decimal): number => Math.round(toDouble(hours) * HOUR_MS);

const everyMs = ({everyHours}: Payment): number => milliseconds(everyHours);

const nextAfter = (payment: Payment, after: number): number => {
  const first = payment.at ?? after;
  return after < first
    ? first
    : first + (Math.floor((after - first) / everyMs(payment)) + 1) * everyMs(payment);
};

/** How often it has been paid by then, the one at that moment included. */
const timesBy = (payment: Payment, at: number): number => {
  const first = payment.at ?? at;
  return at < first ? 0 : Math.floor((at - first) / everyMs(payment)) + 1;
};
