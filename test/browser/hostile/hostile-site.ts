import {readFileSync} from 'node:fs';
import type {WebSocket} from 'ws';
import {html, json, type Site, script} from '../../exchange/wire/site.ts';

const read = (name: string): string => readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8');

const PAGE = `<!doctype html><meta charset="utf-8"><script>${read('patch.js')}</script>
<script>${read('forge.js')}</script><title>Hostile</title>
<body><p id="p">here`;

/** A hostile page on a venue's address, the venue's genuine wires, and a neighbour to come into the page. */
export function hostileSites() {
  const sockets: WebSocket[] = [];
  const sites: readonly Site[] = [
    {
      hosts: ['app.hyperliquid.xyz'],
      answer: ({url}) => (url.pathname === '/trade' ? html(PAGE) : json({elsewhere: true})),
    },
    {
      hosts: ['api-ui.hyperliquid.xyz'],
      answer: ({body}) => json({SECRET: 'of an answer', asked: JSON.parse(body).user}),
      connect: (socket) => sockets.push(socket),
    },
    {
      hosts: ['neighbour.example'],
      answer: ({url}) =>
        url.pathname === '/' ? html('<script src="/n.js"></script>') : script(read('neighbour.js')),
    },
  ];
  /** One genuine wanted frame on every open socket. */
  const tell = (user: string): void => {
    const frame = JSON.stringify({channel: 'clearinghouseState', data: {user, SECRET: 'of a frame'}});
    for (const socket of sockets) socket.send(frame);
  };
  return {sites, tell};
}
