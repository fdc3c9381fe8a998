import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

type Messages = Record<string, {readonly message: string}>;

const path = fileURLToPath(new URL('../../src/ui/_locales/en/messages.json', import.meta.url));
export const MESSAGES: Messages = JSON.parse(readFileSync(path, 'utf8'));

/** What `chrome.i18n.getMessage` does with `$1`…, over the English texts. */
export function getMessage(key: string, substitutions: readonly string[] = []): string {
  const text = MESSAGES[key]?.message ?? '';
  return text.replaceAll(/\$(\d)/g, (_, index: string) => substitutions[Number(index) - 1] ?? '');
}

/** Puts as much of the browser in place as the parts' texts need, speaking `tag`. */
export function speak(tag = 'en'): void {
  Object.assign(globalThis, {chrome: {i18n: {getMessage, getUILanguage: () => tag}}});
}
