import type {Collateral, WeightTier} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {weighted, weightPieces} from '../../engine/weight.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import type {AccountState, Coin} from './state.ts';

const ONE = new Decimal(1);
const ZERO = new Decimal(0);

/** What Bybit counts in full. */
const isDollar = (name: string) => name === 'USDT' || name === 'USDC';

/** One coin of the unified account, as Bybit told it with its totals. */
export type Holding = {
  readonly name: string;
  /** Without unrealised profit; negative is owed. */
  readonly amount: Decimal;
  /** Unrealised profit then, in the coin. */
  readonly profit: Decimal;
  /** USD then, and now. Undefined: not told. */
  readonly priceThen?: Decimal;
  readonly price?: Decimal;
  readonly priceAt: number;
  /** Undefined: Bybit's ratio has not been seen. */
  readonly weight?: Decimal | readonly WeightTier[];
  readonly doubts: readonly string[];
};

function tiersOf(table: string): readonly WeightTier[] {
  return table.split(';').map((line) => {
    const [from = '0', weight = '0'] = line.split(' ');
    return {from: new Decimal(from), weight: new Decimal(weight)};
  });
}

function weightOf(account: AccountState, name: string, coin: Coin | undefined): Pick<Holding, 'weight'> {
  if (coin?.off) return {weight: ZERO};
  const table = own(account.ratios, name);
  if (table !== undefined) return {weight: tiersOf(table)};
  return isDollar(name) ? {weight: ONE} : {};
}

type Priced = Pick<Holding, 'price' | 'priceThen' | 'priceAt' | 'doubts'>;

/** Bybit's USD value of the coin; later the index of the coin's own contract. */
function pricesOf(account: AccountState, name: string, coin: Coin | undefined): Priced {
  const at = coin?.at ?? 0;
  const isTold = coin !== undefined && !isZero(coin.worth) && !isZero(coin.equity);
  const then = isTold ? new Decimal(coin.worth ?? 0).div(coin.equity ?? 1) : undefined;
  const told = then?.gt(0) ? {price: then, priceThen: then} : {};
  if (isDollar(name)) {
    if (told.price !== undefined) return {...told, priceAt: at, doubts: []};
    return {price: ONE, priceThen: ONE, priceAt: at, doubts: [`1 ${name} is taken as 1 USD`]};
  }
  const inUsd = own(account.marks, `${name}USD`);
  if (inUsd?.index !== undefined && inUsd.at > at) {
    return {...told, price: new Decimal(inUsd.index), priceAt: inUsd.at, doubts: []};
  }
  const inUsdt = own(account.marks, `${name}USDT`);
  if (inUsdt?.index === undefined || inUsdt.at <= at) return {...told, priceAt: at, doubts: []};
  const doubts = [`the price of ${name} is its index in USDT, with 1 USDT taken as 1 USD`];
  return {...told, price: new Decimal(inUsdt.index), priceAt: inUsdt.at, doubts};
}

/** Under portfolio margin the value of options is in the equity and backs the account; in cross margin it does not. */
function amountOf(coin: Coin, profit: Decimal, countsOptions: boolean): Decimal {
  if (countsOptions && coin.equity !== undefined) return new Decimal(coin.equity).minus(profit);
  return new Decimal(coin.balance).minus(coin.borrowed ?? 0);
}

/** The coins of the wallet, and those that only positions are settled in. */
export function holdingsOf(
  account: AccountState,
  settled: ReadonlySet<string>,
  mode: 'cross' | 'portfolio',
): readonly Holding[] {
  const coins = account.wallet?.coins ?? {};
  const names = new Set([...Object.keys(coins), ...settled]);
  const holdings = [...names].map((name): Holding => {
    const coin = own(coins, name);
    const profit = new Decimal(coin?.profit ?? 0);
    const amount = coin === undefined ? ZERO : amountOf(coin, profit, mode === 'portfolio');
    return {name, amount, profit, ...pricesOf(account, name, coin), ...weightOf(account, name, coin)};
  });
  return holdings.filter(({name, amount}) => settled.has(name) || !amount.isZero());
}

/** USD that the coin counted for when Bybit told it, by this weight. */
export function countedThen(
  {amount, profit, priceThen}: Holding,
  weight: NonNullable<Holding['weight']>,
): Decimal {
  return weighted(weightPieces(weight), amount.plus(profit)).times(priceThen ?? ZERO);
}

export const collateralOf = ({name, amount, price, weight}: Holding): Collateral => ({
  asset: name,
  amount,
  ...(price && {price}),
  ...(weight && {weight}),
});
