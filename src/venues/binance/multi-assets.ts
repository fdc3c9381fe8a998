import type {Collateral, FeedSource, MarginPool, PoolReported} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {
  comparable,
  endedDoubt,
  indexSource,
  LEVELS,
  orderMarginOf,
  reported,
  sourcesOf,
  wholeness,
} from './pools.ts';
import type {Held} from './position.ts';
import type {AccountState, Book, Row} from './state.ts';

const ONE = new Decimal(1);
const ZERO = new Decimal(0);

/** Profit of the asset's positions, in it; undefined: a price is not there yet. */
function profitIn(asset: string, held: readonly Held[]): Decimal | undefined {
  let sum = ZERO;
  for (const {position} of held) {
    if (position.settle !== asset) continue;
    const {markPrice, entryPrice, side, size} = position;
    if (markPrice === undefined || entryPrice === undefined) return undefined;
    const move = side === 'long' ? markPrice.minus(entryPrice) : entryPrice.minus(markPrice);
    sum = sum.plus(move.times(size));
  }
  return sum;
}

/**
 * What the account has counts at the bid rate (index × collateral ratio), what it owes at the ask rate. Wallet and
 * profit of an asset are one amount. Without an index there is no price: it is missing, never guessed.
 */
function collateralOf(
  account: AccountState,
  asset: string,
  amount: Decimal,
  held: readonly Held[],
): Collateral {
  const index = own(account.indices, asset);
  if (index === undefined) return {asset, amount};
  const net = amount.plus(profitIn(asset, held) ?? ZERO);
  return net.isNegative()
    ? {asset, amount, price: new Decimal(index.ask), weight: ONE}
    : {asset, amount, price: new Decimal(index.index), weight: new Decimal(index.bid).div(index.index)};
}

/** An asset that positions settle in can turn from having to owing on the way, where another rate begins. */
function rateDoubts(
  account: AccountState,
  collateral: readonly Collateral[],
  settled: ReadonlySet<string>,
): string[] {
  return collateral
    .filter(({asset}) => settled.has(asset))
    .filter(({asset, weight}) => {
      const index = own(account.indices, asset);
      const isOwed = weight instanceof Decimal && weight.eq(1);
      return index !== undefined && !isOwed && !new Decimal(index.ask).eq(index.index);
    })
    .map(
      ({asset}) =>
        `a negative ${asset} balance counts at the exchange's ask rate, which distances do not follow`,
    );
}

function totalsOf(book: Book, held: readonly Held[]): PoolReported | undefined {
  const {totals} = book;
  const isStill = held.every(({isAsAnswered}) => isAsAnswered);
  if (!totals || totals.at < book.changedAt || !isStill) return undefined;
  const {wallet, profit, maintenance, initial} = totals;
  if (wallet === undefined || profit === undefined) return undefined;
  return reported(new Decimal(wallet).plus(profit), maintenance, initial);
}

/** Multi-assets mode: all USD-M wallets and all positions are one pool in USD. */
export function multiPool(
  account: AccountState,
  book: Book,
  held: readonly Held[],
  rows: readonly Row[],
): MarginPool {
  const settled = new Set(held.map(({position}) => position.settle));
  const amounts = new Map(
    Object.entries(book.wallets)
      .filter(([asset, {cross}]) => settled.has(asset) || !isZero(cross))
      .map(([asset, {cross}]) => [asset, new Decimal(cross)]),
  );
  const unseen = [...settled].filter((asset) => !amounts.has(asset));
  const collateral = [
    ...[...amounts].map(([asset, amount]) => collateralOf(account, asset, amount, held)),
    ...unseen.map((asset) => collateralOf(account, asset, ZERO, held)),
  ];
  const whole = wholeness(book);
  const needs = [
    ...whole.needs,
    ...(book.balancesAt === undefined ? ['all balances of the account'] : []),
    ...(book.balancesAt === undefined ? [] : unseen.map((asset) => `cross wallet balance of ${asset}`)),
  ];
  const doubts = [...whole.doubts, ...endedDoubt(book), ...rateDoubts(account, collateral, settled)];
  const indices: FeedSource[] = collateral.flatMap(({asset}) => {
    const index = own(account.indices, asset);
    return index === undefined ? [] : [indexSource(asset, index.at)];
  });
  const totals = totalsOf(book, held);
  return {
    id: 'cross:multi',
    kind: 'cross',
    unit: 'USD',
    waterline: ONE,
    collateral,
    positions: comparable(book, held, {otherPrices: true}),
    ...orderMarginOf(rows),
    levels: LEVELS,
    ...(totals && {reported: totals}),
    ...(doubts.length > 0 && {doubts}),
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: [...sourcesOf(book, held), ...indices],
  };
}
