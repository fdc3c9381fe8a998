export type Category = 'linear' | 'inverse' | 'option';

/** What a symbol says of its contract. Size is in base units; inverse contracts are 1 USD each. */
export type Contract = {
  readonly category: Category;
  readonly underlying: string;
  /** The coin its profit is paid in. */
  readonly settle: string;
};

const EXPIRY = String.raw`\d{1,2}[A-Z]{3}\d{2}`;
const OPTION = new RegExp(`^([^-]+)-${EXPIRY}-[\\d.]+-[CP](?:-(USDT|USDC))?$`, 'u');
const USDT = new RegExp(`^(.+)USDT(?:-${EXPIRY})?$`, 'u');
const USDC = new RegExp(`^(.+?)(?:PERP|USDC)?(?:-${EXPIRY})?$`, 'u');
const INVERSE = /^(.+)USD(?:[FGHJKMNQUVXZ]\d{2})?$/u;
/** `1000PEPEUSDT` and `SHIB1000USDT` move with PEPE and SHIB; size and prices are of 1000 tokens already and stay. */
const SCALED = /^1(?:000)+(?=\p{L})|(?<=\p{L})1000$/u;

const plain = (base: string) => base.replace(SCALED, '') || base;

/** `BTCUSDT` linear, `BTCPERP` linear in USDC, `BTCUSD` and `BTCUSDZ26` inverse, `BTC-27JUN26-100000-C` an option. */
export function contractOf(symbol: string): Contract {
  const option = OPTION.exec(symbol);
  if (option)
    return {category: 'option', underlying: plain(option[1] ?? symbol), settle: option[2] ?? 'USDC'};
  const usdt = USDT.exec(symbol)?.[1];
  if (usdt !== undefined) return {category: 'linear', underlying: plain(usdt), settle: 'USDT'};
  const coin = INVERSE.exec(symbol)?.[1];
  if (coin !== undefined) return {category: 'inverse', underlying: coin, settle: coin};
  return {category: 'linear', underlying: plain(USDC.exec(symbol)?.[1] ?? symbol), settle: 'USDC'};
}
