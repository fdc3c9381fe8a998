import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {impliedLeverage} from '../../../src/venues/binance/leverage.ts';

/** Of amounts in units of the eighth decimal, where both sides of the rule are whole numbers. */
const UNIT = 100_000_000n;
const text = (units: bigint) => `${units / UNIT}.${(units % UNIT).toString().padStart(8, '0')}`;

/** |value| ÷ margin, when it is whole but for one unit of each cut amount. */
function byUnits(value: bigint, margin: bigint): string | undefined {
  const leverage = (2n * value + margin) / (2n * margin);
  const rest = value - leverage * margin;
  const off = rest < 0n ? -rest : rest;
  return leverage >= 1n && off <= leverage + 1n ? leverage.toString() : undefined;
}

describe('the leverage that an initial margin follows', () => {
  it.each([
    ['121000.00000000', '6050.00000000', '20'],
    ['-60500.00000000', '3025.00000000', '20'],
    ['100.00000000', '14.28571428', '7'],
    // Eight units over, as far as a cut value and seven times a cut margin may be off; then nine.
    ['100.00000004', '14.28571428', '7'],
    ['100.00000005', '14.28571428', undefined],
    ['121000.00000000', '6500.00000000', undefined],
    ['0.00000000', '1.00000000', undefined],
    ['1.00000000', '3.00000000', undefined],
    // As numbers of JSON are written, and with more places than eight.
    ['121000', '6050', '20'],
    ['1.21e+5', '6.05e3', '20'],
    ['100.0000000400', '14.2857142800', '7'],
    ['100.0000000401', '14.2857142800', undefined],
    // Beyond what a double can tell.
    ['90071992547409930.00000041', '4503599627370496.50000001', '20'],
    ['90071992547409930.00000042', '4503599627370496.50000001', undefined],
  ])('%s at a margin of %s: %s', (value, margin, expected) => {
    expect(impliedLeverage(value, margin)).toBe(expected);
  });

  it('is to the digit, whatever the amounts', () => {
    const units = fc.bigInt({min: 1n, max: 10n ** 24n});
    const near = fc
      .tuple(units, fc.bigInt({min: 1n, max: 150n}), fc.bigInt({min: -200n, max: 200n}))
      .map(([margin, leverage, off]): readonly [bigint, bigint] => [margin * leverage + off, margin]);
    const pair = fc.oneof(fc.tuple(units, units), near).filter(([value]) => value > 0n);
    fc.assert(
      fc.property(pair, ([value, margin]) => {
        expect(impliedLeverage(text(value), text(margin))).toBe(byUnits(value, margin));
      }),
      {numRuns: 2000},
    );
  });
});
