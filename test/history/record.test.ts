import {describe, expect, it} from 'vitest';
import {Decimal} from '../../src/engine/decimal.ts';
import {estimated, exact, missing, none} from '../../src/engine/figure.ts';
import {digitsOf, kindOf, written} from '../../src/history/record.ts';

describe('a figure in few characters', () => {
  it.each([
    [exact(new Decimal('48112.4')), '48112.4', 'exact', '48112.4'],
    [exact(new Decimal('-12.5')), '-12.5', 'exact', '-12.5'],
    [exact(new Decimal('1e-12')), '0.000000000001', 'exact', '0.000000000001'],
    [exact(new Decimal('1e21')), '1000000000000000000000', 'exact', '1000000000000000000000'],
    [estimated(new Decimal('99.5'), ['tiers']), '~99.5', 'estimated', '99.5'],
    [estimated(new Decimal('-3'), ['tiers']), '~-3', 'estimated', '-3'],
    [none('no positions'), 'none', 'none', null],
    [missing(['mark']), 'missing', 'missing', null],
  ] as const)('keeps kind and digits of %j', (figure, text, kind, digits) => {
    expect(written(figure)).toBe(text);
    expect(kindOf(text)).toBe(kind);
    expect(digitsOf(text)).toBe(digits);
  });

  it('has fifteen digits at most, and is never larger than the figure', () => {
    expect(written(exact(new Decimal('99.99999999999999999')))).toBe('99.9999999999999');
    expect(written(exact(new Decimal('-99.99999999999999999')))).toBe('-100');
    expect(written(exact(new Decimal('123456789.123456789')))).toBe('123456789.123456');
  });
});
