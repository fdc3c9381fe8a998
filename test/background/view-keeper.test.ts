import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {ViewKeeper} from '../../src/background/view-keeper.ts';
import {KEPT_VIEW, type View} from '../../src/messages.ts';
import {sessionArea} from './session-area.ts';

const viewAt = (now: number): View => ({now, glance: null, accounts: [], pages: []});

let area: ReturnType<typeof sessionArea>;
const kept = () => {
  const text = area.kept.get(KEPT_VIEW);
  return text === undefined ? null : JSON.parse(String(text));
};

beforeEach(() => {
  vi.useFakeTimers({now: 1000});
  area = sessionArea();
});
afterEach(() => void vi.useRealTimers());

describe('the view that is kept for a popup', () => {
  it('is written once a second at most, with the last of what was', async () => {
    const keeper = new ViewKeeper(area, '1.2.3', () => ({view: viewAt(Date.now()), until: 9000}));
    for (let turn = 0; turn < 25; turn += 1) {
      keeper.changed();
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.advanceTimersByTimeAsync(5000);
    expect(area.writes).toBe(3);
    // The last change was at 3.4 s, in the second that began at 3 s.
    expect(kept()).toEqual({version: '1.2.3', until: 9000, view: viewAt(4000)});
  });

  it('says with null that nothing in it can become stale', async () => {
    new ViewKeeper(area, '1', () => ({view: viewAt(1), until: Infinity})).changed();
    await vi.advanceTimersByTimeAsync(1000);
    expect(kept()).toMatchObject({until: null});
  });

  it.each([
    ['it is too long to be read quickly', 100_000_000, 600_000],
    ['the browser refuses', 1000, 2000],
  ])('is none when %s, rather than an older one', async (_, quota, letters) => {
    area = sessionArea(quota);
    let version = '1';
    const long = {...viewAt(1), pages: [{venueName: 'x'.repeat(letters)}]} as unknown as View;
    const keeper = new ViewKeeper(area, version, () => ({
      view: version === '1' ? viewAt(1) : long,
      until: Infinity,
    }));
    keeper.changed();
    await vi.advanceTimersByTimeAsync(1000);
    expect(kept()).not.toBeNull();
    version = 'later';
    keeper.changed();
    await vi.advanceTimersByTimeAsync(1000);
    expect(kept()).toBeNull();
  });
});
