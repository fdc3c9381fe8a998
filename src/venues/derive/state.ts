/**
 * What a Derive page has told so far. Plain JSON; amounts are decimal text in dollars, `at` is when a frame reached us
 * (ms since 1970). Records are keyed by names that the page sent: read them with `own`.
 */
export type State = {
  /** By the subaccount's number. */
  readonly subaccounts: Readonly<Record<string, Subaccount>>;
  /** Of contracts that are held. */
  readonly marks: Readonly<Record<string, Mark>>;
  /** Spot prices by currency. */
  readonly spots: Readonly<Record<string, Spot>>;
};

export type Subaccount = {
  /** Absent: not told. */
  readonly margin?: 'standard' | 'portfolio';
  /** By asset. */
  readonly coins: Readonly<Record<string, Coin>>;
  /** By contract. */
  readonly rows: Readonly<Record<string, Row>>;
  readonly totals?: Totals;
  /** All collateral was told once. */
  readonly hasCoins: boolean;
  /** All positions were told once; changes are merged since. */
  readonly hasRows: boolean;
  /** When a position last changed without the account's being told whole. 0: not since. */
  readonly changedAt: number;
  /** When the cash was last told. */
  readonly cashAt: number;
  readonly isInAuction: boolean;
  readonly heardAt: number;
};

export type Coin = {
  readonly amount: string;
  readonly price?: string;
  /** What it asks of the account's value, as a fraction of its own: 1 − what counts of it. */
  readonly haircut?: string;
  readonly initialHaircut?: string;
  readonly at: number;
};

export type Row = {
  /** Signed, in units of the underlying. */
  readonly amount: string;
  readonly isOption: boolean;
  readonly entry?: string | undefined;
  readonly mark?: string | undefined;
  readonly index?: string | undefined;
  /** Absent: nothing but the amount was told. */
  readonly told?: Told;
  /** It has a part in a requirement that holds for all positions together, at `mark` and `index`, and none of its own. */
  readonly isShare: boolean;
  readonly share?: {readonly maintenance: string; readonly initial: string} | undefined;
  readonly liquidation?: string | undefined;
  /** The amount changed and its entry and margin were not told since. */
  readonly isChanged: boolean;
  readonly at: number;
};

/** A position when it was last told whole: what its own figures follow from. */
export type Told = {
  readonly isOption: boolean;
  readonly amount: string;
  readonly entry?: string | undefined;
  readonly mark?: string | undefined;
  /** Of an option its worth, of a perpetual what is not in the cash yet. */
  readonly worth?: string | undefined;
  /** The worth less each requirement. */
  readonly net: {readonly maintenance?: string | undefined; readonly initial?: string | undefined};
  /** Funding that is due, and what was moved into the cash. */
  readonly pending?: string | undefined;
  readonly settlements?: string | undefined;
};

/** Derive's own, turned to equity and requirements. */
export type Totals = {
  readonly equity: string;
  readonly maintenance: string;
  /** With that of open orders. */
  readonly initial: string;
  /** What of equity and requirements its parts do not make up; orders' margin is in the third. */
  readonly restOfEquity: string;
  readonly restOfMaintenance: string;
  readonly restOfInitial: string;
  readonly at: number;
};

export type Mark = {
  readonly price: string;
  readonly index?: string;
  /** A year, as a fraction. */
  readonly volatility?: string;
  /** Per hour. */
  readonly funding?: string;
  readonly at: number;
};

export type Spot = {readonly price: string; readonly at: number};

export const initial: State = {subaccounts: {}, marks: {}, spots: {}};

export const nobody: Subaccount = {
  coins: {},
  rows: {},
  hasCoins: false,
  hasRows: false,
  changedAt: 0,
  cashAt: 0,
  isInAuction: false,
  heardAt: 0,
};
