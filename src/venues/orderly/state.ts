/**
 * What an Orderly page has told so far. Plain JSON; amounts are the wire's own digits in USDC, `at` is when a frame
 * reached us, ms since 1970. Rules, marks and funding are keyed by the symbol, balances and tokens by the token.
 */
export type State = {
  /** Of whom the last answer of `client/info` was. */
  readonly account?: string;
  readonly book: Book;
  /** The account's own factors of the rates that grow with size, by symbol. */
  readonly factors: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, Rule>>;
  readonly tokens: Readonly<Record<string, Token>>;
  /** Of `PERP_…` symbols. */
  readonly marks: Readonly<Record<string, Price>>;
  /** Of the coin of a symbol, whether `PERP_…` or `SPOT_…`. */
  readonly indices: Readonly<Record<string, Price>>;
  readonly funding: Readonly<Record<string, Funding>>;
};

/** What is the account's own. */
export type Book = {
  /** By `nameOf`. */
  readonly rows: Readonly<Record<string, Row>>;
  /** All positions were told then. */
  readonly rowsAt?: number;
  readonly balances: Readonly<Record<string, Balance>>;
  /** All balances were told then. */
  readonly balancesAt?: number;
  /** Newest word of a balance. */
  readonly balanceAt: number;
  /** Newest change of a position that moves money to or from the balance. */
  readonly settledAt: number;
  readonly told?: {readonly equity?: string; readonly free?: string; readonly at: number};
  /** A connection took the place of another: changes between them were not told. */
  readonly gapAt?: number;
  readonly joinedAt?: number;
  readonly heardAt: number;
};

export type Row = {
  readonly symbol: string;
  readonly isIsolated: boolean;
  readonly quantity: string;
  readonly cost: string;
  readonly open?: string;
  readonly lastFunding?: string;
  readonly mark?: string;
  readonly unsettled?: string;
  readonly rate?: string;
  readonly liquidation?: string;
  readonly leverage?: string;
  readonly margin?: string;
  readonly at: number;
};

export type Balance = {
  readonly holding: string;
  readonly pendingShort?: string;
  readonly isolatedFrozen?: string;
};

export type Rule = {
  readonly maintenance: string;
  readonly initial: string;
  readonly factor?: string;
  readonly fundingHours?: string;
};

export type Token = {
  readonly weight?: string;
  readonly discount?: string;
  readonly most?: string;
  readonly isCollateral?: boolean;
};

export type Price = {readonly price: string; readonly at: number};

export type Funding = {
  readonly sum?: string;
  readonly rate?: string;
  readonly nextAt?: number;
  readonly at: number;
};

export const noBook: Book = {rows: {}, balances: {}, balanceAt: 0, settledAt: 0, heardAt: 0};

export const initial: State = {
  book: noBook,
  factors: {},
  rules: {},
  tokens: {},
  marks: {},
  indices: {},
  funding: {},
};

/** Entries of each record. */
export const MOST = 2000;

/** One symbol can be held cross and isolated at once. */
export const nameOf = (symbol: string, isIsolated: boolean) => (isIsolated ? `${symbol}:isolated` : symbol);

/** `PERP_ETH_USDC` and `SPOT_ETH_USDC` are both of ETH. */
export const coinOf = (symbol: string) => /^(?:PERP|SPOT)_(.+)_USDC$/.exec(symbol)?.[1] ?? symbol;
