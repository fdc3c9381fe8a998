import type {MarginAccount} from '../engine/account.ts';
import type {Defect, Frame} from './frame.ts';
import type {TableTerms} from './table/terms.ts';

/**
 * An exchange, declared: read it like a form. One folder each; nothing outside the folder knows its name.
 *
 * `State` is plain JSON (amounts as the wire's own strings), because it lives in session storage between two
 * lives of the background worker.
 */
export type Venue<State = unknown> = {
  /** The folder's name. */
  readonly id: string;
  /** As the exchange writes itself. */
  readonly name: string;
  readonly pages: readonly VenuePage[];
  readonly wanted: readonly Wanted[];
  readonly initial: State;
  /**
   * Pure and total: never throws, whatever the frame. A frame it cannot read leaves the state as it was and names the
   * defect. Written as a method, so that venues with states of their own fit into one list.
   */
  reduce(state: State, frame: Frame): Reduction<State>;
  /** Pure. The venue's margin system as pools. No account before the page has shown one. */
  accounts(state: State): readonly MarginAccount[];
  readonly sources: readonly Source[];
  /** How its positions table is to be understood, where its messages are not seen. Absent: as the least that any table says. */
  readonly table?: TableTerms;
};

export type VenuePage = {
  /** A whole host: `app.hyperliquid.xyz`. */
  readonly host: string;
  /** Path prefixes; `:word` stands for one path segment: `/trade`, `/:locale/futures`. Absent: every page of the host. */
  readonly paths?: readonly string[];
};

export type Reduction<State> = {
  readonly state: State;
  /** `used`: changed or confirmed the state. `ignored`: not ours, or nothing in it for us. `malformed`: ours, but not readable. */
  readonly outcome: 'used' | 'ignored' | 'malformed';
  readonly defects: readonly Defect[];
};

/** A rule's place in the venue's own documents, with the day it was read (YYYY-MM-DD). */
export type Source = {readonly rule: string; readonly title: string; readonly read: string};

/** Traffic that the tap hands on. Plain JSON: the build extracts it into the tap's table. First match of a list wins. */
export type Wanted = WantedSocket | WantedRequest | WantedWorker;

export type WantedSocket = {
  readonly via: 'websocket';
  /** Whole host, or `*.` and a suffix; with the port when it is not the scheme's own. */
  readonly host: string;
  /**
   * Path prefix. Of the socket's address only scheme, host and this prefix are ever handed on: what follows may be a
   * credential (Binance writes the listen key there).
   */
  readonly path?: string;
  readonly in: readonly WantedText[];
  /** Of what the page sends: only what is needed to understand an answer, never an authentication. */
  readonly out?: readonly WantedText[];
  /** Where heads are looked for: in so many of a text's first characters, 256 at most. Absent: 96. */
  readonly reach?: number;
  /**
   * The socket's binary messages are wanted too, and this is how each of them is packed by itself: the names are those
   * of the platform's `DecompressionStream`. Behind the channel a packed message becomes the text that it holds, and is
   * then held against `in` like any other. `none`: heads are looked for in the bytes themselves, where ASCII is written
   * as it is, and the frame carries them as base64 (see `Frame`). Absent: binary messages are not looked at.
   */
  readonly bytes?: 'gzip' | 'deflate' | 'deflate-raw' | 'none';
};

export type WantedRequest = {
  /** fetch and XMLHttpRequest alike. */
  readonly via: 'request';
  readonly host: string;
  /**
   * Path prefix; `:word` stands for one path segment: `/bapi/futures/:version/private`. With a `?` at its end it is this
   * path alone, asked with a query or without: `/api/v1/account?` is not `/api/v1/accountLimits`.
   */
  readonly path: string;
  /**
   * Which request bodies make the answer wanted: texts, one of which occurs in the body's first 256 characters.
   * When given, the body travels directly before the answer, as an `out` frame. Absent: every answer, without its request.
   */
  readonly asks?: readonly string[];
  /**
   * Query string matters for understanding the answer; the address is handed on with it. Absent: cut off at `?`, and of
   * answers that wait only the newest of each address (and request, with `asks`) is sent.
   */
  readonly query?: boolean;
};

export type WantedWorker = {
  readonly via: 'worker';
  /** Host of the worker's script. */
  readonly host: string;
  readonly in: readonly WantedText[];
};

export type WantedText = {
  /** Occurs in the first 96 characters, or within the row's `reach`. */
  readonly head: string;
  /**
   * Frames of this row replace one another, so of those that wait only the newest is sent, when what follows each of
   * these marks (up to 64 characters, or the next quote) is equal. `[]`: always. Absent: a delta, all are kept, in order.
   */
  readonly latest?: readonly string[];
  readonly cut?: Cut;
  /**
   * Frames of this row matter only as they pass, as a number in a sequence does: they are not kept for a background that
   * has forgotten the page, in which they would take the place of what cannot come again.
   */
  readonly passing?: true;
};

/**
 * Which part of a large object travels. The rest of the frame is dropped on the page's side, unparsed; what is left has
 * the same nesting, so `reduce` need not know. A frame that does not look as declared travels whole.
 */
export type Cut = {
  /** Text within the first 96 characters up to which the frame is kept, as in `"data":{`. */
  readonly after: string;
  /** Names of members that are kept, each with its whole balanced value, at their first place behind `after`. */
  readonly members: readonly string[];
  /** Names of members that are kept as well where they occur: parameters of a question. */
  readonly perhaps?: readonly string[];
  /** What closes the object again, as in `}}`. */
  readonly close: string;
};
