import type {Collateral, FeedSource, MarginPool, PoolReported, Position} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {type Held, heldOf, liveRows} from './position.ts';
import {isolatedMargin} from './positions.ts';
import type {Book, GateState, Row, Wallet} from './state.ts';

const ONE = new Decimal(1);

/** Margin balance ÷ maintenance margin at which Gate liquidates. */
export const WATERLINE = ONE;
const LEVELS = [{name: 'liquidation', at: ONE}] as const;

/** Tickers come several times a second while a contract trades at all. */
const MARK_LIMIT_MS = 15_000;
/** An account that holds a position hears at each funding, every eight hours at most; and a little patience. */
const ACCOUNT_LIMIT_MS = 8 * 60 * 60_000 + 5 * 60_000;

export function sourcesOf(book: Book, held: readonly Held[]): FeedSource[] {
  const marks = new Map(
    held.map(({position, markAt}) => [
      position.symbol,
      {name: `mark price of ${position.symbol}`, at: markAt, limitMs: MARK_LIMIT_MS},
    ]),
  );
  return [{name: 'account', at: book.heardAt, limitMs: ACCOUNT_LIMIT_MS}, ...marks.values()];
}

export const unsizedNeeds = (held: readonly Held[]): readonly string[] =>
  held.filter(({isUnsized}) => isUnsized).map(({row}) => `what one contract of ${row.contract} is`);

/**
 * Gate's liquidation price of a cross position goes with every other change of the account: it is let go when another
 * mark has moved or the account has changed since.
 */
export function comparable(book: Book, held: readonly Held[]): readonly Position[] {
  const isAlone = new Set(held.map(({position}) => position.symbol)).size === 1;
  const isStill = held.every(({isAsAnswered}) => isAsAnswered);
  return held.map(({position, row}) => {
    if (row.at >= book.changedAt && (isStill || isAlone)) return position;
    const {reported, ...rest} = position;
    if (reported === undefined) return position;
    const {liquidationPrice: _, ...others} = reported;
    return {...rest, reported: others};
  });
}

const idOf = ({contract, mode, pid}: Row): string =>
  ['iso', contract, ...(mode === 'single' ? [] : [mode.replace('dual_', '')]), ...(pid ? [pid] : [])].join(
    ':',
  );

export function isolatedPool(state: GateState, book: Book, settle: string, row: Row): MarginPool {
  const held = heldOf(state, book, settle, row);
  const margin = row.margin;
  const needs = [...(margin === undefined ? [`margin of ${row.contract}`] : []), ...unsizedNeeds([held])];
  return {
    id: idOf(row),
    kind: 'isolated',
    unit: settle,
    waterline: WATERLINE,
    collateral:
      margin === undefined ? [] : [{asset: settle, amount: new Decimal(margin), price: ONE, weight: ONE}],
    positions: [held.position],
    levels: LEVELS,
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: sourcesOf(book, [held]),
  };
}

const SPOT_IN_IT =
  "single-currency margin: the balance is Gate's margin balance less profit; options and orders in it are not followed";

type Means = {
  readonly amount?: Decimal;
  readonly doubts: readonly string[];
  readonly needs: readonly string[];
};

/** What secures the cross positions: Gate's own cross balance, else the total less what isolated positions hold. */
function meansOf(book: Book, settle: string): Means {
  const {wallet} = book;
  const needs = [`futures account balance of ${settle}`];
  if (wallet === undefined) return {doubts: [], needs};
  if (wallet.cross !== undefined) {
    return {amount: new Decimal(wallet.cross), doubts: wallet.mode === '3' ? [SPOT_IN_IT] : [], needs: []};
  }
  const isolated = isolatedMargin(liveRows(book));
  if (wallet.total === undefined || isolated === undefined || wallet.mode === '3') return {doubts: [], needs};
  const amount = new Decimal(wallet.total).minus(isolated).minus(wallet.apart ?? 0);
  if (amount.isNegative() && wallet.mode !== '0') {
    return {
      doubts: [],
      needs: ['the margin mode of the account: its futures balance does not cover its positions'],
    };
  }
  const doubts = [
    ...(wallet.bonus === undefined
      ? []
      : [
          `the account has a bonus of ${wallet.bonus} ${settle}; whether the balance holds it is not documented`,
        ]),
    ...(wallet.apart === undefined ? [] : ['part of the balance is neither cross nor isolated margin']),
  ];
  return {amount, doubts, needs: []};
}

/** Whether Gate shows the ratio as a multiple or in percent is not documented: the reading that its own figures give. */
function ratioOf(shown: string | undefined, equity: Decimal, maintenance: Decimal): Decimal | undefined {
  if (shown === undefined || maintenance.lte(0)) return undefined;
  const ratio = equity.div(maintenance);
  return [new Decimal(shown), new Decimal(shown).div(100)].find((reading) =>
    reading.minus(ratio).abs().lte(ratio.abs().times('1e-3')),
  );
}

function reportedOf(wallet: Wallet): PoolReported | undefined {
  const {equity, maintenance, initial, ratio: shown} = wallet.reported ?? {};
  if (equity === undefined) return undefined;
  const required = maintenance === undefined ? undefined : new Decimal(maintenance);
  const ratio = required && ratioOf(shown, new Decimal(equity), required);
  return {
    equity: new Decimal(equity),
    ...(required && {maintenanceMargin: required}),
    ...(initial !== undefined && {initialMargin: new Decimal(initial)}),
    ...(ratio && {ratio}),
  };
}

/** Totals of an answer are compared while no balance has changed and all marks are those of an answer of about then. */
function isStill(book: Book, held: readonly Held[]): boolean {
  const at = book.wallet?.at ?? 0;
  const marksNear = held.every(({isAsAnswered, markAt}) => isAsAnswered && Math.abs(markAt - at) <= 1000);
  return book.positionsAt !== undefined && at >= book.changedAt && marksNear;
}

const MODE_UNKNOWN = 'Gate has not said whether this is a unified account; it is taken as a classic one';
const NOT_WHOLE = 'the positions of this account have not been seen whole yet';

export function crossPool(state: GateState, book: Book, settle: string): MarginPool {
  const held = liveRows(book)
    .filter(({isolated}) => !isolated)
    .map((row) => heldOf(state, book, settle, row));
  const {wallet} = book;
  const means = meansOf(book, settle);
  const isWhole = book.positionsAt !== undefined;
  const needs = [...(isWhole ? [] : ['all positions of the account']), ...means.needs, ...unsizedNeeds(held)];
  const doubts = [
    ...(isWhole ? [] : [NOT_WHOLE]),
    ...(wallet !== undefined && wallet.mode === undefined ? [MODE_UNKNOWN] : []),
    ...means.doubts,
  ];
  const collateral: readonly Collateral[] =
    means.amount === undefined ? [] : [{asset: settle, amount: means.amount, price: ONE, weight: ONE}];
  const reported = wallet && isStill(book, held) ? reportedOf(wallet) : undefined;
  return {
    id: `cross:${settle}`,
    kind: 'cross',
    unit: settle,
    waterline: WATERLINE,
    collateral,
    positions: comparable(book, held),
    ...(wallet?.orderMargin !== undefined && {orderMargin: new Decimal(wallet.orderMargin)}),
    levels: LEVELS,
    ...(reported && {reported}),
    ...(doubts.length > 0 && {doubts}),
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: sourcesOf(book, held),
  };
}
