import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {Intake} from '../../src/background/intake.ts';
import type {WireFrame} from '../../src/messages.ts';

const frames = (count: number, characters = 1): readonly WireFrame[] =>
  Array.from({length: count}, (_, index) => ({
    at: index,
    via: 'websocket',
    url: '',
    direction: 'in',
    body: 'x'.repeat(characters),
  }));

function intake() {
  const passed: number[] = [];
  const lost: number[] = [];
  const recovered: number[] = [];
  const gate = new Intake({
    pass: (batch) => passed.push(batch.length),
    lost: (batch) => lost.push(batch.length),
    recover: (since) => recovered.push(since),
    clock: () => Date.now(),
  });
  return {gate, passed, lost, recovered};
}

beforeEach(() => void vi.useFakeTimers({now: 1000}));
afterEach(() => void vi.useRealTimers());

describe('one port’s gate', () => {
  it('lets a page’s ordinary traffic through at once', () => {
    const {gate, passed} = intake();
    gate.offer(frames(500));
    gate.offer(frames(2, 3_000_000));
    expect(passed).toEqual([500, 2]);
  });

  it('makes a flood wait, in order, and lets it pass at the allowed pace', () => {
    const {gate, passed, lost} = intake();
    for (let index = 0; index < 20; index += 1) gate.offer(frames(500 - index));
    const atOnce = passed.length;
    expect(atOnce).toBeLessThan(10);
    vi.advanceTimersByTime(10_000);
    expect(passed).toEqual(Array.from({length: 20}, (_, index) => 500 - index));
    expect(lost).toEqual([]);
  });

  it('loses and counts what is beyond the queue, and asks for it again when the flood is over', () => {
    const {gate, passed, lost, recovered} = intake();
    for (let index = 0; index < 100; index += 1) gate.offer(frames(500));
    expect(lost.length).toBeGreaterThan(50);
    expect(recovered).toEqual([]);
    vi.advanceTimersByTime(60_000);
    expect(passed.length + lost.length).toBe(100);
    expect(recovered).toEqual([0]);
    gate.offer(frames(3));
    expect(passed.at(-1)).toBe(3);
  });

  it('lets nothing pass after the port is gone', () => {
    const {gate, passed} = intake();
    for (let index = 0; index < 20; index += 1) gate.offer(frames(500));
    const before = passed.length;
    gate.close();
    vi.advanceTimersByTime(60_000);
    expect(passed.length).toBe(before);
  });
});
