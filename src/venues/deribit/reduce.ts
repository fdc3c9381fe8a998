import type * as v from 'valibot';
import {addressIn} from '../address.ts';
import type {Frame} from '../frame.ts';
import {type Fault, ignored, malformed, read, readJson, used} from '../reading.ts';
import type {Reduction} from '../venue.ts';
import {
  Answer,
  Changes,
  OptionMarks,
  PositionRows,
  PriceIndex,
  Subscription,
  Summaries,
  SummaryRow,
  SummaryRows,
  Ticker,
} from './frames.ts';
import {withIndex, withMarks} from './market.ts';
import {withList, withRows} from './positions.ts';
import {type Asked, type DeribitState, initial, type Realm} from './state.ts';
import {withSummaries} from './summaries.ts';

type Heard = {readonly state: DeribitState} | {readonly fault: Fault} | 'ignored';
type Handler = (state: DeribitState, content: unknown, where: string, at: number) => Heard;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const inList = (value: unknown) => (Array.isArray(value) ? value : [value]);

/** Holds the content against its schema, then lets `take` work on what it found. */
function handler<const Schema extends v.GenericSchema>(
  schema: Schema,
  take: (state: DeribitState, content: v.InferOutput<Schema>, at: number) => DeribitState,
): Handler {
  return (state, content, where, at) => {
    const result = read(schema, content, where);
    return 'fault' in result ? result : {state: take(state, result.value, at)};
  };
}

const portfolio = handler(SummaryRow, (state, row, at) => withSummaries(state, [row], at));
const summaryRows = handler(SummaryRows, withSummaries);

/** By the beginning of the channel's name. */
const CHANNELS: readonly (readonly [string, Handler])[] = [
  ['ticker.', handler(Ticker, (state, row, at) => withMarks(state, [row], at))],
  ['incremental_ticker.', handler(Ticker, (state, row, at) => withMarks(state, [row], at))],
  ['markprice.options.', handler(OptionMarks, withMarks)],
  [
    'deribit_price_index.',
    handler(PriceIndex, (state, {index_name, price}, at) =>
      price === undefined ? state : withIndex(state, index_name, price, at),
    ),
  ],
  [
    'user.portfolio.',
    (state, content, where, at) =>
      (Array.isArray(content) ? summaryRows : portfolio)(state, content, where, at),
  ],
  ['user.changes.', handler(Changes, (state, {positions}, at) => withRows(state, positions, at))],
];

function hearPush(state: DeribitState, value: unknown, at: number): Heard {
  const push = read(Subscription, value, '');
  if ('fault' in push) return push;
  const {channel, data} = push.value.params;
  const take = CHANNELS.find(([name]) => channel.startsWith(name))?.[1];
  return take?.(state, data, 'params.data', at) ?? 'ignored';
}

const summaries = handler(Summaries, (state, {id, summaries: rows}, at) => {
  const user = id === undefined ? state.user : `${id}`;
  const isOther = state.user !== undefined && user !== state.user;
  const base = isOther ? {...initial, realm: state.realm, asked: state.asked} : state;
  const next = withSummaries({...base, summaries: {}}, rows, at);
  return user === undefined ? next : {...next, user};
});

const summary: Handler = (state, content, where, at) =>
  isObject(content) && Object.hasOwn(content, 'summaries')
    ? summaries(state, content, where, at)
    : portfolio(state, content, where, at);

/** Fields that only these answers have. */
const looksLike = (value: unknown, ...names: readonly string[]) =>
  isObject(value) && names.every((name) => Object.hasOwn(value, name));

/** Answers whose question was not seen. Positions may be some only, and add to what is known. */
function hearByShape(state: DeribitState, result: unknown, at: number): Heard {
  if (looksLike(result, 'summaries') || looksLike(result, 'currency', 'margin_balance', 'maintenance_margin'))
    return summary(state, result, 'result', at);
  const [first] = inList(result);
  if (looksLike(first, 'instrument_name', 'floating_profit_loss', 'average_price', 'size'))
    return handler(PositionRows, withRows)(state, inList(result), 'result', at);
  return 'ignored';
}

const positionsTo = (asked: Asked) =>
  handler(PositionRows, (state: DeribitState, rows, at: number) => withList(state, rows, asked, at));

function hearAnswer(state: DeribitState, value: unknown, {url, at}: Frame): Heard {
  const answer = read(Answer, value, '');
  if ('fault' in answer) return 'ignored';
  const {id, result, error} = answer.value;
  const key = `${url}|${id}`;
  const asked = state.asked.findLast((one) => one.key === key);
  const rest = asked ? {...state, asked: state.asked.filter((one) => one !== asked)} : state;
  if (error !== undefined) {
    const {code} = isObject(error) ? error : {};
    return asked
      ? {fault: {where: 'error', what: `Deribit answered with error ${String(code).slice(0, 20)}`}}
      : 'ignored';
  }
  if (asked === undefined) return hearByShape(state, result, at);
  if (asked.isOthers) return {state: rest};
  return asked.method === 'summaries'
    ? summary(rest, result, 'result', at)
    : positionsTo(asked)(rest, result, 'result', at);
}

const QUESTIONS = 40;
const METHODS: Readonly<Record<string, Asked['method']>> = {
  get_positions: 'positions',
  get_account_summaries: 'summaries',
  get_account_summary: 'summaries',
};

/** Read by its texts: of a question only a few members travel, and those not in their places. */
function hearQuestion(state: DeribitState, {url, body}: Frame): Heard {
  const method = /"method":\s*"private\/(get_positions|get_account_summar(?:ies|y))"/.exec(body)?.[1];
  const id = /"id":\s*("[^"]{1,64}"|-?\d{1,20})\s*[,}]/.exec(body)?.[1]?.replaceAll('"', '');
  const name = method === undefined ? undefined : METHODS[method];
  if (name === undefined || id === undefined) return 'ignored';
  const wordOf = (member: string) => new RegExp(`"${member}":\\s*"(\\w{1,20})"`).exec(body)?.[1] ?? 'any';
  const asked: Asked = {
    key: `${url}|${id}`,
    method: name,
    currency: wordOf('currency'),
    kind: wordOf('kind'),
    isOthers: /"subaccount_id":\s*\d/.test(body),
  };
  return {
    state: {...state, asked: [...state.asked.filter(({key}) => key !== asked.key), asked].slice(-QUESTIONS)},
  };
}

/** Null: not one of Deribit's servers. */
function realmOf(url: string): Realm | null {
  const hostname = addressIn(url)?.hostname ?? '';
  if (/(^|\.)drb\.coinbase\.com$/.test(hostname)) return 'coinbase';
  if (!/(^|\.)deribit\.com$/.test(hostname)) return null;
  return /^(\w+-)?test[.-]/.test(hostname) ? 'testnet' : 'main';
}

const addressOf = (url: string) => url.replace(/[?#].*$/, '');

function hear(state: DeribitState, frame: Frame, realm: Realm): Heard {
  const base = realm === state.realm ? state : {...initial, realm};
  if (frame.direction === 'out') return hearQuestion(base, frame);
  if (!/^\s*[[{]/.test(frame.body)) return 'ignored';
  const json = readJson(frame.body);
  if ('fault' in json) return json;
  const {value} = json;
  if (!isObject(value)) return 'ignored';
  if (value.method === 'subscription') return hearPush(base, value, frame.at);
  return looksLike(value, 'result') || looksLike(value, 'error') ? hearAnswer(base, value, frame) : 'ignored';
}

/** Pure and total: a frame that it cannot read leaves the state as it was and names what is wrong. */
export function reduce(state: DeribitState, frame: Frame): Reduction<DeribitState> {
  const realm = realmOf(frame.url);
  if (realm === null) return ignored(state);
  const heard = hear(state, {...frame, url: addressOf(frame.url)}, realm);
  if (heard === 'ignored') return ignored(state);
  if ('fault' in heard) return malformed(state, frame, heard.fault);
  return heard.state === state ? ignored(state) : used(heard.state);
}
