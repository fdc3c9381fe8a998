import type * as v from 'valibot';
import {addressIn} from '../address.ts';
import type {Frame} from '../frame.ts';
import {type Fault, fitting, ignored, malformed, read, readJson, used} from '../reading.ts';
import type {Reduction} from '../venue.ts';
import {Balance, Envelope, Info, Markets, Positions, Price, Push, Spots} from './frames.ts';
import {named, type State, subAt, withSub} from './state.ts';
import {counted, takeBalance, takeIndex, takeMark, takeMarkets, takePositions, takeSpots} from './take.ts';

type Heard = {readonly state: State} | {readonly fault: Fault} | 'ignored';

/** Holds the message against its schema, then lets `take` work on what it found. */
function heard<const Schema extends v.GenericSchema>(
  schema: Schema,
  json: unknown,
  path: string,
  take: (message: v.InferOutput<Schema>) => State,
): Heard {
  const result = read(schema, json, path);
  return 'fault' in result ? result : {state: take(result.value)};
}

const has = (value: unknown, ...names: readonly string[]) =>
  typeof value === 'object' && value !== null && names.every((name) => Object.hasOwn(value, name));

/** All of them only where nothing was asked for: a question may name a market or a side. */
const kindOf = (search: string) => (/[?&](?:market|side)=/.test(search) ? 'changes' : 'whole');

/** Lists are told by what their first row has; an empty one by the address that was asked. */
function hearList(state: State, data: readonly unknown[], {at, url}: Frame): Heard {
  const [first] = data;
  const isEmpty = first === undefined;
  const {pathname = '', search = ''} = addressIn(url) ?? {};
  // What is no longer open has an end.
  if (pathname.endsWith('/history') || has(first, 'exitType') || has(first, 'closedTime')) return 'ignored';
  if (has(first, 'market', 'size', 'openPrice') || (isEmpty && pathname.endsWith('/user/positions')))
    return heard(Positions, data, 'data', (wires) => takePositions(state, wires, {at, kind: kindOf(search)}));
  if (has(first, 'asset', 'balance') || (isEmpty && pathname.endsWith('/user/spot/balances')))
    return heard(Spots, data, 'data', (wires) => takeSpots(state, wires, at));
  if (has(first, 'name', 'tradingConfig'))
    return heard(Markets, data, 'data', (wires) => takeMarkets(state, wires, at));
  return 'ignored';
}

/** An error is no empty account. */
function hearAnswer(state: State, json: unknown, frame: Frame): Heard {
  const envelope = fitting(Envelope, json);
  if (envelope === undefined) return 'ignored';
  const {status, data, error} = envelope;
  if (status.toUpperCase() !== 'OK')
    return {
      fault: {where: 'status', what: `Extended answered with error ${error?.code ?? status.slice(0, 40)}`},
    };
  if (Array.isArray(data)) return hearList(state, data, frame);
  if (has(data, 'equity', 'unrealisedPnl'))
    return heard(Balance, data, 'data', (wire) => takeBalance(state, wire, frame.at));
  if (has(data, 'l2Vault'))
    return heard(Info, data, 'data', ({accountId, id}) => named(state, accountId ?? id));
  return 'ignored';
}

/** Whole objects, each over what it replaces. */
function hearPush(state: State, json: unknown, at: number): Heard {
  const push = fitting(Push, json);
  if (push === undefined) return 'ignored';
  const {type, data, seq} = push;
  if (type === 'MP') return heard(Price, data, 'data', (wire) => takeMark(state, wire, at));
  if (type === 'IP') return heard(Price, data, 'data', (wire) => takeIndex(state, wire, at));
  if (!/^(?:BALANCE|POSITION|SPOT_BALANCE|ORDER|TRADE)$/.test(type)) return 'ignored';
  const next = counted(state, seq);
  const told = (name: string): unknown =>
    has(data, name) ? (data as Readonly<Record<string, unknown>>)[name] : undefined;
  if (type === 'BALANCE')
    return heard(Balance, told('balance'), 'data.balance', (wire) => takeBalance(next, wire, at));
  if (type === 'POSITION')
    return heard(Positions, told('positions'), 'data.positions', (wires) =>
      takePositions(next, wires, {at, kind: 'changes'}),
    );
  if (type === 'SPOT_BALANCE')
    return heard(Spots, told('spotBalances'), 'data.spotBalances', (wires) => takeSpots(next, wires, at));
  return {state: withSub(next, next.current, at, subAt(next, next.current))};
}

const HOST = /(?:^|\.)extended\.exchange$/;

function hear(state: State, frame: Frame): Heard {
  if (frame.direction === 'out' || !HOST.test(addressIn(frame.url)?.hostname ?? '')) return 'ignored';
  const json = readJson(frame.body);
  if ('fault' in json) return /^\s*[[{]/.test(frame.body) ? json : 'ignored';
  return frame.via === 'websocket'
    ? hearPush(state, json.value, frame.at)
    : hearAnswer(state, json.value, frame);
}

/** Pure and total: a frame that it cannot read leaves the state as it was and names what is wrong. */
export function reduce(state: State, frame: Frame): Reduction<State> {
  const result = hear(state, frame);
  if (result === 'ignored') return ignored(state);
  return 'fault' in result ? malformed(state, frame, result.fault) : used(result.state);
}
