import {asset, tradePage} from '../../pages/page.ts';
import type {Opening, Session, SimulatedVenue} from '../../venue.ts';
import {Audience} from '../../wire/audience.ts';
import {type Ask, html, json, type Reply} from '../../wire/site.ts';
import {GateBook} from './book.ts';
import {COINS, coinOf, nameOf} from './contract.ts';
import {
  accounts,
  answerOf,
  balanceUpdate,
  contract,
  depth,
  FUNDING,
  notice,
  positions,
  positionUpdate,
  riskLimitTiers,
  ticker,
} from './messages.ts';

const PAGE_HOST = 'www.gate.com';
const SOCKET_HOST = 'fx-webws.gateio.live';
const PRICES = {BTC: '86500', ETH: '2835', SOL: '131.2'};

type Topic = {readonly channel: string; readonly name: string};

function call(book: GateBook, {url}: Ask): unknown {
  const name = /^\/apiw\/v2\/futures\/usdt\/(.+)$/.exec(url.pathname)?.[1] ?? '';
  const coin = coinOf(name.replace('contracts/', '') || '');
  if (name.startsWith('contracts/') && COINS.includes(coin)) return contract(coin);
  const calls: Record<string, () => unknown> = {
    accounts: () => accounts(book),
    positions: () => positions(book),
    orders: () => answerOf(null),
    risk_limit_tiers: () => riskLimitTiers(coinOf(url.searchParams.get('contract') ?? '')),
  };
  return calls[name]?.();
}

/** What a channel of the market says each second. */
function market(book: GateBook, {channel, name}: Topic): unknown {
  const coin = COINS.find((each) => nameOf(each) === name);
  if (coin === undefined) return undefined;
  if (channel === 'futures.tickers') return notice(channel, [ticker(book, coin)]);
  return channel === 'futures.order_book' ? notice(channel, depth(book, coin)) : undefined;
}

/** What the account's channels have to tell of what has changed. */
function news(book: GateBook): readonly (readonly [channel: string, message: unknown])[] {
  return book.changes.splice(0).flatMap((change) => [
    ['futures.balances', notice('futures.balances', [balanceUpdate(book, change)])] as const,
    [
      'futures.positions',
      notice(
        'futures.positions',
        change.coins.map((coin) => positionUpdate(book, coin)),
      ),
    ] as const,
  ]);
}

type FromPage = {
  readonly channel: string;
  readonly event?: string;
  readonly payload?: readonly string[];
  readonly id?: number;
};

function open(opening: Opening): Session {
  const book = new GateBook({...opening, prices: {...PRICES, ...opening.prices}});
  const audience = new Audience<Topic>();
  return {
    hosts: [PAGE_HOST, SOCKET_HOST],
    book,
    answer: (ask: Ask): Reply | undefined => {
      const answer = call(book, ask);
      if (answer !== undefined) return json(answer);
      if (!/^(\/[\w-]+)?\/futures\/USDT\/\w+$/.test(ask.url.pathname)) return asset(ask, import.meta.dirname);
      const links = ['Buy Crypto', 'Markets', 'Trade', 'Futures', 'Earn'];
      return html(tradePage({brand: 'Gate', accent: '#17e6a1', symbol: 'BTCUSDT', links}));
    },
    connect: (socket, url) => {
      audience.join(socket, url);
      const say = (message: unknown) => audience.send(socket, JSON.stringify(message));
      socket.on('message', (raw) => {
        const {channel, event, payload = [], id}: FromPage = JSON.parse(String(raw));
        const time = Math.floor(Date.now() / 1000);
        if (event !== 'subscribe') return say({time, channel: 'futures.pong', event: '', result: null});
        for (const name of payload) audience.subscribe(socket, {channel, name});
        say({time, id, conn_id: 'd4f6c2e1', channel, event, error: null, result: {status: 'success'}});
      });
    },
    publish: () => {
      const told = news(book);
      for (const {socket, topics} of audience.listeners()) {
        for (const [channel, message] of told) {
          if (topics.some((topic) => topic.channel === channel))
            audience.send(socket, JSON.stringify(message));
        }
        for (const topic of topics) {
          const message = market(book, topic);
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

export const gate: SimulatedVenue = {
  id: 'gate',
  title: 'Gate USDT perpetuals',
  page: `https://${PAGE_HOST}/en/futures/USDT/BTC_USDT`,
  hosts: [PAGE_HOST, SOCKET_HOST],
  sockets: 1,
  symbol: nameOf,
  funding: {hours: 8, rate: FUNDING},
  open,
};
