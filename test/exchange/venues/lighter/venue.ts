import {asset, tradePage} from '../../pages/page.ts';
import type {Opening, Session, SimulatedVenue} from '../../venue.ts';
import {Audience} from '../../wire/audience.ts';
import {type Ask, html, json, type Reply} from '../../wire/site.ts';
import {LighterBook} from './book.ts';
import {
  ACCOUNT,
  account,
  FUNDING,
  marketStats,
  orderBook,
  orderBookDetails,
  positions,
  userStats,
} from './messages.ts';

const PAGE_HOST = 'app.lighter.xyz';
const API_HOST = 'mainnet.zklighter.elliot.ai';
const PRICES = {BTC: '86500', ETH: '2835', SOL: '131.2'};

/** Positions and figures are pushed when they change, and every fifth second all the same. */
const REGULAR = 5;

type Kind = 'subscribed' | 'update';

function open(opening: Opening): Session {
  const book = new LighterBook({...opening, prices: {...PRICES, ...opening.prices}});
  const audience = new Audience<string>();
  const own: Record<string, (kind: Kind) => unknown> = {
    [`account_all_positions/${ACCOUNT}`]: (kind) => positions(book, kind),
    [`user_stats/${ACCOUNT}`]: (kind) => userStats(book, kind),
  };
  const market: Record<string, (kind: Kind) => unknown> = {
    'market_stats/all': (kind) => marketStats(book, kind),
    'order_book/1': (kind) => orderBook(book, kind, 'BTC'),
  };
  const calls: Record<string, () => unknown> = {
    '/api/v1/account': () => account(book),
    '/api/v1/orderBookDetails': orderBookDetails,
  };
  let seconds = 0;
  return {
    hosts: [PAGE_HOST, API_HOST],
    book,
    answer: (ask: Ask): Reply | undefined => {
      const {hostname, pathname} = ask.url;
      const answer = hostname === API_HOST ? calls[pathname]?.() : undefined;
      if (answer !== undefined) return json(answer);
      if (hostname !== PAGE_HOST) return undefined;
      if (!pathname.startsWith('/trade/')) return asset(ask, import.meta.dirname);
      const links = ['Trade', 'Portfolio', 'Public Pools', 'Explorer', 'Referrals'];
      return html(tradePage({brand: 'Lighter', accent: '#4a7aff', symbol: 'BTCUSDC', links}));
    },
    connect: (socket, url) => {
      audience.join(socket, url);
      const say = (message: unknown) => audience.send(socket, JSON.stringify(message));
      say({session_id: '7d6c2f1e', type: 'connected'});
      socket.on('message', (raw) => {
        const {type, channel = ''} = JSON.parse(String(raw)) as {type: string; channel?: string};
        if (type === 'ping') return say({type: 'pong'});
        if (type !== 'subscribe') return;
        audience.subscribe(socket, channel);
        const first = (own[channel] ?? market[channel])?.('subscribed');
        if (first !== undefined) say(first);
      });
    },
    publish: () => {
      const isDue = book.isChanged || seconds++ % REGULAR === 0;
      book.isChanged = false;
      for (const {socket, topics} of audience.listeners()) {
        for (const topic of topics) {
          const message = topic in own ? isDue && own[topic]?.('update') : market[topic]?.('update');
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

export const lighter: SimulatedVenue = {
  id: 'lighter',
  title: 'Lighter perpetuals',
  page: `https://${PAGE_HOST}/trade/BTC`,
  hosts: [PAGE_HOST, API_HOST],
  sockets: 1,
  symbol: (coin) => coin,
  funding: {hours: 1, rate: FUNDING},
  open,
};
