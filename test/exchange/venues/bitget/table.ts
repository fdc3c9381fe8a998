import {Decimal} from '../../crossing.ts';

/** Where a tier begins (USDT of value), its maintenance rate, and the leverage that it allows. */
export type Tier = readonly [from: number, rate: string, leverage: number];

/** How a position is charged: its whole value at one rate (opened before 2025-11-10 08:00 UTC), or slice by slice. */
export type Rule = 'whole' | 'slices';

/** BTC as published in 2026; the others of its kind. No table has an offset. */
const TABLES: Readonly<Record<string, readonly Tier[]>> = {
  BTC: [
    [0, '0.004', 125],
    [150_000, '0.005', 100],
    [900_000, '0.01', 75],
    [12_000_000, '0.015', 50],
    [38_000_000, '0.03', 25],
    [50_000_000, '0.05', 10],
  ],
  ETH: [
    [0, '0.005', 100],
    [50_000, '0.01', 75],
    [500_000, '0.02', 50],
    [5_000_000, '0.05', 20],
  ],
  SOL: [
    [0, '0.0065', 75],
    [60_000, '0.01', 50],
    [300_000, '0.02', 25],
  ],
};

/** Where every table ends. */
export const END = 1_000_000_000;

export const COINS = Object.keys(TABLES);

export const tableOf = (coin: string): readonly Tier[] => TABLES[coin] ?? [];

/** Held ready for closing, of the value. */
export const TAKER = '0.0006';

/** What a value has to hold, closing fee in it: summed slice by slice, or at the last tier's rate. */
export function required(tiers: readonly Tier[], value: Decimal, rule: Rule): Decimal {
  const fee = value.times(TAKER);
  const reached = tiers.filter(([from]) => value.gte(from));
  if (rule === 'whole') return value.times(reached.at(-1)?.[1] ?? 0).plus(fee);
  return reached.reduce((sum, [from, rate], index) => {
    const end = reached[index + 1]?.[0] ?? value;
    return sum.plus(new Decimal(end).minus(from).times(rate));
  }, fee);
}
