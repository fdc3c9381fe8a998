import type {AccountRow, CurrencyRow, PositionRow} from './frames.ts';

/**
 * What an OKX page has told so far. Plain JSON; amounts are the wire's own strings, `at` is when a frame reached us (ms
 * since 1970). Records are keyed by names that the page sent: read them with `own`.
 */
export type OkxState = {
  /** Demo trading: play money. A page that turns from one to the other begins anew. */
  readonly demo: boolean;
  /** Whose frames they are, as the private socket says; another one (a sub-account) begins anew. */
  readonly uid?: string;
  /** 1 spot, 2 futures, 3 multi-currency, 4 portfolio margin. Absent: OKX has not said. */
  readonly level?: '1' | '2' | '3' | '4';
  /** Totals, in USD; empty in futures mode. */
  readonly totals?: Omit<AccountRow, 'details'> & {readonly at: number};
  /** By currency. */
  readonly currencies: Readonly<Record<string, Currency>>;
  /** By contract, side, margin mode and margin currency. */
  readonly positions: Readonly<Record<string, Held<PositionRow>>>;
  /** Lists that were seen whole: `ANY`, `SWAP`, `SWAP BTC-USDT`. */
  readonly listed: readonly string[];
  /** Lists of which some pages were seen. */
  readonly pages: Readonly<Record<string, {readonly page: number; readonly keys: readonly string[]}>>;
  /** Subscriptions that were acknowledged: the next push is a whole list. */
  readonly awaited: readonly string[];
  /** By contract: `size tick type`; `-` for what is not said. */
  readonly instruments: Readonly<Record<string, string>>;
  /** By family: `contracts rate initialRate;…`. */
  readonly tiers: Readonly<Record<string, string>>;
  /** By currency: `amount rate;…`. */
  readonly discounts: Readonly<Record<string, string>>;
  /** By contract; of held ones only those that came after the position's row. */
  readonly marks: Readonly<
    Record<string, {readonly price: string; readonly ts: number; readonly at: number}>
  >;
  readonly funding: Readonly<Record<string, Funding>>;
  /** By settle currency: the account's taker fee, as OKX's figures told it last. */
  readonly fees: Readonly<Record<string, string>>;
  /** Newest frame of the account. 0: none. */
  readonly heardAt: number;
};

export type Held<Row> = Row & {readonly at: number};
export type Position = Held<PositionRow>;
/** `cashAt`: when its cash was seen to change; 0: never. */
export type Currency = Held<CurrencyRow> & {readonly cashAt: number};

export type Funding = {
  readonly rate: string;
  readonly next: number;
  readonly hours?: number;
  readonly at: number;
};

export const initial: OkxState = {
  demo: false,
  currencies: {},
  positions: {},
  listed: [],
  pages: {},
  awaited: [],
  instruments: {},
  tiers: {},
  discounts: {},
  marks: {},
  funding: {},
  fees: {},
  heardAt: 0,
};
