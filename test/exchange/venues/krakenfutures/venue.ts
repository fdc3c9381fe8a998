import {asset, tradePage} from '../../pages/page.ts';
import type {Opening, Session, SimulatedVenue} from '../../venue.ts';
import {Audience} from '../../wire/audience.ts';
import {type Ask, html, json, type Reply} from '../../wire/site.ts';
import {KrakenBook} from './book.ts';
import {COINS} from './contract.ts';
import {balances, depth, FUNDING, instruments, positions, symbolOf, ticker} from './messages.ts';

const HOST = 'futures.kraken.com';
const PRICES = {BTC: '86500', ETH: '2835', SOL: '131.2'};

type FromPage = {readonly event: string; readonly feed?: string; readonly product_ids?: readonly string[]};

/** Private feeds are asked for with a signed challenge, which the acknowledgement repeats, as at Kraken. */
function open(opening: Opening): Session {
  const book = new KrakenBook({...opening, prices: {...PRICES, ...opening.prices}});
  const audience = new Audience<string>();
  let seq = 0;
  const messages = (topic: string, isChanged: boolean): readonly unknown[] => {
    const [feed, symbol] = topic.split(' ', 2);
    if (feed === 'open_positions') return [positions(book, seq)];
    if (feed === 'balances') return isChanged ? [balances(book, 'balances', seq)] : [];
    const coin = COINS.find((each) => symbolOf(each) === symbol);
    if (coin === undefined) return [];
    return [feed === 'ticker' ? ticker(book, coin) : depth(book, coin)];
  };
  return {
    hosts: [HOST],
    book,
    answer: (ask: Ask): Reply | undefined => {
      const {pathname} = ask.url;
      if (pathname === '/derivatives/api/v3/instruments') return json(instruments());
      if (!pathname.startsWith('/trade/')) return asset(ask, import.meta.dirname);
      const links = ['Trade', 'Markets', 'Portfolio', 'History', 'Support'];
      return html(tradePage({brand: 'Kraken Futures', accent: '#7132f5', symbol: 'PF_XBTUSD', links}));
    },
    connect: (socket, url) => {
      audience.join(socket, url);
      const say = (message: unknown) => audience.send(socket, JSON.stringify(message));
      say({event: 'info', version: 1});
      socket.on('message', (raw) => {
        const asked: FromPage = JSON.parse(String(raw));
        if (asked.event === 'challenge')
          say({event: 'challenge', message: 'c100b894-1729-464d-ace1-52dbce11db42'});
        if (asked.event !== 'subscribe' || asked.feed === undefined) return;
        const {feed} = asked;
        say({...asked, event: 'subscribed'});
        for (const name of asked.product_ids ?? ['']) audience.subscribe(socket, `${feed} ${name}`.trim());
        if (feed === 'balances') say(balances(book, 'balances_snapshot', 0));
        if (feed === 'open_positions') say(positions(book, 0));
      });
    },
    publish: () => {
      seq += 1;
      const {isChanged} = book;
      for (const {socket, topics} of audience.listeners()) {
        for (const topic of topics) {
          for (const message of messages(topic, isChanged)) audience.send(socket, JSON.stringify(message));
        }
      }
      book.gone.clear();
      book.isChanged = false;
    },
    silence: (mood) => audience.silence(mood),
    inject: (text, where) => audience.inject(text, where),
    get sockets() {
      return audience.size;
    },
  };
}

export const krakenfutures: SimulatedVenue = {
  id: 'krakenfutures',
  title: 'Kraken Futures',
  page: `https://${HOST}/trade/PF_XBTUSD`,
  hosts: [HOST],
  sockets: 1,
  symbol: symbolOf,
  funding: {hours: 1, rate: FUNDING},
  open,
};
