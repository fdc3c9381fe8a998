import {describe, expect, it} from 'vitest';
import {Decimal} from '../../../src/engine/decimal.ts';
import {exceeds, grown} from '../../../src/venues/orderly/growth.ts';

const ONE = new Decimal(1);
const ZERO = new Decimal(0);

describe('value^0.8', () => {
  // 10^(0.8 × 5 n) is a power of ten; 2^(4 n) of 32^n.
  it.each([
    ['100000', '10000'],
    ['1e-5', '0.0001'],
    ['32', '16'],
    ['33554432', '1048576'],
    ['0.00032', '0.0016'],
    ['1e30', '1e24'],
  ])('of %s is %s', (value, power) => {
    const off = grown(ZERO, ONE, new Decimal(value)).div(power).minus(1).abs();
    expect(off.lte('1e-37'), `${off}`).toBe(true);
  });

  it('is the power of decimals to 37 digits, whatever the number of digits', () => {
    for (const text of [
      '3',
      '47',
      '512.25',
      '6180.33',
      '99999.99',
      '276800',
      '4500000',
      '0.0271',
      '0.9999',
    ]) {
      const value = new Decimal(text);
      const off = grown(ZERO, ONE, value).div(value.pow('0.8')).minus(1).abs();
      expect(off.lte('1e-37'), `${text}: ${off}`).toBe(true);
    }
  });

  it('of nothing is nothing, and the base is the least', () => {
    expect(grown(ZERO, ONE, ZERO).toFixed()).toBe('0');
    expect(grown(new Decimal(17), ONE, new Decimal(32)).toFixed()).toBe('17');
  });

  it('exceeds a limit from just above it', () => {
    expect(exceeds(ONE, new Decimal(32), new Decimal(16))).toBe(false);
    expect(exceeds(ONE, new Decimal('32.0000001'), new Decimal(16))).toBe(true);
  });
});
