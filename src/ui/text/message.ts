type Entries = keyof typeof import('../_locales/en/messages.json');
type PluralOf<Key> = Key extends `${infer Stem}_other` ? Stem : never;

/** Every text that a person reads has a key in `_locales`; the English file is the type. */
export type MessageKey = Entries;
/** Keys that come as `…_one`, `…_other`. */
export type CountedKey = PluralOf<Entries>;

/** The texts of a language that the user chose over the browser's; null: the browser's. */
let chosen: {readonly tag: string; readonly texts: Readonly<Record<string, string>>} | null = null;

/** From here on speaks a chosen language, `tag` as a BCP 47 tag; null: the browser's again. */
export function speakChosen(language: typeof chosen): void {
  chosen = language;
}

/** The language of our texts, as a BCP 47 tag. */
export function language(): string {
  return chosen?.tag ?? chrome.i18n.getUILanguage();
}

/** The text of a key, with `$1`… replaced. */
export function t(key: MessageKey, ...substitutions: readonly string[]): string {
  return textOf(key, substitutions);
}

function textOf(key: string, substitutions: readonly string[]): string {
  if (chosen === null) return chrome.i18n.getMessage(key, [...substitutions]);
  const text = chosen.texts[key] ?? '';
  return text.replaceAll(/\$(\d)/g, (_, index: string) => substitutions[Number(index) - 1] ?? '');
}

/** The form for `count` things; `shown` is the count as text. */
export function counted(key: CountedKey, count: number, shown: string): string {
  const category = new Intl.PluralRules(language()).select(count);
  // A language has other categories than English: those without an own text use `other`.
  const own = textOf(`${key}_${category}`, [shown]);
  return own === '' ? textOf(`${key}_other`, [shown]) : own;
}
