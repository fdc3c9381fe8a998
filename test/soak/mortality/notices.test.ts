import {describe, expect, it} from 'vitest';
import type {Notices} from '../own-page.ts';
import type {NoticeEvent} from '../watched-build.ts';
import {callsMade, compareCalls, repeated} from './notices.ts';

const event = (phase: NoticeEvent['phase'], at: number, level = 150, pool = 'a b'): NoticeEvent => ({
  phase,
  id: `call 7 ${at} ${pool}`,
  title: `accuracy ${at}%`,
  message: `At or below ${level}%.\nAs of now.`,
});
const told = (events: readonly NoticeEvent[], shown: readonly string[] = []): Notices => ({events, shown});
const call = (at: number, level?: number, pool?: string) => [
  event('asked', at, level, pool),
  event('shown', at, level, pool),
];

describe('margin calls over deaths', () => {
  it('are made when they came to the screen, though the worker died before it was told so', () => {
    expect(callsMade(told([event('asked', 1), event('asked', 2)], [event('asked', 1).id]))).toEqual([
      'a b: At or below 150%.',
    ]);
  });

  it('are the same whatever the moment and the figures of it', () => {
    const mine = told([...call(1), ...call(5, 120), ...call(6, 150, 'c')]);
    const other = told([...call(3, 150, 'c'), ...call(2), ...call(4, 120)]);
    expect(compareCalls(mine, other)).toEqual({lost: [], surplus: []});
    expect(repeated(mine)).toEqual([]);
  });

  it('are lost, made once too often, or shown twice', () => {
    const other = told(call(1));
    expect(compareCalls(told([event('asked', 1)]), other).lost).toEqual(['a b: At or below 150%.']);
    expect(compareCalls(told([...call(1), ...call(2)]), other).surplus).toEqual(['a b: At or below 150%.']);
    expect(repeated(told([...call(1), ...call(1)]))).toEqual(['call 7 1 a b']);
  });
});
