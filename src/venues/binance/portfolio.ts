import type {Collateral, FeedSource, MarginAccount, MarginPool, Position} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {endedDoubt, liveRows, reported, sourcesOf} from './pools.ts';
import {type Priced, required} from './portfolio-requirement.ts';
import {type Held, heldOf} from './position.ts';
import type {AccountState, PortfolioState} from './state.ts';

const ONE = new Decimal(1);
const ZERO = new Decimal(0);

/** uniMMR at which Binance liquidates; higher is safer, the other way round than plain futures show it. */
const WATERLINE = new Decimal('1.05');

const LEVELS = [
  {name: 'reminder', at: new Decimal('1.5')},
  {name: 'reduce only', at: new Decimal('1.2')},
  {name: 'liquidation', at: WATERLINE},
] as const;

/** The totals come by request only; what lies between two of them is not seen. */
const TOTALS_LIMIT_MS = 10 * 60_000;

type Totals = NonNullable<PortfolioState['account']>;

/** What an asset is worth in USD, from whoever says so; else the coin's own contract, or 1 for a dollar token. */
function priceOf(
  account: AccountState,
  asset: string,
  held: readonly Held[],
): {price?: Decimal; doubt?: string} {
  const told = own(account.portfolio?.prices?.of ?? {}, asset) ?? own(account.indices, asset)?.index;
  if (told !== undefined) return {price: new Decimal(told)};
  const contract = held.find(({position}) => position.contract === 'inverse' && position.settle === asset);
  const mark = contract?.position.markPrice;
  if (mark) return {price: mark, doubt: `the price of ${asset} is taken from its own contract's mark`};
  return /USD/.test(asset) ? {price: ONE, doubt: `1 ${asset} is taken as 1 USD`} : {};
}

/** Profit in USD at the marks of the answers, which the totals were counted with; later marks are not in them. */
function profitThen(held: readonly Held[], prices: ReadonlyMap<string, Decimal>): Decimal | undefined {
  let sum = ZERO;
  for (const {row, position} of held) {
    const price = prices.get(position.settle);
    if (row.reported?.profit === undefined || price === undefined) return undefined;
    sum = sum.plus(price.times(row.reported.profit));
  }
  return sum;
}

/** From balances, rates and prices of every asset: exact by the rule min(net × price × rate, net × price). */
function byAsset(account: AccountState, held: readonly Held[]): readonly Collateral[] | undefined {
  const {net, rates} = account.portfolio ?? {};
  if (net === undefined || rates === undefined) return undefined;
  const settled = new Set(held.map(({position}) => position.settle));
  const rows: Collateral[] = [];
  for (const asset of new Set([...Object.keys(net.amounts), ...settled])) {
    const amount = new Decimal(own(net.amounts, asset) ?? 0);
    const rate = own(rates, asset);
    const {price} = priceOf(account, asset, []);
    if (amount.isZero() && !settled.has(asset)) continue;
    if (price === undefined || rate === undefined) return undefined;
    rows.push({asset, amount, price, weight: Decimal.min(rate, ONE)});
  }
  return rows;
}

type Means = {
  readonly collateral: readonly Collateral[];
  readonly doubts: readonly string[];
  readonly needs: readonly string[];
};

/**
 * Without the assets: Binance's own equity less the positions' profit stands for all collateral, so that the profit can
 * move on from there. What is won or lost in a coin is valued at the coin's price.
 */
function byTotal(account: AccountState, totals: Totals, held: readonly Held[]): Means {
  const settled = [...new Set(held.map(({position}) => position.settle))];
  const asked = settled.map((asset) => ({asset, ...priceOf(account, asset, held)}));
  const prices = new Map(asked.flatMap(({asset, price}) => (price ? [[asset, price] as const] : [])));
  const profit = profitThen(held, prices);
  const base = profit === undefined ? undefined : new Decimal(totals.equity).minus(profit);
  return {
    collateral: [
      ...(base === undefined ? [] : [{asset: 'USD', amount: base, price: ONE, weight: ONE}]),
      ...asked.map(({asset, price}) => ({asset, amount: ZERO, weight: ONE, ...(price && {price})})),
    ],
    doubts: [
      "the collateral is Binance's own equity of the account less the positions' profit; haircuts and prices of the coins in it are not followed",
      ...asked.flatMap(({doubt}) => (doubt === undefined ? [] : [doubt])),
    ],
    needs: base === undefined ? ['the profit of every position when Binance counted the equity'] : [],
  };
}

function meansOf(account: AccountState, held: readonly Held[]): Means {
  const collateral = byAsset(account, held);
  if (collateral !== undefined) return {collateral, doubts: [], needs: []};
  const totals = account.portfolio?.account;
  return totals === undefined
    ? {
        collateral: [],
        doubts: [],
        needs: ['balances, collateral rates and prices, or the equity of the account'],
      }
    : byTotal(account, totals, held);
}

/** The account's total requirement holds what no table shows: loans, and tiers of its own. */
function requirementOf(account: AccountState, held: readonly Held[], means: Means) {
  const totals = account.portfolio?.account;
  const prices = new Map(means.collateral.map(({asset, price}) => [asset, price]));
  const priced = held.flatMap(({position, row}): Priced[] => {
    const price = prices.get(position.settle);
    const then = row.mark === undefined ? undefined : new Decimal(row.mark);
    return price === undefined ? [] : [{position, price, then}];
  });
  const plain = {positions: held.map(({position}) => position), doubts: [] as readonly string[]};
  return totals === undefined || priced.length < held.length
    ? plain
    : required(priced, new Decimal(totals.maintenance));
}

/** Liquidation prices of Portfolio Margin are of the whole account; they are compared as long as nothing has moved. */
function asReported(positions: readonly Position[], isStill: boolean): readonly Position[] {
  if (isStill) return positions;
  return positions.map(({reported: _, ...position}) => position);
}

function sourcesHere(account: AccountState, held: readonly Held[]): FeedSource[] {
  const {account: totals, net} = account.portfolio ?? {};
  const at = Math.max(totals?.at ?? 0, net?.at ?? 0);
  const ofBooks = [account.usdm, account.coinm].flatMap((book) =>
    sourcesOf(
      book,
      held.filter(({row}) => Object.values(book.positions).includes(row)),
    ).filter(({name}) => name !== 'account'),
  );
  return [{name: 'totals of the account', at, limitMs: TOTALS_LIMIT_MS}, ...ofBooks];
}

function portfolioPool(account: AccountState): MarginPool {
  const books = [account.usdm, account.coinm];
  const held = books.flatMap((book) => liveRows(book).map((row) => heldOf(account, book, row)));
  const means = meansOf(account, held);
  const {positions, doubts: owed} = requirementOf(account, held, means);
  const totals = account.portfolio?.account;
  const changedAt = Math.max(...books.map((book) => book.changedAt));
  const isStill = held.every(({isAsAnswered}) => isAsAnswered) && changedAt <= (totals?.at ?? 0);
  const isWhole = byAsset(account, held) !== undefined;
  const doubts = [
    ...means.doubts,
    ...owed,
    ...books.flatMap(endedDoubt),
    ...(changedAt > Math.max(totals?.at ?? 0, account.portfolio?.net?.at ?? 0)
      ? ['wallets have changed since Binance told the totals of the account']
      : []),
  ];
  const needs = [
    ...means.needs,
    ...(books.every((book) => book.positionsAt === undefined) ? ['all positions of the account'] : []),
  ];
  return {
    id: 'portfolio',
    kind: 'portfolio',
    unit: 'USD',
    waterline: WATERLINE,
    collateral: means.collateral,
    positions: asReported(positions, isStill),
    levels: LEVELS,
    ...(totals && isStill && {reported: reportedOf(totals, isWhole)}),
    ...(doubts.length > 0 && {doubts}),
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: sourcesHere(account, held),
  };
}

/** Equity that was itself taken from the venue is not held against it: only the ratio is then compared. */
function reportedOf(totals: Totals, isWhole: boolean) {
  const ratio = new Decimal(totals.ratio);
  return isWhole
    ? {...reported(new Decimal(totals.equity), totals.maintenance, totals.initial), ratio}
    : {ratio};
}

/** Is the account in Portfolio Margin? Others may be asked for it too and get zeros. */
function isActive({account, net}: PortfolioState): boolean {
  const hasTotals = account !== undefined && !(isZero(account.equity) && isZero(account.maintenance));
  return hasTotals || Object.values(net?.amounts ?? {}).some((amount) => !isZero(amount));
}

/** USD-M, COIN-M and cross margin wallets together, liquidated as one. */
export function portfolioAccounts(account: AccountState, holder: string): readonly MarginAccount[] {
  if (account.portfolio === undefined || !isActive(account.portfolio)) return [];
  const pool = portfolioPool(account);
  const asOf = Math.max(...(pool.sources ?? []).map(({at}) => at));
  return [{venue: 'binance-pm', account: holder, asOf, pools: [pool]}];
}
