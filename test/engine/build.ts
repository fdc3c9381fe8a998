import type {MarginPool, Position, Schedule} from '../../src/engine/account.ts';
import {assess} from '../../src/engine/assess.ts';
import {Decimal} from '../../src/engine/decimal.ts';
import {type Figure, numberOf} from '../../src/engine/figure.ts';
import type {PoolHealth, PositionHealth} from '../../src/engine/health.ts';
import {type KnownBook, knownBook} from '../../src/engine/known.ts';
import {poolBook} from '../../src/engine/pool-book.ts';
import {accountOf} from './random-account.ts';

/** Short ways to write accounts down in tests. Amounts are decimal strings. */

export const decimal = (text: string): Decimal => new Decimal(text);

export const rate = (maintenance: string, deduction?: string): Schedule => ({
  kind: 'tiers',
  tiers: [
    {
      from: decimal('0'),
      maintenanceRate: decimal(maintenance),
      ...(deduction === undefined ? {} : {deduction: decimal(deduction)}),
    },
  ],
});

/** Rows of from, rate and, where the table does not jump, deduction. */
export const table = (
  ...rows: readonly (readonly [string, string, string?])[]
): Extract<Schedule, {kind: 'tiers'}> => ({
  kind: 'tiers',
  tiers: rows.map(([from, maintenance, deduction]) => ({
    from: decimal(from),
    maintenanceRate: decimal(maintenance),
    ...(deduction === undefined ? {} : {deduction: decimal(deduction)}),
  })),
});

export type Holding = Partial<Omit<Position, 'size' | 'entryPrice' | 'markPrice'>> & {
  readonly size: string;
  readonly entry: string;
  readonly mark: string;
};

/** A long linear BTC position settled in USDT, but for what is said. */
export const position = ({size, entry, mark, ...rest}: Holding): Position => ({
  symbol: 'BTCUSDT',
  underlying: 'BTC',
  contract: 'linear',
  settle: 'USDT',
  multiplier: decimal('1'),
  side: 'long',
  schedule: rate('0.01'),
  leverage: decimal('10'),
  ...rest,
  size: decimal(size),
  entryPrice: decimal(entry),
  markPrice: decimal(mark),
});

/** A cross pool of USDT with a balance, but for what is said. */
export const pool = (
  balance: string,
  positions: readonly Position[],
  rest: Partial<MarginPool> = {},
): MarginPool => ({
  id: 'cross:USDT',
  kind: 'cross',
  unit: 'USDT',
  waterline: decimal('1'),
  collateral: [{asset: 'USDT', amount: decimal(balance), price: decimal('1'), weight: decimal('1')}],
  positions,
  orderMargin: decimal('0'),
  ...rest,
});

export const healthOf = (of: MarginPool, now?: number): PoolHealth => {
  const [health] = assess(accountOf(of), now === undefined ? {} : {now}).pools;
  if (health === undefined) throw new Error('no pool');
  return health;
};

export const first = ({positions}: PoolHealth): PositionHealth => {
  const [health] = positions;
  if (health === undefined) throw new Error('no position');
  return health;
};

/** The number of a figure that must have one. */
export const number = (figure: Figure): Decimal => {
  const value = numberOf(figure);
  if (value === null) throw new Error(`no number: ${JSON.stringify(figure)}`);
  return value;
};

/** As digits, rounded, for comparing with what is published. */
export const digits = (figure: Figure, places: number): string => number(figure).toFixed(places);

/** The book of a pool of which everything is known. */
export const known = (of: MarginPool): KnownBook => {
  const book = knownBook(poolBook(of));
  if (book === null) throw new Error('something is missing');
  return book;
};
