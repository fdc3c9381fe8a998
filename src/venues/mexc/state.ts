/**
 * What a MEXC page has told so far. Plain JSON; amounts are the wire's own digits, `at` is when a frame reached us, ms
 * since 1970.
 */
export type State = {
  /** By position id; only what is open. */
  readonly rows: Readonly<Record<string, Row>>;
  /** When all positions were last told. Absent: never. */
  readonly rowsAt?: number;
  /** The newest change of a size, an entry or a margin. */
  readonly changedAt: number;
  /** By settlement currency. */
  readonly wallets: Readonly<Record<string, Wallet>>;
  /** Contracts by symbol, each as a text that `contract.ts` writes and reads. */
  readonly contracts: Readonly<Record<string, string>>;
  readonly marks: Readonly<Record<string, Mark>>;
  readonly heardAt: number;
};

export type Row = {
  readonly symbol: string;
  readonly side: 'long' | 'short';
  readonly isCross: boolean;
  /** In contracts. */
  readonly size: string;
  readonly entry: string;
  /** Margin of an isolated position, as it was set aside. */
  readonly margin?: string;
  readonly leverage?: string;
  readonly liquidation?: string;
  /** Grows with each change. */
  readonly version?: number;
  readonly at: number;
};

export type Wallet = {
  /** Without unrealised profit. */
  readonly balance: string;
  /** What all positions have set aside. */
  readonly held?: string;
  /** Held by all open orders. */
  readonly frozen: string;
  readonly bonus?: string;
  /** With everything, as MEXC said it. */
  readonly equity?: string;
  /** Several currencies secure together: MEXC does not say how. */
  readonly isShared: boolean;
  /** The balance is certainly without profit. */
  readonly isPlain: boolean;
  readonly at: number;
};

export type Mark = {
  readonly price: string;
  readonly index?: string;
  readonly last?: string;
  /** When this price was told first. */
  readonly since: number;
  readonly at: number;
};

export const initial: State = {
  rows: {},
  changedAt: 0,
  wallets: {},
  contracts: {},
  marks: {},
  heardAt: 0,
};

export const MOST_ROWS = 1000;
export const MOST_CONTRACTS = 3000;
