import type {Tongue} from '../../reading/tongue.ts';

type Entries = keyof typeof import('../_locales/en/messages.json');
type PluralOf<Key> = Key extends `${infer Stem}_other` ? Stem : never;

/** Every text that a person reads has a key in `_locales`; the English file is the type. */
export type MessageKey = Entries;
/** Keys that come as `…_one`, `…_other`. */
export type CountedKey = PluralOf<Entries>;

/** The language that the user chose over the browser's; null: the browser's. */
let chosen: Tongue | null = null;

/** From here on speaks a chosen language; null: the browser's again. */
export function speakChosen(tongue: typeof chosen): void {
  chosen = tongue;
}

/** The language that numbers and times are written in, as a BCP 47 tag: the chosen one, or the browser's. */
export function language(): string {
  return (chosen ?? chrome.i18n).getUILanguage();
}

/** The language of our texts, as a BCP 47 tag: English where the browser's is none of ours. */
export function textLanguage(): string {
  return t('language');
}

/** The text of a key, with `$1`… replaced. */
export function t(key: MessageKey, ...substitutions: readonly string[]): string {
  return textOf(key, substitutions);
}

/** The same for rooms that know nothing of these pages. */
export const tongue: Tongue = {
  getMessage: (key, given = []) => textOf(key, [given].flat()),
  getUILanguage: language,
};

function textOf(key: string, substitutions: readonly string[]): string {
  return (chosen ?? chrome.i18n).getMessage(key, [...substitutions]);
}

/** The form for `count` things; `shown` is the count as text. */
export function counted(key: CountedKey, count: number, shown: string): string {
  const category = new Intl.PluralRules(textLanguage()).select(count);
  // A language has other categories than English: those without an own text use `other`.
  const own = textOf(`${key}_${category}`, [shown]);
  return own === '' ? textOf(`${key}_other`, [shown]) : own;
}
