/**
 * What a Binance page has told so far. Plain JSON; amounts are the wire's own strings, `at` is when a frame reached us,
 * `time` is Binance's own time, both ms since 1970. Records are keyed by names that the page sent: read them with `own`.
 */
export type BinanceState = {
  readonly main: AccountState;
  /** Demo trading and the testnet: play money, never mixed with the real account. */
  readonly demo: AccountState;
};

export type AccountState = {
  readonly usdm: Book;
  readonly coinm: Book;
  /** Absent: Binance has not said yet. */
  readonly multiAssets?: boolean;
  readonly portfolio?: PortfolioState;
  /** By symbol. */
  readonly marks: Readonly<Record<string, Mark>>;
  /** By asset. */
  readonly indices: Readonly<Record<string, AssetIndex>>;
  /**
   * By symbol: `floor rate deduction leverage;…`. As one text each, because the state is stored again and again and a
   * page sends the tables of 600 contracts at once. A leading `x1.5;` is the account's own coefficient.
   */
  readonly brackets: Readonly<Record<string, string>>;
  /** The request sent last: its answer follows directly. */
  readonly request?: WebRequest;
};

export type WebRequest = {
  readonly url: string;
  /** `portfolio`: somebody's copy-trading portfolio, another account. */
  readonly asks: 'account' | 'portfolio' | 'symbol';
};

/** The USD-M or the COIN-M account. */
export type Book = {
  /** By symbol and position side. */
  readonly positions: Readonly<Record<string, Row>>;
  /** By asset. */
  readonly wallets: Readonly<Record<string, Wallet>>;
  /** By symbol: the leverage that the user chose. */
  readonly leverages: Readonly<Record<string, string>>;
  /** When all positions, all balances were last answered. Absent: never, so only changes are known. */
  readonly positionsAt?: number;
  readonly balancesAt?: number;
  /** Newest frame of the account. 0: none. */
  readonly heardAt: number;
  /** Newest frame that changed a wallet or a position; what the venue reported before it is no longer comparable. */
  readonly changedAt: number;
  /** Totals of an `account` answer, in USD, as of `at`. */
  readonly totals?: Totals;
  /** Binance has ended the account stream: changes are no longer seen. */
  readonly ended?: true;
};

export type Row = {
  readonly symbol: string;
  readonly side: 'BOTH' | 'LONG' | 'SHORT';
  /** Signed: negative is short. */
  readonly size: string;
  readonly isolated: boolean;
  readonly isolatedWallet?: string;
  /** With the profit in it, from rows that do not say the wallet. */
  readonly isolatedMargin?: string;
  readonly entry?: string;
  /** The mark price of the answer, or worked out from the value it gives; and when that was. */
  readonly mark?: string;
  readonly markAt?: number;
  readonly markDerived?: true;
  readonly asset?: string;
  readonly orderMargin?: string;
  readonly reported?: RowReported;
  /** Binance's time of the last change; 0: it did not say. */
  readonly time: number;
  readonly at: number;
  /** Known from ACCOUNT_UPDATE, not from an answer. */
  readonly event?: true;
};

export type RowReported = {
  readonly profit?: string;
  readonly notional?: string;
  readonly maintenance?: string;
  readonly liquidation?: string;
};

export type Wallet = {
  readonly cross: string;
  readonly time: number;
  readonly at: number;
  readonly event?: true;
  readonly reported?: {readonly profit?: string; readonly maintenance?: string; readonly initial?: string};
};

export type Totals = {
  readonly at: number;
  readonly wallet?: string;
  readonly profit?: string;
  readonly maintenance?: string;
  readonly initial?: string;
};

export type Mark = {
  readonly price: string;
  readonly index?: string;
  readonly fundingRate?: string;
  readonly nextFundingAt?: number;
  readonly time: number;
  readonly at: number;
};

/** `bid` counts for what the account has, `ask` for what it owes; both in USD. */
export type AssetIndex = {
  readonly index: string;
  readonly bid: string;
  readonly ask: string;
  readonly time: number;
  readonly at: number;
};

export type PortfolioState = {
  readonly account?: {
    readonly ratio: string;
    readonly equity: string;
    readonly maintenance: string;
    readonly initial?: string;
    readonly at: number;
  };
  /** By asset: wallets together less what is borrowed and its interest. */
  readonly net?: {readonly amounts: Readonly<Record<string, string>>; readonly at: number};
  readonly rates?: Readonly<Record<string, string>>;
  readonly prices?: {readonly of: Readonly<Record<string, string>>; readonly at: number};
};

const emptyBook: Book = {positions: {}, wallets: {}, leverages: {}, heardAt: 0, changedAt: 0};
const emptyAccount: AccountState = {usdm: emptyBook, coinm: emptyBook, marks: {}, indices: {}, brackets: {}};
export const initial: BinanceState = {main: emptyAccount, demo: emptyAccount};
