import type {Tally} from '../messages.ts';
import type {Note, TapCounts} from './note.ts';

export type Counting = {
  /** What the tap says of itself with each note. */
  readonly hear: (note: Note) => void;
  readonly wanted: () => void;
  /** A binary message that no head wants; the number of such before. */
  readonly unwanted: () => number;
  readonly oversize: () => void;
  readonly failure: () => void;
  /** Null: nothing after all. */
  readonly unseen: (name: string | null) => void;
  /** Everything since the last time. */
  readonly take: (replaced: number) => Tally;
};

const NOTHING: TapCounts = {unwanted: 0, failures: 0};

/** The tap counts from its start, messages from one to the next. */
export const createCounting = (): Counting => {
  let tap = NOTHING;
  let told = NOTHING;
  let own = {wanted: 0, unwanted: 0, oversize: 0, failures: 0};
  let refused = 0;
  const unseen = new Set<string>();
  return {
    hear: ({counts: {unwanted, failures}}) => {
      // Not every note is read in its turn: one that waited to be opened knows less.
      tap = {unwanted: Math.max(tap.unwanted, unwanted), failures: Math.max(tap.failures, failures)};
    },
    wanted: () => {
      own.wanted++;
    },
    unwanted: () => {
      own.unwanted++;
      return refused++;
    },
    oversize: () => {
      own.oversize++;
    },
    failure: () => {
      own.failures++;
    },
    unseen: (name) => {
      if (name && unseen.size < 10) unseen.add(name.slice(0, 40));
    },
    take: (replaced) => {
      const tally: Tally = {
        wanted: own.wanted,
        unwanted: own.unwanted + tap.unwanted - told.unwanted,
        oversize: own.oversize,
        replaced,
        failures: own.failures + tap.failures - told.failures,
        unseen: [...unseen],
      };
      told = tap;
      own = {wanted: 0, unwanted: 0, oversize: 0, failures: 0};
      return tally;
    },
  };
};
