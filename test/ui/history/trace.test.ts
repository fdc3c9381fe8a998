import {describe, expect, it} from 'vitest';
import type {Point} from '../../../src/history/record.ts';
import {bandsOf, lineOf, notBelow, traceOf} from '../../../src/ui/history/trace.ts';
import {POOL} from './mocks.ts';

const MINUTE = 60_000;
const point = (minute: number, accuracy: string): Point => ({
  venue: 'harbour',
  account: 'main',
  pool: 'cross:USDC',
  at: minute * MINUTE,
  grade: 'watch',
  accuracy,
  equity: '1',
  requirement: '1',
  distance: 'none',
});

describe('a trace', () => {
  it('is broken where nobody watched, not where a change came between', () => {
    const {times, points} = traceOf([
      point(0, '1'),
      point(0.5, '2'),
      point(1, '3'),
      point(2, '4'),
      point(9, '5'),
    ]);
    expect(points.map((one) => one?.accuracy ?? null)).toEqual(['1', '2', '3', '4', null, '5']);
    expect(times).toEqual([0, 30, 60, 120, 120.001, 540]);
  });

  it('of an estimate is another line, joined to the exact one', () => {
    const trace = traceOf(['1', '2', '~3', '~4', '5', '6'].map((text, minute) => point(minute, text)));
    expect(lineOf(trace, 'accuracy')).toEqual({
      exact: [1, 2, null, null, 5, 6],
      estimated: [null, 2, 3, 4, 5, null],
    });
  });

  it('has nothing where a figure is missing or none', () => {
    const trace = traceOf(['1', 'missing', 'none', '4'].map((text, minute) => point(minute, text)));
    expect(lineOf(trace, 'accuracy').exact).toEqual([1, null, null, 4]);
    expect(lineOf(trace, 'distance').exact).toEqual([null, null, null, null]);
  });

  it('is lifted to the floor of a logarithmic scale', () => {
    const trace = traceOf(['-5', '0', '~3', '40'].map((text, minute) => point(minute, text)));
    expect(notBelow(lineOf(trace, 'accuracy'), 10)).toEqual({
      exact: [10, 10, null, 40],
      estimated: [null, 10, 10, 40],
    });
  });
});

describe('the bands', () => {
  it('are the pool’s grades, from the waterline up', () => {
    expect(bandsOf(POOL)).toEqual([
      {grade: 'liquidation', below: 100},
      {grade: 'margin-call', below: 120},
      {grade: 'warning', below: 150},
      {grade: 'watch', below: 300},
    ]);
  });
});
