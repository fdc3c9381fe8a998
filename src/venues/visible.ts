/** ASCII that can be seen, the marks of our own sentences, Chinese and Korean characters: see `wire.ts`. */
const SEEN = /^[ -~’“”–—…×\p{Unified_Ideograph}\uac00-\ud7a3]$/u;

/**
 * A text of the page's for people to read: what cannot be seen, turns the line round or passes for a Latin letter is
 * written as its number, `\u{202e}`. At most so many characters, and a string of its own: a slice would keep the whole
 * frame that it was cut from.
 */
export const visible = (text: string, most: number): string =>
  Array.from(text.slice(0, most), (letter) =>
    SEEN.test(letter) ? letter : `\\u{${letter.codePointAt(0)?.toString(16)}}`,
  )
    .join('')
    .slice(0, most);
