import type * as v from 'valibot';
import {type Fault, ignored, read} from '../reading.ts';
import type {Asked, State} from './state.ts';

/** What a frame came to. */
export type Step =
  | {readonly state: State; readonly outcome: 'used' | 'ignored' | 'malformed'}
  | {readonly fault: Fault};

/** What a reader may know beside the value: when it came, and what was asked, when it is an answer. */
export type Occasion = {readonly at: number; readonly asked: Asked | null};

/** Checks one value and puts it into the state. `path` is where in the frame the value stands. */
export type Reader = (state: State, value: unknown, occasion: Occasion, path: string) => Step;

/** A reader of a schema and what to do with what it gives. Undefined: nothing in it for us. */
export function reader<const Schema extends v.GenericSchema>(
  schema: Schema,
  take: (state: State, value: v.InferOutput<Schema>, occasion: Occasion) => State | undefined,
): Reader {
  return (state, value, occasion, path) => {
    const result = read(schema, value, path);
    if ('fault' in result) return result;
    const next = take(state, result.value, occasion);
    return next ? {state: next, outcome: 'used'} : ignored(state);
  };
}
