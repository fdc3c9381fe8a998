import type {Frame} from '../venues/frame.ts';

/** What tells one person from another by its looks: addresses of chains, UUIDs. */
const SHAPES = [
  /(?<!\w)0x[\da-f]{32,}(?!\w)/gi,
  /(?<![\w-])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\w-])/gi,
  /(?<=(?<![\w-])[a-z]{3,12}1)[02-9ac-hj-np-z]{38,58}(?!\w)/g,
  /(?<![\w-])(?=[1-9A-HJ-NP-Za-km-z]*\d)(?=[1-9A-HJ-NP-Za-km-z]*[a-z])(?=[1-9A-HJ-NP-Za-km-z]*[A-Z])[1-9A-HJ-NP-Za-km-z]{32,44}(?!\w)/g,
] as const;

/** What tells it by its name. */
const IDS =
  'order|ord|client|cl|trade|exec|fill|position|pos|deal|conn|connection|account|user|member|portfolio|sub_?account';
const NAMES = String.raw`\w*uid|user|(?:${IDS})*(?:_?link|_?index)?(?:_?o)?_?id|cloid|account(?:_?index)?|user_?name|nick_?name|system_name|email|phone|label|ip|owner|wallet|address`;
/** Also where a text is JSON itself. Bounded, whatever a page writes. */
const QUOTE = String.raw`\\{0,8}"`;
const NAMED = new RegExp(
  String.raw`"(${NAMES})${QUOTE}\s{0,4}:\s{0,4}(?:${QUOTE}([^"\\]{4,80})${QUOTE}|(\d{5,20})(?![\d.]))`,
  'gi',
);
const PERSONAL = /^(?:\w*user_?name|email|phone|label|nick_?name|system_name|ip)$/i;

/** Numbers of five digits and more, and mixtures of letters and digits that nobody would choose for a contract. */
const isOpaque = (value: string): boolean =>
  /^\d{5,}$/.test(value) || (/^[\w-]{10,}$/.test(value) && /\d{5,}|\d[a-z]\d|[a-z]\d[a-z]/i.test(value));

const WORD = /(?<![\w.-])[\w@.-]{4,80}(?![\w-])/g;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** Random numbers, fetched many at once: to ask for one takes as long as to ask for all. */
const drawn = new Uint32Array(1024);
let left = 0;
const any = (letters: string): string => {
  if (left === 0) left = crypto.getRandomValues(drawn).length;
  left -= 1;
  return letters.charAt((drawn[left] ?? 0) % letters.length);
};

/** Another text of the same look. The beginning of a long number stays: it says what kind of number it is. */
function strangerTo(value: string): string {
  const isHex = /^(?:0x)?[\da-f-]+$/i.test(value);
  const kept = /^0x/i.test(value) ? 2 : /^\d{12,}$/.test(value) ? 5 : /^\d/.test(value) ? 1 : 0;
  const alike = (letter: string): string => {
    if (/\d/.test(letter)) return any(isHex ? '123456789' : '23456789');
    if (/[a-z]/.test(letter)) return any(isHex ? 'abcdef' : LETTERS.replace(/[bilo]/g, ''));
    if (/[A-Z]/.test(letter)) return any(isHex ? 'ABCDEF' : LETTERS.replace(/[bilo]/g, '').toUpperCase());
    return letter;
  };
  return value.slice(0, kept) + value.slice(kept).replace(/\w/g, alike);
}

/** An address as bytes, one letter each, with zeros before it as far as its field is wide. */
const bytesOf = (address: string): string =>
  (address.slice(2).padStart(64, '0').match(/../g) ?? [])
    .map((byte) => String.fromCharCode(Number.parseInt(byte, 16)))
    .join('');

/** More than anybody has: each is looked for in every binary message. */
const ADDRESSES_IN_BYTES = 100;

/** Of a binary message: addresses that some text has told too. */
function cleanBytes(base64: string, strangers: ReadonlyMap<string, string>): string {
  const addresses = [...strangers]
    .filter(([value]) => /^0x[\da-f]{60,64}$/.test(value))
    .slice(0, ADDRESSES_IN_BYTES);
  return btoa(
    addresses.reduce(
      (letters, [value, stranger]) => letters.replaceAll(bytesOf(value), bytesOf(stranger)),
      atob(base64),
    ),
  );
}

/**
 * Frames in which nobody is to be recognised: addresses, accounts and the numbers of orders and positions are others, the
 * same one everywhere for the same, so that what belongs together still does. Amounts, prices and times stay as they are:
 * a wrong figure is found in its digits.
 */
export function redacted(frames: readonly Frame[]): readonly Frame[] {
  const strangers = new Map<string, string>();
  const strange = (value: string): string => {
    // Chains write one address in two ways.
    const key = /^0x/i.test(value) ? value.toLowerCase() : value;
    const known = strangers.get(key) ?? strangerTo(key);
    strangers.set(key, known);
    return known;
  };
  for (const {body, encoding} of frames) {
    if (encoding !== undefined) continue;
    for (const [, name = '', text, number] of body.matchAll(NAMED)) {
      const value = text ?? number ?? '';
      if (isOpaque(value) || PERSONAL.test(name)) strange(value);
    }
  }
  const clean = (text: string): string =>
    SHAPES.reduce((rest, shape) => rest.replace(shape, strange), text).replace(
      WORD,
      (word) => strangers.get(word) ?? word,
    );
  return frames.map((frame) => ({
    ...frame,
    page: clean(frame.page),
    url: clean(frame.url),
    body: frame.encoding === undefined ? clean(frame.body) : cleanBytes(frame.body, strangers),
  }));
}
