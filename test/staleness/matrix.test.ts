import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {venues} from '../../src/venues/index.ts';
import type {VenueName} from '../exchange/venues/index.ts';
import {LIMITS, Play} from './plays.ts';
import {READ_OFF, readingOf} from './readings.ts';
import {Watch} from './watch.ts';

/** Far from any full hour, at which dYdX's balance is in doubt. */
const START = Date.UTC(2026, 10, 23, 9, 2);
const SECOND = 1000;
const HOUR = 3_600_000;
const NAMES = Object.keys(LIMITS) as VenueName[];

/** Its messages are numbered on one connection, prices among them: nothing of the account can be missing unseen. */
const NUMBERED: readonly VenueName[] = ['dydx'];

beforeEach(() => void vi.useFakeTimers({now: START, toFake: ['Date', 'setTimeout', 'clearTimeout']}));
afterEach(() => void vi.useRealTimers());

it('holds every exchange', () => {
  expect([...NAMES, ...READ_OFF].toSorted()).toEqual(venues.map(({id}) => id).toSorted());
});

describe.each(NAMES)('%s', (name) => {
  const {prices, account} = LIMITS[name];
  const first = Math.min(prices, account);

  it('that falls silent is stale as soon as its shortest limit has passed, and not before', async () => {
    const {watch} = await Play.begin(name);
    await watch.pass(first - 1.5 * SECOND);
    expect(watch.seen).toBe('live');
    await watch.pass(0.7 * SECOND);
    expect(watch.seen).toBe('stale');
  });

  it('whose sockets only say that they are open is no less stale', async () => {
    const play = await Play.begin(name);
    for (let ms = SECOND; ms <= first + SECOND; ms += SECOND) {
      play.heartbeat();
      await play.watch.pass(SECOND);
    }
    expect(play.watch.seen).toBe('stale');
  });

  it('is stale with the first alarm, in a worker that has just begun and whose timers never come', async () => {
    const {watch} = await Play.begin(name);
    await watch.restart();
    expect(watch.seen).toBe('live');
    await watch.skip(first);
    await watch.alarm();
    expect(watch.seen).toBe('stale');
  });

  it('whose account falls silent while prices go on is stale when the account’s limit has passed', async () => {
    const play = await Play.begin(name);
    const {watch} = play;
    play.mute('account');
    const step = Math.min(prices - SECOND, 4 * SECOND);
    const goOn = async (ms: number) => {
      for (let passed = 0; passed < ms; passed += step) await play.second(step);
    };
    const near = 20 * SECOND;
    if (account > 10 * 60 * SECOND) await watch.skip(account - near - 5 * SECOND);
    else await goOn(account - near);
    await goOn(8 * SECOND);
    expect(watch.seen).toBe('live');
    await goOn(near);
    if (!NUMBERED.includes(name)) expect(watch.seen).toBe('stale');
    else {
      play.session.book.fill('BTC', '0.1');
      await goOn(step);
      expect(watch.view.glance).toMatchObject({
        accuracy: {kind: 'estimated'},
        reasons: expect.arrayContaining([expect.stringMatching(/were not seen/)]),
      });
    }
  });

  it('whose prices fall silent while the account goes on is stale, or has them from the account', async () => {
    const play = await Play.begin(name);
    const {watch, session} = play;
    play.mute('market');
    const wait = async () => {
      for (let passed = 0; passed < prices + SECOND; passed += SECOND) await play.second();
    };
    await wait();
    session.book.move('BTC', '86000');
    await wait();
    if (watch.seen === 'stale') return;
    expect(watch.seen).toBe('live');
    const accuracy = watch.view.glance?.accuracy;
    const shown = accuracy !== undefined && 'value' in accuracy ? Number(accuracy.value) : Number.NaN;
    expect(shown / Number(session.book.worst())).toBeCloseTo(1, 8);
  });

  it('after a sleep is stale, and not exact before all of it has been told again', async () => {
    const play = await Play.begin(name);
    const {watch} = play;
    const before = watch.view.glance;
    await watch.skip(3 * HOUR);
    await watch.alarm();
    expect(watch.seen).toBe('stale');

    play.mute('account');
    await play.second();
    const {glance} = watch.view;
    if (glance?.state !== 'stale') expect(glance?.accuracy.kind).toBe('estimated');

    play.mute();
    await play.visit();
    await play.second();
    expect(watch.seen).toBe('live');
    expect(watch.view.glance).toMatchObject({accuracy: before?.accuracy, reasons: before?.reasons});
  });
});

describe.each(READ_OFF)('%s, read off its page', (name) => {
  const limit = 30 * SECOND;
  const begin = async () => {
    const reading = readingOf(name);
    const watch = new Watch(reading.page);
    await watch.pass(0);
    watch.hear(reading);
    await watch.pass(SECOND);
    expect(watch.seen).toBe('live');
    return watch;
  };

  it('is stale when nothing was read for thirty seconds, and not before', async () => {
    const watch = await begin();
    await watch.pass(limit - 1.5 * SECOND);
    expect(watch.seen).toBe('live');
    await watch.pass(0.7 * SECOND);
    expect(watch.seen).toBe('stale');
  });

  it('is stale with the first alarm after a sleep, and live with the next reading', async () => {
    const watch = await begin();
    await watch.skip(3 * HOUR);
    await watch.alarm();
    expect(watch.seen).toBe('stale');
    watch.hear(readingOf(name));
    await watch.pass(SECOND);
    expect(watch.seen).toBe('live');
  });
});
