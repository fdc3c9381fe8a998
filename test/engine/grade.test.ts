import {describe, expect, it} from 'vitest';
import type {Level} from '../../src/engine/account.ts';
import {assess} from '../../src/engine/assess.ts';
import {exact, missing, none} from '../../src/engine/figure.ts';
import {gradeOf, ladderOf, nextLevel, worstGrade} from '../../src/engine/grade.ts';
import {decimal, pool, position} from './build.ts';
import {accountOf} from './random-account.ts';

const level = (name: string, at: string): Level => ({name, at: decimal(at)});
/** Binance portfolio margin: reminder 1.5, reduce-only 1.2, liquidation 1.05. */
const portfolio = {
  waterline: decimal('1.05'),
  levels: [level('reminder', '1.5'), level('reduce-only', '1.2'), level('liquidation', '1.05')],
};

const gradeAt = (accuracy: string, rest = {}) =>
  gradeOf(ladderOf(pool('0', [], rest)), exact(decimal(accuracy)), decimal('1'));

describe('the grade of a pool', () => {
  it.each([
    ['300.01', 'safe'],
    ['300', 'watch'],
    ['150.01', 'watch'],
    ['150', 'warning'],
    ['120.01', 'warning'],
    ['120', 'margin-call'],
    ['100.01', 'margin-call'],
    ['100', 'liquidation'],
    ['-5', 'liquidation'],
  ])('without levels, at %s %% it is %s', (accuracy, grade) => {
    expect(gradeAt(accuracy)).toBe(grade);
  });

  it.each([
    ['315.01', 'safe'],
    ['315', 'watch'],
    ['157.5', 'warning'],
    ['120.01', 'warning'],
    ['120', 'margin-call'],
    ['105.01', 'margin-call'],
    ['105', 'liquidation'],
  ])('with a ladder down to 1.05, at %s %% it is %s', (accuracy, grade) => {
    expect(gradeAt(accuracy, portfolio)).toBe(grade);
  });

  it('high levels of the venue raise the bounds', () => {
    const rest = {levels: [level('call', '2'), level('warn', '4'), level('watch', '8')]};
    expect(['8.01', '8', '4', '2', '1'].map((at) => gradeAt(decimal(at).times(100).toFixed(), rest))).toEqual(
      ['safe', 'watch', 'warning', 'margin-call', 'liquidation'],
    );
  });

  it('is unknown without an accuracy, safe without a requirement, gone when it owes', () => {
    const ladder = ladderOf(pool('0', []));
    expect(gradeOf(ladder, missing(['x']), null)).toBe('unknown');
    expect(gradeOf(ladder, none('x'), decimal('0'))).toBe('safe');
    expect(gradeOf(ladder, none('x'), decimal('-0.01'))).toBe('liquidation');
  });
});

describe('the grade of an account', () => {
  it('is its worst pool’s; not knowing one is worse than a watch', () => {
    expect(worstGrade([])).toBe('safe');
    expect(worstGrade(['safe', 'watch'])).toBe('watch');
    expect(worstGrade(['unknown', 'watch'])).toBe('unknown');
    expect(worstGrade(['unknown', 'warning'])).toBe('warning');
    expect(worstGrade(['margin-call', 'liquidation', 'warning'])).toBe('liquidation');
    const near = pool('10', [position({size: '1', entry: '1000', mark: '1000'})], {id: 'near'});
    expect(assess(accountOf(pool('10', []), near)).grade).toBe('liquidation');
  });
});

describe('the level that comes next', () => {
  const of = (accuracy: string, rest = {}) => {
    const one = pool('0', [], rest);
    return nextLevel(one, ladderOf(one), exact(decimal(accuracy)))?.toFixed() ?? null;
  };

  it('is the highest below, the margin call and the waterline included', () => {
    expect(of('200', portfolio)).toBe('1.5');
    expect(of('150', portfolio)).toBe('1.2');
    expect(of('110', portfolio)).toBe('1.05');
    expect(of('105', portfolio)).toBeNull();
    expect(of('200')).toBe('1.2');
    expect(of('110')).toBe('1');
    expect(nextLevel(pool('0', []), ladderOf(pool('0', [])), none('x'))).toBeNull();
  });
});
