import {asset, tradePage} from '../../pages/page.ts';
import type {Opening, Session, SimulatedVenue} from '../../venue.ts';
import {Audience} from '../../wire/audience.ts';
import {type Ask, html, type Reply} from '../../wire/site.ts';
import {DeribitBook} from './book.ts';
import {COINS, CURRENCIES, instrumentOf} from './contract.ts';
import {answer, changes, depth, FUNDING, positions, push, summaries, summary, ticker} from './messages.ts';

const HOST = 'www.deribit.com';
const PRICES = {BTC: '86500', ETH: '2835', SOL: '131.2'};

type Call = {
  readonly id: number;
  readonly method: string;
  readonly params?: {readonly channels?: readonly string[]};
};

const LOGIN = {
  token_type: 'bearer',
  scope: 'mainaccount session:page',
  refresh_token: '1790000000000.1a.refresh',
  expires_in: 900,
  access_token: '1790000000000.1b.access',
};

/** What a channel says each second. */
function market(book: DeribitBook, channel: string): unknown {
  const coin = COINS.find((each) => channel.includes(`.${instrumentOf(each)}.`));
  if (coin === undefined) return undefined;
  if (channel.startsWith('ticker.')) return ticker(book, coin);
  return channel.startsWith('book.') ? depth(book, coin) : undefined;
}

function open(opening: Opening): Session {
  const book = new DeribitBook({...opening, prices: {...PRICES, ...opening.prices}});
  const audience = new Audience<string>();
  const portfolio = () => CURRENCIES.map((currency) => summary(book, currency));
  /** Of the account first what has changed, then the totals. */
  const said = (channel: string, changed: readonly string[]): readonly unknown[] => {
    if (channel.startsWith('user.changes.')) return changed.map((coin) => changes(book, coin));
    if (channel.startsWith('user.portfolio.')) return portfolio();
    const message = market(book, channel);
    return message === undefined ? [] : [message];
  };
  return {
    hosts: [HOST],
    book,
    answer: (ask: Ask): Reply | undefined => {
      if (!/^\/(futures|options)\//.test(ask.url.pathname)) return asset(ask, import.meta.dirname);
      const links = ['Futures', 'Options', 'Spot', 'Statistics', 'Insights'];
      return html(tradePage({brand: 'Deribit', accent: '#2dbd96', symbol: 'BTCUSDC', links}));
    },
    connect: (socket, url) => {
      audience.join(socket, url);
      const say = (message: unknown) => audience.send(socket, JSON.stringify(message));
      const results: Record<string, (call: Call) => unknown> = {
        'public/auth': () => LOGIN,
        'private/get_positions': () => positions(book),
        'private/get_account_summaries': () => summaries(book),
        'private/subscribe': ({params}) => params?.channels ?? [],
        'public/subscribe': ({params}) => params?.channels ?? [],
      };
      socket.on('message', (raw) => {
        const call = JSON.parse(String(raw)) as Call;
        say(answer(call.id, results[call.method]?.(call) ?? 'ok'));
        if (!call.method.endsWith('/subscribe')) return;
        for (const channel of call.params?.channels ?? []) {
          audience.subscribe(socket, channel);
          for (const message of said(channel, [])) say(push(channel, message));
        }
      });
    },
    publish: () => {
      const changed = [...book.changed];
      book.changed.clear();
      for (const {socket, topics} of audience.listeners())
        for (const channel of topics)
          for (const message of said(channel, changed))
            audience.send(socket, JSON.stringify(push(channel, message)));
    },
    silence: (mood) => audience.silence(mood),
    inject: (text, where) => audience.inject(text, where),
    get sockets() {
      return audience.size;
    },
  };
}

export const deribit: SimulatedVenue = {
  id: 'deribit',
  title: 'Deribit linear perpetuals',
  page: `https://${HOST}/futures/BTC_USDC-PERPETUAL`,
  hosts: [HOST],
  sockets: 1,
  symbol: instrumentOf,
  funding: {hours: 8, rate: FUNDING},
  open,
};
