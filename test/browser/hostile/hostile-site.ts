import {readFileSync} from 'node:fs';
import type {WebSocket} from 'ws';
import {html, json, type Site, script} from '../../exchange/wire/site.ts';

const read = (name: string): string => readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8');

const PAGE = `<!doctype html><meta charset="utf-8"><script>${read('patch.js')}</script>
<script>${read('forge.js')}</script><title>Hostile</title>
<body><p id="p">here`;

/** Its traps stand before anything else runs. */
const POLLUTED = `<!doctype html><meta charset="utf-8"><script>${read('pollute.js')}</script><title>Polluted</title>`;

/** Nothing in it but a frame without an origin, which talks to the venue. */
const FRAMED = `<!doctype html><meta charset="utf-8"><title>Framed</title><body><script>
addEventListener('message', ({data}) => {document.title = data.sandboxed ? JSON.stringify(data.sandboxed) : String(data)});
const frame = document.createElement('iframe');
frame.sandbox = 'allow-scripts';
frame.srcdoc = ${JSON.stringify(`<script>${read('sandboxed.js')}</script>`).replaceAll('</', '<\\/')};
document.body.append(frame);
</script>`;

const PAGES: Readonly<Record<string, string>> = {
  '/trade': PAGE,
  '/trade/polluted': POLLUTED,
  '/trade/framed': FRAMED,
};

/** A hostile page on a venue's address, the venue's genuine wires, and a neighbour to come into the page. */
export function hostileSites() {
  const sockets: {readonly socket: WebSocket; readonly search: string}[] = [];
  const sites: readonly Site[] = [
    {
      hosts: ['app.hyperliquid.xyz'],
      answer: ({url}) => {
        const page = PAGES[url.pathname];
        return page === undefined ? json({elsewhere: true}) : html(page);
      },
    },
    {
      hosts: ['api-ui.hyperliquid.xyz'],
      answer: ({body}) => json({SECRET: 'of an answer', asked: JSON.parse(body).user}),
      connect: (socket, {search}) => sockets.push({socket, search}),
    },
    {
      hosts: ['neighbour.example'],
      answer: ({url}) =>
        url.pathname === '/' ? html('<script src="/n.js"></script>') : script(read('neighbour.js')),
    },
  ];
  /** One genuine wanted frame on every open socket of that kind. */
  const tell = (user: string, kind = ''): void => {
    const frame = JSON.stringify({channel: 'clearinghouseState', data: {user, SECRET: 'of a frame'}});
    for (const {socket, search} of sockets) if (search === kind) socket.send(frame);
  };
  return {sites, tell};
}
