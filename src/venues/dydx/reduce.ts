import type * as v from 'valibot';
import type {Frame} from '../frame.ts';
import {type Fault, ignored, malformed, read, readJson, used} from '../reading.ts';
import type {Reduction} from '../venue.ts';
import {
  AccountId,
  Changes,
  Envelope,
  MarketChanges,
  Markets,
  ParentSubaccount,
  Subaccount,
} from './frames.ts';
import {counted, type Numbered, recounted} from './link.ts';
import {changeMarkets, takeMarkets} from './markets.ts';
import type {State} from './state.ts';
import {changeSubaccounts, takeParent, takeSubaccount} from './subaccounts.ts';

type Step = State | 'ignored' | {readonly fault: Fault};

const isFault = (step: State | Fault): step is Fault => 'what' in step;
const stepOf = (step: State | Fault): Step => (isFault(step) ? {fault: step} : step);

/** Holds a value against its schema, then lets `take` work on what it found. */
function taking<const Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  path: string,
  take: (value: v.InferOutput<Schema>) => State | Fault,
): Step {
  const result = read(schema, value, path);
  return 'fault' in result ? result : stepOf(take(result.value));
}

const has = <Name extends string>(value: unknown, name: Name): value is Record<Name, unknown> =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name);

const under = (path: string, name: string | number) => (path === '' ? `${name}` : `${path}.${name}`);

type Moment = {readonly message: Numbered | null; readonly at: number};

/** An account told whole, whatever asked for it: known by its members. */
function takeAccount(state: State, value: unknown, path: string, moment: Moment): Step {
  return has(value, 'childSubaccounts')
    ? taking(ParentSubaccount, value, path, (parent) => takeParent(state, parent, moment))
    : taking(Subaccount, value, path, (one) => takeSubaccount(state, one, moment));
}

/** Several steps in order; the first that fails undoes them all. */
function each(
  state: State,
  values: readonly unknown[],
  take: (state: State, value: unknown, at: number) => Step,
) {
  let next: State = state;
  for (const [index, value] of values.entries()) {
    const step = take(next, value, index);
    if (step === 'ignored') continue;
    if ('fault' in step) return step;
    next = step;
  }
  return next;
}

function answered(state: State, value: unknown, at: number): Step {
  const moment = {message: null, at};
  if (has(value, 'markets'))
    return taking(Markets, value, '', ({markets}) => takeMarkets(state, markets, null, at));
  if (has(value, 'subaccount')) return takeAccount(state, value.subaccount, 'subaccount', moment);
  if (!has(value, 'subaccounts') || !Array.isArray(value.subaccounts)) return 'ignored';
  return each(state, value.subaccounts, (next, one, index) =>
    takeAccount(next, one, under('subaccounts', index), moment),
  );
}

/** An address without a deposit has no account in its first message, and holds nothing. */
function subscribed(state: State, {channel, id, contents}: Envelope, message: Numbered): Step {
  const {at} = message;
  if (channel === 'v4_markets')
    return taking(Markets, contents, 'contents', ({markets}) => takeMarkets(state, markets, message, at));
  if (has(contents, 'subaccount') && contents.subaccount)
    return takeAccount(state, contents.subaccount, 'contents.subaccount', {message, at});
  if (channel !== 'v4_parent_subaccounts') return 'ignored';
  return taking(AccountId, id, 'id', ({address, number}) =>
    takeParent(state, {address, parentSubaccountNumber: number, childSubaccounts: []}, {message, at}),
  );
}

function changed(state: State, envelope: Envelope, contents: unknown, path: string, message: Numbered): Step {
  const {at} = message;
  if (envelope.channel === 'v4_markets')
    return taking(MarketChanges, contents, path, (changes) => changeMarkets(state, changes, at));
  const whose = read(AccountId, envelope.id, 'id');
  if ('fault' in whose) return whose;
  const number = envelope.subaccountNumber ?? whose.value.number;
  return taking(Changes, contents, path, (changes) =>
    changeSubaccounts(state, {...whose.value, number}, changes, {message, at}),
  );
}

const CHANNELS = new Set(['v4_markets', 'v4_parent_subaccounts', 'v4_subaccounts']);

function routed(state: State, envelope: Envelope, message: Numbered): Step {
  const {type, channel = '', contents} = envelope;
  if (!CHANNELS.has(channel)) return 'ignored';
  if (type === 'subscribed') return subscribed(state, envelope, message);
  if (type === 'channel_data') return changed(state, envelope, contents, 'contents', message);
  if (type !== 'channel_batch_data') return 'ignored';
  if (!Array.isArray(contents)) return {fault: {where: 'contents', what: 'expected a list'}};
  return each(state, contents, (next, one, index) =>
    changed(next, envelope, one, under('contents', index), message),
  );
}

/** Order books and trades are counted, never parsed: what is left of them, or the beginning of a whole one. */
const BEGINNING = 300;
const FOREIGN = /"channel":"v4_(?:orderbook|trades|candles|blockheight)"/;

function foreign(body: string): Omit<Numbered, 'at'> | null {
  const beginning = body.slice(0, BEGINNING);
  const link = /"connection_id":"([a-z\d][\w-]{0,63})"/i.exec(beginning)?.[1];
  const id = /"message_id":(\d{1,15})\b/.exec(beginning)?.[1];
  return FOREIGN.test(beginning) && link !== undefined && id !== undefined ? {link, id: +id} : null;
}

function received(state: State, frame: Frame): Reduction<State> {
  const {at, body} = frame;
  const passing = foreign(body);
  if (passing) return ignored(counted(state, {...passing, at}) ?? state);
  const json = readJson(body);
  if ('fault' in json) return malformed(state, frame, json.fault);
  // What is no message of the indexer's has no connection.
  if (!has(json.value, 'connection_id')) return ignored(state);
  const envelope = read(Envelope, json.value, '');
  if ('fault' in envelope) return malformed(state, frame, envelope.fault);
  const {connection_id: link, message_id: id, type} = envelope.value;
  const message = {link, id, at};
  const known = type === 'subscribed' ? recountedAt(state, message) : counted(state, message);
  if (known === null) return ignored(state);
  const step = routed(known, envelope.value, message);
  if (step === 'ignored') return ignored(known);
  return 'fault' in step ? malformed(state, frame, step.fault) : used(step);
}

/** A gap before a whole answer of one channel is still one for the others. */
const recountedAt = (state: State, message: Numbered): State =>
  counted(state, message) ?? recounted(state, message);

/** Pure and total: a frame that it cannot read leaves the state as it was and names what is wrong. */
export function reduce(state: State, frame: Frame): Reduction<State> {
  if (frame.direction === 'out') return ignored(state);
  if (frame.via === 'websocket') return received(state, frame);
  if (frame.via !== 'fetch' && frame.via !== 'xhr') return ignored(state);
  const json = readJson(frame.body);
  const step: Step = 'fault' in json ? json : answered(state, json.value, frame.at);
  if (step === 'ignored') return ignored(state);
  return 'fault' in step ? malformed(state, frame, step.fault) : used(step);
}
