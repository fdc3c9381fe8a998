/**
 * What a Bitget page has told so far. Plain JSON; amounts are the wire's own strings, `at` is when a frame reached us,
 * `time` is Bitget's own time, both ms since 1970. Records are keyed by names that the page sent: read them with `own`.
 */
export type BitgetState = {
  readonly main: AccountState;
  /** Demo trading: play money, never mixed with the real account. */
  readonly demo: AccountState;
  /** The request sent last: its answer follows directly. */
  readonly asked?: Asked;
};

/** Of a request only what tells which rows its answer covers. */
export type Asked = {
  readonly url: string;
  readonly product?: string;
  readonly symbol?: string;
  readonly coin?: string;
};

export type AccountState = {
  /** By symbol, side, margin coin and kind of account. */
  readonly positions: Readonly<Record<string, Row>>;
  /** When all positions of a book were last told: `USDT`, `COIN`, `COIN:BTC`, `UTA`, `UTA:USDT`. */
  readonly seen: Readonly<Record<string, Moment>>;
  /** Classic futures account, by margin coin. */
  readonly coins: Readonly<Record<string, CoinAccount>>;
  readonly unified?: UnifiedAccount;
  /** By symbol: `from to rate leverage;…`, one text each, because the state is stored again and again. */
  readonly tiers: Readonly<Record<string, string>>;
  /** By symbol. */
  readonly marks: Readonly<Record<string, Mark>>;
  /** Newest frame of the account. 0: none. */
  readonly heardAt: number;
};

export type Moment = {readonly at: number; readonly time: number};

export type Row = {
  readonly symbol: string;
  readonly side: 'long' | 'short';
  /** Margin coin. */
  readonly coin: string;
  /** Of a unified account. */
  readonly unified: boolean;
  readonly isolated: boolean;
  /** Always positive. */
  readonly size: string;
  readonly entry?: string;
  /** Of the frame that told the row; or worked out from its profit. */
  readonly mark?: string;
  readonly markDerived?: true;
  /** Without unrealised profit. */
  readonly margin?: string;
  readonly profit?: string;
  /** Maintenance rate of its tier, without the closing fee. */
  readonly rate?: string;
  /** Requirement ÷ equity of what secures it: 1 is liquidation. */
  readonly ratio?: string;
  /** 0 and below: none. */
  readonly liquidation?: string;
  readonly leverage?: string;
  readonly openedAt?: number;
  readonly at: number;
};

export type CoinAccount = {
  /** With unrealised profit and with what isolated positions hold. */
  readonly equity?: string;
  readonly profit?: string;
  readonly available?: string;
  readonly locked?: string;
  readonly crossMargin?: string;
  readonly isolatedMargin?: string;
  readonly riskRate?: string;
  /** Multi-asset mode: one pool of all coins. */
  readonly union?: {readonly equity?: string; readonly maintenance?: string};
  readonly at: number;
  readonly time: number;
  /** When the wallet last became another one than it was. 0: never. */
  readonly changedAt: number;
};

export type UnifiedAccount = {
  /** USD, after haircuts. */
  readonly effective: string;
  /** USD, before them. */
  readonly total?: string;
  readonly maintenance?: string;
  readonly initial?: string;
  /** Maintenance ÷ effective equity. */
  readonly ratio?: string;
  /** USD. */
  readonly profit?: string;
  readonly coins: Readonly<Record<string, UnifiedCoin>>;
  readonly at: number;
  readonly time: number;
};

export type UnifiedCoin = {
  /** With unrealised profit, less debt. */
  readonly equity: string;
  readonly balance?: string;
  readonly debt?: string;
  readonly usd: string;
};

export type Mark = {
  readonly price: string;
  readonly index?: string;
  readonly last?: string;
  readonly fundingRate?: string;
  readonly nextFundingAt?: number;
  readonly time: number;
  readonly at: number;
};

const nothing: AccountState = {positions: {}, seen: {}, coins: {}, tiers: {}, marks: {}, heardAt: 0};
export const initial: BitgetState = {main: nothing, demo: nothing};
