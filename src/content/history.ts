import type {WireFrame} from '../messages.ts';
import type {Entry} from './stream.ts';
import {sizeOf} from './waiting.ts';

/** Characters kept for a background that has forgotten this page. */
const MOST = 4_000_000;
/** Entries kept: ever new questions would otherwise make ever new keys. */
const MANY = 2_000;

export type History = {
  readonly add: (entry: Entry) => void;
  /** All that is kept, in the order in which the page saw it. */
  readonly all: () => readonly WireFrame[];
};

/**
 * What tells a new background all it could know of this page: the newest of each stream, and every delta that is no mere passer-by.
 *
 * When there is no more room, the oldest goes, and it must be all that is older too: a snapshot without one of the
 * deltas behind it would be a wrong account. What is missing is asked for by no figure; what is wrong would be shown.
 * A snapshot that goes because it was never replaced does no harm: nothing is built on what is not there.
 */
export const createHistory = (): History => {
  const entries = new Map<string, Entry>();
  let deltas = 0;
  let size = 0;
  const drop = (key: string, entry: Entry): void => {
    entries.delete(key);
    size -= sizeOf(entry);
  };
  return {
    add: (entry) => {
      if (entry.passing) return;
      const key = entry.key ?? `delta ${deltas++}`;
      const older = entries.get(key);
      if (older) drop(key, older);
      entries.set(key, entry);
      size += sizeOf(entry);
      for (const [oldest, dropped] of entries) {
        if (size <= MOST && entries.size <= MANY) break;
        drop(oldest, dropped);
      }
    },
    all: () => [...entries.values()].flatMap((entry) => entry.frames),
  };
};
