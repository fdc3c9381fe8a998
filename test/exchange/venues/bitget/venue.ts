import {asset, tradePage} from '../../pages/page.ts';
import type {Opening, Session, SimulatedVenue} from '../../venue.ts';
import {Audience} from '../../wire/audience.ts';
import {type Ask, html, json, type Reply} from '../../wire/site.ts';
import {BitgetBook} from './book.ts';
import {
  account,
  accountList,
  depth,
  FUNDING,
  positionList,
  positions,
  symbolOf,
  ticker,
  tiers,
} from './messages.ts';
import {COINS} from './table.ts';

const PAGE_HOST = 'www.bitget.com';
const SOCKET_HOST = 'ws.bitget.com';
const PRICES = {BTC: '86500', ETH: '2835', SOL: '131.2'};

/** Account and positions are pushed when they change, and every fifth second all the same. */
const REGULAR = 5;

type Topic = {readonly instType: string; readonly channel: string; readonly instId?: string};

/**
 * The page's own calls. Bitget publishes none that tells of positions: these names are ours, and the extension must
 * know the answers by their rows.
 */
function call(book: BitgetBook, {url, body}: Ask): unknown {
  const calls: Record<string, () => unknown> = {
    'holdings/list': () => positionList(book),
    'holdings/funds': () => accountList(book),
    'market/levels': () => tiers((JSON.parse(body) as {symbol: string}).symbol),
  };
  const name = /^\/v1\/mix\/(.+)$/.exec(url.pathname)?.[1] ?? '';
  return calls[name]?.();
}

/** What a channel says each second. */
function market(book: BitgetBook, {channel, instId}: Topic): unknown {
  const coin = COINS.find((each) => symbolOf(each) === instId);
  if (coin === undefined) return undefined;
  if (channel === 'ticker') return ticker(book, coin);
  return channel === 'books15' ? depth(book, coin) : undefined;
}

function open(opening: Opening): Session {
  const book = new BitgetBook({...opening, prices: {...PRICES, ...opening.prices}});
  const audience = new Audience<Topic>();
  const own: Record<string, () => unknown> = {account: () => account(book), positions: () => positions(book)};
  let seconds = 0;
  return {
    hosts: [PAGE_HOST, SOCKET_HOST],
    book,
    answer: (ask: Ask): Reply | undefined => {
      const answer = call(book, ask);
      if (answer !== undefined) return json(answer);
      if (!/^(\/[\w-]+)?\/futures\/usdt\/\w+$/.test(ask.url.pathname)) return asset(ask, import.meta.dirname);
      const links = ['Futures', 'Markets', 'Copy trading', 'Bots', 'Earn'];
      return html(tradePage({brand: 'Bitget', accent: '#00f0ff', symbol: 'BTCUSDT', links}));
    },
    connect: (socket, url) => {
      audience.join(socket, url);
      const say = (message: unknown) => audience.send(socket, JSON.stringify(message));
      socket.on('message', (raw) => {
        const text = String(raw);
        if (text === 'ping') return audience.send(socket, 'pong');
        const {op, args = []} = JSON.parse(text) as {op: string; args?: Topic[]};
        if (op === 'login') return say({event: 'login', code: 0, msg: ''});
        for (const topic of args) {
          audience.subscribe(socket, topic);
          say({event: 'subscribe', arg: topic});
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

export const bitget: SimulatedVenue = {
  id: 'bitget',
  title: 'Bitget USDT-M',
  page: `https://${PAGE_HOST}/en/futures/usdt/BTCUSDT`,
  hosts: [PAGE_HOST, SOCKET_HOST],
  sockets: 2,
  symbol: symbolOf,
  funding: {hours: 8, rate: FUNDING},
  open,
};
