import type {FeedSource, Level, MarginPool, PoolReported, Position} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {type Holding, holdingsOf} from './coins.ts';
import {contractOf} from './contract.ts';
import {type Means, meansOf} from './means.ts';
import {type Held, heldOf} from './position.ts';
import {loansPart, optionsPart, portfolioPart, unseenIn} from './requirement.ts';
import type {AccountState, Row} from './state.ts';

const ONE = new Decimal(1);
const ZERO = new Decimal(0);

/** Bybit writes to the trader from a maintenance rate of about 80 % on, and liquidates at 100 %. */
export const LEVELS: readonly Level[] = [
  {name: 'margin call', at: new Decimal('1.25')},
  {name: 'liquidation', at: ONE},
];

const MARK_LIMIT_MS = 10_000;
const PRICE_LIMIT_MS = 60_000;
/** An account that holds a position hears at each funding, every eight hours at most; and a little patience. */
const ACCOUNT_LIMIT_MS = 8 * 60 * 60_000 + 5 * 60_000;

/** Of prices that came at one moment, digits are cut only. */
const SAME = new Decimal('1e-6');

export function sourcesOf(account: AccountState, held: readonly Held[]): readonly FeedSource[] {
  const marks = new Map(
    held.map(({position, markAt}) => [
      position.symbol,
      {name: `mark price of ${position.symbol}`, at: markAt, limitMs: MARK_LIMIT_MS},
    ]),
  );
  return [{name: 'account', at: account.heardAt, limitMs: ACCOUNT_LIMIT_MS}, ...marks.values()];
}

const pricesOf = (holdings: readonly Holding[]): readonly FeedSource[] =>
  holdings
    .filter(({name, amount, priceAt}) => !/^USD[TC]$/.test(name) && !amount.isZero() && priceAt > 0)
    .map(({name, priceAt}) => ({name: `price of ${name}`, at: priceAt, limitMs: PRICE_LIMIT_MS}));

/**
 * A cross liquidation price goes with every other change: it is let go when another mark has moved or the account has
 * changed.
 */
function comparable(account: AccountState, held: readonly Held[]): readonly Held[] {
  const isStill = held.every(({isAsAnswered}) => isAsAnswered);
  const isAlone = new Set(held.map(({position}) => position.symbol)).size === 1;
  return held.map((each) => {
    if (each.row.at >= account.changedAt && (isStill || isAlone)) return each;
    const {liquidationPrice: _, ...reported} = each.position.reported ?? {};
    return {...each, position: {...each.position, reported}};
  });
}

/** Figures of a position are compared in the pool's unit; Bybit gives them in the settle coin. */
function inUsd(held: readonly Held[], holdings: readonly Holding[]): readonly Held[] {
  return held.map((each) => {
    const {settle, reported = {}} = each.position;
    const price = holdings.find(({name}) => name === settle)?.price ?? ONE;
    const {maintenanceMargin, unrealisedPnl, ...rest} = reported;
    const valued = {
      ...rest,
      ...(maintenanceMargin && {maintenanceMargin: maintenanceMargin.times(price)}),
      ...(unrealisedPnl && {unrealisedPnl: unrealisedPnl.times(price)}),
    };
    return {...each, position: {...each.position, reported: valued}};
  });
}

/** Profit of the positions now, in USD. */
function profitOf(held: readonly Held[], holdings: readonly Holding[]): Decimal | undefined {
  let total = ZERO;
  for (const {position, row} of held) {
    const {markPrice: mark, entryPrice: entry, contract, side, settle} = position;
    const price = holdings.find(({name}) => name === settle)?.price;
    if (mark === undefined || entry === undefined || price === undefined) return undefined;
    const size = new Decimal(row.size);
    const gain =
      contract === 'inverse' ? size.div(entry).minus(size.div(mark)) : size.times(mark.minus(entry));
    total = total.plus((side === 'long' ? gain : gain.neg()).times(price));
  }
  return total;
}

/** Bybit's totals hold for the prices they were counted with: their profit tells whether ours are the same. */
function reportedOf(
  account: AccountState,
  means: Means,
  held: readonly Held[],
  holdings: readonly Holding[],
): PoolReported | undefined {
  const {totals, at = 0} = account.wallet ?? {};
  if (!means.isOwn || at < account.changedAt || totals?.base === undefined) return undefined;
  const profit = profitOf(held, holdings);
  const said = new Decimal(totals.profit ?? 0);
  if (
    profit === undefined ||
    profit
      .minus(said)
      .abs()
      .gt(Decimal.max(SAME, said.abs().times(SAME)))
  )
    return;
  const equity = new Decimal(totals.base);
  const maintenance = totals.maintenance === undefined ? undefined : new Decimal(totals.maintenance);
  return {
    equity,
    ...(maintenance && {maintenanceMargin: maintenance}),
    ...(totals.initial !== undefined && {initialMargin: new Decimal(totals.initial)}),
    ...(maintenance?.gt(0) && {ratio: equity.div(maintenance)}),
  };
}

/** What orders hold, in USD; undefined: Bybit did not say. */
function orderMarginOf(account: AccountState, holdings: readonly Holding[]): Decimal | undefined {
  const told = Object.entries(account.wallet?.coins ?? {}).flatMap(([name, {orderMargin}]) => {
    const price = holdings.find((each) => each.name === name)?.price ?? ZERO;
    return orderMargin === undefined ? [] : [price.times(orderMargin)];
  });
  return told.length === 0 ? undefined : told.reduce((sum, each) => sum.plus(each), ZERO);
}

function needsOf(
  account: AccountState,
  rows: readonly Row[],
  mode: 'cross' | 'portfolio',
): readonly string[] {
  return [
    ...(account.wallet === undefined ? ['the balances of the account'] : []),
    ...(Object.keys(account.seen).length === 0 ? ['all positions of the account'] : []),
    ...(mode === 'cross' ? unseenIn(account, rows) : []),
  ];
}

const LATE = 'positions have changed since Bybit told the balances';

/** The unified account: all coins and all positions in one pool in USD. `rows` are its positions and options. */
export function unifiedPool(
  account: AccountState,
  rows: readonly Row[],
  {mode, doubts: given}: {readonly mode: 'cross' | 'portfolio'; readonly doubts: readonly string[]},
): MarginPool {
  const options = rows.filter(({symbol}) => contractOf(symbol).category === 'option');
  const all = rows.filter((row) => !options.includes(row)).map((row) => heldOf(account, row, 'cross'));
  const settled = new Set(rows.map(({symbol}) => contractOf(symbol).settle));
  const holdings = holdingsOf(account, settled, mode);
  const held = inUsd(comparable(account, all), holdings);
  const means = meansOf(holdings, account.wallet?.totals, settled);
  const plain: readonly Position[] = held.map(({position}) => position);
  const parts =
    mode === 'portfolio'
      ? [portfolioPart(account, held, holdings)]
      : [
          {positions: plain, doubts: []},
          optionsPart(options, holdings),
          ...(means.isWhole ? [loansPart(account, holdings)] : []),
        ];
  const isLate = account.wallet !== undefined && account.wallet.at < account.changedAt;
  const doubts = [
    ...given,
    ...means.doubts,
    ...parts.flatMap((part) => part.doubts),
    ...(isLate ? [LATE] : []),
    ...(mode === 'portfolio' && options.length > 0
      ? ['options are held at the value that Bybit last told']
      : []),
  ];
  const needs = needsOf(account, rows, mode);
  const reported = mode === 'cross' ? reportedOf(account, means, held, holdings) : undefined;
  const orderMargin = orderMarginOf(account, holdings);
  return {
    id: mode === 'cross' ? 'cross:uta' : 'portfolio',
    kind: mode,
    unit: 'USD',
    waterline: ONE,
    collateral: means.collateral,
    positions: parts.flatMap((part) => part.positions),
    ...(orderMargin?.gte(0) && {orderMargin}),
    ...(means.deductions.length > 0 && {deductions: means.deductions}),
    levels: LEVELS,
    ...(reported && {reported}),
    ...(doubts.length > 0 && {doubts: [...new Set(doubts)]}),
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: [...sourcesOf(account, held), ...pricesOf(holdings)],
  };
}
