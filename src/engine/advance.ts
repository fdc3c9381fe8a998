import type {MarginAccount, Position} from './account.ts';
import {accuracyOf} from './accuracy.ts';
import {type AssessContext, assessPool, positionFigures} from './assess.ts';
import {withBalance, withPosition, withPrice} from './book-change.ts';
import type {Decimal} from './decimal.ts';
import {distanceOf, searched} from './distance.ts';
import type {Figure} from './figure.ts';
import {gradeOf, ladderOf, worstGrade} from './grade.ts';
import type {AccountHealth, Grade, PoolHealth, PositionHealth} from './health.ts';
import {equityFigure, maintenanceFigure, type PoolBook, poolBook, rowAt} from './pool-book.ts';

/** One thing that changed. Prices in the market's own money, amounts in contracts or in the asset. */
export type Change =
  /** Every position of that symbol, in every pool. */
  | {readonly kind: 'mark'; readonly symbol: string; readonly price: Decimal}
  | {readonly kind: 'balance'; readonly pool: string; readonly asset: string; readonly amount: Decimal}
  /** Of a collateral asset, in the pool's unit. */
  | {readonly kind: 'price'; readonly pool: string; readonly asset: string; readonly price: Decimal}
  /** In place of the pool's position `index`. */
  | {readonly kind: 'position'; readonly pool: string; readonly index: number; readonly position: Position};

/**
 * An assessment that can go on: the account with the sums that all figures come from. A change redoes the sums on its
 * way only; figures are worked out when they are asked for. They equal those of `assess` on the changed account to
 * the last digit.
 */
export type Assessment = {
  readonly head: Omit<MarginAccount, 'pools'>;
  readonly books: readonly PoolBook[];
  readonly places: Places;
  readonly context: AssessContext;
};

/** Where each symbol and each underlying stands; the same for all assessments that only amounts and prices tell apart. */
type Places = {
  readonly bySymbol: ReadonlyMap<string, readonly Place[]>;
  readonly byUnderlying: readonly ReadonlyMap<string, readonly number[]>[];
};

type Place = {readonly pool: number; readonly index: number};

export const begin = (account: MarginAccount, context: AssessContext = {}): Assessment => {
  const {pools, ...head} = account;
  return {head, books: pools.map(poolBook), places: placesOf(account), context};
};

const placesOf = ({pools}: MarginAccount): Places => {
  const bySymbol = new Map<string, Place[]>();
  const byUnderlying = pools.map(({positions}, pool) => {
    const groups = new Map<string, number[]>();
    for (const [index, {symbol, underlying}] of positions.entries()) {
      push(bySymbol, symbol, {pool, index});
      push(groups, underlying, index);
    }
    return groups;
  });
  return {bySymbol, byUnderlying};
};

const push = <Item>(into: Map<string, Item[]>, key: string, item: Item): void => {
  const list = into.get(key);
  if (list === undefined) into.set(key, [item]);
  else list.push(item);
};

/** The account as it stands. */
export const accountOf = ({head, books}: Assessment): MarginAccount => ({
  ...head,
  pools: books.map(({pool}) => pool),
});

/** After one change, of which the newest frame came at `asOf`. A change of what is not there changes nothing. */
export const advance = (assessment: Assessment, change: Change, asOf?: number): Assessment => {
  const head = asOf === undefined ? assessment.head : {...assessment.head, asOf};
  if (change.kind === 'mark') return {...assessment, head, books: marked(assessment, change)};
  const at = assessment.books.findIndex(({pool}) => pool.id === change.pool);
  const book = assessment.books[at];
  if (book === undefined) return assessment;
  const books = assessment.books.with(at, changed(book, change));
  if (change.kind !== 'position') return {...assessment, head, books};
  const next = {...assessment, head, books};
  return {...next, places: placesOf(accountOf(next))};
};

const marked = (
  {books, places}: Assessment,
  {symbol, price}: Change & {kind: 'mark'},
): readonly PoolBook[] => {
  let next = books;
  for (const {pool, index} of places.bySymbol.get(symbol) ?? []) {
    const book = next[pool];
    const position = book?.pool.positions[index];
    if (book === undefined || position === undefined) continue;
    next = next.with(pool, withPosition(book, index, {...position, markPrice: price}));
  }
  return next;
};

const changed = (book: PoolBook, change: Exclude<Change, {kind: 'mark'}>): PoolBook => {
  switch (change.kind) {
    case 'balance':
      return withBalance(book, change.asset, change.amount) ?? book;
    case 'price':
      return withPrice(book, change.asset, change.price) ?? book;
    case 'position': {
      const before = book.pool.positions[change.index];
      if (before === undefined) return book;
      if (before.settle === change.position.settle) return withPosition(book, change.index, change.position);
      return poolBook({...book.pool, positions: book.pool.positions.with(change.index, change.position)});
    }
  }
};

/** What a tick changes at once, without any search. */
export type Standing = {
  readonly id: string;
  readonly grade: Grade;
  readonly equity: Figure;
  readonly maintenanceMargin: Figure;
  readonly accuracy: Figure;
};

export const standingOf = (assessment: Assessment, pool: number): Standing | null => {
  const book = assessment.books[pool];
  if (book === undefined) return null;
  const accuracy = accuracyOf(book);
  return {
    id: book.pool.id,
    grade: gradeOf(ladderOf(book.pool), accuracy, book.equity),
    equity: equityFigure(book),
    maintenanceMargin: maintenanceFigure(book),
    accuracy,
  };
};

/** One position's figures, without looking at the others' prices. */
export const positionOf = (
  {books, places, head, context}: Assessment,
  pool: number,
  index: number,
): PositionHealth | null => {
  const book = books[pool];
  const position = book?.pool.positions[index];
  if (book === undefined || position === undefined) return null;
  const own = places.byUnderlying[pool]?.get(position.underlying) ?? [index];
  const reached = distanceOf(book, searched(book, context.now ?? head.asOf, own), own, index);
  return positionFigures(book, rowAt(book, index), index, reached);
};

const known = new WeakMap<
  PoolBook,
  {readonly now: number; readonly context: AssessContext; readonly health: PoolHealth}
>();

/** Everything, as `assess` gives it. Pools that did not change keep what was worked out for them. */
export const healthOf = ({head, books, context}: Assessment): AccountHealth => {
  const now = context.now ?? head.asOf;
  const pools = books.map((book) => {
    const before = known.get(book);
    if (before !== undefined && before.now === now && before.context === context) return before.health;
    const health = assessPool(book, now, context);
    known.set(book, {now, context, health});
    return health;
  });
  return {...head, grade: worstGrade(pools.map(({grade}) => grade)), pools};
};
