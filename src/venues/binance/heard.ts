import type * as v from 'valibot';
import type {Frame} from '../frame.ts';
import {read, type Fault as Wrong} from '../reading.ts';
import type {AccountState} from './state.ts';

export type Fault = {readonly fault: Wrong};

/** What became of a frame: another state (`dropped`: only to forget its request), nothing for us in it, or a fault. */
export type Heard = {readonly account: AccountState; readonly dropped?: true} | 'ignored' | Fault;

export const fault = (where: string, what: string): Fault => ({fault: {where, what}});

/** What a handler knows of a frame besides its content. */
export type Context = {
  readonly frame: Frame;
  readonly book: 'usdm' | 'coinm';
  /** `symbol`: only one contract was asked for, so what is not in the answer may still be there. */
  readonly scope: 'all' | 'symbol';
  /** Path inside the frame to the part that the handler sees, for defects. */
  readonly where: string;
};

export type Handler = (account: AccountState, content: unknown, context: Context) => Heard;

/** Holds the content against its schema, then lets `take` work on what it found. */
export function handler<const Schema extends v.GenericSchema>(
  schema: Schema,
  take: (account: AccountState, content: v.InferOutput<Schema>, context: Context) => AccountState,
): Handler {
  return (account, content, context) => {
    const result = read(schema, content, context.where);
    return 'fault' in result ? result : {account: take(account, result.value, context)};
  };
}
