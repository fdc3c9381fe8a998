import {beforeEach, describe, expect, it} from 'vitest';
import {counted, t} from '../../../src/ui/text/message.ts';
import {sourcesBelow} from '../../house/sources.ts';
import {MESSAGES, speak} from '../browser-stub.ts';

beforeEach(() => speak('en'));

const keys = Object.keys(MESSAGES);
/** The background writes notifications. */
const sources = [...sourcesBelow('src/ui'), ...sourcesBelow('src/background')].map(({text}) => text);

describe('messages', () => {
  it('are all used: a text nobody shows is a text nobody checks', () => {
    const stem = (key: string) => key.replace(/_(one|other)$/, '');
    const unused = keys.filter(
      (key) => !sources.some((text) => text.includes(`'${key}'`) || text.includes(`'${stem(key)}'`)),
    );
    expect(unused).toEqual([]);
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

  it('fall back to “other” where a category has no text of its own', () => {
    speak('ru');
    // Russian counts 3 as "few", which the English file has not.
    expect(counted('defects', 3, '3')).toBe('3 things could not be read');
  });
});
