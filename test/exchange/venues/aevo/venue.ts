import {asset, tradePage} from '../../pages/page.ts';
import type {Opening, Session, SimulatedVenue} from '../../venue.ts';
import {Audience} from '../../wire/audience.ts';
import {type Ask, html, json, type Reply} from '../../wire/site.ts';
import {AevoBook} from './book.ts';
import {instrumentOf} from './market.ts';
import {account, depth, FUNDING, markets, positions, push, ticker} from './messages.ts';

const PAGE_HOST = 'app.aevo.xyz';
const API_HOST = 'api.aevo.xyz';
const SOCKET_HOST = 'ws.aevo.xyz';
const PRICES = {BTC: '86500', ETH: '2835', SOL: '131.2'};

type Call = {readonly op: string; readonly data?: readonly string[]};

/** What a public channel says each second. */
function market(book: AevoBook, channel: string): unknown {
  const [kind, name = ''] = channel.split(':');
  if (kind === 'ticker') return ticker(book, name);
  return kind === 'orderbook' ? depth(book, name.replace('-PERP', '')) : undefined;
}

function open(opening: Opening): Session {
  const book = new AevoBook({...opening, prices: {...PRICES, ...opening.prices}});
  const audience = new Audience<string>();
  const calls: Record<string, () => unknown> = {
    '/account': () => account(book),
    '/positions': () => ({account: account(book).account, positions: account(book).positions}),
    '/markets': () => markets(book),
  };
  /** How Aevo's page hears of its balance is not known; here it is pushed when it changes, after the positions. */
  const said = (channel: string, changed: readonly string[], isDue: boolean): unknown => {
    if (channel === 'positions') return changed.length > 0 ? positions(book, changed) : undefined;
    if (channel === 'account') return isDue ? account(book) : undefined;
    return market(book, channel);
  };
  return {
    hosts: [PAGE_HOST, API_HOST, SOCKET_HOST],
    book,
    answer: (ask: Ask): Reply | undefined => {
      const {hostname, pathname} = ask.url;
      if (hostname === API_HOST) {
        const call = calls[pathname];
        return call && json(call(), {'access-control-allow-origin': `https://${PAGE_HOST}`});
      }
      if (hostname !== PAGE_HOST) return undefined;
      if (!pathname.startsWith('/perpetual/')) return asset(ask, import.meta.dirname);
      const links = ['Trade', 'Options', 'Portfolio', 'Strategies', 'Staking'];
      return html(tradePage({brand: 'Aevo', accent: '#f5c400', symbol: 'BTC-PERP', links}));
    },
    connect: (socket, url) => {
      audience.join(socket, url);
      const say = (message: unknown) => audience.send(socket, JSON.stringify(message));
      socket.on('message', (raw) => {
        const {op, data: channels = []} = JSON.parse(String(raw)) as Call;
        if (op === 'auth') return say({data: {success: true, account: account(book).account}});
        if (op !== 'subscribe') return;
        say({data: channels});
        for (const channel of channels) {
          audience.subscribe(socket, channel);
          const first = said(channel, [], true);
          if (first !== undefined) say(push(channel, first));
        }
      });
    },
    publish: () => {
      const changed = [...book.changed];
      const isDue = book.isChanged;
      book.changed.clear();
      book.isChanged = false;
      for (const {socket, topics} of audience.listeners())
        for (const channel of topics) {
          const message = said(channel, changed, isDue);
          if (message !== undefined) audience.send(socket, JSON.stringify(push(channel, message)));
        }
    },
    silence: (mood) => audience.silence(mood),
    inject: (text, where) => audience.inject(text, where),
    get sockets() {
      return audience.size;
    },
  };
}

export const aevo: SimulatedVenue = {
  id: 'aevo',
  title: 'Aevo perpetuals',
  page: `https://${PAGE_HOST}/perpetual/btc`,
  hosts: [PAGE_HOST, API_HOST, SOCKET_HOST],
  sockets: 1,
  symbol: instrumentOf,
  funding: {hours: 1, rate: FUNDING},
  open,
};
