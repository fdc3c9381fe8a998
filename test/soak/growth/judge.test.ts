import {describe, expect, it} from 'vitest';
import {curveOf, judgeGrowth, type Sample} from './judge.ts';

const ALLOWANCE = {bytes: 1000, share: 0.1};

const sample = (minutes: number, more: Partial<Sample> = {}): Sample => ({
  minutes,
  background: 50_000,
  recorded: 20_000,
  pages: {one: 40_000},
  session: 500,
  indexedDb: 100_000,
  points: 20,
  ...more,
});
const run = (of: (minute: number) => Partial<Sample>) =>
  judgeGrowth(
    Array.from({length: 30}, (_, minute) => sample(minute, of(minute))),
    ALLOWANCE,
  );

describe('a curve', () => {
  it('is judged by the medians of its last two thirds; the first is for warming up', () => {
    const values = [1, 2, 3, 20, 10, 11, 12, 12, 90];
    expect(curveOf('a', values, {bytes: 1, share: 0.5})).toEqual({
      name: 'a',
      middle: 11,
      last: 12,
      most: 90,
      allowed: 16.5,
    });
  });
});

describe('growth', () => {
  it('is none where everything stays, whatever came before', () => {
    expect(run((minute) => ({background: minute < 10 ? 30_000 + minute : 50_000})).faults).toEqual([]);
  });

  it('of what is recorded for a capture is not the background’s: it has a limit of its own', () => {
    const filling = (minute: number) => ({
      recorded: 20_000 + minute * 1000,
      background: 50_000 + minute * 1000,
    });
    expect(run(filling).faults).toEqual([]);
  });

  it.each([
    ['the background', (minute: number) => ({background: 50_000 + minute * 500}), 'background without'],
    ['a page', (minute: number) => ({pages: {one: 40_000 + minute * 500}}), 'page of one'],
    ['what is stored', (minute: number) => ({session: 500 + minute * 200}), 'stored for the next life'],
    ['the disk beyond its points', () => ({indexedDb: 7_000_000}), '20 points take 7000000 bytes'],
    ['a gauge that tells nothing', () => ({background: Number.NaN}), 'background without'],
  ])('of %s is a fault', (_, of, name) => {
    const {faults} = run(of);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(name);
  });
});
