import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {amount, positive, positiveOrNothing, unsigned, unsignedOrNothing} from '../../src/venues/wire.ts';

const REFUSED = 'refused';
const read = (schema: v.GenericSchema, value: unknown) => {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : REFUSED;
};

describe('amounts fit the documented account format, and so do products of two', () => {
  it.each([
    ['-12.50', '-12.50'],
    ['18446744073709551615', '18446744073709551615'],
    [0.1, '0.1'],
    [1e-7, '0.0000001'],
    ['1.5e3', '1.5e3'],
    ['0.000000000000000000000000000001', '0.000000000000000000000000000001'],
  ])('%s is one', (value, text) => {
    expect(read(amount, value)).toBe(text);
  });

  it.each([
    '100000000000000000000',
    '999999999999999999999999999999999999999',
    '12e19',
    1e20,
    1e308,
    '1.5e-40',
    '1e-300',
  ])('%s, beyond a 64-bit number or 40 places, is none', (value) => {
    expect(read(amount, value)).toBe(REFUSED);
  });
});

describe('what is never below zero', () => {
  it.each([amount, unsigned, unsignedOrNothing])('0 is an amount', (schema) => {
    expect(['0', 0, '0.000'].map((zero) => read(schema, zero))).toEqual(['0', '0', '0.000']);
  });

  it('a minus is refused, but before nothing', () => {
    expect(['-1', -0.5, '-0', '-0.00'].map((value) => read(unsigned, value))).toEqual([
      REFUSED,
      REFUSED,
      '-0',
      '-0.00',
    ]);
    expect(['-1', '', null, undefined].map((value) => read(unsignedOrNothing, value))).toEqual([
      REFUSED,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('a price, a leverage, the size of a contract', () => {
  it('is above zero; where nothing may be said, 0 says it', () => {
    expect([0, '-1', '0.0'].map((value) => read(positive, value))).toEqual([REFUSED, REFUSED, REFUSED]);
    expect(['0', '', '-1'].map((value) => read(positiveOrNothing, value))).toEqual([
      undefined,
      undefined,
      REFUSED,
    ]);
  });

  it('is not so small that a quotient would leave the format', () => {
    expect(
      ['0.00000000000000000001', '1e-20', '0.000000000000000000009', '1e-21', 1e-30].map((value) =>
        read(positive, value),
      ),
    ).toEqual(['0.00000000000000000001', '1e-20', REFUSED, REFUSED, REFUSED]);
  });
});
