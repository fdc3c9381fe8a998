import {Decimal} from '../../crossing.ts';

/** Where a tier begins (contracts), its maintenance rate, and the leverage that it allows. */
export type Tier = readonly [contracts: number, rate: string, leverage: number];

type Contract = {readonly size: string; readonly tick: string; readonly tiers: readonly Tier[]};

/** Contract sizes and price steps as OKX lists them; tiers of its kind: by contracts, without a deduction. */
const CONTRACTS: Readonly<Record<string, Contract>> = {
  BTC: {
    size: '0.01',
    tick: '0.1',
    tiers: [
      [0, '0.004', 100],
      [2_000, '0.005', 75],
      [20_000, '0.0075', 50],
      [100_000, '0.01', 25],
      [400_000, '0.02', 10],
    ],
  },
  ETH: {
    size: '0.1',
    tick: '0.01',
    tiers: [
      [0, '0.004', 100],
      [5_000, '0.005', 75],
      [50_000, '0.01', 50],
    ],
  },
  SOL: {
    size: '1',
    tick: '0.01',
    tiers: [
      [0, '0.005', 75],
      [3_000, '0.01', 50],
    ],
  },
};

export const COINS = Object.keys(CONTRACTS);

export function contractOf(coin: string): Contract {
  const contract = CONTRACTS[coin];
  if (contract === undefined) throw new Error(`no contract of ${coin}`);
  return contract;
}

export const instIdOf = (coin: string) => `${coin}-USDT-SWAP`;

/** The whole position pays the rate of the tier that holds its contracts. */
export function rateOf(coin: string, contracts: Decimal): Decimal {
  const size = contracts.abs();
  return new Decimal(contractOf(coin).tiers.findLast(([from]) => size.gte(from))?.[1] ?? 0);
}
