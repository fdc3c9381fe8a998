import * as v from 'valibot';
import {addressIn} from '../address.ts';
import type {Frame} from '../frame.ts';
import {type Fault, fitting, ignored, malformed, own, read, readJson, used} from '../reading.ts';
import type {Reduction} from '../venue.ts';
import {
  AllPrices,
  ClientInfo,
  Envelope,
  Holding,
  Markets,
  OnePrice,
  Positions,
  Push,
  PushedBalances,
  PushedPositions,
  Rules,
  Tokens,
} from './frames.ts';
import type {State} from './state.ts';
import {
  takeAnswered,
  takeBalances,
  takeClient,
  takeHolding,
  takeJoined,
  takePing,
  takePushed,
} from './take.ts';
import {takeIndices, takeMarkets, takeMarks, takeRules, takeTokens} from './take-market.ts';

type Heard = {readonly state: State} | {readonly fault: Fault} | 'ignored';

export const API_HOSTS = ['api-evm.orderly.org', 'api.orderly.org'] as const;
export const PUBLIC_HOST = 'ws-evm.orderly.org';
export const PRIVATE_HOST = 'ws-private-evm.orderly.org';
const CLIENT_PATH = '/v1/client/info';

/** Holds the message against its schema, then lets `take` work on what it found. */
function heard<const Schema extends v.GenericSchema>(
  schema: Schema,
  json: unknown,
  take: (message: v.InferOutput<Schema>) => State,
): Heard {
  const result = read(schema, json, '');
  return 'fault' in result ? result : {state: take(result.value)};
}

type Hear = (state: State, json: unknown, at: number) => Heard;

const markets: Hear = (state, json, at) =>
  heard(Markets, json, ({data}) => takeMarkets(state, data.rows, at));

const ANSWERS: Readonly<Record<string, Hear>> = {
  '/v1/positions': (state, json, at) => heard(Positions, json, ({data}) => takeAnswered(state, data, at)),
  '/v1/client/holding': (state, json, at) =>
    heard(Holding, json, ({data}) => takeHolding(state, data.holding, at)),
  [CLIENT_PATH]: (state, json) => heard(ClientInfo, json, ({data}) => takeClient(state, data)),
  '/v1/public/info': (state, json) => heard(Rules, json, ({data}) => takeRules(state, data.rows)),
  '/v1/public/token': (state, json) => heard(Tokens, json, ({data}) => takeTokens(state, data.rows)),
  '/v1/public/futures': markets,
  '/v1/public/funding_rates': markets,
};

/** The paths of which answers are read; of `public/…/SYMBOL` none is. */
export const PATHS = Object.keys(ANSWERS);

/** An error is no empty account. */
function hearAnswer(state: State, json: unknown, path: string, at: number): Heard {
  const hear = own(ANSWERS, path);
  if (hear === undefined) return 'ignored';
  const envelope = fitting(Envelope, json);
  if (envelope !== undefined && !envelope.success)
    return {
      fault: {where: 'success', what: `Orderly answered with error ${envelope.code ?? ''}`.trim()},
    };
  return hear(state, json, at);
}

const Joined = v.object({event: v.literal('auth'), success: v.literal(true)});
const Ping = v.object({event: v.literal('ping')});

function hearPrivate(state: State, json: unknown, at: number): Heard {
  if (v.is(Joined, json)) return {state: takeJoined(state, at)};
  if (v.is(Ping, json)) return {state: takePing(state, at)};
  const push = fitting(Push, json);
  const topic = push?.topic ?? '';
  if (topic === 'position')
    return heard(PushedPositions, json, ({data}) => takePushed(state, data.positions, at));
  if (topic === 'balance')
    return heard(PushedBalances, json, ({data}) => takeBalances(state, data.balances, at));
  return 'ignored';
}

function hearPublic(state: State, json: unknown, at: number): Heard {
  const push = fitting(Push, json);
  const topic = push?.topic ?? '';
  if (topic === 'markprices') return heard(AllPrices, json, ({data}) => takeMarks(state, data, at));
  if (topic === 'indexprices') return heard(AllPrices, json, ({data}) => takeIndices(state, data, at));
  if (topic.endsWith('@markprice')) return heard(OnePrice, json, ({data}) => takeMarks(state, [data], at));
  if (topic.endsWith('@indexprice')) return heard(OnePrice, json, ({data}) => takeIndices(state, [data], at));
  return 'ignored';
}

function hear(state: State, {url, via, direction, body, at}: Frame): Heard {
  const address = addressIn(url);
  if (direction === 'out' || address === null) return 'ignored';
  const {hostname, pathname} = address;
  const isAnswer = via !== 'websocket' && API_HOSTS.some((host) => host === hostname);
  const isPush = via === 'websocket' && (hostname === PRIVATE_HOST || hostname === PUBLIC_HOST);
  if (!isAnswer && !isPush) return 'ignored';
  const json = readJson(body);
  if ('fault' in json) return /^\s*[[{]/.test(body) ? json : 'ignored';
  if (isAnswer) return hearAnswer(state, json.value, pathname, at);
  return hostname === PRIVATE_HOST ? hearPrivate(state, json.value, at) : hearPublic(state, json.value, at);
}

/** Whom an answer names may stand at its beginning: of `client/info` none is kept with a defect. */
const withoutName = (frame: Frame): Frame => (frame.url.includes(CLIENT_PATH) ? {...frame, body: ''} : frame);

/** Pure and total: a frame that it cannot read leaves the state as it was and names what is wrong. */
export function reduce(state: State, frame: Frame): Reduction<State> {
  const result = hear(state, frame);
  if (result === 'ignored') return ignored(state);
  return 'fault' in result ? malformed(state, withoutName(frame), result.fault) : used(result.state);
}
