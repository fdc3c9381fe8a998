import type * as v from 'valibot';
import type {Frame} from '../frame.ts';
import {read, type Fault as Wrong} from '../reading.ts';
import type {GateState} from './state.ts';

export type Fault = {readonly fault: Wrong};
export type Heard = {readonly state: GateState} | 'ignored' | Fault;

export const fault = (where: string, what: string): Fault => ({fault: {where, what}});

/** What a handler knows of a frame besides its content. */
export type Context = {
  readonly frame: Frame;
  /** Named by the address. */
  readonly settle?: string;
  readonly contract?: string;
  /** `part`: what is not in the answer may still be there. */
  readonly scope: 'all' | 'part';
  /** Path inside the frame to what the handler sees, for defects. */
  readonly where: string;
};

export type Handler = (state: GateState, content: unknown, context: Context) => Heard;

/** Holds the content against its schema, then lets `take` work on what it found. */
export function handler<const Schema extends v.GenericSchema>(
  schema: Schema,
  take: (state: GateState, content: v.InferOutput<Schema>, context: Context) => GateState | Fault,
): Handler {
  return (state, content, context) => {
    const result = read(schema, content, context.where);
    if ('fault' in result) return result;
    const next = take(state, result.value, context);
    return 'fault' in next ? next : {state: next};
  };
}

/** Lists of one, and a lone row in a list's place, are the same to us. */
export const inList = (content: unknown): unknown =>
  Array.isArray(content) ? content : content === null ? [] : [content];
