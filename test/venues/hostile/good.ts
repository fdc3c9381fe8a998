import {accountToJson} from '../../../src/engine/account-json.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import type {Venue} from '../../../src/venues/venue.ts';

/** The state that an hour leaves. */
export const played = (
  {initial, reduce}: Venue<unknown>,
  frames: readonly Frame[],
  from: unknown = initial,
): unknown => frames.reduce((state, frame) => reduce(state, frame).state, from);

/** What the venue makes of a state, as text. */
export const toldBy = ({accounts}: Venue<unknown>, state: unknown): string =>
  JSON.stringify(accounts(state).map(accountToJson));
