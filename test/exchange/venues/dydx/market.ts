/** Margin fractions of the liquidity tiers that the chain began with: large caps, and the middle one for solana. */
const MARKETS: Readonly<Record<string, {readonly initial: string; readonly maintenance: string}>> = {
  BTC: {initial: '0.02', maintenance: '0.012'},
  ETH: {initial: '0.02', maintenance: '0.012'},
  SOL: {initial: '0.05', maintenance: '0.03'},
};

export const COINS = Object.keys(MARKETS);

export function marketOf(coin: string) {
  const market = MARKETS[coin];
  if (market === undefined) throw new Error(`no market of ${coin}`);
  return market;
}

export const tickerOf = (coin: string) => `${coin}-USD`;
