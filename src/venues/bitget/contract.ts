/** What a symbol and its margin coin say of a contract. */
export type Contract = {
  /** Counted in USD, paid in coin. */
  readonly inverse: boolean;
  readonly underlying: string;
  /** Margined in the coin that it is quoted in, or, coin-margined, in its own. */
  readonly isOwnCoin: boolean;
};

/** Margin coins of the demo books; their symbols are `SBTCSUSDT`, `SBTCSPERP`, `SBTCSUSD`. */
const DEMO_COINS: ReadonlySet<string> = new Set(['SUSDT', 'SUSDC', 'SBTC', 'SETH', 'SEOS', 'SXRP']);
const COIN_MARGINED = /^(.+)USD(?:[HMUZ]\d{2})?$/u;
/** `1000BONKUSDT` moves with BONK; its size and prices are of 1000 tokens already and stay as they are. */
const SCALED = /^1(?:000)+(?=\p{L})|^1M(?=\p{L}{3})/u;
/** Older names: `BTCUSDT_UMCBL`. */
const OLD_SUFFIX = /_S?[UDC]MCBL$/;

export const isDemoCoin = (coin: string) => DEMO_COINS.has(coin);

export const plainSymbol = (symbol: string) => symbol.replace(OLD_SUFFIX, '');

/** The book that a margin coin's contracts are in. */
export function bookOf(coin: string): 'USDT' | 'USDC' | 'COIN' {
  if (coin === 'USDT' || coin === 'SUSDT') return 'USDT';
  return coin === 'USDC' || coin === 'SUSDC' ? 'USDC' : 'COIN';
}

export function contractOf(symbol: string, coin: string): Contract {
  const isDemo = isDemoCoin(coin);
  const coinMargined = bookOf(coin) === 'COIN' ? COIN_MARGINED.exec(symbol)?.[1] : undefined;
  const end = symbol.indexOf(bookOf(coin) === 'USDC' && symbol.endsWith('PERP') ? 'PERP' : coin);
  const base = coinMargined ?? (end > 0 ? symbol.slice(0, end) : symbol);
  const named = isDemo ? base.replace(/^S(?=.)/, '').replace(/(?<=.)S$/, '') : base;
  const inverse = coinMargined !== undefined;
  return {
    inverse,
    underlying: named.replace(SCALED, '') || symbol,
    isOwnCoin: inverse ? named === coin || `S${named}` === coin : bookOf(coin) !== 'COIN' && end > 0,
  };
}
