type Entries = keyof typeof import('../_locales/en/messages.json');
type PluralOf<Key> = Key extends `${infer Stem}_other` ? Stem : never;

/** Every text that a person reads has a key in `_locales`; the English file is the type. */
export type MessageKey = Entries;
/** Keys that come as `…_one`, `…_other`. */
export type CountedKey = PluralOf<Entries>;

/** The browser's language for us, as a BCP 47 tag. */
export function language(): string {
  return chrome.i18n.getUILanguage();
}

/** The text of a key, with `$1`… replaced. */
export function t(key: MessageKey, ...substitutions: readonly string[]): string {
  return chrome.i18n.getMessage(key, [...substitutions]);
}

/** The form for `count` things; `shown` is the count as text. */
export function counted(key: CountedKey, count: number, shown: string): string {
  const category = new Intl.PluralRules(language()).select(count);
  // A language has other categories than English: those without an own text use `other`.
  const own = chrome.i18n.getMessage(`${key}_${category}`, [shown]);
  return own === '' ? chrome.i18n.getMessage(`${key}_other`, [shown]) : own;
}
