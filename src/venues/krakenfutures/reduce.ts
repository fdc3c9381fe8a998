import type * as v from 'valibot';
import {addressIn} from '../address.ts';
import type {Frame} from '../frame.ts';
import {type Fault, ignored, malformed, read, readJson, used} from '../reading.ts';
import type {Reduction} from '../venue.ts';
import {
  Envelope,
  Feed,
  RestAccounts,
  RestInstruments,
  RestPositions,
  RestTickers,
  SocketBalances,
  SocketPositions,
  SocketTicker,
} from './frames.ts';
import {restInstruments, restTickers, withMark} from './market.ts';
import {restPositions, socketPositions} from './positions.ts';
import {initial, type State} from './state.ts';
import {restAccounts, socketBalances} from './wallets.ts';

type Heard = State | 'ignored' | {readonly fault: Fault};
type Reader = (state: State, content: unknown, at: number, feed: string) => Heard;

const reader =
  <const Schema extends v.GenericSchema>(
    schema: Schema,
    take: (state: State, told: v.InferOutput<Schema>, at: number, feed: string) => Heard,
  ): Reader =>
  (state, content, at, feed) => {
    const result = read(schema, content, '');
    return 'fault' in result ? result : take(state, result.value, at, feed);
  };

const positions = reader(SocketPositions, (state, told, at, feed) => socketPositions(state, told, feed, at));
const balances = reader(SocketBalances, (state, told, at, feed) => socketBalances(state, told, feed, at));

const FEEDS: ReadonlyMap<string, Reader> = new Map([
  ['open_positions', positions],
  ['open_positions_snapshot', positions],
  ['balances', balances],
  ['balances_snapshot', balances],
  [
    'ticker',
    reader(SocketTicker, (state, {product_id, markPrice: price, index}, at) =>
      price === undefined
        ? 'ignored'
        : withMark(state, product_id, {price, ...(index !== undefined && {index}), at}),
    ),
  ],
]);

/** By the member that only this answer has, whatever its address, and by the end of its address. */
const ANSWERS: readonly (readonly [string, RegExp, Reader])[] = [
  ['accounts', /\/accounts$/, reader(RestAccounts, restAccounts)],
  ['openPositions', /\/openpositions$/, reader(RestPositions, restPositions)],
  ['tickers', /\/tickers$/, reader(RestTickers, (state, told, at) => restTickers(state, told.tickers, at))],
  [
    'instruments',
    /\/instruments$/,
    reader(RestInstruments, (state, told) => restInstruments(state, told.instruments)),
  ],
];

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function hearFeed(state: State, content: Fields, at: number): Heard {
  // What has an event as well acknowledges a subscription.
  const isFeed = typeof content.feed === 'string' && !Object.hasOwn(content, 'event');
  const take = isFeed ? FEEDS.get(String(content.feed)) : undefined;
  if (take === undefined) return 'ignored';
  const feed = read(Feed, content, '');
  if ('fault' in feed) return feed;
  const {account} = feed.value;
  const isOther = account !== undefined && state.account !== undefined && account !== state.account;
  const base = isOther ? {...initial, demo: state.demo, levels: state.levels} : state;
  const heard = take(account === undefined ? base : {...base, account}, content, at, feed.value.feed);
  return heard;
}

function hearAnswer(state: State, content: Fields, {url, at}: Frame): Heard {
  const path = url.split(/[?#]/, 1)[0] ?? '';
  const byPath = ANSWERS.find(([, end]) => end.test(path))?.[2];
  const envelope = read(Envelope, content, '');
  if ('fault' in envelope) return byPath ? envelope : 'ignored';
  const {result, error} = envelope.value;
  if (result !== 'success') {
    const what = `Kraken answered with ${result.slice(0, 20)} ${String(error ?? '').slice(0, 60)}`.trim();
    return byPath ? {fault: {where: 'result', what}} : 'ignored';
  }
  const take = byPath ?? ANSWERS.find(([member]) => Object.hasOwn(content, member))?.[2];
  return take?.(state, content, at, '') ?? 'ignored';
}

const isKraken = (host: string) => /(^|\.)kraken\.com$/i.test(host);

function hear(state: State, frame: Frame): Heard {
  const {via, body, direction, url, at} = frame;
  const host = addressIn(url)?.hostname ?? '';
  if (direction === 'out' || via === 'dom' || !isKraken(host)) return 'ignored';
  const json = readJson(body);
  if ('fault' in json) return /^\s*[[{]/.test(body) ? json : 'ignored';
  const {value} = json;
  if (!isFields(value)) return 'ignored';
  const demo = host.startsWith('demo-');
  const base = demo === state.demo ? state : {...initial, demo};
  return via === 'websocket' ? hearFeed(base, value, at) : hearAnswer(base, value, frame);
}

/** Pure and total: a frame that it cannot read leaves the state as it was and names what is wrong. */
export function reduce(state: State, frame: Frame): Reduction<State> {
  const heard = hear(state, frame);
  if (heard === 'ignored' || heard === state) return ignored(state);
  return 'fault' in heard ? malformed(state, frame, heard.fault) : used(heard);
}
