/**
 * The page's own world: hands on the frames that the page's venue wants, unparsed, and changes nothing for the page.
 * No import at run time from outside this folder; every built-in is taken before the page runs.
 */
import {hookFetch} from './fetch.ts';
import {hook} from './hook.ts';
import {connect, emit} from './relay.ts';
import {hookSockets} from './socket.ts';
import {useTable, wants} from './table.ts';
import {hookWorkers} from './worker.ts';
import {hookXhr} from './xhr.ts';

/** Transports that we do not see into, reported by name when the page opens one. */
const reportUnseen = (name: string): void => hook(window, name, () => () => emit('u', name));

connect((table) => {
  // Asked for the text of a function of ours it tells the browser's own.
  hook(Function.prototype, 'toString', () => undefined);
  useTable(table);
  if (wants('websocket')) hookSockets();
  if (wants('request')) {
    hookFetch();
    hookXhr();
  }
  if (wants('worker')) hookWorkers();
  reportUnseen('WebTransport');
  reportUnseen('WebSocketStream');
});
