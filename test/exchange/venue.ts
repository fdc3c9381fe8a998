import type Decimal from 'decimal.js';
import type {Mood} from './wire/audience.ts';
import type {Site} from './wire/site.ts';

/**
 * A simulated exchange: one folder under `venues/`, one line in `venues/index.ts`. It shares nothing with the
 * extension's own code, so that each can prove the other wrong.
 */
export type SimulatedVenue = {
  /** As the extension names it. */
  readonly id: string;
  readonly title: string;
  /** Where a trader sits. */
  readonly page: string;
  readonly hosts: readonly string[];
  /** Sockets that the page opens. */
  readonly sockets: number;
  /** The venue's name of the contract in a coin. */
  symbol(coin: string): string;
  /** Hours between two payments, and the rate of one. */
  readonly funding: {readonly hours: number; readonly rate: string};
  /** A fresh exchange with one customer. */
  open(opening: Opening): Session;
};

/** Where a customer stands when the play begins. Amounts are decimal strings; a short's size is negative. */
export type Opening = {
  /** Cash in the cross pool, in the venue's dollar, without unrealised profit. */
  readonly cash: string;
  readonly prices: Readonly<Record<string, string>>;
  readonly positions: readonly Stake[];
  /** A venue's other account mode, where it has one that is played: Hyperliquid's `unified`. Absent: the plain one. */
  readonly mode?: 'unified';
};

export type Stake = {
  /** `BTC`; the venue has its own name for the contract. */
  readonly coin: string;
  readonly size: string;
  readonly entry: string;
  readonly leverage: number;
  /** The isolated position's own collateral, without unrealised profit. Absent: cross. */
  readonly margin?: string;
};

export type Session = Site & {
  readonly book: Book;
  /** Sends one second's frames to every socket that asked for them: noise, marks, and the account if it moved. */
  publish(): void;
  /** Stops (or starts again) all frames, or some, while the sockets stay open. */
  silence(mood: Mood): void;
  /** Sends a text as it is to every open socket whose address contains `where`. */
  inject(text: string, where?: string): void;
  /** How many sockets are open now that have asked for something: what is said before would be missed. */
  readonly sockets: number;
};

/** The venue's ledger and its own rules, in its own arithmetic. */
export interface Book {
  mark(coin: string): Decimal;
  coins(): readonly string[];
  /**
   * Takes the mark from where it is straight to `price`, as a continuous market would, and liquidates on the way
   * at the very price at which the venue's rule says so.
   */
  move(coin: string, price: Decimal.Value): readonly Liquidation[];
  /** An order of the customer fills at the mark. */
  fill(coin: string, size: Decimal.Value): void;
  /** Every position pays or is paid for one interval; positive: longs pay. */
  payFunding(rate: Decimal.Value): void;
  /** Percent, equity ÷ requirement of the pool that stands worst; undefined without a position. For the narrator only. */
  worst(): Decimal | undefined;
  /** The price of `coin` at which the pool of its position would be liquidated, all else standing still. */
  brink(coin: string): Decimal | undefined;
  readonly stakes: readonly Held[];
  /** All so far, oldest first. */
  readonly liquidations: readonly Liquidation[];
}

export type Held = {readonly coin: string; readonly size: Decimal; readonly pool: 'cross' | 'isolated'};

export type Liquidation = {
  readonly coin: string;
  readonly pool: 'cross' | 'isolated';
  /** Of the position in `coin`, signed, as it stood. */
  readonly size: Decimal;
  /** Mark of `coin` at that instant. */
  readonly price: Decimal;
};
