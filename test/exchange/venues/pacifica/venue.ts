import {asset, tradePage} from '../../pages/page.ts';
import type {Opening, Session, SimulatedVenue} from '../../venue.ts';
import {Audience} from '../../wire/audience.ts';
import {type Ask, html, json, type Reply} from '../../wire/site.ts';
import {PacificaBook} from './book.ts';
import {
  account,
  accountInfo,
  accountPositions,
  FUNDING,
  info,
  orderBook,
  positions,
  prices,
  settings,
} from './messages.ts';

const PAGE_HOST = 'app.pacifica.fi';
const API_HOST = 'api.pacifica.fi';
const SOCKET_HOST = 'ws.pacifica.fi';
const PRICES = {BTC: '86500', ETH: '2835', SOL: '131.2'};

/** What is the account's is pushed when it changes, and every fifth second all the same. */
const REGULAR = 5;

function open(opening: Opening): Session {
  const book = new PacificaBook({...opening, prices: {...PRICES, ...opening.prices}});
  const audience = new Audience<string>();
  let event = 1_559_395_580;
  const own: Record<string, () => unknown> = {
    account_positions: () => accountPositions(book, event),
    account_info: () => accountInfo(book),
  };
  const market: Record<string, () => unknown> = {
    prices: () => prices(book),
    book: () => orderBook(book, 'BTC'),
  };
  const calls: Record<string, () => unknown> = {
    '/api/v1/info': info,
    '/api/v1/account': () => account(book),
    '/api/v1/account/settings': () => settings(book),
    '/api/v1/positions': () => positions(book),
  };
  let seconds = 0;
  return {
    hosts: [PAGE_HOST, API_HOST, SOCKET_HOST],
    book,
    answer: (ask: Ask): Reply | undefined => {
      const {hostname, pathname} = ask.url;
      const answer = hostname === API_HOST ? calls[pathname]?.() : undefined;
      if (answer !== undefined) return json(answer);
      if (hostname !== PAGE_HOST) return undefined;
      if (!pathname.startsWith('/trade/')) return asset(ask, import.meta.dirname);
      const links = ['Trade', 'Portfolio', 'Lakes', 'Points', 'Leaderboard'];
      return html(tradePage({brand: 'Pacifica', accent: '#55c3e9', symbol: 'BTCUSDC', links}));
    },
    connect: (socket, url) => {
      audience.join(socket, url);
      const say = (message: unknown) => audience.send(socket, JSON.stringify(message));
      socket.on('message', (raw) => {
        const {method, params} = JSON.parse(String(raw)) as {method: string; params?: {source: string}};
        if (method === 'ping') return say({channel: 'pong'});
        if (method !== 'subscribe' || params === undefined) return;
        audience.subscribe(socket, params.source);
        say({channel: 'subscribe', data: params});
        const first = (own[params.source] ?? market[params.source])?.();
        if (first !== undefined) say(first);
      });
    },
    publish: () => {
      const isDue = book.isChanged || seconds++ % REGULAR === 0;
      book.isChanged = false;
      event += 7;
      for (const {socket, topics} of audience.listeners()) {
        for (const topic of topics) {
          const message = topic in own ? isDue && own[topic]?.() : market[topic]?.();
          if (message) audience.send(socket, JSON.stringify(message));
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

export const pacifica: SimulatedVenue = {
  id: 'pacifica',
  title: 'Pacifica perpetuals',
  page: `https://${PAGE_HOST}/trade/BTC`,
  hosts: [PAGE_HOST, API_HOST, SOCKET_HOST],
  sockets: 1,
  symbol: (coin) => coin,
  funding: {hours: 1, rate: FUNDING},
  open,
};
