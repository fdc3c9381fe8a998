import type {Texts} from '../reading/interpreter.ts';
import {studyOf} from '../reading/study.ts';
import {venues} from '../venues/index.ts';
import {withTable} from '../venues/table/with-table.ts';
import type {Venue} from '../venues/venue.ts';

/** Words that lie in scripts of their own. Both reject when they cannot be had. */
export type Words = {
  /** Of a language by its folder's name; none where it has none. */
  readonly texts: (language: string) => Promise<Texts>;
  /** The English templates of reasons. */
  readonly reasons: () => Promise<Texts>;
};

/** The exchanges that the background can read, and the words that it may need. */
export type Shelf = {
  /** By declaration; one that has not been taken down yet throws when it is asked to read. */
  readonly venues: readonly Venue[];
  /** Resolves when this exchange can read, or never will: then its own methods say why. Never rejects. */
  readonly take: (venue: string) => Promise<void>;
  /** What only an open popup asks for. Rejects when it cannot be had. */
  readonly study: () => Promise<typeof studyOf>;
  /** Absent: the browser's own are all there are. */
  readonly words?: Words;
};

/**
 * As the sources stand, everything is here from the start. The build puts a `lazyShelf` in this file's place, or the
 * worker would read twenty exchanges from disk, several times an hour, to serve the one that is open.
 */
export const shelf: Shelf = {venues: venues.map(withTable), take: async () => {}, study: async () => studyOf};
