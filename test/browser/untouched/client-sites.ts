import {readFileSync} from 'node:fs';
import * as esbuild from 'esbuild';
import type {Session, SimulatedVenue} from '../../exchange/venue.ts';
import {simulated} from '../../exchange/venues/index.ts';
import {type Ask, html, type Site, script} from '../../exchange/wire/site.ts';
import {TWO_POOLS} from '../openings.ts';

/** A published client of an exchange, on a page of that exchange. */
export type Client = {
  readonly name: string;
  /** What stands on the page: `client/…`, or a file of a package. The last declares `play`. */
  readonly scripts: readonly string[];
  /** It waits for what changes. */
  readonly waits?: 'for changes';
};

export type Clientele = {
  readonly venue: SimulatedVenue;
  readonly clients: readonly Client[];
  /** Hosts that the clients know beside the page's. */
  readonly hosts?: readonly string[];
  /** Paths of the documented interface, and what the exchange's own page calls them. */
  readonly paths?: Readonly<Record<string, string>>;
};

const CCXT = 'node_modules/ccxt/dist/ccxt.browser.min.js';

/**
 * dYdX's own client is made for Node alone: its one entry asks for `assert`, `http`, `net`, `tls` and `url`, and its
 * socket for the package `ws`. So dYdX is played by ccxt's.
 */
export const CLIENTELE: readonly Clientele[] = [
  {
    venue: simulated.hyperliquid,
    clients: [
      {name: '@nktkas/hyperliquid', scripts: ['nktkas.js']},
      {name: 'ccxt for Hyperliquid', scripts: [CCXT, 'ccxt-hyperliquid.js']},
    ],
  },
  {
    venue: simulated.bybit,
    clients: [{name: 'bybit-api', scripts: ['clock.js', 'bybit.js'], waits: 'for changes'}],
    paths: {
      '/x-api/v5/position/list': '/x-api/unified/integrated/v5/queryPositions',
      '/v5/private': '/private',
    },
  },
  {
    venue: simulated.okx,
    clients: [{name: 'okx-api', scripts: ['clock.js', 'okx.js'], waits: 'for changes'}],
    hosts: ['ws.okx.com'],
    paths: {
      '/api/v5/account/config': '/priapi/v5/account/config',
      '/api/v5/public/instruments': '/priapi/v5/public/instruments',
      '/api/v5/public/position-tiers': '/priapi/v5/public/position-tiers',
    },
  },
  {
    venue: simulated.dydx,
    clients: [{name: 'ccxt for dYdX', scripts: [CCXT, 'ccxt-dydx.js'], waits: 'for changes'}],
  },
];

const here = (name: string) => new URL(`./client/${name}`, import.meta.url).pathname;

/** Every client's scripts, by address; those that import packages are bundled for a browser. */
export async function clientScripts(): Promise<ReadonlyMap<string, string>> {
  const names = [...new Set(CLIENTELE.flatMap(({clients}) => clients.flatMap(({scripts}) => scripts)))];
  const texts = names.map(async (name): Promise<[string, string]> => {
    if (name === CCXT) return [addressOf(name), readFileSync(name, 'utf8')];
    const {outputFiles} = await esbuild.build({
      entryPoints: [here(name)],
      bundle: true,
      write: false,
      format: 'iife',
      platform: 'browser',
      alias: {events: here('events.js'), https: here('https.js')},
      logLevel: 'silent',
    });
    return [addressOf(name), outputFiles[0]?.text ?? ''];
  });
  return new Map(await Promise.all(texts));
}

const addressOf = (name: string) => `/${name.slice(name.lastIndexOf('/') + 1)}`;

export type Recorded = {
  readonly site: Site;
  readonly session: Session;
  /** Every byte that the clients sent. */
  wire(): readonly string[];
  pageOf(client: Client): string;
};

/** The simulated venue with one page more for each client. */
export function recorded(
  {venue, clients, hosts = [], paths = {}}: Clientele,
  texts: ReadonlyMap<string, string>,
): Recorded {
  const session = venue.open(TWO_POOLS);
  const wire: string[] = [];
  const sockets: string[][] = [];
  // Below the trading page: elsewhere nothing is wanted.
  const {pathname} = new URL(venue.page);
  const pages = new Map(
    clients.map(({scripts}, at) => {
      const tags = scripts.map((name) => `<script src="${addressOf(name)}"></script>`);
      return [`${pathname}/clients/${at}`, `<!doctype html><title>Clients</title>${tags.join('')}`];
    }),
  );
  const asPageSays = (url: URL) => new URL((paths[url.pathname] ?? url.pathname) + url.search, url);
  const site: Site = {
    hosts: [...session.hosts, ...hosts],
    answer: (ask: Ask) => {
      const {pathname, hostname, search} = ask.url;
      const text = texts.get(pathname);
      if (text !== undefined) return script(text);
      const page = pages.get(pathname);
      if (page !== undefined) return html(page);
      if (pathname !== '/favicon.ico')
        wire.push(JSON.stringify([ask.method, hostname, pathname, search, ask.headers, ask.body]));
      return session.answer({...ask, url: asPageSays(ask.url)});
    },
    connect: (socket, url, protocols) => {
      const sent = [`open ${url} ${protocols}`];
      sockets.push(sent);
      socket.on('message', (data: Buffer, isBinary) => sent.push(`${isBinary} ${data.toString('hex')}`));
      socket.on('close', (code) => sent.push(`close ${code}`));
      session.connect?.(socket, asPageSays(url), protocols);
    },
  };
  const pageOf = (client: Client) => `${venue.page}/clients/${clients.indexOf(client)}`;
  return {
    site,
    session,
    pageOf,
    // Socket by socket: which of two speaks first is the network's business.
    wire: () => [
      ...wire,
      ...sockets.toSorted(([one = ''], [other = '']) => (one < other ? -1 : +(one > other))).flat(),
    ],
  };
}
