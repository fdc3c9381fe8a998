import {asset, tradePage} from '../../pages/page.ts';
import type {Opening, Session, SimulatedVenue} from '../../venue.ts';
import {Audience} from '../../wire/audience.ts';
import {type Ask, html, json, type Reply} from '../../wire/site.ts';
import {BinanceBook} from './book.ts';
import {COINS} from './bracket.ts';
import {
  accountUpdate,
  answerOf,
  brackets,
  depth,
  FUNDING,
  markPrice,
  symbolOf,
  userBalance,
  userPosition,
} from './messages.ts';

const PAGE_HOST = 'www.binance.com';
const STREAM_HOST = 'fstream.binance.com';
const PRICES = {BTC: '86500', ETH: '2835', SOL: '131.2'};

/** The web's own calls, by the end of their path. */
function call(book: BinanceBook, path: string): unknown {
  const calls: Record<string, () => unknown> = {
    'private/future/user-data/user-position': () => userPosition(book),
    'private/future/user-data/user-balance': () => userBalance(book),
    'private/future/user-data/get-position-side': () => answerOf({dualSidePosition: false}),
    'private/future/user-data/get-join-margin': () => answerOf({multiAssetsMargin: false}),
    'private/future/user-stream/get-listen-key': () =>
      answerOf({listenKey: 'pqia91ma19a5s61cv6a81va65sdf19v8a65a1'}),
    'friendly/future/common/brackets': brackets,
  };
  const name = /^\/bapi\/futures\/v\d\/(.+)$/.exec(path)?.[1] ?? '';
  return calls[name]?.();
}

/** What a stream of a market socket says each second. */
function market(book: BinanceBook, stream: string): unknown {
  const [name = '', kind] = stream.split('@');
  const coin = COINS.find((each) => symbolOf(each).toLowerCase() === name);
  if (name === '!markPrice') return COINS.map((each) => markPrice(book, each));
  if (coin === undefined) return undefined;
  return kind === 'markPrice' ? markPrice(book, coin) : depth(book, coin);
}

function open(opening: Opening): Session {
  const book = new BinanceBook({...opening, prices: {...PRICES, ...opening.prices}});
  const audience = new Audience<string>();
  const tellStreams = () => {
    for (const {socket, topics} of audience.listeners()) {
      for (const stream of topics) {
        const data = market(book, stream);
        if (data !== undefined) audience.send(socket, JSON.stringify({stream, data}));
      }
    }
  };
  const tellCustomer = () => {
    for (const change of book.changes.splice(0)) {
      const text = JSON.stringify(accountUpdate(book, change));
      for (const {socket, url} of audience.listeners()) {
        if (url.pathname.startsWith('/private')) audience.send(socket, text);
      }
    }
  };
  return {
    hosts: [PAGE_HOST, STREAM_HOST],
    book,
    answer: (ask: Ask): Reply | undefined => {
      const answer = call(book, ask.url.pathname);
      if (answer !== undefined) return json(answer);
      if (!/^\/[\w-]+\/futures\/\w+$/.test(ask.url.pathname)) return asset(ask, import.meta.dirname);
      const links = ['Futures', 'Markets', 'Options', 'Trading bots', 'Copy trading', 'Data'];
      return html(tradePage({brand: 'BINANCE', accent: '#f0b90b', symbol: 'BTCUSDT', links}));
    },
    connect: (socket, url) => {
      audience.join(socket, url);
      const streams = url.searchParams.get('streams')?.split('/') ?? [];
      audience.subscribe(socket, ...streams);
      socket.on('message', (text) => {
        const {
          method,
          params = [],
          id,
        } = JSON.parse(String(text)) as {method: string; params?: string[]; id: number};
        if (method === 'SUBSCRIBE') audience.subscribe(socket, ...params);
        audience.send(socket, JSON.stringify({result: null, id}));
      });
    },
    publish: () => {
      tellStreams();
      tellCustomer();
    },
    silence: (mood) => audience.silence(mood),
    inject: (text, where) => audience.inject(text, where),
    get sockets() {
      return audience.size;
    },
  };
}

export const binance: SimulatedVenue = {
  id: 'binance',
  title: 'Binance USDⓈ-M',
  page: `https://${PAGE_HOST}/en/futures/BTCUSDT`,
  hosts: [PAGE_HOST, STREAM_HOST],
  funding: {hours: 8, rate: FUNDING},
  open,
};
