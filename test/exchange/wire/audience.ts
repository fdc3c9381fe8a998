import type {WebSocket} from 'ws';

/** The open sockets of a venue and what each has asked for. */
export class Audience<Topic> {
  readonly #members = new Map<WebSocket, {readonly url: URL; readonly topics: Topic[]}>();
  #quiet = false;

  /** Sockets that have asked for something: before that, whatever is said would be missed. */
  get size(): number {
    return this.listeners().filter(({topics}) => topics.length > 0).length;
  }

  join(socket: WebSocket, url: URL): void {
    this.#members.set(socket, {url, topics: []});
    socket.on('close', () => this.#members.delete(socket));
  }

  subscribe(socket: WebSocket, ...topics: readonly Topic[]): void {
    this.#members.get(socket)?.topics.push(...topics);
  }

  listeners(): readonly {readonly socket: WebSocket; readonly url: URL; readonly topics: readonly Topic[]}[] {
    return [...this.#members].map(([socket, member]) => ({socket, ...member}));
  }

  /** Nothing more is said while quiet; the sockets stay open. */
  silence(mood: 'quiet' | 'talking'): void {
    this.#quiet = mood === 'quiet';
  }

  send(socket: WebSocket, message: string | Uint8Array): void {
    if (!this.#quiet && socket.readyState === socket.OPEN) socket.send(message);
  }

  inject(text: string, where = ''): void {
    for (const {socket, url} of this.listeners()) if (url.href.includes(where)) this.send(socket, text);
  }
}
