import {Decimal} from '../../crossing.ts';

/** Where a tier ends (USDT of value), its maintenance rate, and the leverage that it allows. */
export type Tier = readonly [upTo: number, rate: string, leverage: number];

type Contract = {readonly multiplier: string; readonly tiers: readonly Tier[]};

/** Contract sizes as Gate lists them; tiers of its kind, by value. */
const CONTRACTS: Readonly<Record<string, Contract>> = {
  BTC: {
    multiplier: '0.0001',
    tiers: [
      [1_000_000, '0.004', 125],
      [2_000_000, '0.0045', 100],
      [10_000_000, '0.0075', 66],
      [40_000_000, '0.01', 50],
      [100_000_000, '0.02', 25],
      [500_000_000, '0.04', 12],
    ],
  },
  ETH: {
    multiplier: '0.01',
    tiers: [
      [500_000, '0.005', 100],
      [5_000_000, '0.01', 50],
      [50_000_000, '0.02', 25],
    ],
  },
  SOL: {
    multiplier: '1',
    tiers: [
      [50_000, '0.006', 75],
      [200_000, '0.01', 50],
      [5_000_000, '0.025', 20],
    ],
  },
};

export const COINS = Object.keys(CONTRACTS);

/** Of a contract; in the requirement of every account, whatever it pays itself. */
export const TAKER = '0.00075';

export function contractOf(coin: string): Contract {
  const contract = CONTRACTS[coin];
  if (contract === undefined) throw new Error(`no contract of ${coin}`);
  return contract;
}

export const nameOf = (coin: string) => `${coin}_USDT`;
export const coinOf = (name: string) => name.replace(/_USDT$/, '');

/** Each dollar of value pays the rate of the tier it lies in: a sum over slices, not the rule with deductions. */
export function maintenance(coin: string, value: Decimal): Decimal {
  const {tiers} = contractOf(coin);
  return tiers.reduce((sum, [upTo, rate], index) => {
    const from = tiers[index - 1]?.[0] ?? 0;
    return sum.plus(Decimal.max(0, Decimal.min(value, upTo).minus(from)).times(rate));
  }, new Decimal(0));
}

/** The tier that holds the value. */
export const tierAt = (coin: string, value: Decimal): Tier => {
  const {tiers} = contractOf(coin);
  const tier = tiers.find(([upTo]) => value.lte(upTo)) ?? tiers.at(-1);
  if (tier === undefined) throw new Error(`${coin} has no tier`);
  return tier;
};
