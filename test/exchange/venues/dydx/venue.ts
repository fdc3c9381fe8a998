import type {WebSocket} from 'ws';
import {asset, tradePage} from '../../pages/page.ts';
import type {Opening, Session, SimulatedVenue} from '../../venue.ts';
import {Audience, type Mood} from '../../wire/audience.ts';
import {type Ask, html, type Reply} from '../../wire/site.ts';
import {DydxBook} from './book.ts';
import {Counter} from './counter.ts';
import {tickerOf} from './market.ts';
import {account, changes, depth, FUNDING, markets, oraclePrices} from './messages.ts';

const PAGE_HOST = 'dydx.trade';
const HOSTS = [PAGE_HOST, 'indexer.dydx.trade'];
const PRICES = {BTC: '86500', ETH: '2835', SOL: '131.2'};
const PAGE = {
  brand: 'dYdX',
  accent: '#6966ff',
  symbol: 'BTC-USD',
  links: ['Trade', 'Portfolio', 'Markets', 'MegaVault', 'Rewards'],
};

type Topic = {readonly channel: string; readonly id?: string};

/** A subscription's first answer. */
const whole: Readonly<Record<string, (book: DydxBook) => unknown>> = {
  v4_markets: markets,
  v4_parent_subaccounts: account,
  v4_orderbook: depth,
};

/** What a second brings. Accounts speak only when they change. */
const news: Readonly<Record<string, (book: DydxBook) => readonly unknown[]>> = {
  v4_orderbook: (book) => [depth(book)],
  v4_markets: oraclePrices,
  v4_parent_subaccounts: (book) => (book.isChanged ? changes(book) : []),
};

function open(opening: Opening): Session {
  const book = new DydxBook({...opening, prices: {...PRICES, ...opening.prices}});
  const audience = new Audience<Topic>();
  const counter = new Counter();
  let mood: Mood = 'talking';
  const say = (socket: WebSocket, type: string, rest: object = {}) => {
    // What is not said has no number.
    if (mood !== 'quiet') audience.send(socket, JSON.stringify({type, ...counter.number(socket), ...rest}));
  };
  return {
    hosts: HOSTS,
    book,
    answer: (ask: Ask): Reply | undefined => {
      if (ask.url.hostname !== PAGE_HOST) return undefined;
      return ask.url.pathname.startsWith('/trade') ? html(tradePage(PAGE)) : asset(ask, import.meta.dirname);
    },
    connect: (socket, url) => {
      audience.join(socket, url);
      say(socket, 'connected');
      socket.on('message', (raw) => {
        const {type, channel, id} = JSON.parse(String(raw)) as Topic & {type: string};
        if (type === 'ping') return say(socket, 'pong');
        const first = whole[channel];
        if (type !== 'subscribe' || first === undefined) return say(socket, 'error', {message: 'Invalid'});
        audience.subscribe(socket, {channel, ...(id !== undefined && {id})});
        say(socket, 'subscribed', {channel, id, contents: first(book)});
      });
    },
    publish: () => {
      for (const {socket, topics} of audience.listeners()) {
        for (const {channel, id} of topics) {
          const contents = news[channel]?.(book) ?? [];
          if (contents.length > 0)
            say(socket, 'channel_batch_data', {id, channel, version: '2.4.0', contents});
        }
      }
      book.isChanged = false;
      book.closed = [];
    },
    silence: (next) => {
      mood = next;
      audience.silence(next);
    },
    inject: (text, where) => audience.inject(text, where),
    get sockets() {
      return audience.size;
    },
  };
}

export const dydx: SimulatedVenue = {
  id: 'dydx',
  title: 'dYdX',
  page: `https://${PAGE_HOST}/trade/BTC-USD`,
  hosts: HOSTS,
  sockets: 1,
  symbol: tickerOf,
  funding: {hours: 1, rate: FUNDING},
  open,
};
