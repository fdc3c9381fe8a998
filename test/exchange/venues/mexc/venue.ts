import {gzipSync} from 'node:zlib';
import {asset, tradePage} from '../../pages/page.ts';
import type {Opening, Session, SimulatedVenue} from '../../venue.ts';
import {Audience} from '../../wire/audience.ts';
import {type Ask, html, json, type Reply} from '../../wire/site.ts';
import {MexcBook} from './book.ts';
import {symbolOf} from './contract.ts';
import {
  assetPush,
  assets,
  depth,
  details,
  FUNDING,
  fairPrice,
  positionPushes,
  positions,
  tickers,
} from './messages.ts';

const PAGE_HOST = 'www.mexc.com';
const SOCKET_HOST = 'contract.mexc.com';
const GATEWAY = '/api/platform/futures/api/v1';
const PRICES = {BTC: '86500', ETH: '2835', SOL: '131.2'};

/** What a socket asked for, and whether it is packed: public pushes are, unless the page says no. */
type Topic = {readonly method: string; readonly coin: string; readonly isPacked: boolean};
type Request = {
  readonly method: string;
  readonly param?: {readonly symbol?: string};
  readonly gzip?: boolean;
};

const FIRST = 1;

function open(opening: Opening): Session {
  const book = new MexcBook({...opening, prices: {...PRICES, ...opening.prices}});
  const audience = new Audience<Topic>();
  let version = FIRST;
  let held = new Set(book.entries.map(({coin}) => coin));
  const market: Record<string, (coin: string) => unknown> = {
    'sub.tickers': () => tickers(book),
    'sub.fair.price': (coin) => fairPrice(book, coin),
    'sub.depth.full': (coin) => depth(book, coin),
  };
  const calls: Record<string, () => unknown> = {
    [`${GATEWAY}/contract/detailV2`]: details,
    [`${GATEWAY}/private/account/assets`]: () => assets(book),
    [`${GATEWAY}/private/position/open_positions`]: () => positions(book, version),
  };
  /** Every position that was or is there, then the wallet: only when something changed. */
  const accountPushes = (): readonly unknown[] => {
    if (!book.isChanged) return [];
    book.isChanged = false;
    version += 1;
    const now = new Set(book.entries.map(({coin}) => coin));
    const coins = [...new Set([...held, ...now])];
    held = now;
    return [...positionPushes(book, coins, version), assetPush(book)];
  };
  return {
    hosts: [PAGE_HOST, SOCKET_HOST],
    book,
    answer: (ask: Ask): Reply | undefined => {
      const answer = calls[ask.url.pathname]?.();
      if (answer !== undefined) return json(answer);
      if (!ask.url.pathname.startsWith('/futures/')) return asset(ask, import.meta.dirname);
      const links = ['Buy Crypto', 'Markets', 'Spot', 'Futures', 'Earn'];
      return html(tradePage({brand: 'MEXC', accent: '#1f6fff', symbol: 'BTC_USDT', links}));
    },
    connect: (socket, url) => {
      audience.join(socket, url);
      const say = (message: unknown) => audience.send(socket, JSON.stringify(message));
      socket.on('message', (raw) => {
        const {method, param, gzip}: Request = JSON.parse(String(raw));
        if (method === 'ping') return say({channel: 'pong', data: Date.now()});
        const [coin = 'BTC'] = (param?.symbol ?? '').split('_');
        audience.subscribe(socket, {method, coin: coin || 'BTC', isPacked: gzip !== false});
        say({channel: method === 'login' ? 'rs.login' : `rs.${method}`, data: 'success', ts: Date.now()});
      });
    },
    publish: () => {
      const account = accountPushes().map((message) => JSON.stringify(message));
      for (const {socket, topics} of audience.listeners()) {
        for (const {method, coin, isPacked} of topics) {
          if (method === 'login') for (const text of account) audience.send(socket, text);
          const message = market[method]?.(coin);
          if (message === undefined) continue;
          const text = JSON.stringify(message);
          audience.send(socket, isPacked ? gzipSync(text) : text);
        }
      }
    },
    silence: (mood) => audience.silence(mood),
    inject: (text, where) => audience.inject(text, where),
    get sockets() {
      return audience.size;
    },
  };
}

export const mexc: SimulatedVenue = {
  id: 'mexc',
  title: 'MEXC futures',
  page: `https://${PAGE_HOST}/futures/BTC_USDT`,
  hosts: [PAGE_HOST, SOCKET_HOST],
  sockets: 1,
  symbol: symbolOf,
  funding: {hours: 8, rate: FUNDING},
  open,
};
