import {describe, expect, it} from 'vitest';
import type {Point} from '../../../src/history/record.ts';
import {judgeHistory} from './history.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 23);

/** Minutes since the start, and the grade then. */
const points = (...all: readonly (readonly [number, Point['grade']])[]): readonly Point[] =>
  all.map(([minutes, grade]) => ({
    venue: 'harbour',
    account: 'main',
    pool: 'cross',
    at: START + minutes * MINUTE,
    grade,
    accuracy: '200',
    equity: '2',
    requirement: '1',
    distance: '5',
  }));
const UNINTERRUPTED = points([0, 'safe'], [0.5, 'watch'], [1, 'watch'], [2, 'watch'], [2.5, 'safe']);

describe('a history over many deaths', () => {
  it('is good when its minutes are all there and its grades begin as in the other', () => {
    const mine = points(
      [0, 'unknown'],
      [0.1, 'safe'],
      [0.6, 'watch'],
      [1, 'watch'],
      [2, 'watch'],
      [2.6, 'safe'],
    );
    expect(judgeHistory(mine, UNINTERRUPTED)).toEqual({points: 6, minutes: 3, changes: 3, faults: []});
  });

  it('may have the point of a minute and the change that was found in it', () => {
    const mine = points([0, 'safe'], [0.6, 'watch'], [1, 'watch'], [2, 'watch'], [3, 'safe'], [3.1, 'safe']);
    const other = points([0, 'safe'], [0.5, 'watch'], [1, 'watch'], [2, 'watch'], [3, 'safe']);
    expect(judgeHistory(mine, other).faults).toEqual([]);
  });

  it.each([
    [
      'a minute is missing',
      points([0, 'safe'], [0.5, 'watch'], [2, 'watch'], [2.5, 'safe']),
      '1 minutes are missing',
    ],
    [
      'a change is noted twice',
      points([0, 'safe'], [0.5, 'watch'], [0.6, 'watch'], [1, 'watch'], [2, 'watch'], [2.5, 'safe']),
      'watch begins again',
    ],
    [
      'a change is lost',
      points([0, 'safe'], [1, 'safe'], [2, 'safe']),
      'grades safe instead of safe → watch → safe, from the 2. of 3',
    ],
    [
      'a change never was',
      points([0, 'safe'], [0.5, 'watch'], [1, 'watch'], [2, 'watch'], [2.5, 'safe'], [2.6, 'warning']),
      'instead of',
    ],
    ['the pool is not there', [], 'instead of'],
  ])('is at fault when %s', (_, mine, sentence) => {
    const {faults} = judgeHistory(mine, UNINTERRUPTED);
    expect(faults.join('\n')).toContain(sentence);
  });
});
