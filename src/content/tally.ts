import type {Tally} from '../messages.ts';
import type {Note, TapCounts} from './note.ts';

export type Counting = {
  /** What the tap says of itself with each note. */
  readonly hear: (note: Note) => void;
  readonly wanted: () => void;
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
  let own = {wanted: 0, oversize: 0, failures: 0};
  const unseen = new Set<string>();
  return {
    hear: ({counts}) => {
      tap = counts;
    },
    wanted: () => {
      own.wanted++;
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
        unwanted: tap.unwanted - told.unwanted,
        oversize: own.oversize,
        replaced,
        failures: own.failures + tap.failures - told.failures,
        unseen: [...unseen],
      };
      told = tap;
      own = {wanted: 0, oversize: 0, failures: 0};
      return tally;
    },
  };
};
