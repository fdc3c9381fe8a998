import {indexOf, slice} from './natives.ts';

/** Which of these heads stands in the first 96 characters of a text; -1: none. */
export const decide = (heads: readonly string[], text: string): number => {
  const start = slice(text, 0, 96);
  for (let at = 0; at < heads.length; at++) if (indexOf(start, heads[at] ?? '') >= 0) return at;
  return -1;
};
