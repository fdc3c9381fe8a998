import * as v from 'valibot';
import type {Defect, Frame} from '../frame.ts';
import type {Reduction} from '../venue.ts';
import {answers, answersTo, ask, askedBy, shapeOf, unask} from './answers.ts';
import {channels} from './channels.ts';
import {Envelope, PostAnswer, PostPayload, PostQuestion} from './frames-market.ts';
import {ignored, type Occasion, type Step, wrongWith} from './readers.ts';
import type {Asked, State} from './state.ts';

/** Hyperliquid's frames into the state: which frame it is, and whose answer. What each does stands in channels and answers. */

/** What the server says before its first frame. */
const GREETING = 'Websocket connection established.';

/** Scheme, host and path, by which an answer finds its question. Null: not a server of Hyperliquid's. */
function ownAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const {protocol, hostname, pathname} = new URL(address);
  const isOwn = hostname === 'hyperliquid.xyz' || hostname.endsWith('.hyperliquid.xyz');
  return isOwn ? `${protocol}//${hostname}${pathname}` : null;
}

function parse(text: string): {readonly value: unknown} | null {
  try {
    return {value: JSON.parse(text)};
  } catch {
    return null;
  }
}

const NOT_JSON: Step = {wrong: {where: '', what: 'this is not JSON; the frame may be cut off'}};

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
  const parsed = parse(body);
  if (!parsed) return NOT_JSON;
  const open = openQuestions(state, url, at);
  const shape = shapeOf(parsed.value);
  const read = shape === null ? undefined : answers.get(shape);
  if (shape === null || !read) return strangeAnswer(state, open, parsed.value, at);
  const asked = open.find(({type}) => answersTo(shape, type)) ?? null;
  return read(unask(state, asked), parsed.value, {at, asked}, '');
}

function question(state: State, url: string, body: string, at: number): Step {
  const parsed = parse(body);
  const asked = parsed && askedBy(parsed.value, url, null, at);
  return asked ? {state: ask(state, asked), outcome: 'used'} : ignored(state);
}

/** Of what the page sends only questions count; an order is not read at all. */
function sent(state: State, url: string, body: string, at: number): Step {
  const post = v.safeParse(PostQuestion, parse(body)?.value);
  if (!post.success) return ignored(state);
  const asked = askedBy(post.output.request.payload, url, `${post.output.id}`, at);
  return asked ? {state: ask(state, asked), outcome: 'used'} : ignored(state);
}

/** The answer to a question that was posted over the socket names its id, and mostly its type. */
function posted(state: State, url: string, value: unknown, at: number): Step {
  const post = v.safeParse(PostAnswer, value);
  if (!post.success) return wrongWith(post.issues, 'data');
  const {id, response} = post.output;
  if (response.type !== 'info') return ignored(state);
  const asked = state.asked.findLast((one) => one.url === url && one.id === `${id}`) ?? null;
  const payload = v.safeParse(PostPayload, response.payload);
  const wrapped = payload.success && answers.has(payload.output.type);
  const type = wrapped ? payload.output.type : (asked?.type ?? shapeOf(response.payload));
  const read = answers.get(type ?? '');
  const occasion: Occasion = {at, asked};
  const path = 'data.response.payload';
  if (!read) return ignored(unask(state, asked));
  return wrapped
    ? read(unask(state, asked), payload.output.data, occasion, `${path}.data`)
    : read(unask(state, asked), response.payload, occasion, path);
}

function received(state: State, url: string, body: string, at: number): Step {
  if (body === GREETING) return ignored(state);
  const parsed = parse(body);
  if (!parsed) return NOT_JSON;
  const envelope = v.safeParse(Envelope, parsed.value);
  if (!envelope.success) return wrongWith(envelope.issues, '');
  const {channel, data} = envelope.output;
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
  if (!('wrong' in result)) return {...result, defects: []};
  const defect: Defect = {at: frame.at, url: frame.url, ...result.wrong, head: frame.body.slice(0, 200)};
  return {state, outcome: 'malformed', defects: [defect]};
}
