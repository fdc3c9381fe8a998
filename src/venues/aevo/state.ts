/**
 * What an Aevo page has told so far. Plain JSON; amounts are the wire's own text in USDC, `at` is when a frame reached us
 * (ms since 1970). Records are keyed by names that the page sent: read them with `own`.
 */
export type State = {
  /** Address of the account that is signed in; another one begins anew. */
  readonly owner?: string;
  readonly told?: Told;
  /** By contract; an isolated one has ` isolated` behind its name. */
  readonly rows: Readonly<Record<string, Row>>;
  /** All positions were told once; changes are merged since. */
  readonly hasRows: boolean;
  /** When a position last changed without the account's being told. 0: not since. */
  readonly changedAt: number;
  /** Newest frame of the account. 0: none. */
  readonly heardAt: number;
  /** Of contracts that are held. */
  readonly marks: Readonly<Record<string, Mark>>;
  /** By coin. */
  readonly indices: Readonly<Record<string, {readonly price: string; readonly at: number}>>;
};

/** The account by its totals. */
export type Told = {
  readonly equity?: string;
  readonly maintenance?: string;
  readonly initial?: string;
  readonly isPortfolio: boolean;
  readonly isInLiquidation: boolean;
  /** By asset. Absent: no collateral was told. */
  readonly coins?: Readonly<Record<string, Coin>>;
  readonly fit: Fit;
  readonly at: number;
};

export type Coin = {
  readonly balance: string;
  /** In USDC, as it is and as margin counts it. */
  readonly value?: string;
  readonly margin?: string;
};

/** How the parts make up the totals. */
export type Fit = {
  /** Does equity count collateral with its ratio? */
  readonly isWeighted: boolean;
  /** Is the margin of isolated positions in the collateral and they in the equity, or are they apart? `unsure`: both fit. */
  readonly isolated: 'within' | 'apart' | 'unsure';
  /** What of the totals the parts do not make up. */
  readonly restOfEquity: string;
  readonly restOfMaintenance: string;
  readonly restOfInitial: string;
  /** There was something to hold the parts against. */
  readonly isHeld: boolean;
};

export type Row = {
  readonly name: string;
  readonly coin: string;
  readonly side: 'long' | 'short';
  /** In coins, without a sign. */
  readonly amount: string;
  readonly option?: {
    readonly right: 'call' | 'put';
    readonly strike: string;
    /** ms since 1970. */
    readonly expiresAt: number;
  };
  /** An option whose terms were not told. */
  readonly isStrange: boolean;
  readonly isIsolated: boolean;
  readonly entry?: string | undefined;
  readonly mark?: string | undefined;
  /** Of the coin, as it was known when the row was told. */
  readonly index?: string | undefined;
  readonly volatility?: string | undefined;
  readonly maintenance?: string | undefined;
  readonly initial?: string | undefined;
  readonly leverage?: string | undefined;
  /** Its maintenance is a part of a requirement that holds for all positions together. */
  readonly isShare: boolean;
  readonly liquidation?: string | undefined;
  readonly at: number;
};

export type Mark = {
  readonly price: string;
  /** A year, as a fraction. */
  readonly volatility?: string;
  /** Per hour. */
  readonly funding?: string;
  readonly at: number;
};

export const initial: State = {
  rows: {},
  hasRows: false,
  changedAt: 0,
  heardAt: 0,
  marks: {},
  indices: {},
};
