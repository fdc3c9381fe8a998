import type {FeedSource, MarginAccount, MarginPool} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {type Held, heldOf, ONE, positionOf, ZERO} from './position.ts';
import type {Row, State, Wallet} from './state.ts';

/** An account with a position hears at each funding, every eight hours at most; and a little patience. */
const ACCOUNT_LIMIT_MS = 8 * 60 * 60_000 + 5 * 60_000;
/** Told when they change, and with the ticker, every second or two. */
const MARK_LIMIT_MS = 30_000;

const DUST = new Decimal('0.0001');

const LEVELS = [{name: 'liquidation', at: ONE}] as const;

const OLDER = 'a position changed after the balance was last told';
const BONUS = 'a trial bonus: whether it secures these positions is not documented';
const PARTS = 'the balance is the sum of its parts as last pushed; that it holds no profit is not borne out';

function sourcesOf(state: State, held: readonly Held[]): readonly FeedSource[] {
  const marks = new Map(
    held.map(({row, mark}) => [
      row.symbol,
      {name: `mark price of ${row.symbol}`, at: mark?.at ?? row.at, limitMs: MARK_LIMIT_MS},
    ]),
  );
  return [{name: 'account', at: state.heardAt, limitMs: ACCOUNT_LIMIT_MS}, ...marks.values()];
}

const isWhole = ({rowsAt}: State) => rowsAt !== undefined;

function isolatedPool(state: State, row: Row, id: string): MarginPool {
  const held = heldOf(state, row);
  const {settle} = held;
  const {margin} = row;
  const needs = [
    ...(margin === undefined ? [`isolated margin of ${row.symbol}`] : []),
    ...(held.contract ? [] : [`contract size of ${row.symbol}`]),
  ];
  return {
    id,
    kind: 'isolated',
    unit: settle,
    waterline: ONE,
    collateral:
      margin === undefined ? [] : [{asset: settle, amount: new Decimal(margin), price: ONE, weight: ONE}],
    positions: [positionOf(held)],
    levels: LEVELS,
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: sourcesOf(state, [held]),
  };
}

function needsOf(state: State, currency: string, held: readonly Held[], isolated: readonly Row[]) {
  const wallet = own(state.wallets, currency);
  return [
    ...(isWhole(state) ? [] : ['all positions of the account']),
    ...(wallet ? [] : [`balance of ${currency}`]),
    ...(wallet?.isShared ? ['how several currencies secure these positions'] : []),
    ...isolated.flatMap(({symbol, margin}) => (margin === undefined ? [`isolated margin of ${symbol}`] : [])),
    ...held.flatMap(({row, contract}) => (contract ? [] : [`contract size of ${row.symbol}`])),
  ];
}

/** Told before a position changed; unless it knows what the positions have set aside since. */
function isOlder({changedAt}: State, {at, held}: Wallet, rows: readonly Row[]): boolean {
  if (at >= changedAt) return false;
  const aside = rows.reduce((sum, {margin = '0'}) => sum.plus(margin), ZERO);
  return held === undefined || rows.length === 0 || aside.minus(held).abs().gt(DUST);
}

const doubtsOf = (state: State, wallet: Wallet, held: readonly Held[], isolated: readonly Row[]) => [
  ...(isOlder(state, wallet, [...held.map(({row}) => row), ...isolated]) ? [OLDER] : []),
  ...(wallet.bonus !== undefined ? [BONUS] : []),
  ...(wallet.isPlain || held.length === 0 ? [] : [PARTS]),
];

/** MEXC's equity has the isolated positions and the orders' margin in it: compared where there are none. */
function isOf({equity, frozen, at}: Wallet, held: readonly Held[], isolated: readonly Row[]): boolean {
  const isStill = held.every(({mark}) => mark !== undefined && mark.since <= at && at <= mark.at);
  return equity !== undefined && isStill && isolated.length === 0 && isZero(frozen);
}

/** Everything that settles in one currency but isolated margin and what orders hold. */
function crossPool(
  state: State,
  currency: string,
  held: readonly Held[],
  isolated: readonly Row[],
): MarginPool {
  const wallet = own(state.wallets, currency);
  const needs = needsOf(state, currency, held, isolated);
  const doubts = wallet ? doubtsOf(state, wallet, held, isolated) : [];
  const apart = isolated.reduce((sum, {margin = '0'}) => sum.plus(margin), ZERO);
  return {
    id: `cross:${currency}`,
    kind: 'cross',
    unit: currency,
    waterline: ONE,
    collateral: wallet
      ? [{asset: currency, amount: new Decimal(wallet.balance).minus(apart), price: ONE, weight: ONE}]
      : [],
    positions: held.map(positionOf),
    ...(wallet &&
      !isZero(wallet.frozen) && {
        deductions: [{name: 'margin of open orders', amount: new Decimal(wallet.frozen)}],
      }),
    orderMargin: ZERO,
    levels: LEVELS,
    ...(wallet?.equity !== undefined &&
      doubts.length === 0 &&
      isOf(wallet, held, isolated) && {reported: {equity: new Decimal(wallet.equity)}}),
    ...(doubts.length > 0 && {doubts}),
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: sourcesOf(state, held),
  };
}

function crossPools(state: State, live: readonly Row[]): readonly MarginPool[] {
  const held = live.map((row) => heldOf(state, row));
  const funded = Object.entries(state.wallets).filter(([, {balance}]) => !isZero(balance));
  const crossed = held.filter(({row}) => row.isCross).map(({settle}) => settle);
  return [...new Set([...crossed, ...funded.map(([currency]) => currency)])].map((currency) => {
    const rows = held.filter(({settle}) => settle === currency);
    return crossPool(
      state,
      currency,
      rows.filter(({row}) => row.isCross),
      rows.filter(({row}) => !row.isCross).map(({row}) => row),
    );
  });
}

/** One isolated position of a contract has its name; in hedge mode the side stands with it. */
function isolatedPools(state: State, live: readonly Row[]): readonly MarginPool[] {
  const rows = live.filter(({isCross}) => !isCross);
  const ids = rows.map(({symbol, side}) => {
    const isLone = rows.filter((row) => row.symbol === symbol).length === 1;
    return isLone ? `iso:${symbol}` : `iso:${symbol}:${side}`;
  });
  return rows.map((row, nth) => {
    const id = ids[nth] ?? '';
    return isolatedPool(state, row, ids.indexOf(id) === nth ? id : `${id} (${nth})`);
  });
}

/** Pure. A pool for each settlement currency and each isolated position; nothing before the account has been heard. */
export function accounts(state: State): readonly MarginAccount[] {
  if (state.heardAt === 0) return [];
  const live = Object.values(state.rows);
  const pools = [...crossPools(state, live), ...isolatedPools(state, live)];
  if (pools.length === 0) return [];
  const asOf = Math.max(state.heardAt, ...pools.flatMap(({sources = []}) => sources.map(({at}) => at)));
  return [{venue: 'mexc', account: 'main', asOf, pools}];
}
