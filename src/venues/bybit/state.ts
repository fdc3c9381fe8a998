import type {Category} from './contract.ts';

/**
 * What a Bybit page has told so far. Plain JSON; amounts are the wire's own strings, `at` is when a frame reached us, ms
 * since 1970. Records are keyed by names that the page sent: read them with `own`.
 */
export type BybitState = {
  readonly main: AccountState;
  /** Testnet and demo trading: play money, never mixed with the real account. */
  readonly demo: AccountState;
};

export type MarginMode = 'REGULAR_MARGIN' | 'ISOLATED_MARGIN' | 'PORTFOLIO_MARGIN';

export type AccountState = {
  /** Absent: Bybit has not said yet. */
  readonly mode?: MarginMode;
  /** By symbol and position index. */
  readonly positions: Readonly<Record<string, Row>>;
  /** When all positions of a category were last answered. Absent: never, so only changes are known. */
  readonly seen: {readonly [category in Category]?: number};
  readonly wallet?: Wallet;
  /** By symbol, `floor rate deduction leverage;…` in the settle coin: one text each, because states are stored often. */
  readonly tiers: Readonly<Record<string, string>>;
  /** Collateral ratios by coin, `from ratio;…` in the coin. */
  readonly ratios: Readonly<Record<string, string>>;
  /** By symbol. */
  readonly marks: Readonly<Record<string, Mark>>;
  /** Newest frame of the account. 0: none. */
  readonly heardAt: number;
  /** Newest frame that changed a position; 0: none. */
  readonly changedAt: number;
  /** The request sent last: its answer follows directly. */
  readonly request?: {readonly url: string; readonly scope: Scope};
};

/** What an answer was asked for. */
export type Scope = {
  readonly category?: Category;
  readonly settle?: string;
  /** One symbol or coin only: what is not in the answer may still be there. */
  readonly part?: true;
  /** `later`: not the first page of a list; `more`: not the last. */
  readonly page?: 'later' | 'more';
  /** Rows a page: as many may mean that there are more. */
  readonly limit?: number;
};

export type Row = {
  readonly symbol: string;
  /** 0 one-way, 1 the long and 2 the short leg of hedge mode. */
  readonly leg: 0 | 1 | 2;
  readonly side: 'long' | 'short';
  readonly size: string;
  readonly entry?: string;
  readonly mark?: string;
  readonly leverage?: string;
  /** Own margin of an isolated position, the fee to close it included, without profit. */
  readonly margin?: string;
  readonly initial?: string;
  readonly maintenance?: string;
  readonly profit?: string;
  /** `none`: Bybit shows that there is none. */
  readonly liquidation?: string;
  readonly limit?: string;
  /** The row itself says that it is isolated. */
  readonly isolated?: true;
  /** Bybit's sequence number of the change. */
  readonly seq?: number;
  readonly at: number;
};

export type Wallet = {
  /** By coin. */
  readonly coins: Readonly<Record<string, Coin>>;
  readonly totals?: Totals;
  /** Bybit's own time of it. */
  readonly time: number;
  readonly at: number;
};

export type Coin = {
  readonly balance: string;
  /** What was borrowed by hand and lies in the balance. */
  readonly borrowed?: string;
  readonly equity?: string;
  readonly worth?: string;
  readonly profit?: string;
  readonly maintenance?: string;
  readonly orderMargin?: string;
  /** Not used as collateral. */
  readonly off?: true;
  readonly at: number;
};

/** In USD. */
export type Totals = {
  /** What requirements are held against: margin balance (portfolio: equity) after haircuts. Absent: it was not told. */
  readonly base?: string;
  /** Profit of perpetuals and futures. */
  readonly profit?: string;
  readonly maintenance?: string;
  readonly initial?: string;
  /** The venue's own rate is there: the account is not in isolated mode. */
  readonly rated?: true;
};

export type Mark = {
  readonly price?: string;
  readonly index?: string;
  readonly last?: string;
  readonly fundingRate?: string;
  readonly fundingHours?: string;
  readonly nextFundingAt?: number;
  readonly at: number;
};

const empty: AccountState = {
  positions: {},
  seen: {},
  tiers: {},
  ratios: {},
  marks: {},
  heardAt: 0,
  changedAt: 0,
};
export const initial: BybitState = {main: empty, demo: empty};
