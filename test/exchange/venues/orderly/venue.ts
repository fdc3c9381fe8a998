import type {WebSocket} from 'ws';
import {asset, tradePage} from '../../pages/page.ts';
import type {Opening, Session, SimulatedVenue} from '../../venue.ts';
import {Audience} from '../../wire/audience.ts';
import {type Ask, html, json, type Reply} from '../../wire/site.ts';
import {OrderlyBook} from './book.ts';
import {symbolOf} from './market.ts';
import {
  allPositions,
  balancePush,
  clientHolding,
  clientInfo,
  FUNDING,
  fundingRates,
  indexPrices,
  markPrices,
  orderBook,
  positionPush,
  publicInfo,
} from './messages.ts';

/** One of many brokers: all of them speak to the same hosts. */
const PAGE_HOST = 'pro.woofi.com';
const API_HOST = 'api-evm.orderly.org';
const PUBLIC_HOST = 'ws-evm.orderly.org';
const PRIVATE_HOST = 'ws-private-evm.orderly.org';
const PRICES = {BTC: '86500', ETH: '2835', SOL: '131.2'};

type FromPage = {readonly id: string; readonly event: string; readonly topic?: string};

function open(opening: Opening): Session {
  const book = new OrderlyBook({...opening, prices: {...PRICES, ...opening.prices}});
  const audience = new Audience<string>();
  const calls: Record<string, () => unknown> = {
    '/v1/public/info': publicInfo,
    '/v1/public/funding_rates': () => fundingRates(book),
    '/v1/client/info': clientInfo,
    '/v1/client/holding': () => clientHolding(book),
    '/v1/positions': () => allPositions(book),
  };
  const namesOf = () =>
    book.entries.map(({coin, margin}) => ({coin, mode: margin === undefined ? 'CROSS' : 'ISOLATED'}));
  let told = namesOf();
  const prices: Record<string, () => unknown> = {
    markprices: () => markPrices(book),
    indexprices: () => indexPrices(book),
    [`${symbolOf('BTC')}@orderbook`]: () => orderBook(book),
  };
  /** What changed is pushed once; results of what was closed are settled a second later. */
  const changes = (): Record<string, unknown> => {
    const isRest = book.entries.some(({quantity}) => quantity.isZero());
    if (!book.isChanged && !isRest) return {};
    if (!book.isChanged) book.settle();
    book.isChanged = false;
    const names = namesOf();
    const gone = told.filter(
      ({coin, mode}) => !names.some((each) => each.coin === coin && each.mode === mode),
    );
    told = names;
    return {position: positionPush(book, gone), balance: balancePush(book)};
  };
  return {
    hosts: [PAGE_HOST, API_HOST, PUBLIC_HOST, PRIVATE_HOST],
    book,
    answer: (ask: Ask): Reply | undefined => {
      const {hostname, pathname} = ask.url;
      if (hostname === API_HOST) {
        const answer = calls[pathname]?.();
        return answer === undefined ? undefined : json(answer);
      }
      if (hostname !== PAGE_HOST) return undefined;
      if (!pathname.startsWith('/en/trade/')) return asset(ask, import.meta.dirname);
      const links = ['Trade', 'Portfolio', 'Markets', 'Leaderboard', 'Rewards'];
      return html(tradePage({brand: 'WOOFi Pro', accent: '#f0b33d', symbol: 'BTC-PERP', links}));
    },
    connect: (socket: WebSocket, url: URL) => {
      audience.join(socket, url);
      const say = (message: unknown) => audience.send(socket, JSON.stringify(message));
      socket.on('message', (raw) => {
        const {id, event, topic}: FromPage = JSON.parse(String(raw));
        if (event === 'auth') say({id, event, success: true, ts: Date.now()});
        if (event !== 'subscribe' || topic === undefined) return;
        audience.subscribe(socket, topic);
        say({id, event, success: true, ts: Date.now()});
      });
    },
    publish: () => {
      const changed = changes();
      for (const {socket, topics} of audience.listeners()) {
        for (const topic of topics) {
          const message = changed[topic] ?? prices[topic]?.();
          if (message !== undefined) audience.send(socket, JSON.stringify(message));
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

export const orderly: SimulatedVenue = {
  id: 'orderly',
  title: 'Orderly, at WOOFi Pro',
  page: `https://${PAGE_HOST}/en/trade/BTC_PERP`,
  hosts: [PAGE_HOST, API_HOST, PUBLIC_HOST, PRIVATE_HOST],
  sockets: 2,
  symbol: symbolOf,
  funding: {hours: 8, rate: FUNDING},
  open,
};
