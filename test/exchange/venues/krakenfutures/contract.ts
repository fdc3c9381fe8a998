import {type Amount, Decimal} from '../../crossing.ts';

type Contract = {
  readonly symbol: string;
  readonly pair: string;
  /** [value from, maintenance rate]; the initial rate is twice it. */
  readonly levels: readonly (readonly [number, string])[];
};

/** BTC as Kraken's instruments had it in January 2025, the others in July 2026. */
const CONTRACTS: Readonly<Record<string, Contract>> = {
  BTC: {
    symbol: 'PF_XBTUSD',
    pair: 'XBT:USD',
    levels: [
      [0, '0.01'],
      [1_000_000, '0.02'],
      [2_000_000, '0.025'],
      [5_000_000, '0.05'],
    ],
  },
  ETH: {
    symbol: 'PF_ETHUSD',
    pair: 'ETH:USD',
    levels: [
      [0, '0.01'],
      [2_000_000, '0.02'],
    ],
  },
  SOL: {
    symbol: 'PF_SOLUSD',
    pair: 'SOL:USD',
    levels: [
      [0, '0.01'],
      [2_000_000, '0.02'],
    ],
  },
};

export const COINS = Object.keys(CONTRACTS);

export function contractOf(coin: string): Contract {
  const contract = CONTRACTS[coin];
  if (contract === undefined) throw new Error(`${coin} is not listed`);
  return contract;
}

/** Rate of the level that the whole value at the entry is in, × that value. */
export function maintenance(coin: string, valueAtEntry: Amount): Decimal {
  const value = new Decimal(valueAtEntry).abs();
  const [, rate = '0'] = contractOf(coin).levels.findLast(([from]) => value.gte(from)) ?? [];
  return value.times(rate);
}
