import type {FeedSource, MarginPool, PoolReported, Position} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {withOwnRule} from './own-rule.ts';
import {type Held, settleOf} from './position.ts';
import type {Row, State, Wallet} from './state.ts';

const ZERO = new Decimal(0);
const ONE = new Decimal(1);

/** Risk rate 95 %: KuCoin cancels the orders. 100 %: it liquidates. */
const LEVELS = [
  {name: 'orders cancelled', at: ONE.div('0.95')},
  {name: 'liquidation', at: ONE},
] as const;

/** Marks come every second, a position's own event as often. */
const MARK_LIMIT_MS = 5_000;
/** An account with a position hears at each funding, every eight hours at most; and a little patience. */
const ACCOUNT_LIMIT_MS = 8 * 60 * 60_000 + 5 * 60_000;

const ORDERS_OPEN = 'open orders raise the risk rate at KuCoin; they are not counted here';
const ORDERS_UNSEEN = 'open orders, which raise the risk rate at KuCoin, have not been seen';
const ORDERS_MIXED = 'what orders of isolated positions hold is not known and not taken off the cross margin';
const NO_SNAPSHOT = 'the positions of this account have not been seen whole yet';
const NO_SUM = 'KuCoin’s account equity is not the sum of the balance and the profit beside it';

export function sourcesOf(state: State, held: readonly Held[]): FeedSource[] {
  const marks = new Map(
    held.map(({position: {symbol}, markAt}) => [
      symbol,
      {name: `mark price of ${symbol}`, at: markAt, limitMs: MARK_LIMIT_MS},
    ]),
  );
  return [{name: 'account', at: state.heardAt, limitMs: ACCOUNT_LIMIT_MS}, ...marks.values()];
}

/** Are there open orders that the risk rate counts? Undefined: KuCoin has not said. */
function hasOrders(state: State, currency: string, wallet: Wallet): boolean | undefined {
  if (wallet.cross && wallet.orderMargin !== undefined) return !isZero(wallet.orderMargin);
  if (state.ordersAt !== undefined)
    return Object.keys(state.orders).some((symbol) => settleOf(state, {symbol}) === currency);
  return wallet.orderMargin === undefined ? undefined : !isZero(wallet.orderMargin);
}

type CrossMargin = {readonly amount: Decimal; readonly doubts: readonly string[]};

/**
 * Margin of the cross positions without their profit: KuCoin's own split, or wallet − held for withdrawal − isolated
 * margin (without unsettled funding) − isolated orders, as its page works it out.
 */
function marginOf(state: State, currency: string, wallet: Wallet, isolated: readonly Row[]): CrossMargin {
  if (wallet.cross) return {amount: new Decimal(wallet.cross.margin).minus(wallet.cross.profit), doubts: []};
  const orders = own(state.isolatedOrders, currency);
  const aside = isolated.reduce(
    (sum, {margin = '0', funding = '0'}) => sum.plus(new Decimal(margin).minus(funding).abs()),
    ZERO,
  );
  const {reported, balance, hold = '0', orderMargin} = wallet;
  const isSum =
    !reported || new Decimal(balance).plus(reported.profit).minus(reported.equity).abs().lte('1e-6');
  return {
    amount: new Decimal(balance)
      .minus(hold)
      .minus(aside)
      .minus(orders ?? 0),
    doubts: [
      ...(orders === undefined && !isZero(orderMargin) ? [ORDERS_MIXED] : []),
      ...(isSum ? [] : [NO_SUM]),
    ],
  };
}

/** KuCoin's liquidation price of a cross position goes with every other change. */
function comparable(state: State, held: readonly Held[], margin: Decimal | undefined): readonly Position[] {
  const isStill = held.every(({isAsAnswered}) => isAsAnswered);
  const positions = held.map(({position, row}): Position => {
    if (row.at >= state.changedAt && (isStill || held.length === 1)) return position;
    const {reported, ...rest} = position;
    if (reported === undefined) return position;
    const {liquidationPrice: _, ...others} = reported;
    return {...rest, reported: others};
  });
  return margin === undefined ? positions : withOwnRule(positions, margin);
}

/** Only of the moment of our marks. The account's equity has the isolated positions in it. */
function reportedOf(
  state: State,
  wallet: Wallet,
  held: readonly Held[],
  isolated: readonly Row[],
): PoolReported {
  if (wallet.at < state.changedAt || held.some(({markAt}) => markAt > wallet.at)) return {};
  if (wallet.cross) return {equity: new Decimal(wallet.cross.margin)};
  if (wallet.reported === undefined) return {};
  const {equity, riskRatio} = wallet.reported;
  return {
    ...(isolated.length === 0 && {equity: new Decimal(equity)}),
    ...(!isZero(riskRatio) && riskRatio !== undefined && {inverseRatio: new Decimal(riskRatio)}),
  };
}

/** Everything that settles in one currency: its wallet less what isolated positions have, and its cross positions. */
export function crossPool(
  state: State,
  currency: string,
  held: readonly Held[],
  isolated: readonly Row[],
): MarginPool {
  const wallet = own(state.wallets, currency);
  const isWhole = state.positionsAt !== undefined;
  const unknown = isolated.filter(({margin}) => wallet?.cross === undefined && margin === undefined);
  const needs = [
    ...(isWhole ? [] : ['all positions of the account']),
    ...(wallet ? [] : [`wallet balance of ${currency}`]),
    ...unknown.map(({symbol}) => `isolated margin of ${symbol}`),
    ...held.flatMap((each) => each.needs),
  ];
  const margin = wallet && marginOf(state, currency, wallet, isolated);
  const open = wallet && hasOrders(state, currency, wallet);
  const orders = open === undefined ? [ORDERS_UNSEEN] : open ? [ORDERS_OPEN] : [];
  const doubts = [
    ...(isWhole ? [] : [NO_SNAPSHOT]),
    ...(margin?.doubts ?? []),
    ...(held.length > 0 && wallet ? orders : []),
  ];
  return {
    id: `cross:${currency}`,
    kind: 'cross',
    unit: currency,
    waterline: ONE,
    collateral: margin ? [{asset: currency, amount: margin.amount, price: ONE, weight: ONE}] : [],
    positions: comparable(state, held, margin?.amount),
    ...(open === false && {orderMargin: ZERO}),
    ...(wallet?.cross && open && {orderMargin: new Decimal(wallet.orderMargin ?? 0)}),
    levels: LEVELS,
    ...(wallet && {reported: reportedOf(state, wallet, held, isolated)}),
    ...(doubts.length > 0 && {doubts}),
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: sourcesOf(state, held),
  };
}
