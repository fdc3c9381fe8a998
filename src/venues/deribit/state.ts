import type {PositionRow, SummaryRow} from './frames.ts';

/**
 * What the pages of one account have told so far. Plain JSON; amounts are the wire's own digits, `at` is when a frame
 * reached us (ms since 1970). Records are keyed by names that the page sent: read them with `own`.
 */
export type DeribitState = {
  /** By the socket's host; another one begins anew. */
  readonly realm: Realm;
  readonly user?: string;
  /** By currency. */
  readonly summaries: Readonly<Record<string, Summary>>;
  /** By contract. */
  readonly positions: Readonly<Record<string, Row>>;
  /** Lists of positions that were answered whole, as `any any`, `BTC future`. */
  readonly listed: readonly string[];
  /** Questions without an answer yet, oldest first. */
  readonly asked: readonly Asked[];
  /** Of contracts that are held. */
  readonly marks: Readonly<Record<string, Mark>>;
  /** By index name, `btc_usd`. */
  readonly indices: Readonly<Record<string, {readonly price: string; readonly at: number}>>;
  /** Newest frame of the account. 0: none. */
  readonly heardAt: number;
};

export type Realm = 'main' | 'testnet' | 'coinbase';
export type Model = NonNullable<SummaryRow['margin_model']>;
export type Summary = SummaryRow & {
  readonly model: Model;
  readonly at: number;
  /** Marks of what is settled in it, as they were known when it was told. */
  readonly marks: Readonly<Record<string, string>>;
};
export type Row = PositionRow & {readonly at: number};

export type Asked = {
  /** Address of the socket and number of the question. */
  readonly key: string;
  readonly method: 'positions' | 'summaries';
  readonly currency: string;
  readonly kind: string;
  /** Of another account: its answer is not ours. */
  readonly isOthers: boolean;
};

export type Mark = {
  readonly price: string;
  readonly index?: string;
  /** A fraction. */
  readonly volatility?: string;
  /** Per eight hours. */
  readonly funding?: string;
  readonly at: number;
  /** It is the position's own row that said so. */
  readonly isRow?: true;
};

export const initial: DeribitState = {
  realm: 'main',
  summaries: {},
  positions: {},
  listed: [],
  asked: [],
  marks: {},
  indices: {},
  heardAt: 0,
};
