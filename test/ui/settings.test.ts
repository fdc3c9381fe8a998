import {afterEach, describe, expect, it, vi} from 'vitest';
import {DEFAULT_SETTINGS} from '../../src/settings.ts';
import {applyLook} from '../../src/ui/settings.ts';
import {textLanguage} from '../../src/ui/text/message.ts';
import {speak} from './browser-stub.ts';

afterEach(() => vi.unstubAllGlobals());

describe('the chosen language', () => {
  it('is the one that was chosen last, although the words of the one before come later', async () => {
    speak('en');
    const asked: {src: string; onload: () => void}[] = [];
    vi.stubGlobal('document', {
      createElement: () => ({}),
      head: {append: (script: (typeof asked)[number]) => asked.push(script)},
      documentElement: {style: {}, lang: ''},
    });
    vi.stubGlobal('plimsollTexts', {ru: {language: 'ru'}, tr: {language: 'tr'}});
    const looks = Promise.all([
      applyLook({...DEFAULT_SETTINGS, language: 'ru'}),
      applyLook({...DEFAULT_SETTINGS, language: 'tr'}),
    ]);
    let isDone = false;
    void looks.then(() => {
      isDone = true;
    });
    for (let turn = 0; turn < 50 && !isDone; turn += 1) {
      asked.pop()?.onload();
      await new Promise((next) => setTimeout(next));
    }
    await looks;
    expect(textLanguage()).toBe('tr');
    expect(document.documentElement.lang).toBe('tr');
  });
});
