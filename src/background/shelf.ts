import {studyOf} from '../reading/study.ts';
import {venues} from '../venues/index.ts';
import {withTable} from '../venues/table/with-table.ts';
import type {Venue} from '../venues/venue.ts';

/** The exchanges that the background can read. */
export type Shelf = {
  /** By declaration; one that has not been taken down yet throws when it is asked to read. */
  readonly venues: readonly Venue[];
  /** Resolves when this exchange can read, or never will: then its own methods say why. Never rejects. */
  readonly take: (venue: string) => Promise<void>;
  /** What only an open popup asks for. Rejects when it cannot be had. */
  readonly study: () => Promise<typeof studyOf>;
};

/**
 * As the sources stand, everything is here from the start. The build puts a `lazyShelf` in this file's place, or the
 * worker would read twenty exchanges from disk, several times an hour, to serve the one that is open.
 */
export const shelf: Shelf = {venues: venues.map(withTable), take: async () => {}, study: async () => studyOf};
