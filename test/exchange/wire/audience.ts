import type {WebSocket} from 'ws';

/** Of an expression: nothing is said that it matches, as when one half of the streams has ended and the other goes on. */
export type Mood = 'quiet' | 'talking' | RegExp;

/** The open sockets of a venue and what each has asked for. */
export class Audience<Topic> {
  readonly #members = new Map<WebSocket, {readonly url: URL; readonly topics: Topic[]}>();
  #mood: Mood = 'talking';

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

  /** The sockets stay open. */
  silence(mood: Mood): void {
    this.#mood = mood;
  }

  #isHeld(message: string | Uint8Array): boolean {
    return typeof this.#mood === 'string' ? this.#mood === 'quiet' : this.#mood.test(String(message));
  }

  send(socket: WebSocket, message: string | Uint8Array): void {
    if (!this.#isHeld(message) && socket.readyState === socket.OPEN) socket.send(message);
  }

  inject(text: string, where = ''): void {
    for (const {socket, url} of this.listeners()) if (url.href.includes(where)) this.send(socket, text);
  }
}
