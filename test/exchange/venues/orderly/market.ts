import {Decimal} from '../../crossing.ts';

type Market = {
  readonly maintenance: string;
  readonly initial: string;
  /** Of the rates' growth with value^0.8. */
  readonly factor: string;
  readonly places: number;
};

const MARKETS: Readonly<Record<string, Market>> = {
  // A quarter of a million stands where the rate begins to grow.
  BTC: {maintenance: '0.012', initial: '0.02', factor: '0.0000009', places: 5},
  ETH: {maintenance: '0.012', initial: '0.02', factor: '0.0000003754', places: 4},
  SOL: {maintenance: '0.025', initial: '0.05', factor: '0.0000008', places: 3},
};

export const COINS = Object.keys(MARKETS);
export const symbolOf = (coin: string) => `PERP_${coin}_USDC`;

export function marketOf(coin: string): Market {
  const market = MARKETS[coin];
  if (market === undefined) throw new Error(`no market of ${coin}`);
  return market;
}

/** value^0.8: the double's root, and two steps of Newton's on x⁵ = value⁴. */
function power(value: Decimal): Decimal {
  if (value.isZero()) return value;
  const fourth = value.pow(4);
  let root = new Decimal(value.toNumber() ** 0.8);
  for (let step = 0; step < 2; step++) root = root.minus(root.pow(5).minus(fourth).div(root.pow(4).times(5)));
  return root;
}

export function rateOf(coin: string, value: Decimal): Decimal {
  const {maintenance, initial, factor} = marketOf(coin);
  const grown = power(value).times(factor).times(maintenance).div(initial);
  return Decimal.max(maintenance, grown);
}
