import type {WebSocket} from 'ws';
import {asset, tradePage} from '../../pages/page.ts';
import type {Opening, Session} from '../../venue.ts';
import {Audience, type Mood} from '../../wire/audience.ts';
import {type Ask, html, json, type Reply} from '../../wire/site.ts';
import {HyperliquidBook} from './book.ts';
import {
  abstraction,
  assetCtx,
  assetCtxs,
  clearinghouseState,
  event,
  l2Book,
  meta,
  spotState,
  USER,
  webData3,
} from './messages.ts';

export const PAGE_HOST = 'app.hyperliquid.xyz';
export const HOSTS = [PAGE_HOST, 'api-ui.hyperliquid.xyz', 'api.hyperliquid.xyz'];
const PRICES = {BTC: '86500', ETH: '2835', SOL: '131.2', HYPE: '33.4'};

type Subscription = {readonly type: string; readonly coin?: string; readonly dex?: string};
type FromPage = {
  readonly method: 'subscribe' | 'unsubscribe' | 'ping' | 'post';
  readonly subscription?: Subscription;
  readonly id?: number;
  readonly request?: {readonly type: string; readonly payload: Subscription};
};

/** POST /info, by `type`; what is not listed answers with an empty list, as for a customer who has none. */
function info(book: HyperliquidBook, {type}: Subscription): unknown {
  const answers: Record<string, () => unknown> = {
    meta,
    metaAndAssetCtxs: () => [meta(), assetCtxs(book)],
    clearinghouseState: () => clearinghouseState(book),
    spotClearinghouseState: () => spotState(book),
    userAbstraction: () => abstraction(book),
    perpDexs: () => [null],
    allMids: () => Object.fromEntries(book.coins().map((coin) => [coin, book.mark(coin).toFixed()])),
  };
  return answers[type]?.() ?? [];
}

/** One frame of a channel; undefined where a subscription only speaks when something happens. */
function frame(book: HyperliquidBook, {type, coin = '', dex = ''}: Subscription): unknown {
  const frames: Record<string, () => unknown> = {
    webData3: () => webData3(book),
    webData2: () => ({
      clearinghouseState: clearinghouseState(book),
      openOrders: [],
      meta: meta(),
      assetCtxs: assetCtxs(book),
      spotState: spotState(book),
      serverTime: Date.now(),
      isVault: false,
      user: USER,
    }),
    allDexsClearinghouseState: () => ({user: USER, clearinghouseStates: [['', clearinghouseState(book)]]}),
    clearinghouseState: () => ({user: USER, dex, clearinghouseState: clearinghouseState(book)}),
    spotState: () => ({user: USER, spotState: spotState(book)}),
    allDexsAssetCtxs: () => ({ctxs: [['', assetCtxs(book)]]}),
    activeAssetCtx: () => ({coin, ctx: assetCtx(book, coin)}),
    allMids: () => ({
      mids: Object.fromEntries(book.coins().map((name) => [name, book.mark(name).toFixed()])),
    }),
    l2Book: () => l2Book(book, coin),
    trades: () => [
      {coin, side: 'B', px: book.mark(coin).toSignificantDigits(5).toFixed(), sz: '0.01', time: Date.now()},
    ],
  };
  return frames[type]?.();
}

/** In the order in which a busy second brings them: noise, marks, account. */
const ORDER = [
  'l2Book',
  'trades',
  'allMids',
  'allDexsAssetCtxs',
  'activeAssetCtx',
  'spotState',
  'webData2',
  'clearinghouseState',
  'allDexsClearinghouseState',
];

const PAGE = {
  brand: 'Hyperliquid',
  accent: '#50d2c1',
  symbol: 'BTC-USDC',
  links: ['Trade', 'Portfolio', 'Vaults', 'Staking', 'Referrals', 'Leaderboard'],
};

/** The exchange while one customer is there. */
export class HyperliquidSession implements Session {
  readonly hosts = HOSTS;
  readonly book: HyperliquidBook;
  readonly #audience = new Audience<Subscription>();

  constructor(opening: Opening) {
    this.book = new HyperliquidBook({...opening, prices: {...PRICES, ...opening.prices}});
  }

  get sockets(): number {
    return this.#audience.size;
  }

  answer(ask: Ask): Reply | undefined {
    const {hostname, pathname} = ask.url;
    if (pathname === '/info') return json(info(this.book, JSON.parse(ask.body)));
    if (hostname !== PAGE_HOST) return undefined;
    return pathname.startsWith('/trade') ? html(tradePage(PAGE)) : asset(ask, import.meta.dirname);
  }

  connect(socket: WebSocket, url: URL): void {
    this.#audience.join(socket, url);
    socket.on('message', (text) => this.#hear(socket, JSON.parse(String(text))));
  }

  publish(): void {
    const events = this.book.happenings.splice(0).map(event);
    for (const {socket, topics} of this.#audience.listeners()) {
      const heard = new Set(topics.map(({type}) => (type === 'userEvents' ? 'user' : type)));
      for (const {channel, data} of events) if (heard.has(channel)) this.#say(socket, channel, data);
      for (const topic of ORDER.flatMap((type) => topics.filter((each) => each.type === type))) {
        this.#say(socket, topic.type, frame(this.book, topic));
      }
    }
  }

  silence(mood: Mood): void {
    this.#audience.silence(mood);
  }

  inject(text: string, where?: string): void {
    this.#audience.inject(text, where);
  }

  #say(socket: WebSocket, channel: string, data: unknown): void {
    this.#audience.send(socket, JSON.stringify({channel, data}));
  }

  #hear(socket: WebSocket, {method, id, request, subscription}: FromPage): void {
    if (method === 'ping') this.#say(socket, 'pong', undefined);
    if (method === 'post') {
      const asked = request?.payload ?? {type: ''};
      const payload = {type: asked.type, data: info(this.book, asked)};
      this.#say(socket, 'post', {id, response: {type: 'info', payload}});
    }
    if (subscription === undefined) return;
    this.#say(socket, 'subscriptionResponse', {method, subscription});
    if (method === 'subscribe') this.#subscribe(socket, subscription);
  }

  #subscribe(socket: WebSocket, subscription: Subscription): void {
    this.#audience.subscribe(socket, subscription);
    const snapshot = {user: USER, isSnapshot: true, fundings: []};
    const first = subscription.type === 'userFundings' ? snapshot : frame(this.book, subscription);
    if (first !== undefined) this.#say(socket, subscription.type, first);
  }
}
