import {Decimal} from '../../crossing.ts';

/** Where a bracket begins (USDT of notional), its maintenance rate, and the leverage that it allows. */
export type Bracket = readonly [floor: number, rate: string, leverage: number];

/** As published for these contracts in October 2024; BTCUSDT's first seven, the others' first five. */
const BRACKETS: Readonly<Record<string, readonly Bracket[]>> = {
  BTC: [
    [0, '0.004', 125],
    [50_000, '0.005', 100],
    [600_000, '0.0065', 75],
    [3_000_000, '0.01', 50],
    [12_000_000, '0.02', 25],
    [70_000_000, '0.025', 20],
    [100_000_000, '0.05', 10],
  ],
  ETH: [
    [0, '0.004', 125],
    [50_000, '0.005', 100],
    [600_000, '0.0065', 75],
    [3_000_000, '0.01', 50],
    [12_000_000, '0.02', 25],
  ],
  SOL: [
    [0, '0.005', 100],
    [50_000, '0.006', 75],
    [270_000, '0.01', 50],
    [3_000_000, '0.02', 25],
    [12_000_000, '0.05', 10],
  ],
};

export const COINS = Object.keys(BRACKETS);

export const bracketsOf = (coin: string): readonly Bracket[] => BRACKETS[coin] ?? [];

/** Each dollar of value pays the rate of the bracket it lies in; a sum over slices, not the rule with `cum`. */
export function maintenance(coin: string, value: Decimal): Decimal {
  const brackets = bracketsOf(coin);
  return brackets.reduce((sum, [floor, rate], index) => {
    const cap = brackets[index + 1]?.[0] ?? Number.POSITIVE_INFINITY;
    return sum.plus(Decimal.max(0, Decimal.min(value, cap).minus(floor)).times(rate));
  }, new Decimal(0));
}

/** What makes rate × value continuous at the floor of bracket `index`: the published `cum`. */
export function cumulative(coin: string, index: number): Decimal {
  const brackets = bracketsOf(coin);
  const [floor, rate] = brackets[index] ?? [0, '0', 1];
  return new Decimal(rate).times(floor).minus(maintenance(coin, new Decimal(floor)));
}
