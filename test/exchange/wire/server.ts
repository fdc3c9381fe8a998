import type {IncomingMessage, ServerResponse} from 'node:http';
import {createServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import type {Duplex} from 'node:stream';
import {setTimeout as pause} from 'node:timers/promises';
import {WebSocketServer} from 'ws';
import type {Certificate} from './certificate.ts';
import type {Ask, Site} from './site.ts';

/** In ms. */
const BETWEEN_PIECES = 60;

/** One request or socket that arrived, as seen by the venue. */
export type Arrival = {
  readonly at: number;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly origin: string | undefined;
  readonly referer: string | undefined;
};

export type TlsServer = {readonly port: number; readonly log: readonly Arrival[]; close(): Promise<void>};

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** A page on another of the venue's hosts may read the answer, as the real ones allow. */
const allowing = (origin: string | undefined): Record<string, string> =>
  origin === undefined
    ? {}
    : {
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        'access-control-allow-headers': 'content-type, csrftoken, clienttype, orderly-account-id',
        'access-control-allow-methods': 'GET, POST, OPTIONS',
      };

async function reply(site: Site | undefined, request: IncomingMessage, response: ServerResponse) {
  const body = await bodyOf(request);
  const url = new URL(request.url ?? '/', `https://${request.headers.host}`);
  const cors = allowing(request.headers.origin);
  if (request.method === 'OPTIONS') return response.writeHead(204, cors).end();
  const ask: Ask = {method: request.method ?? 'GET', url, headers: request.headers, body};
  const answer = await site?.answer(ask);
  if (answer === undefined) return response.writeHead(404, {'content-type': 'text/plain', ...cors}).end();
  response.writeHead(answer.status ?? 200, {'content-type': answer.type, ...cors, ...answer.headers});
  for (const piece of answer.pieces ?? []) {
    response.write(piece);
    await pause(BETWEEN_PIECES);
  }
  response.end(answer.body);
}

/** All the sites behind one TLS port on loopback, told apart by the Host header; WebSockets are real ones. */
export async function startServer(
  sites: ReadonlyMap<string, Site>,
  {key, cert}: Certificate,
): Promise<TlsServer> {
  const log: Arrival[] = [];
  const open = new Set<Duplex>();
  const siteOf = (request: IncomingMessage) => sites.get((request.headers.host ?? '').replace(/:\d+$/, ''));
  const note = (request: IncomingMessage, method: string) =>
    log.push({
      at: Date.now(),
      method,
      host: request.headers.host ?? '',
      path: request.url ?? '',
      origin: request.headers.origin,
      referer: request.headers.referer,
    });
  const server = createServer({key, cert}, (request, response) => {
    note(request, request.method ?? '');
    reply(siteOf(request), request, response).catch((error: unknown) => {
      response.writeHead(500, {'content-type': 'text/plain'}).end(String(error));
    });
  });
  const sockets = new WebSocketServer({noServer: true, perMessageDeflate: false});
  server.on('upgrade', (request, stream, head) => {
    note(request, 'SOCKET');
    const site = siteOf(request);
    if (site?.connect === undefined) return stream.destroy();
    sockets.handleUpgrade(request, stream, head, (socket) => {
      const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(/, */).filter(Boolean);
      socket.on('error', () => socket.terminate());
      site.connect?.(socket, new URL(request.url ?? '/', `wss://${request.headers.host}`), protocols);
    });
  });
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy());
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    port: (server.address() as AddressInfo).port,
    log,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        for (const socket of open) socket.destroy();
      }),
  };
}
