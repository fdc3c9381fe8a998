import {Decimal} from '../../engine/decimal.ts';

/**
 * Numbers as people are shown them: `1,234.56`, `1.234,56`, `1 234,56`, `12.3K`, `−5`, `(5)`, `0.0₄12`. Which of `.` and
 * `,` parts the decimals follows from the page's own numbers; what stays ambiguous is not read.
 */

export type DecimalMark = '.' | ',';

/** A number in a cell, with what stands beside it. */
export type Quantity = {
  readonly value: Decimal;
  /** Half a unit of the last digit that is shown: how far off the true number may be. */
  readonly within: Decimal;
  /** `$`, `%`, `X` (leverage) or a word in capitals: `BTC`, `USDT`, `CONT`. Empty: none. */
  readonly unit: string;
};

/** A number as it stands in a text, not yet understood. */
export type Numeral = {
  readonly negative: boolean;
  /** In brackets and without a sign: as accountants write what is lost, or as anybody writes what is beside the point. */
  readonly bracketed: boolean;
  /** Digits with their groups and decimals: `1.234,56`. */
  readonly digits: string;
  /** Of `K`, `M`, `万`, …: the power of ten. */
  readonly scale: number;
  readonly unit: string;
};

const GROUP = "[ \\u00a0\\u202f\\u2009'’]";
const DIGITS = [
  '0[.,]0[₀-₉]{1,2}\\d{1,20}',
  `\\d{1,3}(?:${GROUP}\\d{3})+(?:[.,]\\d{1,20})?`,
  '[.,]?\\d{1,30}(?:[.,]\\d{1,20}){0,8}',
].join('|');
const SCALE =
  '[KMB](?![\\p{L}])|k(?![\\p{L}])|m(?![\\p{L}])|b(?![\\p{L}])|万|萬|만|億|亿|억|[ \\u00a0]?(?:тыс|млн|млрд)';
const CURRENCY = 'US\\$|[$€£¥₩₽]';
const SIGN = '[+\\-−–﹣－]';
const NUMERAL = new RegExp(
  `(\\()?\\s?(${SIGN})?\\s?(${CURRENCY})?\\s?(${SIGN})?\\s?(${DIGITS})(${SCALE})?\\.?(?:[ \\u00a0\\t]?(%|[xX×](?!\\p{L})|\\$|\\p{L}[\\p{L}\\d]{0,11}))?\\s?(\\))?`,
  'gu',
);

const SCALES: Readonly<Record<string, number>> = {
  K: 3,
  k: 3,
  M: 6,
  m: 6,
  B: 9,
  b: 9,
  万: 4,
  萬: 4,
  만: 4,
  億: 8,
  亿: 8,
  억: 8,
  тыс: 3,
  млн: 6,
  млрд: 9,
};

/** Dates, times, exponents, bounds, small digits that are no `0.0₄`: a text with one of these is none that we understand. */
const STRANGE = /\d[:]\d|\d\s?-\d|\d[eE][+-]?\d|[⁰¹²³⁴-⁹^<>≤≥]|∞/;

/** The same word for all spellings of a dollar sign and of a leverage. */
const unitOf = (before: string | undefined, behind: string | undefined): string => {
  if (before !== undefined) return before.endsWith('$') ? '$' : before;
  if (behind === undefined) return '';
  return behind === '×' ? 'X' : behind.toUpperCase();
};

/**
 * Every number of a text, in order; null: there is one that cannot be told apart from what stands around it. Words are
 * no matter.
 */
export const numeralsOf = (text: string): readonly Numeral[] | null => {
  if (STRANGE.test(text)) return null;
  const found: Numeral[] = [];
  const rest = text.replace(NUMERAL, (...parts: (string | undefined)[]) => {
    const [, open, first, currency, second, digits = '', scale, unit, close] = parts;
    const sign = first ?? second;
    found.push({
      negative: sign !== undefined && sign !== '+',
      bracketed: open !== undefined && close !== undefined && sign === undefined,
      digits,
      scale: SCALES[scale?.trim() ?? ''] ?? 0,
      unit: unitOf(currency, unit),
    });
    return ' ';
  });
  return /[\d₀-₉]/.test(rest) ? null : found;
};

/** What one number alone says of the page's decimal mark; null: nothing. */
const markOf = (digits: string): DecimalMark | null => {
  const marks = [...digits].filter((letter) => letter === '.' || letter === ',');
  const last = marks.at(-1) as DecimalMark | undefined;
  if (last === undefined) return null;
  const other = last === '.' ? ',' : '.';
  if (marks.includes(other)) return last;
  if (marks.length > 1) return other;
  const [whole = '', decimals = ''] = digits.split(last);
  const groups = decimals.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  return groups ? null : last;
};

/** Languages in which the comma parts the decimals; in all others that we know of it is the point. */
const COMMA = /^(de|fr|it|es|pt|ru|uk|be|pl|nl|tr|vi|id|cs|sk|sv|da|nb|nn|no|fi|el|ro|hu|bg|hr|sr|sl|kk)\b/;
const COMMA_NOT = /^(es-(mx|us|419|pr|gt|hn|ni|pa|pe|sv|do)|de-(ch|li)|it-ch)\b/;

const markOfLanguage = (lang: string): DecimalMark | null => {
  const tag = lang.toLowerCase().replace('_', '-');
  if (!/^[a-z]{2}/.test(tag)) return null;
  return COMMA.test(tag) && !COMMA_NOT.test(tag) ? ',' : '.';
};

/**
 * The decimal mark of a page: the one that its numbers show, all alike; where none shows any, its language's. Null:
 * they contradict one another, or there is nothing to tell by.
 */
export const decimalMarkOf = (numerals: readonly Numeral[], lang: string): DecimalMark | null => {
  const marks = new Set(numerals.map(({digits}) => markOf(digits)).filter((mark) => mark !== null));
  if (marks.size > 1) return null;
  return [...marks][0] ?? markOfLanguage(lang);
};

const POINT = {
  plain: /^\d*\.?\d*$/,
  grouped:
    /^\d{1,3}(,\d{3})+(\.\d+)?$|^\d{1,2}(,\d{2})*,\d{3}(\.\d+)?$|^\d{1,3}([ \u00a0\u202f\u2009'’]\d{3})+(\.\d+)?$/,
};
const SWAPPED: Readonly<Record<string, string>> = {'.': ',', ',': '.'};
const swap = (digits: string): string => digits.replaceAll(/[.,]/g, (mark) => SWAPPED[mark] ?? mark);

const SMALL = '₀₁₂₃₄₅₆₇₈₉';

/** `0.0₄12` is 0.000012: so many zeros behind the point. */
const spelledOut = (digits: string): string =>
  digits.replace(/0([₀-₉]+)/, (_, small: string) => {
    const count = [...small].reduce((sum, letter) => sum * 10 + SMALL.indexOf(letter), 0);
    return '0'.repeat(count);
  });

/** Null: its groups do not fit the page's decimal mark, so it is not what it seems. */
export const quantityOf = (numeral: Numeral, mark: DecimalMark | null): Quantity | null => {
  const {negative, scale, unit} = numeral;
  if (mark === null && !/^\d+$/.test(numeral.digits)) return null;
  const pointed = mark === ',' ? swap(numeral.digits) : numeral.digits;
  if (!/[₀-₉]/.test(pointed) && !POINT.plain.test(pointed) && !POINT.grouped.test(pointed)) return null;
  const plain = spelledOut(pointed).replaceAll(/[^\d.]/g, '');
  const [, decimals = ''] = plain.split('.');
  const power = new Decimal(10).pow(scale);
  const value = new Decimal(plain.startsWith('.') ? `0${plain}` : plain).times(power);
  return {
    value: negative ? value.neg() : value,
    within: new Decimal(10).pow(-decimals.length).times(power).div(2),
    unit,
  };
};
