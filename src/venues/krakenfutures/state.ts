/**
 * What a page of Kraken Futures has told so far. Plain JSON; amounts are the wire's own strings, `at` is when a frame
 * reached us, ms since 1970. Records are keyed by names that the page sent: read them with `own`.
 */
export type State = {
  /** The demo exchange's hosts, and Kraken's number of the account: another of either begins anew. */
  readonly demo: boolean;
  readonly account?: string;
  /** By symbol, open ones only. */
  readonly rows: Readonly<Record<string, Row>>;
  readonly listing: Listing;
  /** The multi-collateral wallet. Absent: not seen. */
  readonly flex?: Flex;
  /** Single-collateral wallets by pair: `XBTUSD`. */
  readonly single: Readonly<Record<string, Single>>;
  /** By symbol, as `levelsText` writes them. */
  readonly levels: Readonly<Record<string, string>>;
  /** By symbol, of held contracts only. */
  readonly marks: Readonly<Record<string, Mark>>;
  /** Newest frame of the account. 0: none. */
  readonly heardAt: number;
};

export type Listing = {
  /** A snapshot or a whole list has been seen, and no update missed since. */
  readonly whole: boolean;
  /** When positions were told last; when their sizes changed last. */
  readonly at: number;
  readonly changedAt: number;
  readonly seq?: number;
  /** Kraken's own time of it. */
  readonly time?: number;
};

export type Row = {
  readonly symbol: string;
  /** Contracts, signed: negative is short. */
  readonly balance: string;
  readonly entry: string;
  readonly mark?: string;
  readonly index?: string;
  readonly initial?: string;
  readonly maintenance?: string;
  /** Kraken's liquidation price; 0: none. */
  readonly threshold?: string;
  /** Not yet in the balance; positive: received. */
  readonly funding?: string;
  readonly profitCurrency?: string;
  /** Said with the position. Absent: the wallet says. */
  readonly isolated?: boolean;
  /** Of its margins and its mark; when a list had it last. */
  readonly at: number;
  readonly listedAt: number;
};

export type Totals = {
  readonly maintenance: string;
  /** Of positions and orders; of positions. */
  readonly initial: string;
  readonly initialOfPositions?: string;
  readonly equity?: string;
  readonly funding?: string;
  /** Unrealised profit and funding, and what of it counts as margin. */
  readonly unrealised?: string;
  readonly unrealisedAsMargin?: string;
};

export type Flex = {
  readonly currencies: Readonly<Record<string, Currency>>;
  readonly totals: Totals;
  /** Do the totals leave isolated positions out? */
  readonly ofCross: boolean;
  /** By symbol. */
  readonly isolated: Readonly<Record<string, Totals>>;
  readonly at: number;
  /** When a quantity changed last. */
  readonly changedAt: number;
};

/** `value` and `collateral` in USD; `haircut` and `spread` as fractions. */
export type Currency = {
  readonly quantity: string;
  readonly value: string;
  readonly collateral?: string;
  readonly haircut?: string;
  readonly spread?: string;
};

export type Single = {
  readonly unit: string;
  readonly balance: string;
  readonly totals: Totals;
  /** What liquidation is said to start at, where Kraken tells it apart from the maintenance margin. */
  readonly threshold?: string;
  readonly at: number;
};

export type Mark = {readonly price: string; readonly index?: string; readonly at: number};

export const initial: State = {
  demo: false,
  rows: {},
  listing: {whole: false, at: 0, changedAt: 0},
  single: {},
  levels: {},
  marks: {},
  heardAt: 0,
};
