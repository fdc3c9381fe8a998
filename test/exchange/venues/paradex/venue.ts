import {asset, tradePage} from '../../pages/page.ts';
import type {Opening, Session, SimulatedVenue} from '../../venue.ts';
import {Audience} from '../../wire/audience.ts';
import {type Ask, html, json, type Reply} from '../../wire/site.ts';
import {ParadexBook} from './book.ts';
import {COINS, symbolOf} from './market.ts';
import {
  balance,
  FUNDING,
  info,
  marketSummary,
  markets,
  positions,
  push,
  quote,
  summaries,
} from './messages.ts';

const PAGE_HOST = 'app.paradex.trade';
const API_HOST = 'api.prod.paradex.trade';
const SOCKET_HOST = 'ws.api.prod.paradex.trade';
const PRICES = {BTC: '86500', ETH: '2835', SOL: '131.2'};

/** What is the account's is pushed when it changes, and every fifth second all the same. */
const REGULAR = 5;

function open(opening: Opening): Session {
  const book = new ParadexBook({...opening, prices: {...PRICES, ...opening.prices}});
  const audience = new Audience<string>();
  const told = new Map<string, string>();
  const own: Record<string, () => readonly string[]> = {
    positions: () => positions(book, told).map((each) => push('positions', each)),
    account: () => summaries(book).map((each) => push('account', each)),
  };
  const market: Record<string, () => readonly Uint8Array[]> = {
    markets_summary: () => COINS.map((coin) => marketSummary(book, coin)),
    'bbo.BTC-USD-PERP': () => [quote(book, 'BTC')],
  };
  const calls: Record<string, () => unknown> = {
    '/v1/markets': markets,
    '/v1/account/info': () => info(book),
    '/v1/account/summary': () => ({results: summaries(book)}),
    '/v1/balance': () => balance(book),
    '/v1/positions': () => ({results: positions(book, told)}),
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
      const links = ['Trade', 'Portfolio', 'Vaults', 'Referrals', 'Leaderboard'];
      return html(tradePage({brand: 'Paradex', accent: '#cc38ff', symbol: 'BTC-USD-PERP', links}));
    },
    connect: (socket, url) => {
      audience.join(socket, url);
      socket.on('message', (raw) => {
        const {id, method, params} = JSON.parse(String(raw)) as {
          id: number;
          method: string;
          params?: {channel?: string};
        };
        const channel = params?.channel;
        audience.send(socket, JSON.stringify({jsonrpc: '2.0', result: channel ? {channel} : {}, id}));
        if (method !== 'subscribe' || channel === undefined) return;
        audience.subscribe(socket, channel);
        for (const message of market[channel]?.() ?? []) audience.send(socket, message);
      });
    },
    publish: () => {
      const isDue = book.isChanged || seconds++ % REGULAR === 0;
      book.isChanged = false;
      for (const {socket, topics} of audience.listeners()) {
        for (const topic of topics) {
          const messages = topic in own ? isDue && own[topic]?.() : market[topic]?.();
          for (const message of messages || []) audience.send(socket, message);
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

export const paradex: SimulatedVenue = {
  id: 'paradex',
  title: 'Paradex perpetuals',
  page: `https://${PAGE_HOST}/trade/BTC-USD-PERP`,
  hosts: [PAGE_HOST, API_HOST, SOCKET_HOST],
  sockets: 1,
  symbol: symbolOf,
  funding: {hours: 8, rate: FUNDING},
  open,
};
