import {Decimal} from '../../crossing.ts';

/** `imf_base` of each market; of it `mmf_factor` is required to maintain. */
const FRACTIONS: Readonly<Record<string, string>> = {BTC: '0.02', ETH: '0.02', SOL: '0.04'};
export const MAINTENANCE_FACTOR = '0.5';
/** Provided for on both requirements. */
export const TAKER_FEE = '0.0002';

export const COINS = Object.keys(FRACTIONS);
export const symbolOf = (coin: string) => `${coin}-USD-PERP`;

export function fractionOf(coin: string): Decimal {
  const fraction = FRACTIONS[coin];
  if (fraction === undefined) throw new Error(`no market of ${coin}`);
  return new Decimal(fraction);
}

export const rateOf = (coin: string) => fractionOf(coin).times(MAINTENANCE_FACTOR).plus(TAKER_FEE);
