import type {WebSocket} from 'ws';

/** Numbers the messages of each connection without a gap, whatever their channel. */
export class Counter {
  readonly #connections = new Map<WebSocket, {readonly id: string; next: number}>();

  number(socket: WebSocket): {readonly connection_id: string; readonly message_id: number} {
    const known = this.#connections.get(socket) ?? {id: crypto.randomUUID(), next: 0};
    this.#connections.set(socket, known);
    return {connection_id: known.id, message_id: known.next++};
  }
}
