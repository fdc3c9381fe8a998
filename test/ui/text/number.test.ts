import {beforeEach, describe, expect, it} from 'vitest';
import {
  accuracy,
  accuracyParts,
  amount,
  basisPoints,
  distance,
  gain,
  magnitude,
  move,
  percent,
  price,
  ratio,
  size,
} from '../../../src/ui/text/number.ts';
import {speak} from '../browser-stub.ts';

// Grouping, decimal signs and places of the percent sign below are CLDR's for each language, read 2026-11-22.

beforeEach(() => speak('en'));

describe('magnitude', () => {
  it.each([
    ['4711', 3],
    ['9.99', 0],
    ['0.047', -2],
    ['-0.5', -1],
    ['0.00', null],
    ['000120', 2],
    ['none', null],
  ])('of %s is %s', (value, expected) => expect(magnitude(value)).toBe(expected));
});

describe('an amount', () => {
  it.each([
    ['12480.334', 'USDC', '12,480.33'],
    ['12480.335', 'USDC', '12,480.34'],
    ['5', 'USDT', '5.00'],
    ['0', 'USDT', '0.00'],
    ['-0.004567', 'USD', '−0.004567'],
    ['0.412309918', 'BTC', '0.412310'],
    ['1.23456789', 'BTC', '1.23457'],
    ['0.000000123456', 'BTC', '0.000000123456'],
    ['1234567.891', 'ETH', '1,234,567.89'],
  ])('%s %s reads %s', (value, unit, text) => expect(amount(value, unit)).toBe(text));

  it('beyond the digits of a double keeps every one', () => {
    expect(amount('90071992547409931.07', 'USD')).toBe('90,071,992,547,409,931.07');
    expect(size('0.1234567890123456789')).toBe('0.1234567890123456789');
  });

  it('that is no decimal is shown as it came, never as NaN', () => {
    expect(amount('—?', 'USD')).toBe('—?');
    expect(accuracyParts('Infinity')).toEqual({before: '', large: 'Infinity', after: ''});
  });

  it('gained or lost has its sign', () => {
    expect(gain('530.995', 'USDC')).toBe('+531.00');
    expect(gain('-221.046', 'USDC')).toBe('−221.05');
    expect(gain('0', 'USDC')).toBe('0.00');
  });
});

describe('accuracy', () => {
  it('is cut, not rounded: just above the line stays above, just below never reaches it', () => {
    expect(accuracy('104.999999')).toBe('104.9%');
    expect(accuracy('99.99999999999999999999999')).toBe('99.9%');
    expect(accuracy('100.0')).toBe('100.0%');
    expect(accuracy('-3.21')).toBe('−3.3%');
  });

  it('has no decimals from a thousand on, and is short from a hundred thousand on', () => {
    expect(accuracy('1234.9')).toBe('1,234%');
    expect(accuracy('123456.7')).toBe('123.4K%');
  });

  it('comes in parts in the order of the language', () => {
    expect(accuracyParts('342.07')).toEqual({before: '', large: '342', after: '.0%'});
    speak('tr');
    expect(accuracyParts('342.07')).toEqual({before: '%', large: '342', after: ',0'});
    speak('de');
    expect(accuracyParts('1342.07')).toEqual({before: '', large: '1.342', after: '\u00a0%'});
  });
});

describe('a distance', () => {
  it('is cut, so that the line is never shown farther than it is', () => {
    expect(distance('20.7963871')).toBe('20.7%');
    expect(distance('3.0399')).toBe('3.03%');
    expect(distance('0.00999')).toBe('0.00%');
  });

  it('as a move has the sign of the move', () => {
    expect(move('20.79', 'down')).toBe('−20.7%');
    expect(move('9.876', 'up')).toBe('+9.87%');
    expect(move('0', 'down')).toBe('0.00%');
  });
});

describe('prices, fractions, differences', () => {
  it.each([
    ['48112.4093811', '48,112.4'],
    ['2318.0512', '2,318.05'],
    ['201.3701', '201.370'],
    ['0.0000123456', '0.0000123456'],
    ['1234567', '1,234,567.0'],
  ])('price %s reads %s', (value, text) => expect(price(value)).toBe(text));

  it('shows fractions as percent', () => {
    expect(percent('1.05')).toBe('105%');
    expect(ratio('3.419')).toBe('341.9%');
    expect(ratio('3.42')).toBe('342.0%');
  });

  it('shows a difference no smaller than it is', () => {
    expect(basisPoints('2.9')).toBe('0.03%');
    expect(basisPoints('-0.08')).toBe('0.01%');
    expect(basisPoints('0')).toBe('0.00%');
    expect(basisPoints('none')).toBe('—');
  });
});

describe('other languages', () => {
  it.each([
    ['de', '12.480,33'],
    ['ru', '12\u00a0480,33'],
    ['ja', '12,480.33'],
    ['tr', '12.480,33'],
  ])('%s writes amounts its own way', (tag, text) => {
    speak(tag);
    expect(amount('12480.334', 'USDC')).toBe(text);
  });
});
