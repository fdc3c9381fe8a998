import type {WebSocket} from 'ws';

/** A request as it came to one of our hosts. */
export type Ask = {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
};

export type Reply = {
  readonly status?: number;
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** Sent before the body, one after the other, with a pause behind each. */
  readonly pieces?: readonly string[];
};

/** What lives under some hostnames: pages, requests, sockets. A simulated venue is one; a test's own page another. */
export type Site = {
  readonly hosts: readonly string[];
  /** Undefined: there is no such thing (404). */
  answer(ask: Ask): Reply | undefined | Promise<Reply | undefined>;
  /** A socket was opened; the server closes those of a site without this. `protocols` are those that the page asked for. */
  connect?(socket: WebSocket, url: URL, protocols: readonly string[]): void;
};

export const json = (body: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({
  type: 'application/json',
  headers,
  body: JSON.stringify(body),
});

export const html = (body: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  type: 'text/html; charset=utf-8',
  headers,
  body,
});

export const script = (body: string): Reply => ({type: 'text/javascript; charset=utf-8', body});
