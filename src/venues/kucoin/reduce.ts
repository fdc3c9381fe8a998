import type {Frame} from '../frame.ts';
import {ignored, malformed, read, readJson, used} from '../reading.ts';
import type {Reduction} from '../venue.ts';
import {Envelope, Message, WorkerPost} from './frames.ts';
import {contracts, fundingRate, markAnswer, markIndex} from './market.ts';
import {onePosition, positionChange, positions, unified} from './positions.ts';
import type {Heard, Occasion, Reader} from './reader.ts';
import type {State} from './state.ts';
import {orderStatistics, walletChange, wallets, workerWallets} from './wallets.ts';

/** What an answer is, by the end of its path. Known so, it is a defect when it cannot be read, and an empty list is one. */
const BY_PATH: readonly (readonly [RegExp, Reader])[] = [
  [/\/web-front\/positions$|\/api\/v1\/positions$/, positions],
  [/\/kumex-position\/position$|\/api\/v\d\/position$/, onePosition],
  [/\/account\/total-equity-l3-new$|\/api\/v1\/account-overview$/, wallets],
  [/\/activeOrderStatistics$/, orderStatistics],
  [/\/contracts(\/active|\/[A-Z0-9]+)?$/, contracts],
  [/\/mark-price\/[^/]+\/current$/, markAnswer],
];

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An answer of another address, told by fields that only it has. */
function byShape(content: unknown): Reader | undefined {
  const first: unknown = Array.isArray(content) ? content[0] : content;
  if (!isFields(first)) return undefined;
  const has = (...names: readonly string[]) => names.every((name) => Object.hasOwn(first, name));
  if (has('symbol', 'currentQty')) return Array.isArray(content) ? positions : onePosition;
  if (has('symbol', 'size', 'entryPrice', 'maintenanceMargin')) return unified;
  if (has('currency', 'availableBalance') && (has('walletBalance') || has('marginBalance'))) return wallets;
  if (has('symbol', 'multiplier', 'settleCurrency')) return contracts;
  if (has('symbol', 'granularity', 'value')) return markAnswer;
  return has('symbols', 'currencies') ? orderStatistics : undefined;
}

const pathOf = (url: string) => (url.split(/[?#]/, 1)[0] ?? '').replace(/^[a-z]+:\/\/[^/]*/i, '');

function hearAnswer(state: State, json: unknown, {url, at}: Frame): Heard {
  const byPath = BY_PATH.find(([end]) => end.test(pathOf(url)))?.[1];
  const isWrapped = isFields(json) && Object.hasOwn(json, 'code');
  const envelope = isWrapped ? read(Envelope, json, '') : {value: {code: '200', data: json, success: true}};
  if ('fault' in envelope) return byPath ? envelope : 'ignored';
  const {code, success, data} = envelope.value;
  if ((code !== '200' && code !== '200000') || success === false) {
    return byPath
      ? {fault: {where: 'code', what: `KuCoin answered with error ${code.slice(0, 40)}`}}
      : 'ignored';
  }
  const take = byPath ?? byShape(data);
  return take?.(state, data, {at, where: isWrapped ? 'data' : ''}) ?? 'ignored';
}

/** `/contract/position:XBTUSDTM` → what to do with its `data`, by topic and subject. */
function byTopic({topic, subject}: Message): Reader | undefined {
  const [name = '', symbol] = topic.split(':', 2);
  if (name === '/contract/position' || name === '/contract/positionAll') {
    return subject === 'position.change' || subject === '' ? positionChange(symbol) : undefined;
  }
  if (name === '/contractAccount/wallet')
    return subject === 'walletBalance.change' ? walletChange : undefined;
  if (name !== '/contract/instrument' || symbol === undefined) return undefined;
  if (subject === 'mark.index.price') return markIndex(symbol);
  return subject === 'funding.rate' ? fundingRate(symbol) : undefined;
}

function hearMessage(state: State, content: unknown, {at, where}: Occasion): Heard {
  const message = read(Message, content, where);
  if ('fault' in message) return message;
  const path = where === '' ? 'data' : `${where}.data`;
  return byTopic(message.value)?.(state, message.value.data, {at, where: path}) ?? 'ignored';
}

/** More messages than a worker posts at once. */
const BATCH = 2000;

/** The web's socket lives in a worker, which posts wallets ready made and all else as lists of messages. */
function hearWorker(state: State, json: unknown, at: number): Heard {
  const post = read(WorkerPost, json, '');
  if ('fault' in post) return 'ignored';
  const {type, data} = post.value;
  if (type === 'futures_wallet') return workerWallets(state, data, {at, where: 'data'});
  if (!/^futures_(position|markIndexPrice|fundingRate)$/.test(type)) return 'ignored';
  const messages: readonly unknown[] = Array.isArray(data) ? data : [data];
  if (messages.length > BATCH) return {fault: {where: 'data', what: `expected ${BATCH} entries at most`}};
  let next: State = state;
  for (const [index, message] of messages.entries()) {
    const heard = hearMessage(next, message, {at, where: Array.isArray(data) ? `data.${index}` : 'data'});
    if (heard === 'ignored') continue;
    if ('fault' in heard) return heard;
    next = heard;
  }
  return next;
}

const isKucoin = (url: string) => /^(blob:)?[a-z]+:\/\/([^/:?#]+\.)?kucoin\.com([/:?#]|$)/i.test(url);

function hear(state: State, frame: Frame): Heard {
  const {via, body, at, direction, url} = frame;
  if (direction === 'out' || via === 'dom' || !isKucoin(url)) return 'ignored';
  const json = readJson(body);
  if ('fault' in json) return /^\s*[[{]/.test(body) ? json : 'ignored';
  if (via === 'worker') return hearWorker(state, json.value, at);
  if (via !== 'websocket') return hearAnswer(state, json.value, frame);
  const isMessage = isFields(json.value) && Object.hasOwn(json.value, 'topic');
  return isMessage ? hearMessage(state, json.value, {at, where: ''}) : 'ignored';
}

/** Pure and total: a frame that it cannot read leaves the state as it was and names what is wrong. */
export function reduce(state: State, frame: Frame): Reduction<State> {
  const heard = hear(state, frame);
  if (heard === 'ignored' || heard === state) return ignored(state);
  return 'fault' in heard ? malformed(state, frame, heard.fault) : used(heard);
}
