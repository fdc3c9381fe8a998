import {Decimal} from '../../crossing.ts';

/** Highest leverage of each market. */
const HIGHEST: Readonly<Record<string, number>> = {BTC: 50, ETH: 50, SOL: 20};

export const COINS = Object.keys(HIGHEST);

export function highestOf(coin: string): number {
  const highest = HIGHEST[coin];
  if (highest === undefined) throw new Error(`no market of ${coin}`);
  return highest;
}

/** Half of what the highest leverage asks. */
export const rateOf = (coin: string) => new Decimal(1).div(highestOf(coin)).div(2);
