import {createServer} from 'node:http';
import {type AddressInfo, connect, type Socket} from 'node:net';

/** One attempt to leave the browser. */
export type Attempt = {readonly at: number; readonly host: string; readonly allowed: boolean};

export type Proxy = {
  readonly port: number;
  /** Everything that asked to leave, in order: also the proof of what asked for nothing. */
  readonly log: readonly Attempt[];
  close(): Promise<void>;
};

/** A CONNECT proxy on loopback: tunnels the known hosts to `port`, logs and refuses all else. Nothing leaves the machine. */
export async function startProxy(known: ReadonlySet<string>, port: number): Promise<Proxy> {
  const log: Attempt[] = [];
  const open = new Set<Socket>();
  const server = createServer((request, response) => {
    log.push({at: Date.now(), host: request.headers.host ?? request.url ?? '', allowed: false});
    response.writeHead(403).end();
  });
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy());
  });
  server.on('connect', (request, client: Socket, head) => {
    const host = (request.url ?? '').replace(/:\d+$/, '');
    const allowed = known.has(host);
    log.push({at: Date.now(), host, allowed});
    if (!allowed) return client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
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
