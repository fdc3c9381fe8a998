import {hear} from './hear.ts';
import {hook} from './hook.ts';
import {getter, keep, recall} from './natives.ts';
import {listen} from './relay.ts';
import {type Claim, claim} from './table.ts';

const {prototype} = WebSocket;
const address = getter(prototype, 'url');
export const received = getter(MessageEvent.prototype, 'data') as (event: Event) => unknown;
const claims = new WeakMap<object, Claim>();

/** A listener of our own on wanted sockets, first in line; other sockets get none and cost nothing. */
export const hookSockets = (): void => {
  hook(window, 'WebSocket', () => (socket: WebSocket) => {
    const claimed = claim('websocket', address(socket));
    if (!claimed) return;
    listen(socket, 'message', (event) => hear(claimed, 'i', received(event)));
    keep(claims, socket, claimed);
  });
  hook(prototype, 'send', (args, socket = prototype) => {
    const claimed = recall(claims, socket);
    return claimed && (() => hear(claimed, 'o', args[0]));
  });
};
