import {describe, expect, it} from 'vitest';
import {powerOf} from '../../src/engine/power.ts';
import {rootNear} from '../../src/engine/root.ts';
import {toDouble} from '../../src/engine/scan/double.ts';
import {LOWEST, rootsWithin, sizeAt, TERMS, valueAt} from '../../src/engine/scan/laurent.ts';
import {normal} from '../../src/engine/scan/option.ts';
import {pointsWithin} from '../../src/engine/scan/points.ts';
import {firstSignChange} from '../../src/engine/scan/sample.ts';
import {stepAt} from '../../src/engine/scan/step.ts';
import {tierAt} from '../../src/engine/scan/tier.ts';
import {decimal} from './build.ts';

/** Coefficients from a power on. */
const curve = (lowest: number, ...terms: readonly number[]): Float64Array => {
  const made = new Float64Array(TERMS);
  made.set(terms, lowest - LOWEST);
  return made;
};

/** The polynomial with these roots, lowest power first. */
const withRoots = (...roots: readonly number[]): readonly number[] =>
  roots.reduce<readonly number[]>(
    (terms, root) =>
      Array.from(
        {length: terms.length + 1},
        (_, power) => (terms[power - 1] ?? 0) - root * (terms[power] ?? 0),
      ),
    [1],
  );

const FAR = Number.POSITIVE_INFINITY;
const rounded = (roots: readonly number[]): readonly string[] =>
  [...roots].sort((one, other) => one - other).map((root) => root.toFixed(9));

describe('sums of powers', () => {
  it('their value and their size: 2/k³ − 3 + k² at 2 is 1.25, of 7.25', () => {
    const of = curve(-3, 2, 0, 0, -3, 0, 1);
    expect(valueAt(of, 2)).toBe(1.25);
    expect(sizeAt(of, 2)).toBe(7.25);
  });

  it.each([
    ['2k − 3', curve(0, -3, 2), ['1.500000000']],
    ['1/k − 4', curve(-1, 1, -4), ['0.250000000']],
    ['(k − 1)(k − 4)', curve(0, 4, -5, 1), ['1.000000000', '4.000000000']],
    ['(k + 1)(k − 4): none below 0', curve(0, -4, -3, 1), ['4.000000000']],
    ['k² + 1', curve(0, 1, 0, 1), []],
    ['(k − 2)², which touches', curve(0, 4, -4, 1), ['2.000000000', '2.000000000']],
    ['k − 4/k', curve(-1, -4, 0, 1), ['2.000000000']],
    ['one power', curve(1, 5), []],
    ['nothing', curve(0), []],
  ])('the roots of %s', (_, of, roots) => {
    expect(rounded(rootsWithin(of, 0, FAR))).toEqual(roots);
  });

  it('of up to six powers, however near to each other', () => {
    const roots = [0.5, 0.501, 2, 3, 10];
    expect(rounded(rootsWithin(curve(-3, ...withRoots(...roots)), 0, FAR))).toEqual(rounded(roots));
    expect(rounded(rootsWithin(curve(-1, ...withRoots(0.9, 0.9001, 700)), 0, FAR))).toEqual(
      rounded([0.9, 0.9001, 700]),
    );
    expect(rounded(rootsWithin(curve(-3, ...withRoots(-1, -2, 7)), 0, FAR))).toEqual(['7.000000000']);
    // (k − 3)²(k − 8): the one that touches is offered
    expect(rounded(rootsWithin(curve(-2, ...withRoots(3, 3, 8)), 0, FAR)).map(Number)).toEqual(
      expect.arrayContaining([3, 8]),
    );
    // k³ + k + 1 has none above 0
    expect(rootsWithin(curve(-1, 1, 1, 0, 1), 0, FAR)).toEqual([]);
  });

  it('within bounds, both included', () => {
    const of = curve(-2, ...withRoots(1, 2, 4));
    expect(rounded(rootsWithin(of, 1.5, 3))).toEqual(['2.000000000']);
    expect(rounded(rootsWithin(curve(0, 4, -5, 1), 4, 5))).toEqual(['4.000000000']);
    expect(rounded(rootsWithin(curve(0, 4, -5, 1), 0.5, 1))).toEqual(['1.000000000']);
    expect(rootsWithin(curve(0, 4, -5, 1), 1.1, 3.9)).toEqual([]);
  });

  it('exactly: the root beside what the search found', () => {
    const exact = (near: number, lowest: number, ...terms: readonly number[]): string => {
      const of = [...curve(lowest, ...terms)].map((term) => (term === 0 ? null : decimal(String(term))));
      const root = rootNear(of, near);
      return root === null ? 'none' : root.over.div(root.under).toFixed(30);
    };
    const third = decimal('1').div(3).toFixed(30);
    expect(exact(0.3, 0, -1, 3)).toBe(third);
    expect(exact(0.9, 0, 4, -5, 1)).toBe(decimal('1').toFixed(30));
    expect(exact(4.2, 0, 4, -5, 1)).toBe(decimal('4').toFixed(30));
    expect(exact(1.9, -2, 4, 4, 1)).toBe(decimal('-2').toFixed(30));
    expect(exact(2, -1, -4, 0, 1)).toBe(decimal('2').toFixed(30));
    expect(exact(1, 0, 1, 0, 1)).toBe('none');
    expect(exact(1, 1, 7)).toBe('none');
    expect(exact(1, 0)).toBe('none');
    expect(exact(1.4, -1, -2, 0, 1)).toBe(decimal('2').sqrt().toFixed(30));
    // k³ − 2 from a double, and 1/k² − 3k + 2/k³ … by Newton
    expect(exact(1.2599, -1, -2, 0, 0, 1)).toBe(decimal('2').cbrt().toFixed(30));
    expect(exact(3.1, -3, ...withRoots(0.5, 3, 5, -1))).toBe(decimal('3').toFixed(30));
    // k³ + 1 has its only root below nothing
    expect(exact(0.5, -1, 1, 0, 0, 1)).toBe('none');
  });
});

describe('doubles', () => {
  it.each([
    '0',
    '1',
    '-0.1',
    '42',
    '1234567.1234567',
    '123456789012345678901234567890.5',
    '-9.87654321e30',
    '1e-40',
    '3.000000100000020000003e-11',
    '1e40',
    '0.00000000000000000000123',
  ])('of %s is as near as a double comes', (text) => {
    const [ours, theirs] = [toDouble(decimal(text)), Number(text)];
    expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(Math.abs(theirs) * 4.5e-16);
  });

  it('beyond all doubles is nothing or endless, and no number is none', () => {
    expect(toDouble(decimal('1e-450'))).toBe(0);
    expect(toDouble(decimal('-1e450'))).toBe(Number.NEGATIVE_INFINITY);
    expect(toDouble(decimal('NaN'))).toBeNaN();
  });

  it('the bell’s tails beside each other: Φ(x) + Φ(−x) = 1', () => {
    for (const x of [0.1, 0.7, 1.3, 2.9, 5, 7, 7.1, 9, 20]) expect(normal(x) + normal(-x)).toBe(1);
    // Φ(−7.5) = 3.19089e−14, Φ(−10) = 7.61985e−24, Φ(−30) = 4.90671e−198
    expect([-7.5, -10, -30].map((x) => normal(x).toExponential(4))).toEqual([
      '3.1909e-14',
      '7.6199e-24',
      '4.9067e-198',
    ]);
  });
});

describe('powers of a decimal', () => {
  it.each([
    ['32', '0.8', '16'],
    ['1024', '0.5', '32'],
    ['0.00032', '0.2', '0.2'],
    ['7', '1', '7'],
    ['7', '0', '1'],
    ['1.5', '3', '3.375'],
    ['4', '1.5', '8'],
  ])('%s to the %s is %s', (value, exponent, expected) => {
    expect(powerOf(decimal(value), decimal(exponent)).toFixed(36)).toBe(decimal(expected).toFixed(36));
  });

  it('agrees with a logarithm to 37 digits', () => {
    for (const exponent of ['0.8', '0.35', '0.123457', '1.25'])
      for (const value of ['12345.678', '0.000987', '98765432109876']) {
        const [ours, theirs] = [
          powerOf(decimal(value), decimal(exponent)),
          decimal(value).pow(decimal(exponent)),
        ];
        expect(ours.minus(theirs).abs().lte(theirs.times('1e-37')), `${value}^${exponent}`).toBe(true);
      }
  });
});

describe('steps', () => {
  it('the last bound that is not above', () => {
    const from = [0, 10, 20];
    expect([-5, 0, 9.99, 10, 19, 20, 1e9].map((amount) => stepAt(from, amount))).toEqual([
      0, 0, 0, 1, 1, 2, 2,
    ]);
  });

  it('a size a rounding error below an edge is at it', () => {
    const table = {from: [0, 10], rate: [1, 1], deduction: [0, 0]};
    expect([9.99, 10 - 1e-14, 10].map((size) => tierAt(table, size))).toEqual([0, 1, 1]);
  });
});

describe('samples', () => {
  it('two percent apart where prices go, on both sides of 1, within the bounds', () => {
    const points = pointsWithin(0.95, 1.05);
    expect(points.map((k) => k.toFixed(4))).toEqual(['0.9612', '0.9804', '1.0200', '1.0404']);
    const wide = pointsWithin(0, FAR);
    expect(Math.min(...wide)).toBeLessThan(2e-9);
    expect(Math.max(...wide)).toBeGreaterThan(5e8);
    expect(wide).toEqual([...wide].sort((one, other) => one - other));
    const gaps = wide.slice(1).map((k, index) => k / (wide[index] ?? k));
    expect(Math.max(...gaps)).toBeLessThan(1.2501);
  });

  it('the first change of sign in each direction, to the last digits', () => {
    const standing = (k: number): number => (k - 0.3) * (2.5 - k);
    expect(firstSignChange(standing, 'down', [], 0)).toEqual({k: expect.closeTo(0.3, 14), edge: null});
    expect(firstSignChange(standing, 'up', [], FAR)).toEqual({k: expect.closeTo(2.5, 13), edge: null});
    expect(firstSignChange(standing, 'up', [], 2.4)).toBeNull();
    expect(firstSignChange(standing, 'down', [], 0.35)).toBeNull();
    expect(firstSignChange((k) => k, 'up', [], FAR)).toBeNull();
    // From below the line to above it
    expect(firstSignChange((k) => k - 4, 'up', [], FAR)?.k).toBeCloseTo(4, 12);
  });

  it('an edge is where it jumps, not where it passes', () => {
    const jumping = (k: number): number => (k < 1.3 ? 5 : -5);
    expect(firstSignChange(jumping, 'up', [1.1, 1.3], FAR)).toEqual({k: expect.closeTo(1.3, 11), edge: 1});
    const passing = (k: number): number => 1.3 - k;
    expect(firstSignChange(passing, 'up', [1.3], FAR)).toEqual({k: expect.closeTo(1.3, 11), edge: null});
    const below = (k: number): number => (k > 0.7 ? 5 : -5);
    expect(firstSignChange(below, 'down', [0.7], 0)).toEqual({k: expect.closeTo(0.7, 11), edge: 0});
    // A dip between two edges, narrower than any step
    const dip = (k: number): number => (k > 1.5 && k < 1.5001 ? -1 : 1);
    expect(firstSignChange(dip, 'up', [1.5, 1.5001], FAR)).toEqual({k: expect.closeTo(1.5, 11), edge: 0});
  });
});
