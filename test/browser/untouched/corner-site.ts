import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {setTimeout as pause} from 'node:timers/promises';
import type {WebSocket} from 'ws';
import {type Ask, html, json, type Reply, type Site, script} from '../../exchange/wire/site.ts';

const folder = new URL('./page/', import.meta.url);
/** `log.js` first: the others are its scenes. Last those that break off many sockets, after which Chromium slows all new ones. */
const rank = (name: string) => ['log.js', '', 'shapes.js', 'socket-addresses.js'].indexOf(name) + 1 || 2;
const scripts = readdirSync(folder).sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1));

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

/** Every byte, or of many their sum. */
const spelled = (bytes: Buffer): string =>
  bytes.length < 2000
    ? bytes.toString('hex')
    : `${bytes.length} ${createHash('sha256').update(bytes).digest('hex')}`;

function obey(socket: WebSocket, order: Order): void {
  if (order.do === 'text') socket.send(order.body);
  else if (order.do === 'binary') socket.send(Uint8Array.from(order.body), {binary: true});
  else if (order.do === 'close') socket.close(order.code, order.reason);
  else socket.terminate();
}

const HEADERS = {'x-one': '1', 'X-Two': 'a, b', 'set-cookie': 'x=1; Max-Age=0', 'cache-control': 'no-store'};

/** A request with all that came with it. What a browser makes up anew each time is left out. */
const arrivalOf = ({method, url: {pathname, search}, headers, body}: Ask): string => {
  // A form's length depends on its boundary, which is drawn by lot.
  const isForm = String(headers['content-type']).startsWith('multipart/');
  const told = Object.entries(headers)
    .filter(([name]) => !(isForm && name === 'content-length'))
    .map(([name, value]) => `${name}: ${value}`);
  const all = `${method} ${pathname}${search}\n${told.join('\n')}\n${body.length < 2000 ? body : spelled(Buffer.from(body))}`;
  return all.replaceAll(/-{4,}\w+/g, 'BOUNDARY').replaceAll(/blob:\S+/g, 'BLOB');
};

/**
 * A venue's page and its servers, as obedient as the page needs them to go round all corners; what came, byte by byte.
 * What the page calls off at once or gives 30 ms to live, and so may or may not arrive, is marked `unsteady` and not
 * recorded. Socket by socket: how the end of one falls among the next one's first bytes is the network's business.
 */
export function cornerSites(): {readonly sites: readonly Site[]; readonly wire: () => readonly string[]} {
  const requests: string[] = [];
  const sockets: string[][] = [];
  const answer = async ({method, url, headers, body}: Ask): Promise<Reply | undefined> => {
    const asked = (name: string) => url.searchParams.has(name);
    if (!asked('unsteady')) requests.push(arrivalOf({method, url, headers, body}));
    if (asked('slow')) await pause(400);
    const status = Number(url.searchParams.get('status') ?? 200);
    if (url.pathname === '/moved')
      return {...html('moved', {location: url.searchParams.get('to') ?? ''}), status};
    if (url.pathname === '/redirect') return {...html('elsewhere', {location: '/info'}), status: 302};
    if (url.pathname === '/page') return html('<title>A page</title><p>with text');
    if (!['/info', '/other', '/own'].includes(url.pathname)) return undefined;
    if (status === 204 || status === 205 || status === 304) return {status, type: 'text/plain', body: ''};
    const padding = body.includes('large') ? 'x'.repeat(3_000_000) : '';
    const told = json({path: url.pathname, asked: body, padding, small: 0.1, large: 2 ** 60}, HEADERS);
    return asked('pieces') ? {...told, body: '', pieces: ['{"piece":', '1', '}']} : {...told, status};
  };
  const page: Site = {
    hosts: ['app.hyperliquid.xyz'],
    answer: (ask) => {
      const name = ask.url.pathname.slice(1);
      if (scripts.includes(name)) return script(readFileSync(new URL(name, folder), 'utf8'));
      if (name === 'inner') return html('<!doctype html><title>Inner</title>');
      if (name === 'own' || name === 'moved') return answer(ask);
      return name === 'trade'
        ? html(`<!doctype html><meta charset="utf-8"><title>Corners</title>${tags}<body>`)
        : undefined;
    },
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
      wire.push(`${isBinary ? 'binary' : 'text'} ${spelled(data)}`);
      const order = isBinary ? null : orderIn(data.toString());
      if (order) obey(socket, order);
      else socket.send(data, {binary: isBinary});
    });
    socket.on('close', (code, reason) => wire.push(`close ${code} ${reason}`));
  };
  return {
    sites: [page, {hosts: ['api-ui.hyperliquid.xyz'], answer, connect}],
    // Sockets that were opened together may come in any order.
    wire: () => [
      ...requests,
      ...sockets.toSorted(([one = ''], [other = '']) => (one < other ? -1 : +(one > other))).flat(),
    ],
  };
}
