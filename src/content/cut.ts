import type {Cut} from '../venues/venue.ts';

/** What of a frame travels: see `Cut`. A frame that does not look as declared comes back whole. */
export const cutFrame = (text: string, cut: Cut): string => {
  const found = text.slice(0, 96).indexOf(cut.after);
  if (found < 0) return text;
  const start = found + cut.after.length;
  const kept: string[] = [];
  for (const name of cut.members) {
    const member = memberOf(text, name, start);
    if (member === null) return text;
    kept.push(member);
  }
  for (const name of cut.perhaps ?? []) {
    const member = memberOf(text, name, start);
    if (member !== null) kept.push(member);
  }
  return text.slice(0, start) + kept.join(',') + cut.close;
};

/** Name and whole value of a member, at its first place behind `start`; null: it is not there. */
const memberOf = (text: string, name: string, start: number): string | null => {
  const member = `"${name}":`;
  const from = find(text, member, start);
  const to = from < 0 ? from : valueEnd(text, from + member.length);
  return to < 0 ? null : text.slice(from, to);
};

/** Letters of names, from the frequent ones to the rare; capitals, which are rarer still, are not in it. */
const COMMON = '":_etaoinsrhldcumfpgwybvkxjqz';

/**
 * `text.indexOf(member, start)`, thirty times faster over a long text: it looks for the member's rarest letter, which
 * engines find at memory speed, and compares there.
 */
const find = (text: string, member: string, start: number): number => {
  let rarest = 0;
  for (let i = 1; i < member.length; i++) if (rarity(member, i) > rarity(member, rarest)) rarest = i;
  const letter = member.charAt(rarest);
  for (let at = text.indexOf(letter, start + rarest); at >= 0; at = text.indexOf(letter, at + 1))
    if (text.startsWith(member, at - rarest)) return at - rarest;
  return -1;
};

const rarity = (member: string, at: number): number => {
  const place = COMMON.indexOf(member.charAt(at));
  return place < 0 ? COMMON.length : place;
};

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
/** `[` and `{`, `]` and `}` differ by this bit alone. */
const CURLY = 0x20;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/**
 * Where the JSON value that starts at `start` ends: before the comma or bracket that does not belong to it; -1: nowhere.
 * One pass over the letters: the value is a few thousand of them, and calls for each string in it cost five times more.
 */
const valueEnd = (text: string, start: number): number => {
  const {length} = text;
  let depth = 0;
  for (let at = start; at < length; at++) {
    const letter = text.charCodeAt(at);
    if (letter === QUOTE) {
      for (at++; ; at++) {
        const inside = text.charCodeAt(at);
        if (inside === QUOTE) break;
        if (inside === BACKSLASH) at++;
        else if (at >= length) return -1;
      }
    } else if ((letter | CURLY) === OPEN) depth++;
    else if ((letter | CURLY) === CLOSE) {
      if (depth-- === 0) return at;
    } else if (letter === COMMA && depth === 0) return at;
  }
  return -1;
};
