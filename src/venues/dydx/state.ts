/**
 * What a dYdX page has told so far. Plain JSON; amounts are the wire's own digits, `at` is ms since 1970. Records are
 * keyed by names that the page sent: read them with `own`. Each is bounded by `MOST`.
 */
export type State = {
  /** By the indexer's id of the connection. */
  readonly links: Readonly<Record<string, Link>>;
  /** By address and number of the parent, `dydx1…/0`. */
  readonly parents: Readonly<Record<string, Parent>>;
  /** By ticker, `BTC-USD`. */
  readonly markets: Readonly<Record<string, Market>>;
  readonly feed: Origin & {readonly at: number};
};

/** A socket, whose messages are numbered without a gap. */
export type Link = {
  readonly last: number;
  /** Number of the first message behind the newest gap; 0: there was none. */
  readonly gap: number;
  readonly at: number;
};

/** The message that told all: what the connection lost after it may be missing. */
export type Origin = {readonly link: string | null; readonly since: number};

export type Parent = Origin & {
  readonly address: string;
  readonly number: number;
  /** All children were told: one that is not here has nothing. */
  readonly whole: boolean;
  /** Changes came over another connection than the whole. */
  readonly strange: boolean;
  readonly at: number;
  /** By number. */
  readonly children: Readonly<Record<string, Child>>;
};

export type Child = {
  readonly number: number;
  /** It was told whole, or did not exist when its parent was. */
  readonly whole: boolean;
  /** Signed, by asset. */
  readonly cash: Readonly<Record<string, string>>;
  readonly cashAt: number;
  /** By ticker. */
  readonly positions: Readonly<Record<string, Held>>;
  /** The indexer's own, of the answer that told the child whole; gone with the first change. */
  readonly equity?: string;
  readonly free?: string;
};

export type Held = {
  /** Signed. */
  readonly size: string;
  readonly entry?: string;
  readonly pnl?: string;
};

export type Market = {
  readonly oracle?: string;
  readonly maintenance?: string;
  readonly initial?: string;
  /** In the base asset. */
  readonly openInterest?: string;
  /** USDC. */
  readonly lowerCap?: string;
  readonly upperCap?: string;
  /** Per hour. */
  readonly funding?: string;
};

/** Far above what any page shows at once. */
export const MOST = {
  links: 8,
  parents: 16,
  children: 128,
  positions: 300,
  assets: 20,
  markets: 2000,
} as const;

export const initial: State = {links: {}, parents: {}, markets: {}, feed: {link: null, since: 0, at: 0}};

/** The record with one entry more; when it is full, without the one heard of longest ago. */
export function withRecent<Value extends {readonly at: number}>(
  record: Readonly<Record<string, Value>>,
  key: string,
  value: Value,
  most: number,
): Readonly<Record<string, Value>> {
  const entries = Object.entries(record);
  if (Object.hasOwn(record, key) || entries.length < most) return {...record, [key]: value};
  const [oldest] = entries.reduce((a, b) => (b[1].at < a[1].at ? b : a));
  return {...Object.fromEntries(entries.filter(([name]) => name !== oldest)), [key]: value};
}
