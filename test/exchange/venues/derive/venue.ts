import {asset, tradePage} from '../../pages/page.ts';
import type {Opening, Session, SimulatedVenue} from '../../venue.ts';
import {Audience} from '../../wire/audience.ts';
import {type Ask, html, type Reply} from '../../wire/site.ts';
import {APART, DeriveBook, MAIN} from './book.ts';
import {COINS, instrumentOf} from './market.ts';
import {answer, balances, depth, FUNDING, push, subaccount, ticker} from './messages.ts';

const PAGE_HOST = 'www.derive.xyz';
const API_HOST = 'api.lyra.finance';
const PRICES = {BTC: '86500', ETH: '2835', SOL: '131.2'};

/** The page asks for its subaccounts when one has changed, and every fifth second all the same. */
const REGULAR = 5;

type Call = {
  readonly id: string;
  readonly method: string;
  readonly params?: {readonly channels?: readonly string[]; readonly subaccount_id?: number};
};

/** What a public channel says each second. */
function market(book: DeriveBook, channel: string): unknown {
  const coin = COINS.find((each) => channel.includes(`.${instrumentOf(each)}.`));
  if (coin === undefined) return undefined;
  if (channel.startsWith('ticker_slim.')) return ticker(book, coin);
  return channel.startsWith('orderbook.') ? depth(book, coin) : undefined;
}

/** A question that the page asks again and again is a topic of its own: its answers come without waiting for it. */
const asked = (id: number) => `asked ${id}`;

function open(opening: Opening): Session {
  const book = new DeriveBook({...opening, prices: {...PRICES, ...opening.prices}});
  const audience = new Audience<string>();
  let seconds = 0;
  /** What is said of a topic. */
  const said = (topic: string, changed: ReadonlyMap<number, Iterable<string>>): readonly unknown[] => {
    for (const id of [MAIN, APART]) {
      const coins = changed.get(id);
      if (topic === `${id}.balances`) return coins ? [push(topic, balances(book, id, coins))] : [];
      if (topic === asked(id))
        return coins || seconds % REGULAR === 0 ? [answer(topic, subaccount(book, id))] : [];
    }
    const message = market(book, topic);
    return message === undefined ? [] : [push(topic, message)];
  };
  return {
    hosts: [PAGE_HOST, API_HOST],
    book,
    answer: (ask: Ask): Reply | undefined => {
      const {hostname, pathname} = ask.url;
      if (hostname !== PAGE_HOST) return undefined;
      if (!pathname.startsWith('/trade/')) return asset(ask, import.meta.dirname);
      const links = ['Perps', 'Options', 'Spot', 'Portfolio', 'Earn'];
      return html(tradePage({brand: 'Derive', accent: '#27c48f', symbol: 'BTC-PERP', links}));
    },
    connect: (socket, url) => {
      audience.join(socket, url);
      const say = (message: unknown) => audience.send(socket, JSON.stringify(message));
      socket.on('message', (raw) => {
        const {id, method, params = {}} = JSON.parse(String(raw)) as Call;
        const {channels = [], subaccount_id: number} = params;
        if (method === 'public/login') return say(answer(id, [MAIN, APART]));
        if (method === 'private/get_subaccount' && number !== undefined) {
          audience.subscribe(socket, asked(number));
          return say(answer(id, subaccount(book, number)));
        }
        if (method !== 'subscribe') return;
        const status = Object.fromEntries(channels.map((channel) => [channel, 'ok']));
        say(answer(id, {status, current_subscriptions: channels}));
        for (const channel of channels) {
          audience.subscribe(socket, channel);
          for (const message of said(channel, new Map())) say(message);
        }
      });
    },
    publish: () => {
      const changed = new Map(book.changed);
      book.changed.clear();
      seconds += 1;
      for (const {socket, topics} of audience.listeners())
        for (const topic of topics.toSorted((one, other) => Number(one > other) - Number(one < other)))
          for (const message of said(topic, changed)) audience.send(socket, JSON.stringify(message));
    },
    silence: (mood) => audience.silence(mood),
    inject: (text, where) => audience.inject(text, where),
    get sockets() {
      return audience.size;
    },
  };
}

export const derive: SimulatedVenue = {
  id: 'derive',
  title: 'Derive perpetuals',
  page: `https://${PAGE_HOST}/trade/BTC-PERP`,
  hosts: [PAGE_HOST, API_HOST],
  sockets: 1,
  symbol: instrumentOf,
  funding: {hours: 1, rate: FUNDING},
  open,
};
