/**
 * What a Gate page has told so far. Plain JSON; amounts are the wire's own text, `at` is when a frame reached us, `time`
 * is Gate's own time, both ms since 1970. Records are keyed by names that the page sent: read them with `own`.
 */
export type GateState = {
  /** By settle asset: USDT, BTC. */
  readonly books: Readonly<Record<string, Book>>;
  /** Whose account it is; another one begins anew. */
  readonly user?: string;
  /** Multi-currency and portfolio margin: totals of all currencies. */
  readonly unified?: Unified;
  /** By contract. */
  readonly contracts: Readonly<Record<string, Contract>>;
  /** By contract: `from rate deduction leverage;…`, as one text because the state is stored again and again. */
  readonly tables: Readonly<Record<string, string>>;
  /** By contract. */
  readonly marks: Readonly<Record<string, Mark>>;
};

/** The futures account of one settle asset. */
export type Book = {
  /** By contract, mode and sub-position. */
  readonly rows: Readonly<Record<string, Row>>;
  readonly wallet?: Wallet;
  /** When all positions were last answered. Absent: never, so only changes are known. */
  readonly positionsAt?: number;
  readonly heardAt: number;
  /** Newest frame that changed a balance or a position by itself; what was reported before is no longer comparable. */
  readonly changedAt: number;
};

export type Row = {
  readonly contract: string;
  /** `single`, `dual_long`, `dual_short`. */
  readonly mode: string;
  readonly pid?: string;
  /** Contracts, signed: negative is short. */
  readonly size: string;
  readonly isolated: boolean;
  /** Without unrealised profit. */
  readonly margin?: string;
  readonly entry?: string;
  readonly leverage?: string;
  readonly rate?: string;
  /** Gate counts marginal tiers: the row knew a blended rate. */
  readonly blended?: true;
  readonly limit?: string;
  readonly voucher?: true;
  readonly liquidation?: string;
  /** What the last answer said of it, at its mark and its size then. */
  readonly answer?: Answer;
  readonly id?: number;
  readonly time: number;
  readonly at: number;
  /** Known from the socket, not from an answer. */
  readonly event?: true;
};

export type Answer = {
  readonly size: string;
  readonly mark?: string;
  readonly value?: string;
  readonly maintenance?: string;
  readonly profit?: string;
  readonly at: number;
};

export type Wallet = {
  readonly total?: string;
  /** What secures the cross positions, without profit. */
  readonly cross?: string;
  /** What `total` holds beyond cross and isolated balances, when it was told of all three; absent: nothing, or not known. */
  readonly apart?: string;
  readonly bonus?: string;
  readonly orderMargin?: string;
  /** 0 classic, 1 multi-currency, 2 portfolio, 3 single currency. Absent: Gate did not say. */
  readonly mode?: '0' | '1' | '2' | '3';
  /** Marginal tiers? Absent: Gate did not say. */
  readonly tiered?: boolean;
  readonly reported?: {
    readonly equity?: string;
    readonly maintenance?: string;
    readonly initial?: string;
    /** As shown; a multiple or percent, which is not documented. */
    readonly ratio?: string;
  };
  readonly time: number;
  readonly at: number;
  readonly event?: true;
};

/** In USD. */
export type Unified = {
  readonly balance: string;
  readonly maintenance?: string;
  readonly initial?: string;
  /** balance ÷ maintenance. */
  readonly rate?: string;
  readonly at: number;
};

export type Contract = {
  readonly multiplier?: string;
  readonly takerFee?: string;
  readonly fundingSeconds?: string;
};

export type Mark = {
  readonly price: string;
  readonly index?: string;
  readonly funding?: string;
  readonly at: number;
};

export const emptyBook: Book = {rows: {}, heardAt: 0, changedAt: 0};
export const initial: GateState = {books: {}, contracts: {}, tables: {}, marks: {}};

/** More settle assets than Gate has; a book beyond is not opened, so that the state stays bounded. */
const BOOKS = 12;

export function withBook(state: GateState, settle: string, change: (book: Book) => Book): GateState {
  const known = Object.hasOwn(state.books, settle) ? state.books[settle] : undefined;
  if (known === undefined && Object.keys(state.books).length >= BOOKS) return state;
  return {...state, books: {...state.books, [settle]: change(known ?? emptyBook)}};
}
