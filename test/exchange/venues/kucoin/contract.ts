import {type Amount, Decimal} from '../../crossing.ts';

/** A contract as the exchange lists it. */
export type Contract = {
  readonly symbol: string;
  readonly base: string;
  /** Coins a contract. */
  readonly multiplier: string;
  /** Cross: the rate at no size is half of 1 ÷ this, and doubles with `scale` coins. */
  readonly levelConstant: number;
  readonly scale: number;
  /** Isolated, first risk level. */
  readonly isolatedRate: string;
};

const CONTRACTS: Readonly<Record<string, Contract>> = {
  BTC: {
    symbol: 'XBTUSDTM',
    base: 'XBT',
    multiplier: '0.001',
    levelConstant: 125,
    scale: 300,
    isolatedRate: '0.004',
  },
  ETH: {
    symbol: 'ETHUSDTM',
    base: 'ETH',
    multiplier: '0.01',
    levelConstant: 100,
    scale: 4110,
    isolatedRate: '0.005',
  },
  SOL: {
    symbol: 'SOLUSDTM',
    base: 'SOL',
    multiplier: '0.1',
    levelConstant: 75,
    scale: 90_000,
    isolatedRate: '0.007',
  },
};

export const COINS = Object.keys(CONTRACTS);

/** Taker fee of the contract, counted in every requirement. */
export const FEE = '0.0006';
/** The rate that no cross position passes. */
export const LIMIT = '0.3';

export function contractOf(coin: string): Contract {
  const contract = CONTRACTS[coin];
  if (contract === undefined) throw new Error(`${coin} is not listed`);
  return contract;
}

/** (1 + size ÷ scale) ÷ (2 × level constant), at most the limit, and the fee for closing. */
export function crossRate(coin: string, coins: Amount): Decimal {
  const {levelConstant, scale} = contractOf(coin);
  const rate = new Decimal(coins).abs().plus(scale).div(scale).div(2).div(levelConstant);
  return Decimal.min(rate, LIMIT).plus(FEE);
}

/** What rows call `aggRate`. */
export const isolatedRate = (coin: string) => new Decimal(contractOf(coin).isolatedRate).plus(FEE);
