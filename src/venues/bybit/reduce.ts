import type {Frame} from '../frame.ts';
import {type Fault, ignored, malformed, read, readJson, used} from '../reading.ts';
import type {Reduction} from '../venue.ts';
import {Envelope} from './frames.ts';
import {type Heard, hearPayload} from './hear.ts';
import {hostOf, scopeOf, without} from './scope.ts';
import type {AccountState, BybitState} from './state.ts';

type Fields = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const realmOf = ({page, url}: Frame): keyof BybitState =>
  [hostOf(page), hostOf(url)].some((host) => /(^|[.-])(testnet|demo)[.-]/.test(host)) ? 'demo' : 'main';

/** A stream's topic names what it brings; operations and their acks have none. */
function hearStream(account: AccountState, message: Fields, at: number): Heard {
  const {topic, data, creationTime} = message;
  if (typeof topic !== 'string' || data === undefined) return 'ignored';
  const time = typeof creationTime === 'number' ? creationTime : at;
  return hearPayload(account, data, {at, time, where: 'data', via: {source: 'event'}, topic});
}

function hearAnswer(account: AccountState, json: unknown, frame: Frame): Heard {
  const {request, ...answered} = account;
  const isPaired = request?.url === without(frame.url);
  const scope = isPaired ? request.scope : scopeOf('', frame.url);
  const base = isPaired ? answered : account;
  const context = {at: frame.at, time: frame.at, via: {source: 'answer' as const, scope}};
  if (!isObject(json) || !('retCode' in json || 'ret_code' in json)) {
    return hearPayload(base, json, {...context, where: ''});
  }
  const envelope = read(Envelope, json, '');
  if ('fault' in envelope) return envelope;
  const {retCode, ret_code, result, time} = envelope.value;
  const code = retCode ?? ret_code ?? 0;
  if (+code !== 0) return {fault: {where: 'retCode', what: `Bybit answered with error ${code}`}};
  return hearPayload(base, result, {
    ...context,
    time: time ?? frame.at,
    where: 'result',
    path: without(frame.url),
  });
}

function hear(account: AccountState, frame: Frame): Heard {
  const isRequest = frame.via === 'fetch' || frame.via === 'xhr';
  if (frame.direction === 'out') {
    if (!isRequest) return 'ignored';
    return {...account, request: {url: without(frame.url), scope: scopeOf(frame.body, frame.url)}};
  }
  const json = readJson(frame.body);
  if ('fault' in json) return /^\s*[[{]/.test(frame.body) ? json : 'ignored';
  return isObject(json.value) && 'topic' in json.value
    ? hearStream(account, json.value, frame.at)
    : hearAnswer(account, json.value, frame);
}

const isFault = (heard: Exclude<Heard, 'ignored'>): heard is {readonly fault: Fault} => 'fault' in heard;

/** Pure and total: a frame that it cannot read leaves the state as it was and names what is wrong. */
export function reduce(state: BybitState, frame: Frame): Reduction<BybitState> {
  const realm = realmOf(frame);
  const heard = hear(state[realm], frame);
  if (heard === 'ignored') return ignored(state);
  if (isFault(heard)) return malformed(state, frame, heard.fault);
  return heard === state[realm] ? ignored(state) : used({...state, [realm]: heard});
}
