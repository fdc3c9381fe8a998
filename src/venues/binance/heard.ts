import * as v from 'valibot';
import type {Frame} from '../frame.ts';
import type {AccountState} from './state.ts';

/** What is wrong with a frame: where in it, and what, for people. */
export type Fault = {readonly fault: {readonly where: string; readonly what: string}};

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
    const result = v.safeParse(schema, content, {abortEarly: true});
    if (result.success) return {account: take(account, result.output, context)};
    const [issue] = result.issues;
    const path = v.getDotPath(issue) ?? '';
    return fault([context.where, path].filter((part) => part !== '').join('.'), issue.message);
  };
}
