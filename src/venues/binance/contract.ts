import {Decimal} from '../../engine/decimal.ts';

/** What a symbol says of its contract. `multiplier`: base units (USD-M) or USD (COIN-M) a contract. */
export type Contract = {
  readonly inverse: boolean;
  readonly underlying: string;
  /** Absent: the symbol ends in no quote asset that is known here. */
  readonly settle?: string;
  readonly multiplier: Decimal;
};

const COIN_MARGINED = /^(.+)USD_(?:PERP|\d{6})$/u;
const DELIVERY = /_\d{6}$/;
const QUOTE = /(USDT|USDC|FDUSD|BUSD|TUSD|USD1|BTC|ETH)$/;
/** `1000PEPEUSDT` moves with PEPE; its size and prices are of 1000 tokens already and stay as they are. */
const SCALED = /^1(?:000)+(?=\p{L})|^1M(?=\p{L}{3})/u;

const ONE = new Decimal(1);

export const isCoinMargined = (symbol: string) => COIN_MARGINED.test(symbol);

/** COIN-M contracts are 100 USD for BTC and 10 USD for all other coins (`contractSize` of exchangeInfo). */
export function contractOf(symbol: string): Contract {
  const coin = COIN_MARGINED.exec(symbol)?.[1];
  if (coin !== undefined) {
    return {
      inverse: true,
      underlying: coin,
      settle: coin,
      multiplier: new Decimal(coin === 'BTC' ? 100 : 10),
    };
  }
  const pair = symbol.replace(DELIVERY, '');
  const settle = QUOTE.exec(pair)?.[1];
  const base = settle === undefined ? pair : pair.slice(0, -settle.length);
  return {
    inverse: false,
    underlying: base.replace(SCALED, '') || pair,
    ...(settle !== undefined && {settle}),
    multiplier: ONE,
  };
}
