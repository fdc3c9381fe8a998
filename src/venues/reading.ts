import * as v from 'valibot';
import type {Defect, Frame} from './frame.ts';
import {NO, quickOf} from './quick.ts';
import type {Reduction} from './venue.ts';
import {visible} from './visible.ts';

/** What is wrong with a frame: where in it (`data.0.size`; empty for the whole) and what, for people. */
export type Fault = {readonly where: string; readonly what: string};

/** How much of a frame, of the way into it and of a wrong value a defect keeps, in characters. */
const MOST = {head: 200, where: 200, what: 160} as const;

const joined = (...parts: readonly string[]) => parts.filter((part) => part !== '').join('.');

/** A text as JSON. A frame that is no JSON at all is cut off or not ours. */
export function readJson(text: string): {readonly value: unknown} | {readonly fault: Fault} {
  try {
    return {value: JSON.parse(text)};
  } catch {
    return {fault: {where: '', what: 'this is not whole JSON'}};
  }
}

/** A value held against its schema; `path` is where in the frame the value stands. Names the first thing that is wrong. */
export function read<const Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  path: string,
): {readonly value: v.InferOutput<Schema>} | {readonly fault: Fault} {
  const quick = quickOf(schema)(value);
  // A quick reader answers what its schema says, or nothing.
  if (quick !== NO) return {value: quick as v.InferOutput<Schema>};
  const result = v.safeParse(schema, value, {abortEarly: true});
  if (result.success) return {value: result.output};
  const [issue] = result.issues;
  const what = issue.message.startsWith('expected')
    ? `${issue.message}, got ${visible(issue.received, 80)}`
    : issue.message;
  return {fault: {where: joined(path, v.getDotPath(issue) ?? ''), what}};
}

/** A value that its schema takes; undefined: it is something else, and nobody asks what is wrong with it. */
export function fitting<const Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> | undefined {
  const quick = quickOf(schema)(value);
  return quick === NO ? undefined : (quick as v.InferOutput<Schema>);
}

export const used = <State>(state: State): Reduction<State> => ({state, outcome: 'used', defects: []});

export const ignored = <State>(state: State): Reduction<State> => ({state, outcome: 'ignored', defects: []});

/** A frame that could not be read: the state stays as it was. */
export function malformed<State>(state: State, frame: Frame, fault: Fault): Reduction<State> {
  const defect: Defect = {
    at: frame.at,
    url: frame.url,
    where: visible(fault.where, MOST.where),
    what: visible(fault.what, MOST.what),
    head: visible(frame.body, MOST.head),
  };
  return {state, outcome: 'malformed', defects: [defect]};
}

/** What a record itself holds under a name that the page chose: never something inherited. */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
