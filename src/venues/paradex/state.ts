import {own} from '../reading.ts';

/**
 * What a Paradex page has told so far. Plain JSON; amounts are the wire's own text, `at` is when a frame reached us and
 * `updated` when it was so at Paradex, ms since 1970. Accounts are keyed by their address.
 */
export type State = {
  readonly accounts: Readonly<Record<string, Account>>;
  /** Whose positions and balances those are that name no account. `''`: not told yet. */
  readonly current: string;
  /** Of perpetuals and futures. */
  readonly markets: Readonly<Record<string, Market>>;
  readonly marks: Readonly<Record<string, Mark>>;
  /** USD for one USDC. Absent: not told. */
  readonly usdcPrice?: string;
};

export type Account = {
  readonly told?: Told;
  /** By market; only what is open. */
  readonly rows: Readonly<Record<string, Row>>;
  /** All positions were told once; changes are merged since. */
  readonly isWhole: boolean;
  /** When a size or a cost last changed at Paradex. */
  readonly changed: number;
  readonly heardAt: number;
  readonly usdc?: Usdc;
  /** Other tokens that it holds. */
  readonly tokens?: readonly string[];
  /** Taker fee of this account, a fraction. */
  readonly fee?: string;
  /** The market of an isolated account. */
  readonly isolated?: string;
  readonly parent?: string;
  readonly isPortfolio?: boolean;
};

/** Paradex's own totals, in USD. */
export type Told = {
  readonly value: string;
  /** All tokens, without profit. */
  readonly collateral: string;
  readonly maintenance: string;
  readonly initial?: string;
  readonly at: number;
  readonly updated: number;
  readonly sequence?: number;
};

export type Usdc = {readonly size: string; readonly at: number};

export type Row = {
  readonly market: string;
  /** Signed. */
  readonly size: string;
  /** In USDC, signed as the size. */
  readonly cost: string;
  /** In USD, with funding. */
  readonly profit: string;
  readonly funding: string;
  readonly mark?: string;
  readonly leverage?: string;
  /** `''`: Paradex says that there is none. */
  readonly liquidation?: string;
  readonly at: number;
  readonly updated: number;
  readonly sequence?: number;
};

/** Fractions: `maintenance` of the initial one. */
export type Market = {
  readonly initial: string;
  readonly maintenance: string;
  readonly base?: string;
  /** The highest taker fee. */
  readonly fee?: string;
};

export type Mark = {readonly price: string; readonly index?: string; readonly at: number};

export const initial: State = {accounts: {}, current: '', markets: {}, marks: {}};

const MOST_ACCOUNTS = 24;
export const MOST_MARKETS = 2000;

const nobody: Account = {rows: {}, isWhole: false, changed: 0, heardAt: 0};

export const accountAt = (state: State, address: string): Account => own(state.accounts, address) ?? nobody;

/** The account changed; beyond the bound the one that was silent longest goes. */
export function withAccount(state: State, address: string, at: number, account: Account): State {
  const accounts = {...state.accounts, [address]: {...account, heardAt: at}};
  const [oldest] = Object.entries(accounts)
    .filter(([name]) => name !== address)
    .sort(([, one], [, other]) => one.heardAt - other.heardAt);
  if (oldest && Object.keys(accounts).length > MOST_ACCOUNTS) delete accounts[oldest[0]];
  return {...state, accounts};
}

/** What was told of nobody by name belongs to the first account that is named. */
export function named(state: State, address: string): State {
  if (state.current !== '') return state;
  const {'': unnamed, ...accounts} = state.accounts;
  const known = own(accounts, address);
  const mine = unnamed && known ? {...unnamed, ...known, rows: {...unnamed.rows, ...known.rows}} : unnamed;
  return {...state, current: address, accounts: mine ? {...accounts, [address]: mine} : accounts};
}
