import {asset, tradePage} from '../../pages/page.ts';
import type {Opening, Session, SimulatedVenue} from '../../venue.ts';
import {Audience} from '../../wire/audience.ts';
import {type Ask, html, json, type Reply} from '../../wire/site.ts';
import {OkxBook} from './book.ts';
import {COINS, instIdOf} from './contract.ts';
import {
  account,
  config,
  depth,
  FUNDING,
  fundingRate,
  instruments,
  markPrice,
  positions,
  positionTiers,
} from './messages.ts';

const PAGE_HOST = 'www.okx.com';
const SOCKET_HOST = 'wspri.okx.com';
const PRICES = {BTC: '86500', ETH: '2835', SOL: '131.2'};

/** Account and positions are pushed when they change, and every fifth second all the same. */
const REGULAR = 5;

type Topic = {readonly channel: string; readonly instId?: string; readonly instType?: string};

function call({url}: Ask): unknown {
  const calls: Record<string, () => unknown> = {
    'account/config': config,
    'public/instruments': instruments,
    'public/position-tiers': () => positionTiers(url.searchParams.get('instFamily') ?? ''),
  };
  const name = /^\/priapi\/v5\/(.+)$/.exec(url.pathname)?.[1] ?? '';
  return calls[name]?.();
}

/** What a channel says each second. */
function market(book: OkxBook, {channel, instId}: Topic): unknown {
  const coin = COINS.find((each) => instIdOf(each) === instId);
  if (coin === undefined) return undefined;
  if (channel === 'mark-price') return markPrice(book, coin);
  if (channel === 'funding-rate') return fundingRate(coin);
  return channel === 'books' ? depth(book, coin) : undefined;
}

function open(opening: Opening): Session {
  const book = new OkxBook({...opening, prices: {...PRICES, ...opening.prices}});
  const audience = new Audience<Topic>();
  const own: Record<string, () => unknown> = {account: () => account(book), positions: () => positions(book)};
  let seconds = 0;
  return {
    hosts: [PAGE_HOST, SOCKET_HOST],
    book,
    answer: (ask: Ask): Reply | undefined => {
      const answer = call(ask);
      if (answer !== undefined) return json(answer);
      if (!/^(\/[\w-]+)?\/trade-swap\/[\w-]+$/.test(ask.url.pathname)) return asset(ask, import.meta.dirname);
      const links = ['Trade', 'Discover', 'Grow', 'Institutional', 'Learn'];
      return html(tradePage({brand: 'OKX', accent: '#bcff2f', symbol: 'BTCUSDT', links}));
    },
    connect: (socket, url) => {
      audience.join(socket, url);
      const say = (message: unknown) => audience.send(socket, JSON.stringify(message));
      socket.on('message', (raw) => {
        const text = String(raw);
        if (text === 'ping') return audience.send(socket, 'pong');
        const {op, args = []} = JSON.parse(text) as {op: string; args?: Topic[]};
        if (op === 'login') return say({event: 'login', code: '0', msg: '', connId: 'a4d3ae55'});
        for (const topic of args) {
          audience.subscribe(socket, topic);
          say({event: 'subscribe', arg: topic, connId: 'a4d3ae55'});
          const first = own[topic.channel]?.() ?? market(book, topic);
          if (first !== undefined) say(first);
        }
      });
    },
    publish: () => {
      const isDue = book.isChanged || seconds++ % REGULAR === 0;
      book.isChanged = false;
      for (const {socket, topics} of audience.listeners()) {
        for (const topic of topics) {
          const message = topic.channel in own ? isDue && own[topic.channel]?.() : market(book, topic);
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

export const okx: SimulatedVenue = {
  id: 'okx',
  title: 'OKX perpetuals',
  page: `https://${PAGE_HOST}/trade-swap/btc-usdt-swap`,
  hosts: [PAGE_HOST, SOCKET_HOST],
  sockets: 2,
  symbol: instIdOf,
  funding: {hours: 8, rate: FUNDING},
  open,
};
