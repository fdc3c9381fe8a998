import {asset, tradePage} from '../../pages/page.ts';
import type {Opening, Session, SimulatedVenue} from '../../venue.ts';
import {Audience} from '../../wire/audience.ts';
import {type Ask, html, json, type Reply} from '../../wire/site.ts';
import {ExtendedBook} from './book.ts';
import {COINS, symbolOf} from './market.ts';
import {balances, FUNDING, info, markets, markPrice, ok, orderBook, positions, push} from './messages.ts';

const PAGE_HOST = 'app.extended.exchange';
const API_HOST = 'api.starknet.extended.exchange';
const PRICES = {BTC: '86500', ETH: '2835', SOL: '131.2'};

/** What is the account's is pushed when it changes, and every fifth second all the same. */
const REGULAR = 5;
const STREAM = '/stream.extended.exchange/v1';

function open(opening: Opening): Session {
  const book = new ExtendedBook({...opening, prices: {...PRICES, ...opening.prices}});
  /** A socket asks by its address: each is a stream of its own, with numbers of its own. */
  const audience = new Audience<{sequence: number}>();
  const told = new Map<string, number>();
  const account = (stream: {sequence: number}) => {
    const about = {positions: positions(book, told)};
    return [
      push('POSITION', about, ++stream.sequence),
      ...balances(book).map((balance) => push('BALANCE', {balance}, ++stream.sequence)),
    ];
  };
  const streams: Record<string, (stream: {sequence: number}) => readonly unknown[]> = {
    [`${STREAM}/account`]: account,
    [`${STREAM}/prices/mark`]: (stream) => COINS.map((coin) => markPrice(book, coin, ++stream.sequence)),
    [`${STREAM}/orderbooks/BTC-USD`]: (stream) => [orderBook(book, 'BTC', ++stream.sequence)],
  };
  const calls: Record<string, () => unknown> = {
    '/api/v1/info/markets': () => markets(book),
    '/api/v1/user/account/info': info,
    '/api/v1/user/spot/balances': () => ok([]),
  };
  let seconds = 0;
  return {
    hosts: [PAGE_HOST, API_HOST],
    book,
    answer: (ask: Ask): Reply | undefined => {
      const {hostname, pathname} = ask.url;
      const answer = hostname === API_HOST ? calls[pathname]?.() : undefined;
      if (answer !== undefined) return json(answer);
      if (hostname !== PAGE_HOST) return undefined;
      if (!pathname.startsWith('/perp/')) return asset(ask, import.meta.dirname);
      const links = ['Trade', 'Portfolio', 'Vault', 'Points', 'Leaderboard'];
      return html(tradePage({brand: 'Extended', accent: '#00bc84', symbol: 'BTC-USD', links}));
    },
    connect: (socket, url) => {
      const say = streams[url.pathname];
      if (say === undefined) return;
      const stream = {sequence: 0};
      audience.join(socket, url);
      audience.subscribe(socket, stream);
      for (const message of say(stream)) audience.send(socket, JSON.stringify(message));
    },
    publish: () => {
      const isDue = book.isChanged || seconds++ % REGULAR === 0;
      book.isChanged = false;
      for (const {socket, url, topics} of audience.listeners()) {
        if (url.pathname.endsWith('/account') && !isDue) continue;
        for (const stream of topics)
          for (const message of streams[url.pathname]?.(stream) ?? [])
            audience.send(socket, JSON.stringify(message));
      }
    },
    silence: (mood) => audience.silence(mood),
    inject: (text, where) => audience.inject(text, where),
    get sockets() {
      return audience.size;
    },
  };
}

export const extended: SimulatedVenue = {
  id: 'extended',
  title: 'Extended perpetuals',
  page: `https://${PAGE_HOST}/perp/BTC-USD`,
  hosts: [PAGE_HOST, API_HOST],
  sockets: 3,
  symbol: symbolOf,
  funding: {hours: 1, rate: FUNDING},
  open,
};
