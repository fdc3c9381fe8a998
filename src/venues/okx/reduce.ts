import {addressIn} from '../address.ts';
import type {Frame} from '../frame.ts';
import {ignored, malformed, read, readJson, used} from '../reading.ts';
import type {Reduction} from '../venue.ts';
import {Push} from './frames.ts';
import {nameOf, type Part} from './lists.ts';
import {CHANNELS, type Heard, handlerOf} from './route.ts';
import {initial, type OkxState} from './state.ts';

const fault = (where: string, what: string): Heard => ({fault: {where, what}});

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Tables are of the market and stay; what was told of another account goes. */
const withoutAccount = ({instruments, tiers, discounts, marks, funding}: OkxState): OkxState => ({
  ...initial,
  instruments,
  tiers,
  discounts,
  marks,
  funding,
});

/** Only the private socket says whose account it is, and by its host whether it is play money. */
function accountOf(state: OkxState, url: string, uid: string | undefined): OkxState {
  const demo = /^wss:\/\/wspap\./.test(url);
  const isOther = demo !== state.demo || (uid !== undefined && state.uid !== undefined && uid !== state.uid);
  const base = isOther && state.heardAt > 0 ? withoutAccount(state) : state;
  return {...base, demo, ...(uid !== undefined && {uid})};
}

const isPrivate = (channel: string) => channel === 'account' || channel === 'positions';

function hearPush(state: OkxState, content: unknown, {url, at}: Frame): Heard | 'ignored' {
  const push = read(Push, content, '');
  if ('fault' in push) return push;
  const {arg, event, eventType, curPage, lastPage, data} = push.value;
  const take = CHANNELS.get(arg.channel);
  if (take === undefined) return 'ignored';
  const ours = isPrivate(arg.channel) ? accountOf(state, url, arg.uid) : state;
  const name = nameOf(arg.channel, arg);
  const others = ours.awaited.filter((each) => each !== name);
  if (event === 'subscribe') return {state: {...ours, awaited: [...others, name].slice(-100)}};
  if (event !== undefined) return 'ignored';
  const isList = eventType === undefined ? others.length < ours.awaited.length : eventType === 'snapshot';
  const part: Part = {
    at,
    scope: arg,
    kind: isList ? 'list' : 'change',
    page: curPage ?? 1,
    isLast: lastPage ?? true,
  };
  return take({...ours, awaited: others}, data, part);
}

/** What an answer was asked for; without an address that can be read, all. */
function scopeOf(url: string): Part['scope'] {
  const query = addressIn(url)?.searchParams;
  if (query === undefined) return {};
  const asked = ['ccy', 'instType', 'instFamily', 'instId'].flatMap((name) => {
    const value = query.get(name);
    return value ? [[name, value]] : [];
  });
  return Object.fromEntries(asked);
}

const pathOf = (url: string) => (url.split(/[?#]/, 1)[0] ?? '').replace(/^[a-z]+:\/\/[^/]*/i, '');

function hearAnswer(state: OkxState, content: unknown, {url, at}: Frame): Heard | 'ignored' {
  const isEnvelope = isObject(content) && Object.hasOwn(content, 'code');
  const rows = isEnvelope ? content.data : content;
  const take = handlerOf(pathOf(url), rows);
  if (take === undefined) return 'ignored';
  if (isEnvelope && String(content.code) !== '0')
    return fault('code', `OKX answered with error ${String(content.code).slice(0, 40)}`);
  return take(state, rows, {at, scope: scopeOf(url), kind: 'list', page: 1, isLast: true});
}

function hear(state: OkxState, frame: Frame): Heard | 'ignored' {
  const isText = /^\s*[[{]/.test(frame.body);
  if (frame.direction === 'out' || !isText) return 'ignored';
  const json = readJson(frame.body);
  if ('fault' in json) return json;
  const {value} = json;
  return isObject(value) && Object.hasOwn(value, 'arg')
    ? hearPush(state, value, frame)
    : hearAnswer(state, value, frame);
}

/** Pure and total: a frame that it cannot read leaves the state as it was and names what is wrong. */
export function reduce(state: OkxState, frame: Frame): Reduction<OkxState> {
  const heard = hear(state, frame);
  if (heard === 'ignored') return ignored(state);
  if ('fault' in heard) return malformed(state, frame, heard.fault);
  return heard.state === state ? ignored(state) : used(heard.state);
}
