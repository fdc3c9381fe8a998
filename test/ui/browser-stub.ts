import english from '../../src/ui/_locales/en/messages.json' with {type: 'json'};

type Messages = Record<string, {readonly message: string; readonly description?: string}>;

export const MESSAGES: Messages = english;

/** What `chrome.i18n.getMessage` does with `$1`…, over the English texts. */
export function getMessage(key: string, substitutions: readonly string[] = []): string {
  const text = MESSAGES[key]?.message ?? '';
  return text.replaceAll(/\$(\d)/g, (_, index: string) => substitutions[Number(index) - 1] ?? '');
}

/** Puts as much of the browser in place as the parts' texts need, speaking `tag`. */
export function speak(tag = 'en'): void {
  Object.assign(globalThis, {chrome: {i18n: {getMessage, getUILanguage: () => tag}}});
}
