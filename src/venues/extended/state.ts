import {own} from '../reading.ts';

/**
 * What an Extended page has told so far. Plain JSON; amounts are the wire's own text in USD, `at` is when a frame reached
 * us, ms since 1970. Sub-accounts are keyed by their id, rows, markets and marks by the market's name.
 */
export type State = {
  readonly subs: Readonly<Record<string, Sub>>;
  /** Whose it is what names no account: the one named last. `''`: none since the stream began. */
  readonly current: string;
  readonly markets: Readonly<Record<string, Market>>;
  readonly marks: Readonly<Record<string, Mark>>;
  /** The account's stream, whose messages are numbered. */
  readonly stream?: {readonly sequence: number; readonly isBroken: boolean};
};

export type Sub = {
  readonly balance?: Balance;
  /** Only what is open. */
  readonly rows: Readonly<Record<string, Row>>;
  /** All positions were told once; changes are merged since. */
  readonly isWhole: boolean;
  /** Newest change of a size or an entry. */
  readonly changedAt: number;
  readonly heardAt: number;
  /** Assets beside the collateral. Absent: not told. */
  readonly spots?: readonly Spot[];
};

/** Extended's own totals. */
export type Balance = {
  readonly cash: string;
  readonly equity: string;
  readonly profit: string;
  readonly initial?: string;
  readonly ratio?: string;
  readonly exposure?: string;
  readonly spotEquity?: string;
  readonly at: number;
};

export type Row = {
  readonly side: 'long' | 'short';
  readonly size: string;
  readonly entry?: string;
  readonly mark?: string;
  readonly profit?: string;
  readonly leverage?: string;
  readonly liquidation?: string;
  readonly margin?: string;
  readonly at: number;
};

export type Spot = {
  readonly asset: string;
  readonly amount: string;
  readonly price?: string;
  /** What of it counts, a fraction. */
  readonly factor?: string;
};

export type Market = {
  readonly base?: string;
  /** `3000000:0.02 6000000:0.04`: up to this value, this risk factor. */
  readonly brackets: string;
  readonly funding?: string;
};

export type Mark = {
  readonly price: string;
  readonly at: number;
  readonly index?: {readonly price: string; readonly at: number};
};

export const initial: State = {subs: {}, current: '', markets: {}, marks: {}};

/** A wallet has ten at most. */
const MOST_SUBS = 20;
export const MOST_MARKETS = 1000;

const nobody: Sub = {rows: {}, isWhole: false, changedAt: 0, heardAt: 0};

export const subAt = (state: State, id: string): Sub => own(state.subs, id) ?? nobody;

/** The sub-account changed; beyond the bound the one that was silent longest goes. */
export function withSub(state: State, id: string, at: number, sub: Sub): State {
  const subs = {...state.subs, [id]: {...sub, heardAt: at}};
  const [oldest] = Object.entries(subs)
    .filter(([name]) => name !== id)
    .sort(([, one], [, other]) => one.heardAt - other.heardAt);
  if (oldest && Object.keys(subs).length > MOST_SUBS) delete subs[oldest[0]];
  return {...state, subs};
}

/** What was told of nobody by name is of the account that is named next. */
export function named(state: State, id: string | null | undefined): State {
  if (id == null || state.current === id) return state;
  const {'': unnamed, ...subs} = state.subs;
  if (state.current !== '' || unnamed === undefined) return {...state, current: id};
  const known = own(subs, id) ?? nobody;
  return {...state, current: id, subs: {...subs, [id]: {...known, ...unnamed, rows: known.rows}}};
}
