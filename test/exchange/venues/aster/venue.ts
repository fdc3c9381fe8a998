import type {WebSocket} from 'ws';
import {asset, tradePage} from '../../pages/page.ts';
import type {Opening, Session, SimulatedVenue} from '../../venue.ts';
import {Audience} from '../../wire/audience.ts';
import {type Ask, html, json, type Reply} from '../../wire/site.ts';
import {BinanceBook} from '../binance/book.ts';
import {COINS} from '../binance/bracket.ts';
import {accountUpdate, depth, FUNDING, markPrice, symbolOf} from '../binance/messages.ts';
import {balance, leverageBracket, multiAssetsMargin, positionRisk} from './messages.ts';

const PAGE_HOST = 'www.asterdex.com';
const API_HOST = 'fapi.asterdex.com';
const STREAM_HOST = 'fstream.asterdex.com';
const PRICES = {BTC: '86500', ETH: '2835', SOL: '131.2'};

/** Binance's ledger behind Aster's own answers: REST by the page, the user's stream by its key, marks by their names. */
function open(opening: Opening): Session {
  const book = new BinanceBook({...opening, prices: {...PRICES, ...opening.prices}});
  const audience = new Audience<string>();
  const calls: Record<string, () => unknown> = {
    multiAssetsMargin,
    leverageBracket,
    balance: () => balance(book),
    positionRisk: () => positionRisk(book),
    listenKey: () => ({listenKey: 'pqia91ma19a5s61cv6a81va65sdf19v8a65a1'}),
  };
  const market = (stream: string): unknown => {
    const [name = '', kind] = stream.split('@');
    const coin = COINS.find((each) => symbolOf(each).toLowerCase() === name);
    if (coin === undefined) return undefined;
    return kind === 'markPrice' ? markPrice(book, coin) : depth(book, coin);
  };
  return {
    hosts: [PAGE_HOST, API_HOST, STREAM_HOST],
    book,
    answer: (ask: Ask): Reply | undefined => {
      const {hostname, pathname} = ask.url;
      const name = /^\/fapi\/v3\/(\w+)$/.exec(pathname)?.[1] ?? '';
      const answer = hostname === API_HOST ? calls[name]?.() : undefined;
      if (answer !== undefined) return json(answer);
      if (hostname !== PAGE_HOST) return undefined;
      if (!/^\/[\w-]+\/futures\/v1\/\w+$/.test(pathname)) return asset(ask, import.meta.dirname);
      const links = ['Futures', 'Spot', 'Earn', 'Portfolio', 'Rewards'];
      return html(tradePage({brand: 'ASTER', accent: '#efbf84', symbol: 'BTCUSDT', links}));
    },
    connect: (socket: WebSocket, url: URL) => {
      audience.join(socket, url);
      const key = /^\/ws\/(\w+)$/.exec(url.pathname)?.[1];
      audience.subscribe(socket, ...(key ? [key] : (url.searchParams.get('streams')?.split('/') ?? [])));
    },
    publish: () => {
      const changes = book.changes.splice(0).map((change) => JSON.stringify(accountUpdate(book, change)));
      for (const {socket, url, topics} of audience.listeners()) {
        if (url.pathname.startsWith('/ws/')) for (const text of changes) audience.send(socket, text);
        for (const stream of topics) {
          const data = market(stream);
          if (data !== undefined) audience.send(socket, JSON.stringify({stream, data}));
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

export const aster: SimulatedVenue = {
  id: 'aster',
  title: 'Aster futures',
  page: `https://${PAGE_HOST}/en/futures/v1/BTCUSDT`,
  hosts: [PAGE_HOST, API_HOST, STREAM_HOST],
  sockets: 2,
  symbol: symbolOf,
  funding: {hours: 8, rate: FUNDING},
  open,
};
