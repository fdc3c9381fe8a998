import {readdirSync, readFileSync} from 'node:fs';
import {setTimeout as pause} from 'node:timers/promises';
import type {WebSocket} from 'ws';
import {type Ask, html, json, type Reply, type Site, script} from '../../exchange/wire/site.ts';

const folder = new URL('./page/', import.meta.url);
/** `log.js` first: the others are its scenes. */
const scripts = readdirSync(folder).sort(
  (one, other) => Number(other === 'log.js') - Number(one === 'log.js'),
);

const tags = scripts.map((name) => `<script src="/${name}"></script>`).join('\n');

/** What the page may order of a socket's other end. */
type Order =
  | {readonly do: 'text'; readonly body: string}
  | {readonly do: 'binary'; readonly body: readonly number[]}
  | {readonly do: 'close'; readonly code?: number; readonly reason?: string}
  | {readonly do: 'terminate'};

function orderIn(text: string): Order | null {
  try {
    const order = JSON.parse(text);
    return typeof order?.do === 'string' ? order : null;
  } catch {
    return null;
  }
}

function obey(socket: WebSocket, order: Order): void {
  if (order.do === 'text') socket.send(order.body);
  else if (order.do === 'binary') socket.send(Uint8Array.from(order.body), {binary: true});
  else if (order.do === 'close') socket.close(order.code, order.reason);
  else socket.terminate();
}

/**
 * A venue's page and its servers, as obedient as the page needs them to go round all corners; what came, byte by byte.
 * What the page calls off at once or gives 30 ms to live, and so may or may not arrive, is marked `unsteady` and not
 * recorded. Socket by socket: how the end of one falls among the next one's first bytes is the network's business.
 */
export function cornerSites(): {readonly sites: readonly Site[]; readonly wire: () => readonly string[]} {
  const requests: string[] = [];
  const sockets: string[][] = [];
  const page: Site = {
    hosts: ['app.hyperliquid.xyz'],
    answer: ({url}) => {
      const name = url.pathname.slice(1);
      if (scripts.includes(name)) return script(readFileSync(new URL(name, folder), 'utf8'));
      return name === 'trade'
        ? html(`<!doctype html><meta charset="utf-8"><title>Corners</title>${tags}<body>`)
        : undefined;
    },
  };
  const answer = async ({method, url, headers, body}: Ask): Promise<Reply | undefined> => {
    const sent = body.replaceAll(/-{4,}\w+/g, 'BOUNDARY');
    if (!url.searchParams.has('unsteady'))
      requests.push(
        `${method} ${url.pathname}${url.search} ${headers['content-type']?.slice(0, 40)} ${sent}`,
      );
    if (url.searchParams.has('slow')) await pause(400);
    const status = Number(url.searchParams.get('status') ?? 200);
    if (url.pathname === '/redirect') return {...html('elsewhere', {location: '/info'}), status: 302};
    if (url.pathname === '/page') return html('<title>A page</title><p>with text');
    if (url.pathname !== '/info' && url.pathname !== '/other') return undefined;
    if (status === 204) return {status, type: 'text/plain', body: ''};
    const padding = body.includes('large') ? 'x'.repeat(3_000_000) : '';
    return {...json({path: url.pathname, asked: body, padding, small: 0.1, large: 2 ** 60}), status};
  };
  const connect = (
    socket: WebSocket,
    {pathname, search, searchParams}: URL,
    protocols: readonly string[],
  ) => {
    if (searchParams.has('unsteady')) return;
    const wire = [`open ${pathname}${search} ${protocols}`];
    sockets.push(wire);
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      wire.push(`${isBinary ? 'binary' : 'text'} ${data.toString('hex')}`);
      const order = isBinary ? null : orderIn(data.toString());
      if (order) obey(socket, order);
      else socket.send(data, {binary: isBinary});
    });
    socket.on('close', (code, reason) => wire.push(`close ${code} ${reason}`));
  };
  return {
    sites: [page, {hosts: ['api-ui.hyperliquid.xyz'], answer, connect}],
    wire: () => [...requests, ...sockets.flat()],
  };
}
