import {ignored} from '../reading.ts';
import type {Venue} from '../venue.ts';
import type {TableTerms} from './terms.ts';

type Thin = Pick<Venue, 'id' | 'name' | 'pages' | 'sources'> & {readonly table: TableTerms};

/** A venue that is read off its page only: no message of its own is wanted. */
export const thinVenue = (declared: Thin): Venue<null> => ({
  ...declared,
  wanted: [],
  initial: null,
  reduce: (state) => ignored(state),
  accounts: () => [],
});
