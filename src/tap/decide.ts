import {indexOf, slice} from './natives.ts';

/** The heads of a row's texts, prepared for one cheap look: `offsets` say where in each head the anchor stands. */
export type Heads = {
  /** What all heads have in common; in each, at least one more letter follows. */
  readonly anchor: string;
  readonly heads: readonly string[];
  readonly offsets: readonly number[];
  /** How many of a text's first characters are looked at. */
  readonly reach: number;
  /** Bytes are wanted too, all of them: what they say is found out behind the channel. */
  readonly bytes: boolean;
};

/**
 * The first of the heads that stands in the first characters of a text; -1: none. Searching for each would cost ten
 * times as much: most texts are refused by the one letter behind the anchor.
 */
export const decide = ({anchor, heads, offsets, reach}: Heads, text: string): number => {
  const start = slice(text, 0, reach);
  let first = heads.length;
  for (let at = indexOf(start, anchor); at >= 0 && at < start.length; at = indexOf(start, anchor, at + 1)) {
    for (let i = 0; i < first; i++) {
      const head = heads[i] ?? '';
      const from = at - (offsets[i] ?? 0);
      const next = at + anchor.length;
      if (head[next - from] === start[next] && slice(start, from, from + head.length) === head) first = i;
    }
  }
  return first < heads.length ? first : -1;
};
