import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {WebSocket} from 'ws';
import {asset, tradePage} from '../../pages/page.ts';
import type {Opening, Session, SimulatedVenue} from '../../venue.ts';
import {Audience, type Mood} from '../../wire/audience.ts';
import {type Ask, html, json, type Reply, script} from '../../wire/site.ts';
import {KucoinBook} from './book.ts';
import {COINS} from './contract.ts';
import {
  assets,
  contracts,
  depth,
  FUNDING,
  markIndex,
  orders,
  positionChange,
  positions,
  symbolOf,
  walletChange,
} from './messages.ts';

const PAGE_HOST = 'www.kucoin.com';
const SOCKET_HOST = 'ws-api-futures.kucoin.com';
const PRICES = {BTC: '86500', ETH: '2835', SOL: '131.2'};

const PAGE = {
  brand: 'KuCoin',
  accent: '#01bc8d',
  symbol: 'XBTUSDTM',
  links: ['Markets', 'Trade', 'Futures', 'Earn', 'Bots'],
};

type FromPage = {readonly id: string; readonly type: string; readonly topic?: string};

/** The exchange while one customer is there. Its page keeps the socket in a worker. */
class KucoinSession implements Session {
  readonly hosts = [PAGE_HOST, SOCKET_HOST];
  readonly book: KucoinBook;
  readonly #audience = new Audience<string>();

  constructor(opening: Opening) {
    this.book = new KucoinBook({...opening, prices: {...PRICES, ...opening.prices}});
  }

  get sockets(): number {
    return this.#audience.size;
  }

  #call(path: string): unknown {
    const calls: Record<string, () => unknown> = {
      'web-front/positions': () => positions(this.book),
      'web-front/account/total-equity-l3-new': () => assets(this.book),
      'futures-trade-proxy/activeOrderStatistics': orders,
      'kumex-contract/contracts/active': contracts,
    };
    return calls[/^\/_api_kumex\/(.+)$/.exec(path)?.[1] ?? '']?.();
  }

  answer(ask: Ask): Reply | undefined {
    const {pathname} = ask.url;
    const answer = this.#call(pathname);
    if (answer !== undefined) return json(answer);
    if (pathname === '/ws.worker.js') {
      return script(readFileSync(join(import.meta.dirname, 'worker.js'), 'utf8'));
    }
    const isPage = /^\/futures\/trade\/\w+$/.test(pathname);
    return isPage ? html(tradePage(PAGE)) : asset(ask, import.meta.dirname);
  }

  connect(socket: WebSocket, url: URL): void {
    this.#audience.join(socket, url);
    const say = (message: unknown) => this.#audience.send(socket, JSON.stringify(message));
    say({id: 'hQvf8jkno', type: 'welcome'});
    socket.on('message', (text) => {
      const {id, type, topic}: FromPage = JSON.parse(String(text));
      if (type === 'ping') say({id, type: 'pong'});
      if (type !== 'subscribe' || topic === undefined) return;
      const [name = '', symbols] = topic.split(':', 2);
      for (const symbol of symbols?.split(',') ?? ['']) this.#audience.subscribe(socket, `${name}:${symbol}`);
      say({id, type: 'ack'});
    });
  }

  /** What a topic says each second. The account's topics only when something changed. */
  #messages(topic: string, changes: readonly string[]): readonly unknown[] {
    const [name, symbol] = topic.split(':', 2);
    if (name === '/contract/positionAll') return changes.map((coin) => positionChange(this.book, coin));
    if (name === '/contractAccount/wallet') return changes.length > 0 ? [walletChange(this.book)] : [];
    const coin = COINS.find((each) => symbolOf(each) === symbol);
    if (coin === undefined) return [];
    return [name === '/contract/instrument' ? markIndex(this.book, coin) : depth(this.book, coin)];
  }

  publish(): void {
    const changes = [...this.book.changes];
    this.book.changes.clear();
    for (const {socket, topics} of this.#audience.listeners()) {
      for (const topic of topics) {
        for (const message of this.#messages(topic, changes)) {
          this.#audience.send(socket, JSON.stringify(message));
        }
      }
    }
  }

  silence(mood: Mood): void {
    this.#audience.silence(mood);
  }

  inject(text: string, where?: string): void {
    this.#audience.inject(text, where);
  }
}

export const kucoin: SimulatedVenue = {
  id: 'kucoin',
  title: 'KuCoin Futures',
  page: `https://${PAGE_HOST}/futures/trade/XBTUSDTM`,
  hosts: [PAGE_HOST, SOCKET_HOST],
  sockets: 1,
  symbol: symbolOf,
  funding: {hours: 8, rate: FUNDING},
  open: (opening) => new KucoinSession(opening),
};
