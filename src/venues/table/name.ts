/** Stablecoins that a page may count in; one is taken for a dollar, which is said of every figure that rests on it. */
const DOLLARS = new Set([
  '$',
  'USD',
  'USDT',
  'USDC',
  'USDE',
  'USDH',
  'FDUSD',
  'DAI',
  'PYUSD',
  'USDS',
  'USDB',
  'USD₮0',
]);

export const isDollar = (unit: string): boolean => DOLLARS.has(unit);

/** Of a contract's name what is not the thing it is about. */
const QUOTE = /(?<=[A-Z\d]{2})(USDT|USDC|USD|PERP)+$/;
const SEPARATED = /[-_/:](?:USDT|USDC|USDE|USD|PERP|SWAP|[A-Z]{3,5})(?:[-_/]?(?:PERP|SWAP))?$/;

const NOT_A_NAME =
  /^(LONG|SHORT|BUY|SELL|PERP|PERPETUAL|SWAP|USDT|USDC|USD|CROSS|ISO|ISOLATED|TP|SL|TP\/SL|MAX|LIQ|ADL|PNL|LIMIT|MARKET|NEW|ALL|TOTAL)$/i;
/** Latin capitals alone: Cyrillic ones look the same and name another thing. */
const NAME = /^(?:[a-z]{1,6}:)?k?[A-Z\d][A-Z\d]{0,14}(?:[-_/][A-Z\d.]{2,12}){0,3}$/;

export type ContractName = {readonly symbol: string; readonly underlying: string};

/** The contract that a cell names, among leverage, side and pool: `ETH/USD\n[WETH-USDC]\n10x\tLong`. Null: none for sure. */
export const nameIn = (cell: string): ContractName | null => {
  const words = cell
    .slice(0, 120)
    .replaceAll(/\[[^\]]*\]|\([^)]*\)/g, ' ')
    .split(/[\s\u00a0|·•,]+/);
  const symbol = words.find(
    (word) =>
      NAME.test(word) && /[A-Z]/.test(word) && !NOT_A_NAME.test(word) && !/^\d+([.,]\d+)?[X×]$/.test(word),
  );
  if (symbol === undefined) return null;
  const plain = symbol
    .replace(/^[a-z]{1,6}:/, '')
    .replace(SEPARATED, '')
    .replace(QUOTE, '');
  const [underlying = ''] = plain.split(/[-_/]/);
  if (underlying === '') return null;
  // `USD/JPY` is about the yen: what moves is the pair.
  return {symbol, underlying: isDollar(underlying) ? symbol : underlying};
};

const LONG = /(?<![\p{L}])(long|buy|лонг|длинн\p{L}*|покупка)(?![\p{L}])|[多買买]|ロング|롱|매수/iu;
const SHORT = /(?<![\p{L}])(short|sell|шорт|коротк\p{L}*|продажа)(?![\p{L}])|[空売卖]|ショート|숏|매도/iu;

/** Null: no side is named, or both are. */
export const sideIn = (cell: string): 'long' | 'short' | null => {
  const isLong = LONG.test(cell);
  if (isLong === SHORT.test(cell)) return null;
  return isLong ? 'long' : 'short';
};
