import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {
  amount,
  asset,
  positive,
  positiveOrNothing,
  symbol,
  unsigned,
  unsignedOrNothing,
} from '../../src/venues/wire.ts';

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
    ['7', '7'],
    ['-7', '-7'],
    ['-101.37788426911356509663164615631103515625', '-101.37788426911356509663164615631103515625'],
    [`${'9'.repeat(20)}.${'9'.repeat(40)}`, `${'9'.repeat(20)}.${'9'.repeat(40)}`],
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
    `0.${'1'.repeat(41)}`,
    '100000000000000000000.5',
    '-',
    '.',
    '.5',
    '5.',
    '-.5',
    '1.2.3',
  ])('%s, beyond a 64-bit number or 40 places, is none', (value) => {
    expect(read(amount, value)).toBe(REFUSED);
  });
});

describe('what is above zero', () => {
  it.each(['1', '0.5', '007', '00.10', '1e-5', `0.${'0'.repeat(19)}1`, `${'9'.repeat(20)}.5`])(
    '%s is',
    (text) => {
      expect(read(positive, text)).toBe(text);
    },
  );

  it.each(['0', '-1', '0.000', '-0', '0e5', `0.${'0'.repeat(20)}1`, '1e-25'])(
    '%s is not, or too near to it to divide by',
    (text) => {
      expect(read(positive, text)).toBe(REFUSED);
    },
  );
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

describe('a name', () => {
  it.each(['BTCUSDT', '1000PEPE-PERP', 'kPEPE', '币安人生USDT', '김치_USDT', 'BTC-27JUN27-100000-C'])(
    '%s is a contract’s',
    (name) => {
      expect(read(symbol, name)).toBe(name);
    },
  );

  it.each([
    ['Cyrillic letters for Latin ones', '\u0412\u0422\u0421USDT'],
    ['Greek letters for Latin ones', '\u0392\u03a4CUSDT'],
    ['full-width letters', '\uff22\uff34\uff23USDT'],
    ['a letter that cannot be seen', 'BTC\u3164USDT'],
    ['a space without width', 'BTC\u200bUSDT'],
    ['a mark that turns the text round', '\u202eTDSUCTB'],
    ['a letter written from the right', 'BTC\u05d0USDT'],
    ['a zero that is a Chinese character', '1\u3007\u3007\u3007PEPE'],
    ['an accent', 'B\u0300TCUSDT'],
    ['half a character', 'BTC\ud800'],
    ['a name of the language’s own', '__proto__'],
    ['a million letters', 'B'.repeat(1_000_000)],
  ])('with %s is none', (_, name) => {
    expect([read(symbol, name), read(asset, name)]).toEqual([REFUSED, REFUSED]);
  });
});
