import {createRequire} from 'node:module';
import {at, type Crowd} from './crowd.ts';

/** ccxt's own class for a venue of ours, where it is not called the same. */
const CLASS: Readonly<Record<string, string>> = {kucoin: 'kucoinfutures', orderly: 'woofipro'};

type Exchange = {
  setMarkets(markets: readonly object[]): void;
  parsePositions(rows: unknown): unknown;
  /** Binance's rows are read by a method of its own. */
  parsePositionRisk?(row: unknown): unknown;
};

const amount = {min: undefined, max: undefined};

/** As ccxt would have it from the exchange's list of contracts. */
const marketOf = (id: string, index: number) => ({
  id,
  symbol: `C${index}/USDT:USDT`,
  base: `C${index}`,
  quote: 'USDT',
  settle: 'USDT',
  baseId: `C${index}`,
  quoteId: 'USDT',
  settleId: 'USDT',
  type: 'swap',
  spot: false,
  swap: true,
  future: false,
  option: false,
  contract: true,
  linear: true,
  inverse: false,
  contractSize: 1,
  taker: 0.0005,
  maker: 0.0002,
  precision: {amount: 0.001, price: 0.01},
  limits: {amount, price: amount, cost: amount, leverage: amount},
  info: {},
});

/** What ccxt makes of the same message, text to positions; null: it does not know the venue, or not such rows. */
export function ccxtWork(venue: string, {frame, path, names}: Crowd): (() => unknown) | null {
  const ccxt: Record<string, new () => Exchange> = createRequire(import.meta.url)('ccxt');
  const make = ccxt[CLASS[venue] ?? venue];
  if (make === undefined) return null;
  const exchange = new make();
  exchange.setMarkets(names.map(marketOf));
  const work = () => {
    const rows = at(JSON.parse(frame.body), path);
    return exchange.parsePositionRisk
      ? (rows as readonly unknown[]).map((row) => exchange.parsePositionRisk?.(row))
      : exchange.parsePositions(rows);
  };
  try {
    return Array.isArray(work()) ? work : null;
  } catch {
    return null;
  }
}
