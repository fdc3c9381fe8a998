import {describe, expect, it} from 'vitest';
import type {Point} from '../../../src/history/record.ts';
import type {Kept} from '../own-page.ts';
import {judgeReopened} from './judge.ts';

const NAME = {venue: 'harbour', account: 'main', pool: 'cross'};
const POOL = {
  ...NAME,
  venueName: 'Harbour',
  kind: 'cross',
  unit: 'USDC',
  bounds: {watch: '300', warning: '150', marginCall: '120', liquidation: '100'},
} as const;
const point = (at: number, more: Partial<Point> = {}): Point => ({
  ...NAME,
  at,
  grade: 'safe',
  accuracy: '~200.5',
  equity: '-2',
  requirement: '1',
  distance: 'none',
  ...more,
});
const kept = (...points: readonly Point[]): Kept => ({pools: [POOL], points, calls: []});

describe('a history that is opened after the browser was torn down', () => {
  it('is clean with all that could be read before, and more', () => {
    expect(judgeReopened(kept(point(1)), kept(point(1), point(2)))).toEqual([]);
  });

  it.each([
    ['lost', kept(point(2)), 'is gone'],
    ['changed', kept(point(1, {equity: '3'})), 'is another one now'],
    ['half written', kept(point(1), {...NAME, at: 2} as Point), 'half a point'],
    ['without its pool', {...kept(point(1)), pools: []}, 'a point of no pool'],
  ])('is not when a point is %s', (_, after, sentence) => {
    expect(judgeReopened(kept(point(1)), after).join('\n')).toContain(sentence);
  });
});
