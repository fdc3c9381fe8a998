import type {WebSocket} from 'ws';
import {asset, tradePage} from '../../pages/page.ts';
import type {Opening, Session} from '../../venue.ts';
import {Audience, type Mood} from '../../wire/audience.ts';
import {type Ask, html, json, type Reply} from '../../wire/site.ts';
import {BinanceBook} from './book.ts';
import {COINS} from './bracket.ts';
import {
  accountUpdate,
  answerOf,
  brackets,
  depth,
  markPrice,
  symbolOf,
  userBalance,
  userPosition,
} from './messages.ts';

export const PAGE_HOST = 'www.binance.com';
export const STREAM_HOST = 'fstream.binance.com';
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

const PAGE = {
  brand: 'BINANCE',
  accent: '#f0b90b',
  symbol: 'BTCUSDT',
  links: ['Futures', 'Markets', 'Options', 'Trading bots', 'Copy trading', 'Data'],
};

type FromPage = {readonly method: string; readonly params?: readonly string[]; readonly id: number};

/** The exchange while one customer is there. */
export class BinanceSession implements Session {
  readonly hosts = [PAGE_HOST, STREAM_HOST];
  readonly book: BinanceBook;
  readonly #audience = new Audience<string>();

  constructor(opening: Opening) {
    this.book = new BinanceBook({...opening, prices: {...PRICES, ...opening.prices}});
  }

  get sockets(): number {
    return this.#audience.size;
  }

  answer(ask: Ask): Reply | undefined {
    const {pathname} = ask.url;
    const answer = call(this.book, pathname);
    if (answer !== undefined) return json(answer);
    const isPage = /^\/[\w-]+\/futures\/\w+$/.test(pathname);
    return isPage ? html(tradePage(PAGE)) : asset(ask, import.meta.dirname);
  }

  /** A combined stream takes its topics from the address, and more by SUBSCRIBE; the customer's own is its key's. */
  connect(socket: WebSocket, url: URL): void {
    this.#audience.join(socket, url);
    const asked = url.searchParams.get('streams') ?? url.searchParams.get('listenKey');
    this.#audience.subscribe(socket, ...(asked?.split('/') ?? []));
    socket.on('message', (text) => {
      const {method, params = [], id}: FromPage = JSON.parse(String(text));
      if (method === 'SUBSCRIBE') this.#audience.subscribe(socket, ...params);
      this.#audience.send(socket, JSON.stringify({result: null, id}));
    });
  }

  publish(): void {
    const changes = this.book.changes
      .splice(0)
      .map((change) => JSON.stringify(accountUpdate(this.book, change)));
    for (const {socket, url, topics} of this.#audience.listeners()) {
      for (const stream of topics) {
        const data = market(this.book, stream);
        if (data !== undefined) this.#audience.send(socket, JSON.stringify({stream, data}));
      }
      if (url.pathname.startsWith('/private')) for (const text of changes) this.#audience.send(socket, text);
    }
  }

  silence(mood: Mood): void {
    this.#audience.silence(mood);
  }

  inject(text: string, where?: string): void {
    this.#audience.inject(text, where);
  }
}
