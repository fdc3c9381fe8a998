import {describe, expect, it} from 'vitest';
import {BadOption} from '../exchange/options.ts';
import {soakOptions} from './options.ts';

describe('what is asked of a soak', () => {
  it('is both browsers for some minutes, when nothing is said', () => {
    const options = soakOptions([]);
    expect(options).toMatchObject({
      browsers: ['chromium', 'firefox'],
      kills: 40,
      closings: 3,
      minutes: 1,
      rate: 200,
      pairs: 4,
      json: null,
    });
  });

  it('is the long form but for what is said', () => {
    const options = soakOptions(['--long', '--minutes', '0.5', '--seed', '7', '--browser', 'firefox']);
    expect(options).toMatchObject({browsers: ['firefox'], kills: 1000, closings: 20, minutes: 0.5, seed: 7});
  });

  it.each([
    [['--kills', 'many'], '--kills must be a whole number from 0 to 100000, not many.'],
    [['--kills', '-1'], "Option '--kills' argument is ambiguous; --help lists the options."],
    [['--kills=-1'], '--kills must be a whole number from 0'],
    [['--kills=1.5'], '--kills must be a whole number'],
    [['--minutes', ''], '--minutes must be a number from 0'],
    [['--rate', '0'], '--rate must be a whole number from 1 to 2000, not 0.'],
    [['--seed', '4294967296'], '--seed must be a whole number below 4294967296'],
    [['--browser', 'safari'], '--browser must be chromium or firefox, not safari.'],
    [['--kill', '3'], "Unknown option '--kill'; --help lists the options."],
    [['more'], "Unexpected argument 'more'"],
  ])('%s is one sentence', (words, sentence) => {
    expect(() => soakOptions(words)).toThrow(BadOption);
    expect(() => soakOptions(words)).toThrow(sentence);
  });
});
