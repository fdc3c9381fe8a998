import {Decimal} from '../../crossing.ts';

/** Up to where a tier reaches (USDT of value), its maintenance rate, and the leverage that it allows. */
export type Tier = readonly [limit: number, rate: string, leverage: number];

/** Of Bybit's kind: the first two of BTCUSDT are those that its help page names (September 2025). */
const TIERS: Readonly<Record<string, readonly Tier[]>> = {
  BTC: [
    [2_000_000, '0.005', 100],
    [2_600_000, '0.0056', 90],
    [10_000_000, '0.01', 50],
    [50_000_000, '0.015', 25],
    [400_000_000, '0.025', 20],
  ],
  ETH: [
    [900_000, '0.005', 100],
    [5_000_000, '0.01', 50],
    [40_000_000, '0.02', 25],
  ],
  SOL: [
    [200_000, '0.01', 50],
    [1_000_000, '0.015', 40],
    [9_000_000, '0.03', 20],
  ],
};

export const COINS = Object.keys(TIERS);

export const tiersOf = (coin: string): readonly Tier[] => TIERS[coin] ?? [];

/** Each dollar of value pays the rate of the tier it lies in; what lies above all of them pays the last. */
export function maintenance(coin: string, value: Decimal): Decimal {
  const tiers = tiersOf(coin);
  return tiers.reduce((sum, [limit, rate], index) => {
    const floor = tiers[index - 1]?.[0] ?? 0;
    const top = index === tiers.length - 1 ? value : Decimal.min(value, limit);
    return sum.plus(Decimal.max(0, top.minus(floor)).times(rate));
  }, new Decimal(0));
}

/** What makes rate × value continuous where tier `index` begins: the published `mmDeduction`. */
export function deduction(coin: string, index: number): Decimal {
  const floor = tiersOf(coin)[index - 1]?.[0] ?? 0;
  const rate = tiersOf(coin)[index]?.[1] ?? '0';
  return new Decimal(rate).times(floor).minus(maintenance(coin, new Decimal(floor)));
}
