import type * as v from 'valibot';
import {type Fault, read} from '../reading.ts';
import type {State} from './state.ts';

/** What became of a frame: another state, nothing for us in it, or a fault. */
export type Heard = State | 'ignored' | {readonly fault: Fault};

export type Occasion = {
  readonly at: number;
  /** Path inside the frame to the part that the reader sees, for defects. */
  readonly where: string;
};

export type Reader = (state: State, content: unknown, occasion: Occasion) => Heard;

type Take<Value> = (state: State, value: Value, occasion: Occasion) => State;

/** Holds the content against its schema, then lets `take` work on what it found. */
export const reader =
  <const Schema extends v.GenericSchema>(schema: Schema, take: Take<v.InferOutput<Schema>>): Reader =>
  (state, content, occasion) => {
    const result = read(schema, content, occasion.where);
    return 'fault' in result ? result : take(state, result.value, occasion);
  };

/** The same for a list of rows; a lone row is a list of one. */
export const rowsReader =
  <const Schema extends v.GenericSchema>(
    row: Schema,
    most: number,
    take: Take<readonly v.InferOutput<Schema>[]>,
  ): Reader =>
  (state, content, occasion) => {
    const {where} = occasion;
    const isList = Array.isArray(content);
    const given: readonly unknown[] = isList ? content : [content];
    if (given.length > most) return {fault: {where, what: `expected ${most} entries at most`}};
    const rows: v.InferOutput<Schema>[] = [];
    for (const [index, one] of given.entries()) {
      const result = read(row, one, isList ? [where, index].filter((part) => part !== '').join('.') : where);
      if ('fault' in result) return result;
      rows.push(result.value);
    }
    return take(state, rows, occasion);
  };
