import {beforeEach, describe, expect, it} from 'vitest';
import {LANGUAGES} from '../../../src/settings.ts';
import {counted, t} from '../../../src/ui/text/message.ts';
import {sourcesBelow} from '../../house/sources.ts';
import {LOCALES, MESSAGES, speak} from '../browser-stub.ts';

beforeEach(() => speak('en'));

const keys = Object.keys(MESSAGES);
/** The background writes notifications, and `reading` the tooltip. */
const sources = ['src/ui', 'src/background', 'src/reading'].flatMap((room) =>
  sourcesBelow(room).map(({text}) => text),
);
/** Found by what they say: their own test holds them against the sources that say it. */
const isReason = (key: string): boolean => key.startsWith('reason_');
/** The stores' own, which no source asks for. */
const MANIFEST = ['about'];

const substitutions = (text: string): readonly string[] => [...new Set(text.match(/\$\d/g))].sort();

describe('messages', () => {
  it('are all used: a text nobody shows is a text nobody checks', () => {
    const stem = (key: string) => key.replace(/_(one|other)$/, '');
    const unused = keys.filter(
      (key) =>
        !isReason(key) &&
        !sources.some((text) => text.includes(`'${key}'`) || text.includes(`'${stem(key)}'`)),
    );
    expect(unused).toEqual(MANIFEST);
  });

  it('never name a substitution without saying what it is where it is not plain', () => {
    const many = Object.entries(MESSAGES).filter(([, {message}]) => message.includes('$2'));
    for (const [key, {description = ''}] of many) {
      // One sentence may explain a message whose numbers explain themselves.
      expect(description, key).not.toBe('');
    }
  });

  it('put substitutions where they belong', () => {
    expect(t('level_at', 'call', '300%')).toBe('call at 300%');
  });

  it('are counted by the language’s own rule', () => {
    expect(counted('defects', 1, '1')).toBe('1 thing could not be read');
    expect(counted('defects', 1204, '1,204')).toBe('1,204 things could not be read');
  });

  it.each([
    [1, '1 место прочитать не удалось'],
    [3, '3 места прочитать не удалось'],
    [11, '11 мест прочитать не удалось'],
    [21, '21 место прочитать не удалось'],
  ])('are counted in Russian by its own: %i', (count, text) => {
    speak('ru');
    expect(counted('defects', count, String(count))).toBe(text);
  });

  it('are counted by the rule of the language that they are in, not the browser’s', () => {
    // French counts nought as one; its texts are the English ones.
    speak('fr');
    expect(counted('defects', 0, '0')).toBe('0 things could not be read');
  });
});

it('are there for every language that the options offer, and for no other', () => {
  expect([...LOCALES.keys()].sort()).toEqual([...LANGUAGES].sort());
});

const counts = keys.filter((key) => key.endsWith('_other')).map((key) => key.replace(/_other$/, ''));
const counting = (key: string): string | undefined =>
  counts.find((stem) => key.startsWith(`${stem}_`) && /_(zero|one|two|few|many|other)$/.test(key));

describe.each([...LOCALES])('the texts in %s', (locale, texts) => {
  const tag = locale.replace('_', '-');

  it('have the keys of the English ones, and none beside', () => {
    const plain = (all: readonly string[]) => all.filter((key) => counting(key) === undefined).sort();
    expect(plain(Object.keys(texts))).toEqual(plain(keys));
  });

  it('have every form that the language counts by, and none that it does not', () => {
    const {pluralCategories} = new Intl.PluralRules(tag).resolvedOptions();
    const wanted = counts.flatMap((stem) => pluralCategories.map((category) => `${stem}_${category}`));
    const forms = Object.keys(texts).filter((key) => counting(key) !== undefined);
    expect(forms.sort()).toEqual(wanted.sort());
  });

  it('say all that the English ones say', () => {
    for (const [key, {message}] of Object.entries(texts)) {
      const english = MESSAGES[key] ?? MESSAGES[`${counting(key)}_other`];
      expect(substitutions(message), key).toEqual(substitutions(english?.message ?? ''));
      // A dollar that is no substitution would be one to the browsers.
      expect(message.replaceAll(/\$\d/g, ''), key).not.toContain('$');
      expect(message.trim(), key).not.toBe('');
    }
  });

  it('name their language, by which numbers and voices are chosen', () => {
    expect(texts.language?.message).toBe(tag);
  });

  it('are described once, in English', () => {
    const described = Object.values(texts).filter(({description}) => description !== undefined);
    expect(described.length > 0).toBe(locale === 'en');
  });

  it('tell the stores what it is in the room that they give', () => {
    // Chrome's Web Store takes no longer one.
    expect(texts.about?.message.length).toBeLessThanOrEqual(132);
  });

  it.skipIf(locale === 'en')('are not English that somebody forgot', () => {
    const same = Object.keys(texts).filter((key) => texts[key]?.message === MESSAGES[key]?.message);
    const words = same.filter((key) => /[a-z]{2}/.test((texts[key]?.message ?? '').replaceAll(/\$\d/g, '')));
    // Traders' own words, in Latin letters, in Turkish.
    expect(words.filter((key) => !['long', 'short', 'panel'].includes(key))).toEqual([]);
  });
});
