import {own} from '../reading.ts';

/**
 * What a Pacifica page has told so far. Plain JSON; amounts are the wire's own text in USD, `at` is when a frame reached
 * us and `t` the exchange's own time, both in ms since 1970. Accounts are keyed by address, `''` where it was not told.
 */
export type State = {
  /** Whose pushes the socket brings: of its last subscription. Absent: none was seen. */
  readonly owner?: string;
  readonly accounts: Readonly<Record<string, Account>>;
  /** Highest leverage of each market; twice the maintenance rate is one part of it. */
  readonly markets: Readonly<Record<string, string>>;
  readonly marks: Readonly<Record<string, Mark>>;
};

export type Account = {
  readonly rows: Readonly<Record<string, Row>>;
  /** When all positions were last told. Absent: never. */
  readonly rowsAt?: number;
  /** Pacifica's number of the event that the positions are of. */
  readonly event?: number;
  /** The newest change of a size, an entry or a margin. */
  readonly changed: Change;
  readonly cash?: Cash;
  /** Leverage by symbol where it is not the market's highest. Absent: not told. */
  readonly leverages?: Readonly<Record<string, string>>;
  readonly heardAt: number;
};

/** `t` is Pacifica's time of it; positions that closed are no longer there to carry it. */
export type Change = {readonly at: number; readonly t?: number; readonly isClosing: boolean};

export type Row = {
  readonly side: 'long' | 'short';
  readonly size: string;
  readonly entry?: string;
  /** The margin of an isolated position; `''`: isolated, and not told. Absent: cross. */
  readonly margin?: string;
  readonly liquidation?: string;
  readonly t?: number;
  readonly at: number;
};

/** The balance and what came with it. */
export type Cash = {
  readonly balance: string;
  /** Owed for an implicit loan and not settled. */
  readonly interest?: string;
  readonly spot: Spot;
  /** Of cross positions alone. */
  readonly equity?: string;
  /** Of everything, spot assets in full. */
  readonly wholeEquity?: string;
  readonly maintenance?: string;
  readonly orders?: number;
  readonly positions?: number;
  readonly t?: number;
  /** When this balance was told first. */
  readonly since: number;
  readonly at: number;
};

/** Spot assets, and what Pacifica says that they are worth and count together. */
export type Spot = {
  readonly assets: readonly SpotAsset[];
  readonly worth?: string;
  readonly counted?: string;
};

export type SpotAsset = {readonly asset: string; readonly amount: string; readonly weight?: string};

export type Mark = {
  readonly price: string;
  readonly oracle?: string;
  /** Of the hour to come. */
  readonly funding?: string;
  /** When this price was told first. */
  readonly since: number;
  readonly at: number;
};

export const initial: State = {accounts: {}, markets: {}, marks: {}};

const MOST_ACCOUNTS = 8;
export const MOST_MARKETS = 2000;

const nobody: Account = {rows: {}, changed: {at: 0, isClosing: false}, heardAt: 0};

/** The account changed; beyond the bound the one that was silent longest goes. */
export function withAccount(
  state: State,
  address: string,
  at: number,
  change: (account: Account) => Account,
): State {
  const next = {...change(own(state.accounts, address) ?? nobody), heardAt: at};
  const accounts = {...state.accounts, [address]: next};
  const [oldest] = Object.entries(accounts)
    .filter(([name]) => name !== address)
    .sort(([, one], [, other]) => one.heardAt - other.heardAt);
  if (oldest && Object.keys(accounts).length > MOST_ACCOUNTS) delete accounts[oldest[0]];
  return {...state, accounts};
}
