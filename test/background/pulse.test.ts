import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {Pulse} from '../../src/background/pulse.ts';

beforeEach(() => vi.useFakeTimers({now: 1_790_000_000_000}));
afterEach(() => vi.useRealTimers());

describe('a pulse of 100 ms', () => {
  it('runs at once, and of what comes too soon the last', () => {
    const work = vi.fn();
    const pulse = new Pulse(work, 100, () => Date.now());
    pulse.beat();
    expect(work).toHaveBeenCalledTimes(1);
    pulse.beat();
    pulse.beat();
    expect(work).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(99);
    expect(work).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('does not let the next beat wait for what ran beside it', () => {
    const work = vi.fn();
    const pulse = new Pulse(work, 100, () => Date.now());
    pulse.runBeside();
    pulse.beat();
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('runs nothing beside a beat that is about to run', () => {
    const work = vi.fn();
    const pulse = new Pulse(work, 100, () => Date.now());
    pulse.beat();
    pulse.beat();
    pulse.runBeside();
    expect(work).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(100);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('is not held up by a clock that was set back', () => {
    const work = vi.fn();
    const pulse = new Pulse(work, 100, () => Date.now());
    pulse.beat();
    vi.setSystemTime(1_789_000_000_000);
    pulse.beat();
    expect(work).toHaveBeenCalledTimes(2);
  });
});
