import {describe, expect, it} from 'vitest';
import {venues} from '../../src/venues/index.ts';
import {malformed} from '../../src/venues/reading.ts';
import {visible} from '../../src/venues/visible.ts';

describe('a text of the page’s, shown to a person', () => {
  it.each([
    ['expected a symbol, got "BTC"', 'expected a symbol, got "BTC"'],
    ['the account’s 币安人生 and 김치', 'the account’s 币安人生 and 김치'],
    ['\u202e%0001 efas', '\\u{202e}%0001 efas'],
    ['B\u200bTC', 'B\\u{200b}TC'],
    ['\u0412\u0422\u0421', '\\u{412}\\u{422}\\u{421}'],
    ['\ud800 alone', '\\u{d800} alone'],
    ['one\ntwo', 'one\\u{a}two'],
    ['😀', '\\u{1f600}'],
  ])('%j says what is in it', (text, shown) => {
    expect(visible(text, 60)).toBe(shown);
  });

  it('is never longer than wanted', () => {
    expect(visible('\u202e'.repeat(1000), 60)).toHaveLength(60);
    expect(visible('x'.repeat(1_000_000), 60)).toBe('x'.repeat(60));
  });
});

describe('a defect', () => {
  const [venue] = venues;

  it('keeps little of a frame and of the names in it, and nothing that deceives', () => {
    const url = 'wss://exchange.example';
    const frame = {
      at: 1,
      page: url,
      via: 'websocket',
      url,
      direction: 'in',
      body: `\u202e${'x'.repeat(1e6)}`,
    } as const;
    const {defects} = malformed(venue?.initial, frame, {
      where: 'k\u200b'.repeat(1e5),
      what: `got "\u202e${'9'.repeat(1e6)}`,
    });
    expect(JSON.stringify(defects).length).toBeLessThan(1000);
    expect(JSON.stringify(defects)).not.toMatch(/[\p{Cf}\p{Cc}]/u);
  });
});
