import {describe, expect, it} from 'vitest';
import type {Words} from '../../src/background/shelf.ts';
import {Voice} from '../../src/background/voice.ts';
import {LOCALES, messagesOf, tongueOf} from '../ui/browser-stub.ts';

const isReason = ([key]: readonly [string, unknown]) => key.startsWith('reason_');
const textsOf = (language: string) =>
  Object.fromEntries(
    Object.entries(messagesOf(language.replace('_', '-'))).map(([key, {message}]) => [key, message]),
  );

/** As the build's scripts: what was asked for, in order. */
function library(refuses: readonly string[] = []) {
  const lent: string[] = [];
  const lend = async (name: string, texts: Readonly<Record<string, string>>) => {
    lent.push(name);
    if (refuses.includes(name)) throw new Error(`no ${name}`);
    return texts;
  };
  const words: Words = {
    texts: (language) => lend(language, textsOf(language)),
    reasons: () => lend('reasons', Object.fromEntries(Object.entries(textsOf('en')).filter(isReason))),
  };
  return {lent, words};
}

const voiceIn = (browser: string, refuses: readonly string[] = []) => {
  const {lent, words} = library(refuses);
  return {voice: new Voice(tongueOf(browser), words), lent};
};

describe('the background’s voice', () => {
  it('speaks the browser’s language, and reads nothing for it where that is English', async () => {
    const {voice, lent} = voiceIn('en');
    expect(voice.getMessage('tip_live', '14:03')).toBe('Live, as of 14:03.');
    await voice.speak('browser');
    expect(voice.getMessage('tip_live', '14:03')).toBe('Live, as of 14:03.');
    expect(voice.reason('nothing is required')).toBe('nothing is required');
    expect(lent).toEqual([]);
  });

  it.each([...LOCALES.keys()])('speaks %s when it is chosen, numbers and all', async (locale) => {
    const {voice} = voiceIn('de');
    await voice.speak(locale as Parameters<Voice['speak']>[0]);
    expect(voice.getUILanguage()).toBe(locale.replace('_', '-'));
    expect(voice.getMessage('call_or')).toBe(LOCALES.get(locale)?.call_or?.message);
    expect(voice.reason('price of ETH')).toBe(
      LOCALES.get(locale)?.reason_price?.message.replace('$1', 'ETH'),
    );
    expect(voice.reason('what one exchange alone says')).toBe('what one exchange alone says');
  });

  it('goes back to the browser’s', async () => {
    const {voice} = voiceIn('ja');
    await voice.speak('tr');
    expect(voice.reason('all positions of the account')).toBe('hesabın tüm pozisyonları');
    await voice.speak('browser');
    expect(voice.getUILanguage()).toBe('ja');
    expect(voice.reason('all positions of the account')).toBe('口座の全ポジション');
  });

  it('leaves the pill, which knows the browser’s language only, its reasons in that', async () => {
    const {voice} = voiceIn('ko');
    await voice.speak('ru');
    expect(voice.browsers.getUILanguage()).toBe('ko');
    expect(voice.browsers.reason?.('price of ETH')).toBe('ETH 가격');
    expect(voice.reason('price of ETH')).toBe('цена ETH');
  });

  it('speaks the last that was chosen, whichever came first', async () => {
    const {words} = library();
    let late = () => {};
    const waiting = new Promise<void>((come) => {
      late = come;
    });
    const voice = new Voice(tongueOf('en'), {
      ...words,
      texts: async (language) => {
        if (language === 'ru') await waiting;
        return words.texts(language);
      },
    });
    const first = voice.speak('ru');
    await voice.speak('tr');
    late();
    await first;
    expect(voice.getUILanguage()).toBe('tr');
  });

  it('speaks the browser’s while its words cannot be had', async () => {
    const {voice, lent} = voiceIn('en', ['ru']);
    await voice.speak('tr');
    await voice.speak('ru');
    expect(lent).toContain('ru');
    expect(voice.getUILanguage()).toBe('en');
  });
});
