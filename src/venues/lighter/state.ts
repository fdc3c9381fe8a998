import {own} from '../reading.ts';

/**
 * What a Lighter page has told so far. Plain JSON; amounts are the wire's own text in USDC, `at` is when a frame reached
 * us, ms since 1970. Accounts are keyed by their index, markets and marks by the market's id.
 */
export type State = {
  readonly accounts: Readonly<Record<string, Account>>;
  readonly markets: Readonly<Record<string, Market>>;
  readonly marks: Readonly<Record<string, Mark>>;
};

export type Account = {
  /** 0 main, 1 sub-account; all else is a pool of many people. Absent: not told. */
  readonly type?: number;
  /** 0 classic, 1 unified. */
  readonly mode?: number;
  /** By market id; only what is open. */
  readonly rows: Readonly<Record<string, Row>>;
  /** All positions were told once; changes are merged since. */
  readonly isWhole: boolean;
  /** Collateral and profit make up Lighter's own account value: spot assets add nothing. */
  readonly isAllCash?: boolean;
  readonly cash?: Cash;
  readonly told?: Told;
  /** Newest change of a size, an entry or an allocated margin. */
  readonly changedAt: number;
  readonly heardAt: number;
};

/** What secures the cross positions, without profit. */
export type Cash = {
  readonly amount: string;
  /** Certainly without the margin of isolated positions. */
  readonly isCross: boolean;
  /** When this amount was told first. */
  readonly since: number;
  readonly at: number;
};

/** Lighter's own totals of the cross positions. */
export type Told = {
  readonly equity?: string;
  readonly maintenance?: string;
  readonly initial?: string;
  readonly at: number;
};

export type Row = {
  readonly symbol: string;
  readonly side: 'long' | 'short';
  readonly size: string;
  readonly value: string;
  readonly profit: string;
  readonly entry?: string;
  readonly liquidation?: string;
  readonly initialFraction?: string;
  /** The margin of an isolated position; `''`: isolated, and not told. Absent: cross. */
  readonly margin?: string;
  readonly at: number;
};

/** In 1/10 000. */
export type Market = {readonly maintenance: number; readonly closeout?: number};

export type Mark = {readonly price: string; readonly index?: string; readonly at: number};

export const initial: State = {accounts: {}, markets: {}, marks: {}};

const MOST_ACCOUNTS = 16;
export const MOST_MARKETS = 2000;

const nobody: Account = {rows: {}, isWhole: false, changedAt: 0, heardAt: 0};

/** The account changed; beyond the bound the one that was silent longest goes. */
export function withAccount(state: State, index: string, at: number, change: (account: Account) => Account) {
  const next = {...change(own(state.accounts, index) ?? nobody), heardAt: at};
  const accounts = {...state.accounts, [index]: next};
  const [oldest] = Object.entries(accounts)
    .filter(([name]) => name !== index)
    .sort(([, one], [, other]) => one.heardAt - other.heardAt);
  if (oldest && Object.keys(accounts).length > MOST_ACCOUNTS) delete accounts[oldest[0]];
  return {...state, accounts};
}
