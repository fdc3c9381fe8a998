import type * as v from 'valibot';
import type {Frame} from '../frame.ts';
import {type Fault, read} from '../reading.ts';
import type {AccountState} from './state.ts';

/** What a handler knows of a frame besides its content. */
export type Context = {
  readonly frame: Frame;
  /** Bitget's time of the frame; 0: it did not say. */
  readonly time: number;
  /** Path inside the frame to the part that the handler sees, for defects. */
  readonly where: string;
  /** Which contracts were asked or subscribed for; absent: all that there are. */
  readonly product?: string;
  readonly symbol?: string;
  readonly coin?: string;
  /** All that there is of what was asked for; else only what changed. */
  readonly isWhole: boolean;
};

/** Another state, nothing for us in it, or a fault. */
export type Heard = {readonly account: AccountState} | 'ignored' | {readonly fault: Fault};
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

/**
 * A frame that Bitget made before one that we have: it changes nothing. Only for a moment; later what comes is right
 * whatever it says, so that a wrong clock mends itself.
 */
const RACE_MS = 10_000;

export function isOvertaken(
  known: {readonly at: number; readonly time: number} | undefined,
  {frame, time}: Context,
): boolean {
  return known !== undefined && time > 0 && time < known.time && frame.at - known.at <= RACE_MS;
}
