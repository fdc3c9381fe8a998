/** What a page's venue could send in its worst hour, as texts of a socket that Hyperliquid's page reads. */

const USER = '0x5e1f0c4a3b2d9e8f7a6b5c4d3e2f1a0b9c8d7e6f';
const state = (inside: string): string =>
  `{"channel":"clearinghouseState","data":{"user":"${USER}","dex":"","clearinghouseState":${inside}}}`;
const summary = (accountValue: string): string =>
  `{"accountValue":${accountValue},"totalNtlPos":"1.0","totalRawUsd":"1.0","totalMarginUsed":"1.0"}`;
const position = (coin: string): string =>
  `{"type":"oneWay","position":{"coin":"${coin}","szi":"1.0","leverage":{"type":"cross","value":20},"entryPx":"86500.0","positionValue":"86500.0","unrealizedPnl":"0.0","liquidationPx":null,"marginUsed":"4325.0","maxLeverage":40}}`;
const account = (accountValue: string, positions: string): string =>
  state(
    `{"marginSummary":${summary(accountValue)},"crossMarginSummary":${summary(accountValue)},"assetPositions":[${positions}],"time":1}`,
  );

/** Names that look like BTC, or are no text. */
export const DISGUISES = [
  '\u0412\u0422\u0421',
  'BTC\u200b',
  '\u202eCTB',
  '\uff22\uff34\uff23',
  'BTC\u3164',
] as const;

/** Each is refused by name, and the account stays as it was. */
export const REFUSED: Readonly<Record<string, string>> = {
  'lists 100,000 deep': account('"1.0"', `${'['.repeat(100_000)}${']'.repeat(100_000)}`),
  'a number of a million digits': account('9'.repeat(1_000_000), ''),
  'a million digits as a text': account(`"${'9'.repeat(1_000_000)}"`, ''),
  'a name of the language’s own': account('"1.0"', position('__proto__')),
  'half a character': account('"1.0"', position('\\ud800')),
  ...Object.fromEntries(
    DISGUISES.map((name) => [`a look-alike, ${escape(name)}`, account('"1.0"', position(name))]),
  ),
  'a prototype': state(
    '{"__proto__":{"marginSummary":{"accountValue":"1.0"}},"constructor":{"prototype":{}}}',
  ),
};

/** Longer than any frame that is read: so many characters. */
export const tooLong = (characters: number): string => account('"1.0"', `"${'x'.repeat(characters)}"`);

/** Another customer's account that is none, of a stream of its own, so that none replaces another. */
export const burst = (index: number): string =>
  `{"channel":"clearinghouseState","data":{"user":"0x${index.toString(16).padStart(40, '0')}","dex":"","clearinghouseState":{}}}`;

/** Binance's, as its own page is told. */
export const FOREIGN =
  '{"e":"ACCOUNT_UPDATE","T":1,"E":1,"a":{"B":[{"a":"USDT","wb":"1","cw":"1","bc":"0"}],"P":[{"s":"FOREIGNUSDT","pa":"1","ep":"1","up":"0","mt":"cross","iw":"0","ps":"BOTH"}]}}';
