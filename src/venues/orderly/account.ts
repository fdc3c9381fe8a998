import type {
  Deduction,
  FeedSource,
  Level,
  MarginAccount,
  MarginPool,
  PoolReported,
} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {amountOf, ONE, securedBy, UNIT, ZERO} from './collateral.ts';
import {crossReported, isolatedReported} from './own-rule.ts';
import {entryOf, fundingDue, type Held, heldOf, initialOf, positionOf} from './position.ts';
import type {Book, Row, State} from './state.ts';

/** A ping comes every ten seconds. */
const ACCOUNT_LIMIT_MS = 5 * 60_000;
const MARK_LIMIT_MS = 30_000;
/** Answers and pushes of one event arrive within this time. */
const TOGETHER_MS = 10_000;
/** The shortest time from one funding to the next. */
const HOUR_MS = 3_600_000;

const LEVELS: readonly Level[] = [{name: 'liquidation', at: ONE}];
const GAP = 'the connection was renewed: changes in between were not told';
const SETTLED = 'a position was settled after the balance was last told';
const FUNDING = 'funding was due since it was last told';
const NO_FUNDING = 'what funding is due was not told';

const sum = (parts: readonly Decimal[]) => parts.reduce((all, part) => all.plus(part), ZERO);
const isOpen = ({quantity}: Row) => !isZero(quantity);

/** Newest word of anything: what time it is, as far as frames tell. */
const newest = ({book, marks}: State, held: readonly Held[]) =>
  Math.max(book.heardAt, ...held.map(({row}) => own(marks, row.symbol)?.at ?? 0));

function fundingDoubt(held: Held, now: number): string | undefined {
  const told = fundingDue(held);
  if (told === undefined) return NO_FUNDING;
  const {nextAt = 0} = held.funding ?? {};
  return now > (nextAt > told.at ? nextAt : told.at + HOUR_MS) ? FUNDING : undefined;
}

/** What the equity has less than balance and profit since the opening, of one position. */
function deductionsOf(held: Held): readonly Deduction[] {
  const {row, quantity} = held;
  const entry = entryOf(held);
  const parts = [
    {name: `funding of ${row.symbol} not settled`, amount: fundingDue(held)?.amount ?? ZERO},
    {
      name: `profit of ${row.symbol} settled already`,
      amount: entry ? new Decimal(row.cost).minus(quantity.times(entry)) : ZERO,
    },
  ];
  return parts.filter(({amount}) => !amount.isZero());
}

/** Closed, and its result not in the balance yet. */
const unsettled = (row: Row): Deduction => ({
  name: `result of ${row.symbol} not settled`,
  amount: new Decimal(row.cost),
});

const sourcesOf = ({heardAt}: Book, held: readonly Held[]): readonly FeedSource[] => [
  {name: 'account', at: heardAt, limitMs: ACCOUNT_LIMIT_MS},
  ...held.map(({row, markAt}) => ({name: `mark price of ${row.symbol}`, at: markAt, limitMs: MARK_LIMIT_MS})),
];

const distinct = (texts: readonly (string | undefined)[]) => [
  ...new Set(texts.filter((text) => text !== undefined)),
];

function doubtsOf(book: Book, held: readonly Held[], now: number): readonly string[] {
  const {gapAt, rowsAt, balancesAt, settledAt, balanceAt} = book;
  const isGap = gapAt !== undefined && Math.min(rowsAt ?? 0, balancesAt ?? 0) < gapAt;
  return distinct([
    isGap ? GAP : undefined,
    balanceAt + TOGETHER_MS < settledAt ? SETTLED : undefined,
    ...held.map((each) => fundingDoubt(each, now)),
  ]);
}

/** Orderly's totals are of these positions, marks and balances. */
function isOfMoment({told, balancesAt, balanceAt, balances}: Book, held: readonly Held[]): boolean {
  if (told === undefined || balancesAt === undefined || balanceAt !== balancesAt) return false;
  const isAlone = Object.entries(balances).every(
    ([token, balance]) => token === UNIT || amountOf(balance).isZero(),
  );
  return (
    isAlone &&
    Math.abs(balancesAt - told.at) <= TOGETHER_MS &&
    held.every(({row, isOwnMark}) => isOwnMark && row.at === told.at)
  );
}

function reportedOf({told}: Book): PoolReported {
  const {equity, free} = told ?? {};
  return {
    ...(equity !== undefined && {equity: new Decimal(equity)}),
    // Nothing free: how much too little there is, is not said.
    ...(equity !== undefined &&
      free !== undefined &&
      !isZero(free) && {initialMargin: new Decimal(equity).minus(free)}),
  };
}

/** What Orderly holds as initial margin beyond the positions. */
function orderMarginOf({initialMargin}: PoolReported, held: readonly Held[]): Decimal | undefined {
  const parts = held.map(initialOf).filter((part) => part !== undefined);
  if (initialMargin === undefined || parts.length < held.length) return undefined;
  const rest = initialMargin.minus(sum(parts));
  return rest.gt('0.0001') ? rest : ZERO;
}

/** Where its collateral stands at the marks: the sum of what the pool is made of. */
const equityOf = (held: readonly Held[], cash: Decimal, deductions: readonly Deduction[]) =>
  cash
    .plus(
      sum(
        held.map((each) =>
          each.mark && entryOf(each) ? each.quantity.times(each.mark.minus(entryOf(each) ?? ZERO)) : ZERO,
        ),
      ),
    )
    .minus(sum(deductions.map(({amount}) => amount)));

function takenOff({balances}: Book, held: readonly Held[], closed: readonly Row[]): readonly Deduction[] {
  const frozen = new Decimal(balances[UNIT]?.isolatedFrozen ?? 0).abs();
  return [
    ...(frozen.isZero() ? [] : [{name: 'frozen for isolated orders', amount: frozen}]),
    ...held.flatMap(deductionsOf),
    ...closed.map(unsettled),
  ];
}

function crossPool(state: State, held: readonly Held[], closed: readonly Row[], now: number): MarginPool {
  const {book} = state;
  const secured = Object.entries(book.balances).map(([token, balance]) => securedBy(state, token, balance));
  const usdc = book.balances[UNIT];
  const deductions = takenOff(book, held, closed);
  const needs = distinct([
    book.balancesAt === undefined ? 'all balances of the account' : undefined,
    book.rowsAt === undefined ? 'all positions of the account' : undefined,
    ...secured.map(({need}) => need),
  ]);
  const doubts = distinct([...doubtsOf(book, held, now), ...secured.map(({doubt}) => doubt)]);
  const isMoment = needs.length === 0 && isOfMoment(book, held);
  const reported = isMoment ? reportedOf(book) : {};
  const orderMargin = orderMarginOf(reported, held);
  const told = isMoment ? crossReported(held, equityOf(held, usdc ? amountOf(usdc) : ZERO, deductions)) : [];
  return {
    id: 'cross',
    kind: 'cross',
    unit: UNIT,
    waterline: ONE,
    collateral: secured.flatMap(({collateral}) => collateral ?? []),
    positions: held.map((each, nth) => positionOf(each, told[nth])),
    ...(orderMargin && {orderMargin}),
    ...(deductions.length > 0 && {deductions}),
    levels: LEVELS,
    ...(isMoment && {reported}),
    ...(doubts.length > 0 && {doubts}),
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: sourcesOf(book, held),
  };
}

/** Its own margin and nothing else. */
function isolatedPool({book}: State, held: Held, now: number): MarginPool {
  const {row} = held;
  const margin = row.margin === undefined ? undefined : new Decimal(row.margin);
  const deductions = deductionsOf(held);
  const doubts = doubtsOf(book, [held], now).filter((doubt) => doubt !== SETTLED);
  const due = fundingDue(held)?.amount ?? ZERO;
  const reported = margin && held.isOwnMark ? isolatedReported(held, margin.minus(due)) : undefined;
  return {
    id: `isolated:${row.symbol}`,
    kind: 'isolated',
    unit: UNIT,
    waterline: ONE,
    collateral: margin ? [{asset: UNIT, amount: margin, price: ONE, weight: ONE}] : [],
    positions: [positionOf(held, reported)],
    ...(deductions.length > 0 && {deductions}),
    levels: LEVELS,
    ...(doubts.length > 0 && {doubts}),
    ...(margin === undefined && {equityNeeds: ['the margin of the isolated position']}),
    sources: sourcesOf(book, [held]),
  };
}

/** One account: that of the page. Cross positions are one pool on all balances; an isolated one is a pool of its own. */
export function accounts(state: State): readonly MarginAccount[] {
  const {book} = state;
  const rows = Object.values(book.rows);
  const held = rows.filter(isOpen).map((row) => heldOf(state, row));
  const cross = held.filter(({row}) => !row.isIsolated);
  const closed = rows.filter((row) => !isOpen(row));
  const hasCash = Object.values(book.balances).some((balance) => !amountOf(balance).isZero());
  const now = newest(state, held);
  const pools = [
    ...(cross.length > 0 || hasCash ? [crossPool(state, cross, closed, now)] : []),
    ...held.filter(({row}) => row.isIsolated).map((each) => isolatedPool(state, each, now)),
  ];
  return pools.length === 0 ? [] : [{venue: 'orderly', account: state.account ?? 'main', asOf: now, pools}];
}
