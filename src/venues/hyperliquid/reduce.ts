import {addressIn} from '../address.ts';
import type {Frame} from '../frame.ts';
import {ignored, malformed, read, readJson} from '../reading.ts';
import type {Reduction} from '../venue.ts';
import {answers, answersTo, ask, askedBy, shapeOf, unask} from './answers.ts';
import {channels} from './channels.ts';
import {Envelope, PostAnswer, PostPayload, PostQuestion} from './frames-market.ts';
import type {Step} from './readers.ts';
import type {Asked, State} from './state.ts';

/** Hyperliquid's frames into the state: which frame it is, and whose answer. What each does stands in channels and answers. */

/** What the server says before its first frame. */
const GREETING = 'Websocket connection established.';

/** Scheme, host and path, by which an answer finds its question. Null: not a server of Hyperliquid's. */
function ownAddress(address: string): string | null {
  const url = addressIn(address);
  if (url === null) return null;
  const {protocol, hostname, pathname} = url;
  const isOwn = hostname === 'hyperliquid.xyz' || hostname.endsWith('.hyperliquid.xyz');
  return isOwn ? `${protocol}//${hostname}${pathname}` : null;
}

/** What was requested of this address and not answered. Our own tap hands a question on at the time of its answer, so that goes first. */
function openQuestions(state: State, url: string, at: number): readonly Asked[] {
  const open = state.asked.filter((one) => one.url === url && one.id === null);
  return [...open.filter((one) => one.at === at), ...open.filter((one) => one.at !== at)];
}

/** An answer that looks like none of ours: to a question of none of ours, or a strange one to one of ours. */
function strangeAnswer(state: State, open: readonly Asked[], value: unknown, at: number): Step {
  const foreign = open.find(({type}) => !answers.has(type));
  if (foreign) return ignored(unask(state, foreign));
  const steps = open.flatMap(
    (asked) => answers.get(asked.type)?.(unask(state, asked), value, {at, asked}, '') ?? [],
  );
  return steps.find((one) => 'state' in one) ?? steps[0] ?? ignored(state);
}

function answer(state: State, url: string, body: string, at: number): Step {
  const json = readJson(body);
  if ('fault' in json) return json;
  const open = openQuestions(state, url, at);
  const shape = shapeOf(json.value);
  const take = shape === null ? undefined : answers.get(shape);
  if (shape === null || !take) return strangeAnswer(state, open, json.value, at);
  const asked = open.find(({type}) => answersTo(shape, type)) ?? null;
  return take(unask(state, asked), json.value, {at, asked}, '');
}

function question(state: State, url: string, body: string, at: number): Step {
  const json = readJson(body);
  const asked = 'value' in json ? askedBy(json.value, url, null, at) : null;
  return asked ? {state: ask(state, asked), outcome: 'used'} : ignored(state);
}

/** Of what the page sends only questions count; an order is not read at all. */
function sent(state: State, url: string, body: string, at: number): Step {
  const json = readJson(body);
  const post = 'value' in json ? read(PostQuestion, json.value, '') : json;
  if ('fault' in post) return ignored(state);
  const {id, request} = post.value;
  const asked = askedBy(request.payload, url, `${id}`, at);
  return asked ? {state: ask(state, asked), outcome: 'used'} : ignored(state);
}

/** The answer to a question that was posted over the socket names its id, and mostly its type. */
function posted(state: State, url: string, value: unknown, at: number): Step {
  const post = read(PostAnswer, value, 'data');
  if ('fault' in post) return post;
  const {id, response} = post.value;
  if (response.type !== 'info') return ignored(state);
  const asked = state.asked.findLast((one) => one.url === url && one.id === `${id}`) ?? null;
  const rest = unask(state, asked);
  const path = 'data.response.payload';
  const named = read(PostPayload, response.payload, path);
  const byName = 'value' in named ? answers.get(named.value.type) : undefined;
  if ('value' in named && byName) return byName(rest, named.value.data, {at, asked}, `${path}.data`);
  const take = answers.get(asked?.type ?? shapeOf(response.payload) ?? '');
  return take ? take(rest, response.payload, {at, asked}, path) : ignored(rest);
}

function received(state: State, url: string, body: string, at: number): Step {
  if (body === GREETING) return ignored(state);
  const json = readJson(body);
  const envelope = 'value' in json ? read(Envelope, json.value, '') : json;
  if ('fault' in envelope) return envelope;
  const {channel, data} = envelope.value;
  if (channel === 'post') return posted(state, url, data, at);
  return channels.get(channel)?.(state, data, {at, asked: null}, 'data') ?? ignored(state);
}

function step(state: State, frame: Frame): Step {
  const url = ownAddress(frame.url);
  if (url === null) return ignored(state);
  const {via, direction, body, at} = frame;
  if (via === 'websocket')
    return direction === 'in' ? received(state, url, body, at) : sent(state, url, body, at);
  if ((via !== 'fetch' && via !== 'xhr') || !url.endsWith('/info')) return ignored(state);
  return direction === 'in' ? answer(state, url, body, at) : question(state, url, body, at);
}

/** Pure and total. A frame that cannot be read leaves the state as it was and names what was wrong. */
export function reduce(state: State, frame: Frame): Reduction<State> {
  const result = step(state, frame);
  return 'fault' in result ? malformed(state, frame, result.fault) : {...result, defects: []};
}
