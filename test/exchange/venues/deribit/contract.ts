/** Base and initial rate, and what each coin of the position adds to both: one rate for the whole position. */
type Rate = {readonly maintenance: string; readonly initial: string; readonly slope: string};

const RATES: Readonly<Record<string, Rate>> = {
  BTC: {maintenance: '0.01', initial: '0.02', slope: '0.00005'},
  ETH: {maintenance: '0.01', initial: '0.02', slope: '0.000004'},
  SOL: {maintenance: '0.02', initial: '0.04', slope: '0.000005'},
};

export const COINS: readonly string[] = Object.keys(RATES);

export function rateOf(coin: string): Rate {
  const found = RATES[coin];
  if (found === undefined) throw new Error(`${coin} is not listed`);
  return found;
}

export const CURRENCIES = ['USDC', 'USDT'] as const;
export type Currency = (typeof CURRENCIES)[number];

/** Nothing is isolated on Deribit: what is margined in another currency stands alone. */
export const currencyOf = (coin: string): Currency => (coin === 'SOL' ? 'USDT' : 'USDC');

export const instrumentOf = (coin: string) => `${coin}_${currencyOf(coin)}-PERPETUAL`;
