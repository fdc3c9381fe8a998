import type {WebSocket} from 'ws';
import {asset, tradePage} from '../../pages/page.ts';
import type {Opening, Session, SimulatedVenue} from '../../venue.ts';
import {Audience} from '../../wire/audience.ts';
import {type Ask, html, json, type Reply} from '../../wire/site.ts';
import {HyperliquidBook} from './book.ts';
import {
  assetCtx,
  assetCtxs,
  clearinghouseState,
  FUNDING,
  l2Book,
  meta,
  spotState,
  USER,
  webData3,
} from './messages.ts';

const PAGE_HOST = 'app.hyperliquid.xyz';
const HOSTS = [PAGE_HOST, 'api-ui.hyperliquid.xyz', 'api.hyperliquid.xyz'];
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
    spotClearinghouseState: spotState,
    userAbstraction: () => 'disabled',
    perpDexs: () => [null],
    allMids: () => Object.fromEntries(book.coins().map((coin) => [coin, book.mark(coin).toFixed()])),
  };
  return answers[type]?.() ?? [];
}

/** One frame of a channel; undefined where a subscription only speaks when something happens. */
function frame(book: HyperliquidBook, {type, coin = '', dex = ''}: Subscription): unknown {
  const frames: Record<string, () => unknown> = {
    webData3,
    webData2: () => ({
      clearinghouseState: clearinghouseState(book),
      openOrders: [],
      meta: meta(),
      assetCtxs: assetCtxs(book),
      spotState: spotState(),
      serverTime: Date.now(),
      isVault: false,
      user: USER,
    }),
    allDexsClearinghouseState: () => ({user: USER, clearinghouseStates: [['', clearinghouseState(book)]]}),
    clearinghouseState: () => ({user: USER, dex, clearinghouseState: clearinghouseState(book)}),
    spotState: () => ({user: USER, spotState: spotState()}),
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
  'webData2',
  'clearinghouseState',
  'allDexsClearinghouseState',
];

function open(opening: Opening): Session {
  const book = new HyperliquidBook({...opening, prices: {...PRICES, ...opening.prices}});
  const audience = new Audience<Subscription>();
  const say = (socket: WebSocket, channel: string, data: unknown) =>
    audience.send(socket, JSON.stringify({channel, data}));
  let told = 0;

  function subscribe(socket: WebSocket, subscription: Subscription): void {
    audience.subscribe(socket, subscription);
    const snapshot = {user: USER, isSnapshot: true, fundings: []};
    const first = subscription.type === 'userFundings' ? snapshot : frame(book, subscription);
    if (first !== undefined) say(socket, subscription.type, first);
  }

  function hear(socket: WebSocket, {method, id, request, subscription}: FromPage): void {
    if (method === 'ping') say(socket, 'pong', undefined);
    if (method === 'post') {
      const asked = request?.payload ?? {type: ''};
      const payload = {type: asked.type, data: info(book, asked)};
      say(socket, 'post', {id, response: {type: 'info', payload}});
    }
    if (subscription === undefined) return;
    say(socket, 'subscriptionResponse', {method, subscription});
    if (method === 'subscribe') subscribe(socket, subscription);
  }

  /** A forced sale, as the customer's fill. */
  function tellLiquidations(socket: WebSocket): void {
    for (const {coin, size, price} of book.liquidations.slice(told)) {
      const [side, dir] = size.gt(0) ? ['A', 'Close Long'] : ['B', 'Close Short'];
      const fill = {coin, px: price.toFixed(6), sz: size.abs().toFixed(), side, dir, time: Date.now()};
      const liquidation = {liquidatedUser: USER, markPx: price.toFixed(6), method: 'market'};
      say(socket, 'user', {fills: [{...fill, liquidation}]});
    }
  }

  return {
    hosts: HOSTS,
    book,
    answer: (ask: Ask): Reply | undefined => {
      if (ask.url.pathname === '/info') return json(info(book, JSON.parse(ask.body)));
      if (ask.url.hostname !== PAGE_HOST) return undefined;
      const links = ['Trade', 'Portfolio', 'Vaults', 'Staking', 'Referrals', 'Leaderboard'];
      const page = {brand: 'Hyperliquid', accent: '#50d2c1', symbol: 'BTC-USDC', links};
      return (
        asset(ask, import.meta.dirname) ??
        (ask.url.pathname.startsWith('/trade') ? html(tradePage(page)) : undefined)
      );
    },
    connect: (socket, url) => {
      audience.join(socket, url);
      socket.on('message', (text) => hear(socket, JSON.parse(String(text))));
    },
    publish: () => {
      for (const {socket, topics} of audience.listeners()) {
        for (const type of ORDER) {
          for (const topic of topics.filter((each) => each.type === type))
            say(socket, type, frame(book, topic));
        }
        if (topics.some(({type}) => type === 'userEvents')) tellLiquidations(socket);
      }
      told = book.liquidations.length;
    },
    silence: (mood) => audience.silence(mood),
    inject: (text, where) => audience.inject(text, where),
    get sockets() {
      return audience.size;
    },
  };
}

export const hyperliquid: SimulatedVenue = {
  id: 'hyperliquid',
  title: 'Hyperliquid',
  page: `https://${PAGE_HOST}/trade`,
  hosts: HOSTS,
  funding: {hours: 1, rate: FUNDING},
  open,
};
