import {hear} from './hear.ts';
import {hook} from './hook.ts';
import {native} from './natives.ts';
import {listen} from './relay.ts';
import {claim} from './table.ts';

const {prototype} = WebSocket;
const address = native(WebSocket, 'url');
export const received = native(MessageEvent, 'data') as (event: Event) => unknown;

const claimOf = (socket: WebSocket) => claim('websocket', address(socket));

/** A listener of our own on wanted sockets, first in line; other sockets get none and cost nothing. */
export const hookSockets = (): void => {
  hook(window, 'WebSocket', () => (socket: WebSocket) => {
    const claimed = claimOf(socket);
    if (claimed) listen(socket, 'message', (event) => hear(claimed, 'i', received(event)));
  });
  hook(prototype, 'send', (args, socket) => {
    const claimed = claimOf(socket);
    return claimed && (() => hear(claimed, 'o', args[0]));
  });
};
