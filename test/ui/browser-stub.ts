import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {Tongue} from '../../src/reading/tongue.ts';

type Messages = Readonly<Record<string, {readonly message: string; readonly description?: string}>>;

const directory = join(dirname(fileURLToPath(import.meta.url)), '../../src/ui/_locales');

const messagesIn = (locale: string): Messages =>
  JSON.parse(readFileSync(join(directory, locale, 'messages.json'), 'utf8'));

/** Every language's texts, by the names that the browsers give languages: `en`, `zh_CN`. */
export const LOCALES: ReadonlyMap<string, Messages> = new Map(
  readdirSync(directory).map((locale) => [locale, messagesIn(locale)]),
);

export const MESSAGES: Messages = messagesIn('en');

/** What a browser of that language gives for a key, and English where it has none of ours. */
export function messagesOf(tag: string): Messages {
  const own = LOCALES.get(tag.replace('-', '_')) ?? LOCALES.get(tag.replace(/-.*/, ''));
  return {...MESSAGES, ...own};
}

/** `chrome.i18n` of a browser of that language, with `$1`… replaced; `writes` where its numbers are another country's. */
export function tongueOf(tag: string, writes = tag): Tongue {
  const messages = messagesOf(tag);
  return {
    getMessage: (key, substitutions = []) => {
      const given = [substitutions].flat();
      const text = messages[key]?.message ?? '';
      return text.replaceAll(/\$(\d)/g, (_, index: string) => given[Number(index) - 1] ?? '');
    },
    getUILanguage: () => writes,
  };
}

/** Puts as much of the browser in place as the parts' texts need, speaking `tag`. */
export function speak(tag = 'en'): void {
  Object.assign(globalThis, {chrome: {i18n: tongueOf(tag)}});
}
