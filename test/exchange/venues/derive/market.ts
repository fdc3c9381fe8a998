export const COINS = ['BTC', 'ETH', 'SOL'];

export const instrumentOf = (coin: string) => `${coin}-PERP`;

type Rate = {readonly maintenance: string; readonly initial: string};

/** Of BTC as a real position shows them; SOL's are the play's own, so that its opening can stand. */
const RATES: Readonly<Record<string, Rate>> = {
  BTC: {maintenance: '0.05', initial: '0.065'},
  ETH: {maintenance: '0.05', initial: '0.065'},
  SOL: {maintenance: '0.025', initial: '0.04'},
};

export function rateOf(coin: string): Rate {
  const rate = RATES[coin];
  if (rate === undefined) throw new Error(`no market of ${coin}`);
  return rate;
}
