import {gzipSync} from 'node:zlib';
import {asset, tradePage} from '../../pages/page.ts';
import type {Opening, Session, SimulatedVenue} from '../../venue.ts';
import {Audience} from '../../wire/audience.ts';
import {type Ask, html, json, type Reply} from '../../wire/site.ts';
import {BybitBook} from './book.ts';
import {
  answerOf,
  depth,
  FUNDING,
  positionPush,
  positions,
  riskLimit,
  symbolOf,
  ticker,
  wallet,
  walletPush,
} from './messages.ts';

const PAGE_HOST = 'www.bybit.com';
const OWN_HOST = 'ws2.bybit.com';
const STREAM_HOST = 'stream.bybit.com';
const PRICES = {BTC: '86500', ETH: '2835', SOL: '131.2'};

/** What the page's own public socket says of the markets is packed; all else is text. */
const spoken = ({pathname}: URL, message: unknown): string | Uint8Array =>
  pathname === '/realtime_w' ? gzipSync(JSON.stringify(message)) : JSON.stringify(message);

function call(book: BybitBook, {url}: Ask): unknown {
  const calls: Record<string, () => unknown> = {
    '/x-api/unified/integrated/v5/queryPositions': () => positions(book),
    '/x-api/v5/account/wallet-balance': () => wallet(book),
    '/x-api/v5/market/risk-limit': () => riskLimit(url.searchParams.get('symbol') ?? ''),
    '/user/private/ott': () => answerOf('c29tZS1vbmUtdGltZS10b2tlbg'),
  };
  return calls[url.pathname]?.();
}

function open(opening: Opening): Session {
  const book = new BybitBook({...opening, prices: {...PRICES, ...opening.prices}});
  const audience = new Audience<string>();
  const tellAccount = () => {
    const coins = [...book.changed];
    book.changed.clear();
    if (coins.length === 0) return;
    const texts = [positionPush(book, coins), walletPush(book)].map((message) => JSON.stringify(message));
    for (const {socket, url} of audience.listeners()) {
      if (url.pathname === '/private') for (const text of texts) audience.send(socket, text);
    }
  };
  const tellMarkets = () => {
    for (const {socket, url, topics} of audience.listeners()) {
      for (const topic of topics) {
        const message = ticker(book, topic, 'delta') ?? depth(book, topic);
        if (message === undefined) continue;
        audience.send(socket, spoken(url, message));
      }
    }
  };
  return {
    hosts: [PAGE_HOST, OWN_HOST, STREAM_HOST],
    book,
    answer: (ask: Ask): Reply | undefined => {
      const answer = call(book, ask);
      if (answer !== undefined) return json(answer);
      if (!/^(\/[\w-]+)?\/trade\/usdt\/\w+$/.test(ask.url.pathname)) return asset(ask, import.meta.dirname);
      const links = ['Buy Crypto', 'Markets', 'Trade', 'Tools', 'Finance'];
      return html(tradePage({brand: 'BYBIT', accent: '#f7a600', symbol: 'BTCUSDT', links}));
    },
    connect: (socket, url) => {
      audience.join(socket, url);
      const say = (message: unknown) => audience.send(socket, JSON.stringify(message));
      socket.on('message', (raw) => {
        const {
          op,
          args = [],
          req_id,
        } = JSON.parse(String(raw)) as {
          op: string;
          args?: string[];
          req_id?: string;
        };
        say({success: true, ret_msg: op === 'ping' ? 'pong' : '', op, req_id, conn_id: 'a4d3ae55'});
        if (op !== 'subscribe') return;
        audience.subscribe(socket, ...args);
        for (const topic of args) {
          const first = ticker(book, topic, 'snapshot');
          if (first !== undefined) audience.send(socket, spoken(url, first));
        }
      });
    },
    publish: () => {
      tellMarkets();
      tellAccount();
    },
    silence: (mood) => audience.silence(mood),
    inject: (text, where) => audience.inject(text, where),
    get sockets() {
      return audience.size;
    },
  };
}

export const bybit: SimulatedVenue = {
  id: 'bybit',
  title: 'Bybit USDT perpetuals',
  page: `https://${PAGE_HOST}/trade/usdt/BTCUSDT`,
  hosts: [PAGE_HOST, OWN_HOST, STREAM_HOST],
  sockets: 2,
  symbol: symbolOf,
  funding: {hours: 8, rate: FUNDING},
  open,
};
