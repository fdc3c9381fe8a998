import type {Position, Schedule} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import type {Asset} from './assets.ts';
import type {Held} from './position.ts';
import type {OkxState} from './state.ts';
import {sumOf} from './sums.ts';
import {maintenanceOf, notionalOf} from './valued.ts';

const ZERO = new Decimal(0);
const ONE = new Decimal(1);

/** What two pushes of other moments differ by; without a debt, less than this is not a loan's. */
const NOISE = new Decimal('0.005');

export type Mode = 'cross' | 'portfolio';

export type Requirement = {
  readonly fee: Decimal;
  /** Closing fees on top of OKX's total, in USD, at the rows' marks. */
  readonly fees: Decimal;
  readonly schedules: ReadonlyMap<Held, Schedule>;
  /** What borrowed currencies require. */
  readonly loans: readonly Position[];
  readonly doubts: readonly string[];
};

type Given = {
  readonly state: OkxState;
  readonly kind: Mode;
  readonly held: readonly Held[];
  readonly assets: readonly Asset[];
  readonly fee: Decimal;
};

type Debt = {readonly ccy: string; readonly amount: Decimal; readonly price: Decimal};

/** A debt requires in proportion to its value. */
const loan = ({ccy, amount, price}: Debt, maintenance: Decimal): Position => ({
  symbol: `debt ${ccy}`,
  underlying: ccy,
  contract: 'spot-borrow',
  settle: 'USD',
  multiplier: ONE,
  side: 'short',
  size: amount,
  markPrice: price,
  schedule: {kind: 'reported', maintenance},
});

/** Without a debt it is that of orders, and stands still. */
function loansOf(assets: readonly Asset[], total: Decimal): readonly Position[] {
  const debts = assets.flatMap(({ccy, net, price}): Debt[] =>
    net.isNegative() && price !== undefined ? [{ccy, amount: net.abs(), price}] : [],
  );
  const worth = ({amount, price}: Debt) => amount.times(price);
  const value = sumOf(debts.map(worth));
  if (value.isZero()) {
    const orders = loan({ccy: 'USD', amount: ONE, price: ONE}, total);
    return [{...orders, symbol: 'orders', schedule: {kind: 'fixed', maintenance: total}}];
  }
  return debts.map((debt) => loan(debt, total.times(worth(debt)).div(value)));
}

/** Of the row, in USD; undefined: its currency's price was not told. */
function priced({assets}: Given, one: Held, amount: Decimal | undefined): Decimal | undefined {
  const price = assets.find(({ccy}) => ccy === one.settle)?.price;
  return price && amount?.times(price);
}

/** Multi-currency: every row has its own; what the account's total holds beyond them is that of debts. */
function byRows(given: Given): Requirement {
  const {state, held, assets, fee} = given;
  const rows = sumOf(held.map((one) => priced(given, one, maintenanceOf(one)) ?? ZERO));
  const fees = sumOf(held.map((one) => priced(given, one, one.value) ?? ZERO)).times(fee);
  const plain = {fee, fees, schedules: new Map<Held, Schedule>(), loans: [], doubts: []};
  const total = state.totals?.mmr === undefined ? undefined : new Decimal(state.totals.mmr);
  if (total === undefined) return {...plain, doubts: ["OKX's total of the requirement has not been seen"]};
  const rest = total.minus(rows);
  const hasDebt = assets.some(({net}) => net.isNegative());
  if (rest.lt(total.times(NOISE).neg()))
    return {...plain, doubts: ["the positions require more than OKX's total of the account"]};
  if (rest.lte(hasDebt ? 0 : total.times(NOISE))) return plain;
  return {
    ...plain,
    loans: loansOf(assets, rest),
    doubts: ["the requirement of debts and orders is OKX's total less that of the positions"],
  };
}

/**
 * Portfolio margin: OKX simulates each risk unit's worst loss and tells one total, which is shared among the positions by
 * value. The ratio tells it with the fees.
 */
function byTotal(given: Given): Requirement {
  const {state, held, assets} = given;
  const {adjEq, mgnRatio, mmr} = state.totals ?? {};
  const isTold = adjEq !== undefined && mgnRatio !== undefined && new Decimal(mgnRatio).gt(0);
  const total = isTold ? new Decimal(adjEq).div(mgnRatio) : new Decimal(mmr ?? 0);
  const none = {fee: ZERO, fees: ZERO, schedules: new Map<Held, Schedule>(), loans: []};
  if (total.lte(0)) return {...none, doubts: ["OKX's requirement of the account has not been seen"]};
  const doubts = [
    "portfolio margin: the requirement is OKX's own figure, shared among the positions by value",
  ];
  const values = held.map((one) => priced(given, one, one.value));
  const value = sumOf(values.map((each) => each ?? ZERO));
  if (value.isZero()) return {...none, loans: loansOf(assets, total), doubts};
  const schedules = new Map<Held, Schedule>();
  for (const [index, one] of held.entries()) {
    const [then, now] = [values[index], priced(given, one, notionalOf(one, one.mark))];
    const price = assets.find(({ccy}) => ccy === one.settle)?.price;
    if (then === undefined || now === undefined || price === undefined || then.isZero()) continue;
    const maintenance = total.times(then).div(value).times(now).div(then).div(price);
    schedules.set(one, {kind: 'reported', maintenance});
  }
  return {...none, schedules, doubts};
}

export const requirementOf = (given: Given): Requirement =>
  given.kind === 'portfolio' ? byTotal(given) : byRows(given);
