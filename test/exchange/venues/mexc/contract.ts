import {type Amount, Decimal} from '../../crossing.ts';

type Contract = {
  /** Coins in one. */
  readonly size: string;
  /** Contracts up to which the first level holds, and what each further one adds. */
  readonly level: number;
};

const CONTRACTS: Readonly<Record<string, Contract>> = {
  BTC: {size: '0.0001', level: 500_000},
  ETH: {size: '0.01', level: 200_000},
  SOL: {size: '0.1', level: 150_000},
};

/** The same for all: the first level's rate, which each level adds, and what closing costs. */
export const RATE = '0.004';
export const FEE = '0.0002';
export const LEVELS = 5;

export const COINS = Object.keys(CONTRACTS);
export const symbolOf = (coin: string) => `${coin}_USDT`;

export function contractOf(coin: string): Contract {
  const contract = CONTRACTS[coin];
  if (contract === undefined) throw new Error(`no contract on ${coin}`);
  return contract;
}

/** Contracts in so many coins. */
export const contractsIn = (coin: string, coins: Amount) =>
  new Decimal(coins).abs().div(contractOf(coin).size);

/** Of the level that the whole size falls in. */
export function rateOf(coin: string, coins: Amount): Decimal {
  const level = contractsIn(coin, coins).div(contractOf(coin).level).ceil();
  return new Decimal(RATE).times(Decimal.min(LEVELS, Decimal.max(1, level)));
}
