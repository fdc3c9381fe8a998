import {hear} from './hear.ts';
import {hook} from './hook.ts';
import {native, stringify} from './natives.ts';
import {attempt, listen} from './relay.ts';
import {addressOf} from './resolve.ts';
import {received} from './socket.ts';
import {claim} from './table.ts';

const watch = (target: EventTarget, script: unknown): void => {
  const claimed = claim('worker', addressOf(script));
  if (!claimed) return;
  listen(target, 'message', (event) => {
    const message = received(event);
    const text = typeof message === 'string' ? message : stringify(message);
    hear(claimed, 'w', text);
  });
};

/** Hears what workers post to the page. Their scripts stay as they are: wrapping them breaks sites. */
export const hookWorkers = (): void => {
  const portOf = native(SharedWorker, 'port');
  hook(window, 'Worker', (args) => (worker: Worker) => watch(worker, args[0]));
  hook(window, 'SharedWorker', (args) => (shared: SharedWorker) => watch(portOf(shared), args[0]));
  // A service worker is of the page's own host. A sandboxed document may not even ask for it.
  attempt(() => watch(navigator.serviceWorker, location.href));
};
