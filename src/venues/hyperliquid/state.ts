import type * as v from 'valibot';
import type {AccountMode} from './frames.ts';

/**
 * What the page's frames have told, as plain JSON with the wire's own digits. Every list and record in it is bounded:
 * a hostile page can fill it, not grow it.
 */
export type State = {
  /** By address in lower case, or `UNKNOWN_USER`. */
  readonly users: Readonly<Record<string, User>>;
  /** By dex name; the main dex's is empty. */
  readonly markets: Readonly<Record<string, Markets>>;
  /** Names of the dexes in the venue's order, once it was said. */
  readonly dexNames: readonly string[];
  /** By coin. */
  readonly marks: Readonly<Record<string, Mark>>;
  /** When the stream of changed marks last said anything, ms since 1970; 0: never. */
  readonly changesAt: number;
  /** Questions whose answers have not come, oldest first. */
  readonly asked: readonly Asked[];
  /** Whose events the `user` channel carries, as the venue confirmed it. */
  readonly eventsOf: string | null;
};

export type User = {
  readonly mode: {readonly name: v.InferOutput<typeof AccountMode>; readonly at: number} | null;
  /** By dex name. */
  readonly dexes: Readonly<Record<string, Dex>>;
  readonly spot: Spot | null;
  /** What a balance was when it and the positions were of one moment: see `ledger.ts`. By token. */
  readonly cash: Readonly<Record<string, Cash>>;
  /** Something moved the account's money; the next snapshot has it in. */
  readonly event: {readonly what: 'fill' | 'funding payment' | 'liquidation'; readonly at: number} | null;
};

/** The account on one dex. */
export type Dex = {
  readonly at: number;
  /** The venue's clock, ms since 1970; 0: not said. */
  readonly time: number;
  /** Cash of the cross side, after what the positions cost: with the positions' values it is the equity. */
  readonly crossRawUsd: string;
  readonly crossValue: string | null;
  readonly crossMarginUsed: string | null;
  readonly crossMaintenance: string | null;
  /** Of all positions, isolated ones too. */
  readonly notional: string;
  readonly positions: readonly Held[];
};

export type Held = {
  readonly coin: string;
  /** Signed size. */
  readonly size: string;
  readonly entry: string | null;
  /** Size × mark at the frame's moment, positive. */
  readonly value: string;
  readonly pnl: string;
  /** Null: the venue said that there is none. Absent: it said nothing. */
  readonly liquidation?: string | null;
  readonly maxLeverage: number;
  readonly leverage: number;
  /** Isolated only: the position's own cash. */
  readonly rawUsd?: string;
  /** Cross: value ÷ leverage. Isolated: what the position's pool is worth. */
  readonly margin: string | null;
};

export type Spot = {
  readonly at: number;
  readonly balances: readonly Balance[];
  /** Per token. Null: not said, which only a standard account does. */
  readonly available: readonly (readonly [token: number, amount: string])[] | null;
  readonly portfolio: boolean;
  readonly portfolioRatio: string | null;
};

export type Balance = {
  readonly token: number;
  readonly coin: string;
  readonly total: string;
  readonly ltv: string;
};

export type Cash = {readonly amount: string; readonly at: number; readonly book: string};

/** One dex's markets, in the order in which the contexts come. */
export type Markets = {
  readonly universe: readonly (readonly [name: string, maxLeverage: number, table: number | null])[];
  readonly tables: readonly (readonly [id: number, tiers: readonly TierRow[]])[];
  readonly collateral: number | null;
};

export type TierRow = readonly [lowerBound: string, maxLeverage: number];

export type Mark = {
  readonly at: number;
  readonly price: string;
  readonly oracle: string | null;
  readonly funding: string | null;
  /** The price came by the stream that sends changes only. */
  readonly changesOnly: boolean;
};

export type Asked = {
  readonly url: string;
  /** Of a WebSocket post; null: a request. */
  readonly id: string | null;
  readonly type: string;
  readonly user: string | null;
  readonly dex: string;
  readonly at: number;
};

/** The account that an answer belongs to whose question was not seen. */
export const UNKNOWN_USER = 'main';

/** USDC, in which the main dex settles. */
export const USDC = 0;

/** Far above what any page shows at once. */
export const MOST = {users: 16, dexes: 64, coins: 3000, balances: 100, asked: 32} as const;

export const initial: State = {
  users: {},
  markets: {'': {universe: [], tables: [], collateral: USDC}},
  dexNames: [],
  marks: {},
  changesAt: 0,
  asked: [],
  eventsOf: null,
};

/** The record with one entry more; when it is full, without the entry that `age` finds oldest. */
export function withEntry<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
  value: Value,
  most: number,
  age: (value: Value) => number,
): Readonly<Record<string, Value>> {
  const names = Object.keys(record);
  if (Object.hasOwn(record, key) || names.length < most) return {...record, [key]: value};
  const oldest = Object.entries(record).reduce((a, b) => (age(b[1]) < age(a[1]) ? b : a))[0];
  return {...Object.fromEntries(Object.entries(record).filter(([name]) => name !== oldest)), [key]: value};
}

/** When the account last said something, ms since 1970. */
export function heardAt(user: User): number {
  return Math.max(user.spot?.at ?? 0, user.mode?.at ?? 0, ...Object.values(user.dexes).map((dex) => dex.at));
}
