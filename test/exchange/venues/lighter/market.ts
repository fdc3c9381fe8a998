import {Decimal} from '../../crossing.ts';

type Market = {
  readonly id: number;
  readonly sizeDecimals: number;
  /** In 1/10 000, as Lighter lists them. */
  readonly initial: number;
  readonly maintenance: number;
  readonly closeout: number;
};

const MARKETS: Readonly<Record<string, Market>> = {
  ETH: {id: 0, sizeDecimals: 4, initial: 200, maintenance: 120, closeout: 80},
  BTC: {id: 1, sizeDecimals: 5, initial: 200, maintenance: 120, closeout: 80},
  SOL: {id: 2, sizeDecimals: 3, initial: 400, maintenance: 240, closeout: 160},
};

export const COINS = Object.keys(MARKETS);

export function marketOf(coin: string): Market {
  const market = MARKETS[coin];
  if (market === undefined) throw new Error(`no market of ${coin}`);
  return market;
}

/** One rate however large the position is. */
export const rateOf = (coin: string) => new Decimal(marketOf(coin).maintenance).div(10_000);
