import type {Collateral, MarginPool, Position} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {comparable, sourcesOf, unsizedNeeds, WATERLINE} from './pools.ts';
import {type Held, heldOf, liveRows} from './position.ts';
import type {Book, GateState, Unified} from './state.ts';

const ZERO = new Decimal(0);
const ONE = new Decimal(1);

const LEVELS = [
  {name: 'forced repayment', at: new Decimal('1.1')},
  {name: 'liquidation', at: WATERLINE},
] as const;

/** The totals come by request; what lies between two of them is not seen. */
const TOTALS_LIMIT_MS = 10 * 60_000;
/** Below this share of the total a difference is the cut digits of the positions. */
const NOISE = new Decimal('1e-6');

const FROZEN =
  "the collateral is Gate's own margin balance less the positions' profit; haircuts and prices of the coins in it are not followed";
const UNSEEN = "the positions of this account were not seen: the figures are Gate's own and follow no price";
const OTHERS =
  "the requirement of options, spot margin and what else is not a future is Gate's total less that of the positions, and stays put";
const PORTFOLIO =
  "portfolio margin: Gate's total is shared among the positions by value and scaled with it; its scenarios are not known";

export type Joined = {readonly settle: string; readonly book: Book; readonly isPortfolio: boolean};

/** Of the whole account then, in USD. */
type Totals = {readonly maintenance: Decimal | undefined; readonly initial: Decimal | undefined};

/** Requirement of the whole account then: told, or worked out from the rate. */
function totalOf({balance, maintenance, rate}: Unified): Decimal | undefined {
  if (maintenance !== undefined) return new Decimal(maintenance);
  if (rate === undefined || new Decimal(rate).lte(0)) return undefined;
  return new Decimal(balance).div(rate);
}

const isDollar = (asset: string) => /^USD/.test(asset);

/** Value at a mark, in the settle asset. */
function valueAt({size, multiplier, contract}: Position, mark: Decimal): Decimal {
  const quantity = size.times(multiplier);
  return contract === 'inverse' ? quantity.div(mark) : quantity.times(mark);
}

/** A fixed requirement that no position shows; `initial` in USD, when it is known. */
const others = (maintenance: Decimal, initial: Decimal | undefined): Position => ({
  symbol: 'options and loans',
  underlying: 'options and loans',
  contract: 'spot-borrow',
  settle: 'USD',
  multiplier: ONE,
  side: 'short',
  size: maintenance,
  markPrice: ONE,
  ...(initial?.gt(0) && {leverage: maintenance.div(initial)}),
  schedule: {kind: 'fixed', maintenance},
});

/** What the tables asked of a position at its answer's mark, fee included; undefined: one of them is not known. */
function then({position, row}: Held): Decimal | undefined {
  if (row.answer?.maintenance !== undefined && row.answer.size === row.size)
    return new Decimal(row.answer.maintenance);
  const {schedule, closingFeeRate} = position;
  if (schedule?.kind !== 'tiers' || row.answer?.mark === undefined) return undefined;
  const value = valueAt(position, new Decimal(row.answer.mark));
  const tier = schedule.tiers.findLast(({from}) => from.lte(value)) ?? schedule.tiers[0];
  return tier && value.times(tier.maintenanceRate.plus(closingFeeRate ?? ZERO)).minus(tier.deduction ?? ZERO);
}

/** Its initial margin then, fees included. */
function initialThen({position, row}: Held): Decimal | undefined {
  const {leverage, openingFeeRate} = position;
  if (leverage === undefined || row.answer?.mark === undefined) return undefined;
  const value = valueAt(position, new Decimal(row.answer.mark));
  return value.div(leverage).plus(value.times(openingFeeRate ?? ZERO));
}

/** What is left of Gate's total when each part is taken off; undefined: the total or a part is not known. */
function restOf(total: Decimal | undefined, parts: readonly (Decimal | undefined)[]): Decimal | undefined {
  return parts.reduce<Decimal | undefined>((left, part) => part && left?.minus(part), total);
}

type Parts = {readonly positions: readonly Position[]; readonly doubts: readonly string[]};

/** Multi-currency: the futures' own tables, and the rest of the total as it stands. */
function multiCurrency(held: readonly Held[], positions: readonly Position[], totals: Totals): Parts {
  const {maintenance: total, initial} = totals;
  if (total === undefined) return {positions, doubts: []};
  const rest = restOf(total, held.map(then));
  if (rest === undefined) return {positions, doubts: [OTHERS]};
  return rest.lte(total.times(NOISE))
    ? {positions, doubts: []}
    : {positions: [...positions, others(rest, restOf(initial, held.map(initialThen)))], doubts: [OTHERS]};
}

/** Portfolio margin: only the total is known. */
function portfolio(held: readonly Held[], positions: readonly Position[], totals: Totals): Parts {
  const {maintenance: total} = totals;
  if (held.length === 0) return multiCurrency(held, positions, totals);
  const values = held.map(({position, row}) =>
    row.answer?.mark === undefined ? undefined : valueAt(position, new Decimal(row.answer.mark)),
  );
  const sum = values.reduce<Decimal>((left, each) => left.plus(each ?? ZERO), ZERO);
  const shared = positions.map(({schedule: _, closingFeeRate: __, ...position}, index): Position => {
    const value = values[index];
    if (total === undefined || value === undefined || sum.isZero() || !position.markPrice) return position;
    const now = valueAt(position, position.markPrice);
    return {...position, schedule: {kind: 'reported', maintenance: total.times(now).div(sum)}};
  });
  return {positions: shared, doubts: [PORTFOLIO]};
}

/** Profit that was in the balance when Gate counted it, in USD; undefined: not known of one of the positions. */
function profitThen(held: readonly Held[]): Decimal | undefined {
  let sum = ZERO;
  for (const {row, position} of held) {
    if (row.answer?.profit === undefined || !isDollar(position.settle)) return undefined;
    sum = sum.plus(row.answer.profit);
  }
  return sum;
}

/** Gate's own balance less the positions' profit, so that the profit can move on from there; a dollar token counts 1. */
function collateralOf(base: Decimal | undefined, held: readonly Held[]): readonly Collateral[] {
  const settled = [...new Set(held.map(({position}) => position.settle))].filter(isDollar);
  return [
    ...(base === undefined ? [] : [{asset: 'USD', amount: base, price: ONE, weight: ONE}]),
    ...settled
      .filter((asset) => asset !== 'USD')
      .map((asset) => ({asset, amount: ZERO, price: ONE, weight: ONE})),
  ];
}

/** Multi-currency and portfolio margin: all that the account has secures all cross positions, counted in USD. */
export function unifiedPool(state: GateState, joined: readonly Joined[]): MarginPool {
  const {unified} = state;
  const live = joined.flatMap(({book, settle}) => {
    const held = liveRows(book)
      .filter(({isolated}) => !isolated)
      .map((row) => heldOf(state, book, settle, row));
    return [{book, held, positions: comparable(book, held)}];
  });
  const held = live.flatMap((each) => each.held);
  const isPortfolio = joined.some((each) => each.isPortfolio);
  const total = unified && totalOf(unified);
  const initial = unified?.initial === undefined ? undefined : new Decimal(unified.initial);
  const parts = (isPortfolio ? portfolio : multiCurrency)(
    held,
    live.flatMap(({positions}) => positions),
    {maintenance: total, initial},
  );
  const profit = profitThen(held);
  const base = unified && profit && new Decimal(unified.balance).minus(profit);
  const isSeen = joined.some(({book}) => book.positionsAt !== undefined);
  const changedAt = Math.max(0, ...joined.map(({book}) => book.changedAt));
  const isStill = changedAt <= (unified?.at ?? 0) && held.every(({isAsAnswered}) => isAsAnswered);
  const needs = [
    ...(unified === undefined ? ['margin balance of the unified account'] : []),
    ...(unified !== undefined && total === undefined ? ['maintenance margin of the unified account'] : []),
    ...(unified !== undefined && profit === undefined ? ['profit of every position when Gate counted'] : []),
    ...(!isSeen && held.length > 0 ? ['all positions of the account'] : []),
    ...unsizedNeeds(held),
  ];
  return {
    id: 'unified',
    kind: isPortfolio ? 'portfolio' : 'cross',
    unit: 'USD',
    waterline: WATERLINE,
    collateral: collateralOf(base, held),
    positions: parts.positions,
    levels: LEVELS,
    ...(unified?.rate !== undefined &&
      unified.maintenance !== undefined &&
      isStill && {reported: {ratio: new Decimal(unified.rate)}}),
    doubts: [
      FROZEN,
      ...parts.doubts,
      ...(isSeen ? [] : [UNSEEN]),
      ...(unified && changedAt > unified.at ? ['balances have changed since Gate told the totals'] : []),
    ],
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: [
      {name: 'totals of the account', at: unified?.at ?? 0, limitMs: TOTALS_LIMIT_MS},
      ...live.flatMap(({book, held: of}) => sourcesOf(book, of).filter(({name}) => name !== 'account')),
    ],
  };
}
