import type {WireFrame} from '../messages.ts';
import type {Entry} from './stream.ts';

/** Characters that may wait. A page that sends more within a tenth of a second is not an exchange at work. */
const MOST = 16_000_000;

export type Waiting = {
  /** False when there was no more room. */
  readonly add: (entry: Entry) => boolean;
  /** Everything that waits, in order; how many were superseded meanwhile. */
  readonly take: () => {readonly frames: readonly WireFrame[]; readonly replaced: number};
};

/** What the next message carries: deltas all, in order; of entries that replace each other only the newest, at its place. */
export const createWaiting = (): Waiting => {
  let entries = new Map<string, Entry>();
  let deltas = 0;
  let replaced = 0;
  let size = 0;
  return {
    add: (entry) => {
      const key = entry.key ?? `delta ${deltas++}`;
      const older = entries.get(key);
      const grown = size + sizeOf(entry) - (older ? sizeOf(older) : 0);
      if (grown > MOST) return false;
      if (entries.delete(key)) replaced += entry.frames.length;
      entries.set(key, entry);
      size = grown;
      return true;
    },
    take: () => {
      const taken = {frames: [...entries.values()].flatMap((entry) => entry.frames), replaced};
      entries = new Map();
      deltas = replaced = size = 0;
      return taken;
    },
  };
};

export const sizeOf = (entry: Entry): number =>
  entry.frames.reduce((sum, frame) => sum + frame.body.length, 0);
