import * as v from 'valibot';
import type {Frame} from '../frame.ts';
import {fitting, ignored, malformed, readJson, used} from '../reading.ts';
import type {Reduction} from '../venue.ts';
import {account, balanceUpdates, unifiedAccount} from './balances.ts';
import {Envelope, Notice, Refusal} from './frames.ts';
import {type Context, fault, type Handler, type Heard, inList} from './heard.ts';
import {contracts, tickers, tiers} from './market.ts';
import {positions, positionUpdates} from './positions.ts';
import type {GateState} from './state.ts';

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const has = (value: Fields, ...names: readonly string[]) => names.every((name) => Object.hasOwn(value, name));

const CONTRACT = '([A-Z0-9]+_[A-Z0-9_]+)';

/** What an answer is, by the end of its address: the web's (`/apiw/v2`) and the API's (`/api/v4`) end alike. */
const BY_PATH: readonly (readonly [RegExp, Handler])[] = [
  [/\/futures\/\w+\/accounts$/, account],
  [/\/futures\/\w+\/positions$/, positions],
  [
    new RegExp(
      `/futures/\\w+/(dual_comp/)?positions/${CONTRACT}(/(margin|leverage|cross_mode|risk_limit))?$`,
    ),
    positions,
  ],
  [/\/risk_limit_tiers$/, tiers],
  [/\/futures\/\w+\/contracts(\/\w+)?$/, contracts],
  [/\/futures\/\w+\/tickers$/, tickers],
  [/\/unified\/accounts$/, unifiedAccount],
];

/** An answer of another address, told by fields that only it has; positions of such an address may be some only. */
const BY_FIELD: readonly (readonly [(row: Fields) => boolean, Handler])[] = [
  [(row) => has(row, 'contract', 'size', 'liq_price', 'mark_price', 'value'), positions],
  [(row) => has(row, 'total_margin_balance', 'total_maintenance_margin', 'balances'), unifiedAccount],
  [(row) => has(row, 'currency', 'total', 'in_dual_mode'), account],
  [(row) => has(row, 'risk_limit', 'maintenance_rate', 'tier'), tiers],
  [(row) => has(row, 'name', 'quanto_multiplier'), contracts],
];

/** Rows of the past have the same fields. */
const PAST = /history|timerange|close|order|trade|liq/i;

const ON_CHANNEL: Readonly<Record<string, Handler>> = {
  'futures.positions': positionUpdates,
  'futures.balances': balanceUpdates,
  'futures.tickers': tickers,
};

/** The payload of an answer: in the web's envelope, or bare as the API sends it. Anything but success is a fault. */
function opened(
  content: unknown,
): {content: unknown; where: string} | {fault: {where: string; what: string}} {
  if (!isObject(content)) return {content, where: ''};
  if (v.is(Refusal, content)) return fault('label', `Gate refused: ${content.label.slice(0, 60)}`);
  if (!has(content, 'code')) return {content, where: ''};
  const envelope = fitting(Envelope, content);
  if (envelope === undefined) return fault('code', 'expected a code');
  const {code, data} = envelope;
  if (`${code}` !== '200') return fault('code', `Gate answered with error ${`${code}`.slice(0, 40)}`);
  return {content: data ?? null, where: 'data'};
}

/** Only a list of everything replaces everything: not one contract's, not a later page, not a page that is full. */
function scopeOf(path: string, query: string, content: unknown): Context['scope'] {
  if (!path.endsWith('/positions') || /[?&](contract=[^&]|offset=[1-9]|page=([2-9]|\d\d))/.test(query))
    return 'part';
  const limit = /[?&](?:limit|page_size)=(\d{1,6})/.exec(query)?.[1];
  return limit !== undefined && Array.isArray(content) && content.length >= +limit ? 'part' : 'all';
}

function contextOf(frame: Frame, path: string, query: string): Omit<Context, 'scope' | 'where'> {
  const settle = /\/(?:futures|ws)\/([a-z0-9]{2,8})(?:\/|$)/i.exec(path)?.[1];
  const contract =
    /[?&]contract=([A-Za-z0-9_]+)/.exec(query)?.[1] ?? new RegExp(`/${CONTRACT}(?:/|$)`).exec(path)?.[1];
  return {
    frame,
    ...(settle !== undefined && {settle: settle.toUpperCase()}),
    ...(contract !== undefined && {contract}),
  };
}

function hearAnswer(state: GateState, json: unknown, frame: Frame): Heard {
  const [address = '', query = ''] = frame.url.split(/(?=\?)/, 2);
  const path = address.replace(/^[a-z]+:\/\/[^/]*/i, '');
  const byPath = BY_PATH.find(([end]) => end.test(path))?.[1];
  const answer = opened(json);
  if ('fault' in answer) return byPath ? answer : 'ignored';
  const {content, where} = answer;
  if (content === null && byPath !== positions)
    return byPath ? fault(where, 'expected an answer, got nothing') : 'ignored';
  const context = {...contextOf(frame, path, query), scope: scopeOf(path, query, content), where};
  const [first] = inList(content) as readonly unknown[];
  const byField =
    isObject(first) && !PAST.test(path) ? BY_FIELD.find(([fits]) => fits(first))?.[1] : undefined;
  const handle = byPath ?? byField;
  if (handle === undefined) return 'ignored';
  return handle(state, handle === unifiedAccount ? content : inList(content), context);
}

/** `{time, channel, event, result}`; of the events only updates hold anything. */
function hearNotice(state: GateState, json: Fields, frame: Frame): Heard {
  const notice = fitting(Notice, json);
  if (notice === undefined) return 'ignored';
  const {channel, event, error, result} = notice;
  const handle = Object.hasOwn(ON_CHANNEL, channel) ? ON_CHANNEL[channel] : undefined;
  if (handle === undefined) return 'ignored';
  if (error !== undefined && error !== null) return fault('error', `Gate refused ${channel}`);
  if (event !== 'update' && event !== 'all') return 'ignored';
  const path = frame.url.replace(/[?#].*$/, '');
  return handle(state, inList(result), {...contextOf(frame, path, ''), scope: 'part', where: 'result'});
}

function hear(state: GateState, frame: Frame): Heard {
  if (frame.direction === 'out') return 'ignored';
  const json = readJson(frame.body);
  if ('fault' in json) return /^\s*[[{]/.test(frame.body) ? json : 'ignored';
  const {value} = json;
  return isObject(value) && has(value, 'channel', 'event')
    ? hearNotice(state, value, frame)
    : hearAnswer(state, value, frame);
}

/** Pure and total: a frame that it cannot read leaves the state as it was and names what is wrong. */
export function reduce(state: GateState, frame: Frame): Reduction<GateState> {
  const heard = hear(state, frame);
  if (heard === 'ignored') return ignored(state);
  if ('fault' in heard) return malformed(state, frame, heard.fault);
  return heard.state === state ? ignored(state) : used(heard.state);
}
