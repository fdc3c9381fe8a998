/**
 * What a KuCoin page has told so far. Plain JSON; amounts are the wire's own strings, `at` is when a frame reached us,
 * `time` is KuCoin's own, both ms since 1970. Records are keyed by names that the page sent: read them with `own`.
 */
export type State = {
  /** By symbol and position side. */
  readonly rows: Readonly<Record<string, Row>>;
  /** Positions of a unified account, as answered last. */
  readonly unified: readonly UnifiedRow[];
  /** By currency; XBT is BTC. */
  readonly wallets: Readonly<Record<string, Wallet>>;
  /** By symbol: contracts that open orders would add to the position. Absent: none. */
  readonly orders: Readonly<Record<string, string>>;
  /** By currency: what orders of isolated positions hold. */
  readonly isolatedOrders: Readonly<Record<string, string>>;
  /** By symbol, as `contractText` writes them: a page sends 500 contracts at once, and the state is stored again and again. */
  readonly contracts: Readonly<Record<string, string>>;
  /** By symbol, of held contracts only. */
  readonly marks: Readonly<Record<string, Mark>>;
  /** When all positions, the open orders were last answered. Absent: never. */
  readonly positionsAt?: number;
  readonly ordersAt?: number;
  /** Newest frame of the account. 0: none. */
  readonly heardAt: number;
  /** Newest frame that changed a wallet or a position; what KuCoin reported before it is no longer comparable. */
  readonly changedAt: number;
};

export type Row = RowAmounts & {
  readonly symbol: string;
  readonly side: 'BOTH' | 'LONG' | 'SHORT';
  readonly cross: boolean;
  /** Contracts, signed: negative is short. */
  readonly size: string;
  /** Absent: KuCoin did not say; the contract or the symbol does. */
  readonly inverse?: boolean;
  readonly asset?: string;
  readonly markAt: number;
  /** KuCoin's time of it; 0: it did not say. */
  readonly time: number;
  readonly at: number;
  /** Known from an event, not from an answer. */
  readonly event?: true;
};

/** What an event may leave out: the last word stands. */
export type RowAmounts = {
  readonly entry?: string;
  readonly mark?: string;
  /** Isolated margin without unrealised profit. */
  readonly margin?: string;
  /** Of it: funding since the opening that the wallet has not settled. */
  readonly funding?: string;
  /** Value at entry, and the initial margin of it. */
  readonly cost?: string;
  readonly init?: string;
  readonly maintenance?: string;
  /** Maintenance and closing fee together, of the mark value: rows since February 2026. */
  readonly rate?: string;
  readonly leverage?: string;
  readonly liquidation?: string;
  readonly profit?: string;
  /** Isolated margin with profit. */
  readonly equity?: string;
};

export type UnifiedRow = {
  readonly symbol: string;
  readonly cross: boolean;
  readonly size: string;
  readonly entry?: string;
  readonly mark?: string;
  readonly value?: string;
  readonly maintenance?: string;
  readonly profit?: string;
  readonly leverage?: string;
  readonly at: number;
};

export type Wallet = {
  /** Without unrealised profit, isolated margin included. */
  readonly balance: string;
  readonly hold?: string;
  /** Margin of open orders: all of them, or the cross ones where `cross` is given. */
  readonly orderMargin?: string;
  /** KuCoin's own split (`walletBalance.change`): total margin of the cross positions, and the unrealised profit in it. */
  readonly cross?: {readonly margin: string; readonly profit: string};
  /** Overview only. `riskRatio` is 0..1 and rises with danger. */
  readonly reported?: {readonly equity: string; readonly profit: string; readonly riskRatio?: string};
  readonly version?: string;
  readonly at: number;
};

export type Mark = {
  readonly price: string;
  readonly index?: string;
  readonly fundingRate?: string;
  readonly time: number;
  readonly at: number;
};

export const initial: State = {
  rows: {},
  unified: [],
  wallets: {},
  orders: {},
  isolatedOrders: {},
  contracts: {},
  marks: {},
  heardAt: 0,
  changedAt: 0,
};
