import type {Collateral, MarginPool} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {walletOf} from './balances.ts';
import {bookOf} from './contract.ts';
import {type Leg, legsOf, profitOf} from './leg.ts';
import {type PoolTerms, pooled, ratioOf, targetOf} from './pools.ts';
import type {AccountState, CoinAccount, Row} from './state.ts';

const ZERO = new Decimal(0);
const ONE = new Decimal(1);

const UNION_SUM =
  'in multi-asset mode the coins are one sum here: their own prices and collateral ratios are not sent';
const UNION_DEBT =
  'what Bitget requires for USDT owed is its total less that of the positions, and stays put here';

const sum = (rows: readonly Row[], of: (row: Row) => string | undefined): Decimal =>
  rows.reduce((all, row) => all.plus(of(row) ?? 0), ZERO);

/** Rows and account were told of one moment: they have the same profit in them, to the digits that both show. */
const isSameMoment = (coin: CoinAccount, rows: readonly Row[]): boolean =>
  coin.profit !== undefined &&
  sum(rows, (row) => row.profit)
    .minus(coin.profit)
    .abs()
    .lte('1e-6');

/** A coin-margined contract may be margined in another coin; how its profit is turned into that is not published. */
const foreignNeeds = (legs: readonly Leg[]): readonly string[] =>
  legs
    .filter(({contract}) => !contract.isOwnCoin)
    .map(({row}) => `how Bitget counts ${row.symbol} in ${row.coin}`);

function seenNeeds({seen}: AccountState, coin: string): readonly string[] {
  const book = bookOf(coin);
  const told = own(seen, book) ?? own(seen, `${book}:${coin}`);
  return told === undefined ? ['all positions of the account'] : [];
}

const cash = (asset: string, amount: Decimal | undefined): readonly Collateral[] =>
  amount === undefined ? [] : [{asset, amount, price: ONE, weight: ONE}];

type Rows = {readonly coin: string; readonly cross: readonly Row[]; readonly isolated: readonly Row[]};
/** What single-asset and multi-asset mode do not share. */
type Wallet = Pick<PoolTerms, 'id' | 'needs' | 'doubts' | 'isCurrent' | 'owed' | 'reported'> & {
  readonly amount: Decimal | undefined;
  readonly riskRate: string | undefined;
};

/** Single-asset mode: the coin's own wallet. */
function singleWallet(account: AccountState, {coin: name, cross, isolated}: Rows): Wallet {
  const coin = own(account.coins, name);
  const amount =
    coin &&
    walletOf(
      coin,
      sum(isolated, (row) => row.margin),
    );
  const isTogether = coin !== undefined && isSameMoment(coin, [...cross, ...isolated]);
  const hasEquity = coin?.equity !== undefined && isTogether && isolated.length === 0;
  return {
    id: `cross:${name}`,
    amount,
    needs: amount === undefined ? [`balance of ${name}`] : [],
    doubts: [],
    riskRate: isTogether ? coin.riskRate : undefined,
    reported: hasEquity ? {equity: new Decimal(coin.equity)} : {},
    isCurrent: coin !== undefined && cross.every(({at}) => coin.changedAt <= at),
  };
}

/** Multi-asset mode: all coins are one pool for USDT-M, counted in USDT. */
function unionWallet(coin: CoinAccount, {coin: name, cross, isolated}: Rows): Wallet {
  const {equity, maintenance} = coin.union ?? {};
  const held = sum(isolated, (row) => row.margin).plus(sum([...cross, ...isolated], (row) => row.profit));
  const isCurrent = isSameMoment(coin, [...cross, ...isolated]);
  const isOwing = coin.available?.startsWith('-') === true;
  return {
    id: name === 'USDT' ? 'cross:union' : `cross:union:${name}`,
    amount: equity === undefined ? undefined : new Decimal(equity).minus(held),
    needs: equity === undefined ? ['value of all coins in multi-asset mode'] : [],
    doubts:
      isOwing && maintenance === undefined
        ? [UNION_SUM, 'what is required for USDT owed is not known']
        : [UNION_SUM],
    riskRate: undefined,
    reported: isCurrent && maintenance !== undefined ? {maintenanceMargin: new Decimal(maintenance)} : {},
    owed:
      isOwing && isCurrent && maintenance !== undefined
        ? {total: new Decimal(maintenance), doubt: UNION_DEBT}
        : undefined,
    isCurrent,
  };
}

function crossPool(account: AccountState, rows: Rows, fee: Decimal): MarginPool {
  const {coin: name, cross} = rows;
  const coin = own(account.coins, name);
  const wallet =
    coin?.union && bookOf(name) === 'USDT' ? unionWallet(coin, rows) : singleWallet(account, rows);
  const legs = legsOf(account, cross);
  const profit = profitOf(legs);
  const equityThen = wallet.amount && profit && wallet.amount.plus(profit);
  const ratio = cross.find((row) => row.ratio !== undefined)?.ratio ?? wallet.riskRate;
  return pooled(legs, account.heardAt, {
    ...wallet,
    kind: 'cross',
    unit: name,
    collateral: cash(name, wallet.amount),
    needs: [...seenNeeds(account, name), ...wallet.needs, ...foreignNeeds(legs)],
    equityThen,
    target: wallet.owed ? undefined : targetOf(equityThen, ratio),
    reported: {...wallet.reported, ...ratioOf(ratio)},
    fees: [fee],
  });
}

/** One position with its own margin. */
function isolatedPool(account: AccountState, row: Row, fee: Decimal): MarginPool {
  const legs = legsOf(account, [row]);
  const margin = row.margin === undefined ? undefined : new Decimal(row.margin);
  const profit = profitOf(legs);
  const equityThen = margin && profit && margin.plus(profit);
  return pooled(legs, account.heardAt, {
    id: `iso:${row.symbol}:${row.side}${legs[0]?.contract.isOwnCoin ? '' : `:${row.coin}`}`,
    kind: 'isolated',
    unit: row.coin,
    collateral: cash(row.coin, margin),
    needs: [...(margin === undefined ? [`margin of ${row.symbol}`] : []), ...foreignNeeds(legs)],
    doubts: row.unified
      ? [
          `whether the margin of ${row.symbol} in a unified account has its closing fee in it is not documented`,
        ]
      : [],
    equityThen,
    target: targetOf(equityThen, row.ratio),
    reported: ratioOf(row.ratio),
    isCurrent: true,
    fees: [fee],
  });
}

export const isolatedPools = (
  account: AccountState,
  rows: readonly Row[],
  fee: Decimal,
): readonly MarginPool[] => rows.filter((row) => row.isolated).map((row) => isolatedPool(account, row, fee));

/** A pool for each coin that has a cross position or something in its cross wallet; one for each isolated position. */
export function classicPools(account: AccountState, fee: Decimal): readonly MarginPool[] {
  const rows = Object.values(account.positions).filter((row) => !row.unified);
  const grouped = Object.keys(account.coins)
    .concat(rows.map(({coin}) => coin))
    .filter((name, index, all) => all.indexOf(name) === index)
    .map((name) => ({
      coin: name,
      cross: rows.filter(({coin, isolated}) => coin === name && !isolated),
      isolated: rows.filter(({coin, isolated}) => coin === name && isolated),
    }));
  const isFunded = ({coin: name, cross, isolated}: Rows) => {
    const coin = own(account.coins, name);
    const amount =
      coin &&
      walletOf(
        coin,
        sum(isolated, (row) => row.margin),
      );
    const isUnion = coin?.union !== undefined && bookOf(name) === 'USDT';
    return cross.length > 0 || isUnion || amount?.isZero() === false;
  };
  return [
    ...grouped.filter(isFunded).map((each) => crossPool(account, each, fee)),
    ...isolatedPools(account, rows, fee),
  ];
}
