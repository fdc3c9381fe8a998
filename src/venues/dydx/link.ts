import {own} from '../reading.ts';
import {MOST, type Origin, type State, withRecent} from './state.ts';

/** One message among those of its connection. */
export type Numbered = {readonly link: string; readonly id: number; readonly at: number};

/**
 * The indexer numbers what it sends on a connection, whatever the channel. Null: this number was already there, so the
 * message changes nothing.
 */
export function counted(state: State, {link, id, at}: Numbered): State | null {
  const known = own(state.links, link);
  if (known && id <= known.last) return null;
  return recounted(state, {link, id, at}, known && id > known.last + 1 ? id : (known?.gap ?? 0));
}

/** A whole answer is right whatever its number says: counting goes on from it. */
export const recounted = (state: State, {link, id, at}: Numbered, gap = 0): State => ({
  ...state,
  links: withRecent(state.links, link, {last: id, gap, at}, MOST.links),
});

/** Did the connection lose messages after the one that told all? */
export function isBroken({links}: State, {link, since}: Origin): boolean {
  if (link === null) return false;
  return (own(links, link)?.gap ?? Number.POSITIVE_INFINITY) > since;
}
