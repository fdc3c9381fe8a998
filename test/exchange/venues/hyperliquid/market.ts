import {Decimal} from '../../crossing.ts';

/**
 * The markets that the simulator lists, in the order of the universe. Tiers as published in the venue's margin
 * tables (read 2026-11-20): ids under 50 stand for a single tier with that leverage and are not listed.
 */
export type Market = {
  readonly name: string;
  readonly szDecimals: number;
  readonly maxLeverage: number;
  readonly marginTableId: number;
  readonly tiers: readonly {readonly lowerBound: string; readonly maxLeverage: number}[];
};

export const MARKETS: readonly Market[] = [
  {
    name: 'BTC',
    szDecimals: 5,
    maxLeverage: 40,
    marginTableId: 56,
    tiers: [
      {lowerBound: '0.0', maxLeverage: 40},
      {lowerBound: '150000000.0', maxLeverage: 20},
    ],
  },
  {
    name: 'ETH',
    szDecimals: 4,
    maxLeverage: 25,
    marginTableId: 55,
    tiers: [
      {lowerBound: '0.0', maxLeverage: 25},
      {lowerBound: '100000000.0', maxLeverage: 15},
    ],
  },
  {
    name: 'SOL',
    szDecimals: 2,
    maxLeverage: 20,
    marginTableId: 54,
    tiers: [
      {lowerBound: '0.0', maxLeverage: 20},
      {lowerBound: '70000000.0', maxLeverage: 10},
    ],
  },
  {
    name: 'HYPE',
    szDecimals: 2,
    maxLeverage: 10,
    marginTableId: 10,
    tiers: [{lowerBound: '0.0', maxLeverage: 10}],
  },
];

export function marketOf(coin: string): Market {
  const market = MARKETS.find(({name}) => name === coin);
  if (market === undefined) throw new Error(`${coin} is not listed`);
  return market;
}

/**
 * Each dollar of notional is charged half the initial rate of the tier it lies in, which is what the published
 * deductions amount to; written as the sum over the slices, not with deductions.
 */
export function maintenance(coin: string, notional: Decimal): Decimal {
  const {tiers} = marketOf(coin);
  return tiers.reduce((sum, {lowerBound, maxLeverage}, index) => {
    const end = tiers[index + 1]?.lowerBound ?? Number.POSITIVE_INFINITY;
    const slice = Decimal.max(0, Decimal.min(notional, end).minus(lowerBound));
    return sum.plus(slice.div(2 * maxLeverage));
  }, new Decimal(0));
}
