import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {Service} from '../../../src/background/service.ts';
import type {ToView, WireFrame} from '../../../src/messages.ts';
import {studyOf} from '../../../src/reading/study.ts';
import {DEFAULT_SETTINGS} from '../../../src/settings.ts';
import {FakeBrowser, type FakePort} from '../fake-browser.ts';
import {ACCOUNT_LIMIT_MS, harbour} from '../venue.ts';

const START = Date.UTC(2026, 10, 22, 12);
const MINUTE = 60_000;
const QUIET = {wanted: 1, unwanted: 0, oversize: 0, replaced: 0, failures: 0, unseen: []};

/** 100 contracts bought at 100 on 1 000 USDC, 1 % of the mark required: (1000 + 100 × (mark − 100)) ÷ mark. */
const at = (mark: string, account = 'main') => ({account, equity: '1000', size: '100', mark});

let fake: FakeBrowser;
let port: FakePort;

const settle = (ms = 300) => vi.advanceTimersByTimeAsync(ms);
const start = () =>
  new Service(fake.api, {venues: [harbour], take: async () => {}, study: async () => studyOf});

function connect(): void {
  port = fake.connectPage({});
  port.say({kind: 'hello', late: false, tapped: true});
}

async function see(body: object): Promise<void> {
  const frame: WireFrame = {
    at: Date.now(),
    via: 'websocket',
    url: 'wss://trade.harbour.example/ws',
    direction: 'in',
    body: JSON.stringify(body),
  };
  port.say({kind: 'frames', frames: [frame], tally: QUIET});
  await settle();
}

/** The page goes on telling the same, every few seconds, for so long. */
async function goOn(body: object, minutes: number): Promise<void> {
  const end = Date.now() + minutes * MINUTE;
  while (Date.now() < end) {
    await see(body);
    await settle(Math.min(9_700, Math.max(0, end - Date.now())));
  }
  await see(body);
}

async function restart(): Promise<void> {
  fake.restart();
  const now = Date.now();
  vi.clearAllTimers();
  vi.setSystemTime(now);
  start();
  connect();
  await settle();
}

const newest = () => [...fake.notices.shown.values()].at(-1);
const newestId = () => [...fake.notices.shown.keys()].at(-1) ?? '';

beforeEach(() => {
  vi.useFakeTimers({now: START});
  fake = new FakeBrowser();
  start();
  connect();
});
afterEach(() => void vi.useRealTimers());

describe('a crossing', () => {
  it('is one notification: level, what the venue does, what lifts it, age', async () => {
    await see(at('95'));
    expect(fake.notices.titles).toEqual([]);
    // 135 ÷ 91.35 = 147.78 %
    await see(at('91.35'));
    expect(fake.notices.titles).toEqual(['Harbour main: accuracy 147.7%']);
    const lines = newest()?.message.split('\n');
    expect(lines?.slice(0, 2)).toEqual([
      'At or below 150%, your own level. The venue liquidates at 100%.',
      // 1.52 × 91.35 − 135 = 3.852; 100 − 135 ÷ (1.52 × 0.9135) = 2.774177…, both upward
      'To 152%: deposit 3.86 USDC, or close 2.77418 BTC-PERP.',
    ]);
    expect(lines?.[2]).toMatch(/^As of .+, 0 s ago\.$/);
    expect(lines).toHaveLength(3);
    await see(at('91.34'));
    await see(at('91.3'));
    expect(fake.notices.titles).toHaveLength(1);
  });

  it('of a lower level replaces the notification of the pool', async () => {
    await see(at('91.35'));
    // 105 ÷ 91.05 = 115.3 %
    await see(at('91.05'));
    expect(fake.notices.titles).toEqual(['Harbour main: accuracy 147.7%', 'Harbour main: accuracy 115.3%']);
    expect(fake.notices.shown.size).toBe(1);
    expect(newest()?.message).toContain('At or below 120%, your own level.');
  });

  it('of the waterline says what the venue does there', async () => {
    // 90 ÷ 90.9 = 99.0 %
    await see(at('90.9'));
    expect(newest()?.message).toContain('At or below 100%: the venue liquidates.');
  });

  it('of two accounts is two notifications', async () => {
    await see(at('91.35'));
    const other = fake.connectPage({tab: 2, document: 'D2'});
    port = other;
    await see(at('91.05', 'other'));
    expect(fake.notices.titles).toEqual(['Harbour main: accuracy 147.7%', 'Harbour other: accuracy 115.3%']);
    expect(fake.notices.shown.size).toBe(2);
  });

  it('is shown where the browser knows neither buttons nor staying', async () => {
    fake.notices.plain = true;
    await see(at('91.35'));
    expect(fake.notices.titles).toHaveLength(1);
  });

  it('makes the badge change its colours about, and leaves it as it was', async () => {
    await see(at('95'));
    const seen = new Set<string>();
    await see(at('91.35'));
    for (let step = 0; step < 30; step += 1) {
      seen.add(`${fake.badge.fill} ${fake.badge.ink}`);
      await settle(100);
    }
    expect([...seen].sort()).toEqual(['#14202b #e8710a', '#e8710a #14202b']);
    expect(fake.badge).toMatchObject({fill: '#e8710a', ink: '#14202b', text: '147'});
  });

  it('without a pulse leaves the badge alone', async () => {
    await fake.choose({...DEFAULT_SETTINGS, pulse: 'off'});
    await see(at('91.35'));
    expect(fake.badge).toMatchObject({fill: '#e8710a', ink: '#14202b'});
  });
});

describe('the cadence', () => {
  it('calls again after an hour, then after 20 minutes', async () => {
    await see(at('91.35'));
    await goOn(at('91.3'), 59);
    expect(fake.notices.titles).toHaveLength(1);
    await goOn(at('91.3'), 1);
    expect(fake.notices.titles).toHaveLength(2);
    expect(newest()?.message).toMatch(/^Still: At or below 150%/);
    await goOn(at('91.3'), 19);
    expect(fake.notices.titles).toHaveLength(2);
    await goOn(at('91.3'), 1);
    expect(fake.notices.titles).toHaveLength(3);
  });

  it('has an alarm for when the worker sleeps, and takes it back', async () => {
    await see(at('91.35'));
    expect([...fake.alarmNames].sort()).toEqual(['age', 'call']);
    await see(at('99'));
    expect([...fake.alarmNames]).toEqual(['age']);
  });
});

describe('the worker’s death', () => {
  it('repeats nothing', async () => {
    await see(at('91.35'));
    await restart();
    await see(at('91.35'));
    await see(at('91.3'));
    expect(fake.notices.titles).toHaveLength(1);
  });

  it('does not begin the pause anew', async () => {
    await see(at('91.35'));
    await goOn(at('91.35'), 50);
    await restart();
    await goOn(at('91.35'), 9);
    expect(fake.notices.titles).toHaveLength(1);
    await goOn(at('91.35'), 1);
    expect(fake.notices.titles).toHaveLength(2);
  });

  it('between writing and showing loses nothing: the next life shows it, once', async () => {
    await see(at('95'));
    const {create} = fake.notices;
    fake.notices.create = () => new Promise(() => {});
    await see(at('91.35'));
    expect(fake.notices.titles).toEqual([]);
    fake.notices.create = create;
    await restart();
    expect(fake.notices.titles).toEqual(['Harbour main: accuracy 147.7%']);
    await see(at('91.35'));
    await restart();
    await see(at('91.35'));
    expect(fake.notices.titles).toHaveLength(1);
  });

  it('between showing and crossing off shows nothing twice', async () => {
    await see(at('95'));
    const {create} = fake.notices;
    fake.notices.create = async (id, notice) => {
      await create(id, notice);
      return new Promise(() => {});
    };
    await see(at('91.35'));
    fake.notices.create = create;
    await restart();
    await see(at('91.35'));
    expect(fake.notices.titles).toHaveLength(1);
  });

  it('with a call that is no news any more leaves it to the cadence', async () => {
    await see(at('95'));
    const {create} = fake.notices;
    fake.notices.create = () => new Promise(() => {});
    await see(at('91.35'));
    fake.notices.create = create;
    vi.setSystemTime(Date.now() + 11 * MINUTE);
    await restart();
    expect(fake.notices.titles).toEqual([]);
  });
});

describe('snooze', () => {
  it('by the notification’s button holds the next call for an hour', async () => {
    await fake.choose({...DEFAULT_SETTINGS, cadence: [10]});
    await see(at('91.35'));
    expect(newest()?.buttons).toEqual([{title: 'Snooze for 60 min'}]);
    fake.notices.onButtonClicked.fire(newestId(), 0);
    await goOn(at('91.35'), 59);
    expect(fake.notices.titles).toHaveLength(1);
    await goOn(at('91.35'), 2);
    expect(fake.notices.titles).toHaveLength(2);
  });

  it('by a page of ours is told to all of them, outlives the worker and can be ended', async () => {
    await fake.choose({...DEFAULT_SETTINGS, cadence: [10]});
    await see(at('91.35'));
    const snoozedUntil = async (minutes?: number) => {
      const view = fake.connectView();
      view.say({kind: 'watch'});
      if (minutes !== undefined) view.say({kind: 'snooze', minutes});
      await settle();
      const last = (view.told as ToView[]).findLast(({kind}) => kind === 'view');
      return last?.kind === 'view' ? last.view.snoozedUntil : null;
    };
    const until = await snoozedUntil(30);
    expect(until).toBeGreaterThan(Date.now() + 29 * MINUTE);
    await restart();
    expect(await snoozedUntil()).toBe(until);
    await goOn(at('91.35'), 15);
    expect(fake.notices.titles).toHaveLength(1);
    expect(await snoozedUntil(0)).toBe(0);
    await see(at('91.35'));
    expect(fake.notices.titles).toHaveLength(2);
  });
});

describe('a figure that cannot be relied on', () => {
  it('that is old says so, once', async () => {
    await fake.choose({...DEFAULT_SETTINGS, cadence: [5]});
    await see(at('91.35'));
    await settle(ACCOUNT_LIMIT_MS);
    vi.setSystemTime(Date.now() + 6 * MINUTE);
    fake.onAlarm.fire({name: 'call'});
    await settle();
    expect(fake.notices.titles).toHaveLength(2);
    expect(newest()?.message).toMatch(/Old figure: last heard at .+, 6 min ago\. It may be worse now\./);
    vi.setSystemTime(Date.now() + 60 * MINUTE);
    fake.onAlarm.fire({name: 'call'});
    await settle();
    expect(fake.notices.titles).toHaveLength(2);
  });

  it('of a closed page says so', async () => {
    await fake.choose({...DEFAULT_SETTINGS, cadence: [5]});
    await see(at('91.35'));
    port.leave();
    fake.tabs = [];
    vi.setSystemTime(Date.now() + 6 * MINUTE);
    fake.onAlarm.fire({name: 'call'});
    await settle();
    expect(newest()?.message).toMatch(/The page is closed: last heard at .+, 6 min ago/);
  });
});

describe('the settings', () => {
  it('are heard at once, and by the next life', async () => {
    await see(at('95'));
    // 500 ÷ 95 = 526.3 %
    await fake.choose({...DEFAULT_SETTINGS, levels: ['600']});
    await settle();
    expect(fake.notices.titles).toEqual(['Harbour main: accuracy 526.3%']);
    await fake.choose({...DEFAULT_SETTINGS, calls: 'off'});
    await restart();
    await see(at('91.05'));
    expect(fake.notices.titles).toHaveLength(1);
  });
});

describe('a click on the notification', () => {
  it('brings its tab to the front, also in a later life', async () => {
    await see(at('91.35'));
    const id = newestId();
    await restart();
    fake.notices.onClicked.fire(id);
    await settle();
    expect(fake.front).toBe(1);
    expect(fake.notices.shown.size).toBe(0);
  });

  it('that is none of ours does nothing', async () => {
    fake.notices.onClicked.fire('other');
    fake.notices.onButtonClicked.fire('other', 0);
    await settle();
    expect(fake.front).toBe(0);
  });
});
