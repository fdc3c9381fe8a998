import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {Service} from '../../src/background/service.ts';
import {parseCapture} from '../../src/capture.ts';
import {parseAccount} from '../../src/engine/account-json.ts';
import {assess} from '../../src/engine/assess.ts';
import type {ToContent, ToView, View, WireFrame} from '../../src/messages.ts';
import {studyOf} from '../../src/reading/study.ts';
import {keptView} from '../../src/ui/popup/kept-view.ts';
import {FakeBrowser, type FakePort} from './fake-browser.ts';
import {ACCOUNT_LIMIT_MS, harbour, wharf} from './venue.ts';

const START = 1_700_000_000_000;
const QUIET = {wanted: 1, unwanted: 0, oversize: 0, replaced: 0, failures: 0, unseen: []};
const HELLO = {kind: 'hello', late: false, tapped: true};

const wire = (body: unknown, at = Date.now()): WireFrame => ({
  at,
  via: 'websocket',
  url: 'wss://trade.harbour.example/ws',
  direction: 'in',
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const frames = (...bodies: readonly unknown[]) => ({
  kind: 'frames',
  frames: bodies.map((body) => wire(body)),
  tally: QUIET,
});
/** Equity 10 + (mark − 100), requirement 1 % of mark: at 95 it is 5 ÷ 0.95 = 526.3 %, at 91 it is 1 ÷ 0.91 = 109.9 %. */
const snapshot = (mark: string, account = 'main') => ({account, equity: '10', size: '1', mark});

let fake: FakeBrowser;
const settle = (ms = 200) => vi.advanceTimersByTimeAsync(ms);
const shelf = {venues: [harbour, wharf], take: async () => {}, study: async () => studyOf};
const start = () => new Service(fake.api, shelf);

/** The worker dies with its timers, and the next life begins; storage and toolbar stay. */
async function restart() {
  await settle(2000);
  fake.restart();
  forgetTimers();
  start();
}

/** `clearAllTimers` also turns the clock back to where it began. */
function forgetTimers() {
  const now = Date.now();
  vi.clearAllTimers();
  vi.setSystemTime(now);
}

async function openPage(body: unknown = snapshot('95'), page = {}): Promise<FakePort> {
  const port = fake.connectPage(page);
  port.say(HELLO);
  port.say(frames(body));
  await settle();
  return port;
}

function viewOf(port: FakePort): View {
  const views = (port.told as ToView[]).filter((message) => message.kind === 'view');
  const last = views.at(-1);
  if (last === undefined) throw new Error('no view was sent');
  return last.view;
}

async function watch(): Promise<View> {
  const port = fake.connectView();
  port.say({kind: 'watch'});
  await settle();
  return viewOf(port);
}

const pillsOf = (port: FakePort) => (port.told as ToContent[]).filter(({kind}) => kind === 'pill');

beforeEach(() => {
  vi.useFakeTimers({now: START});
  fake = new FakeBrowser();
});
afterEach(() => void vi.useRealTimers());

describe('a frame', () => {
  it('reaches badge, tooltip, pill and view', async () => {
    start();
    const port = await openPage();
    expect(fake.badge.text).toBe('526');
    expect(fake.badge.title).toContain('Harbour main: 526.3% of the requirement');
    expect(fake.badge.title).toContain('Nearest: BTC-PERP −4.3% at 90.9091.');
    expect(pillsOf(port).at(-1)).toMatchObject({glance: {venue: 'harbour', account: 'main', state: 'live'}});
    const {accounts, pages, glance} = await watch();
    expect(accounts).toHaveLength(1);
    expect(accounts[0]).toMatchObject({venueName: 'Harbour', open: true, health: {account: 'main'}});
    expect(pages).toMatchObject([{venue: 'harbour', tab: 1, state: 'seeing', frames: {used: 1}}]);
    expect(glance?.pool).toBe('cross:USDC');
  });

  it('that leaves no position takes the badge away', async () => {
    start();
    const port = await openPage();
    port.say(frames({account: 'main', equity: '10', size: '0'}));
    await settle();
    expect(fake.badge.text).toBe('');
    expect(pillsOf(port).at(-1)).toEqual({kind: 'pill', glance: null});
  });

  it('tells its page how far each position is, while that is live', async () => {
    start();
    const port = await openPage();
    // 90 ÷ 0.99 = 90.909… of 95.
    expect(pillsOf(port).at(-1)).toMatchObject({
      tags: [
        {symbol: 'BTC-PERP', underlying: 'BTC', side: 'long', distance: {kind: 'exact', value: '4.3062'}},
      ],
    });
    await settle(ACCOUNT_LIMIT_MS + 1000);
    expect(pillsOf(port).at(-1)).toMatchObject({glance: {state: 'stale'}});
    expect(pillsOf(port).at(-1)).not.toHaveProperty('tags');
  });

  it('shows the worst of two tabs', async () => {
    start();
    await openPage(snapshot('95'));
    await openPage(snapshot('91', 'other'), {tab: 2, document: 'D2'});
    expect(fake.badge.text).toBe('109');
    expect((await watch()).accounts.map(({account}) => account.account)).toEqual(['other', 'main']);
  });

  it('of one venue is never told to another venue’s page', async () => {
    start();
    const harbourPort = await openPage(snapshot('91'));
    const wharfPort = await openPage(snapshot('95', 'wharf-1'), {
      tab: 2,
      document: 'D2',
      url: 'https://wharf.example/',
    });
    expect(fake.badge.text).toBe('109');
    expect(JSON.stringify(wharfPort.told)).not.toContain('harbour');
    expect(JSON.stringify(harbourPort.told)).not.toContain('wharf');
    expect(pillsOf(wharfPort).at(-1)).toMatchObject({glance: {venue: 'wharf'}});
  });

  it('that comes after a quiet moment is shown at once, not at the next tenth of a second', async () => {
    start();
    const port = await openPage();
    port.say(frames({mark: '91'}));
    await settle(0);
    expect(fake.badge.text).toBe('109');
    await settle(150);
    port.say(frames({mark: '95'}));
    await settle(0);
    expect(fake.badge.text).toBe('526');
  });

  it('that comes in a burst changes the badge at most ten times a second, and the last one counts', async () => {
    start();
    const port = await openPage();
    let changes = 0;
    const watcher = fake.connectView();
    watcher.say({kind: 'watch'});
    await settle();
    watcher.told.length = 0;
    for (let index = 0; index < 100; index += 1) {
      port.say(frames({mark: `95.${String(index).padStart(2, '0')}`}));
      await settle(10);
    }
    await settle();
    changes = watcher.told.length;
    expect(changes).toBeGreaterThan(5);
    expect(changes).toBeLessThanOrEqual(13);
    // 10 + (95.99 − 100) = 5.99; ÷ 0.9599 = 624.02 %
    expect(fake.badge.text).toBe('624');
  });
});

describe('age', () => {
  it('greys the figure when the source’s limit has passed, by a timer while the worker lives', async () => {
    start();
    await openPage();
    const live = fake.badge.fill;
    await settle(ACCOUNT_LIMIT_MS);
    expect(live).not.toBe('#5f6368');
    expect(fake.badge).toMatchObject({text: '526', fill: '#5f6368'});
    expect(fake.badge.title).toContain('Stale: last heard at');
  });

  it('greys it by the alarm when the worker died meanwhile', async () => {
    start();
    await openPage();
    expect([...fake.alarmNames]).toEqual(['age']);
    await restart();
    vi.setSystemTime(START + 60_000);
    fake.onAlarm.fire({name: 'age'});
    await settle();
    expect(fake.badge).toMatchObject({text: '526', fill: '#5f6368'});
  });

  it('is told anew whenever somebody looks', async () => {
    start();
    await openPage();
    await settle(30_000);
    expect(JSON.stringify((await watch()).glance?.reasons)).toContain('for 30 s');
    await settle(60_000);
    expect(JSON.stringify((await watch()).glance?.reasons)).toMatch(/for 9\d s/);
  });

  it('greys it when somebody looks, without any timer', async () => {
    start();
    await openPage();
    forgetTimers();
    vi.setSystemTime(START + 60_000);
    const view = await watch();
    expect(view.glance?.state).toBe('stale');
    expect(view.accounts[0]?.health.pools[0]?.feed.verdict).toBe('stale');
  });

  it('stops the alarm when the tab is closed and its figures are old', async () => {
    start();
    const port = await openPage();
    port.leave();
    await settle(ACCOUNT_LIMIT_MS + 1000);
    expect([...fake.alarmNames]).toEqual([]);
    expect((await watch()).accounts[0]?.open).toBe(false);
  });
});

describe('the worker’s death', () => {
  it('loses no state: the next life shows the same and asks for a replay', async () => {
    start();
    await openPage();
    await restart();
    fake.badge.text = '';
    const port = fake.connectPage({});
    port.say(HELLO);
    await settle();
    expect(fake.badge.text).toBe('526');
    expect(port.told).toContainEqual({kind: 'replay'});
  });

  it('leaves for the next popup what the last one saw, until that would be stale', async () => {
    start();
    await openPage();
    const seen = await watch();
    await settle(1000);
    Object.assign(globalThis, {
      chrome: {storage: fake.api.storage, runtime: {getManifest: () => fake.api.runtime.getManifest()}},
    });
    const kept = await keptView(() => Date.now());
    expect(kept?.view.accounts).toEqual(structuredClone(seen.accounts));
    expect(kept?.view.glance).toEqual(seen.glance);
    forgetTimers();
    vi.setSystemTime(START + ACCOUNT_LIMIT_MS + 1);
    expect(await keptView(() => Date.now())).toBeNull();
  });

  it('does not let the replayed snapshot undo later deltas, and reads newer ones', async () => {
    start();
    const first = await openPage(snapshot('95'));
    await settle(1000);
    first.say(frames({mark: '91'}));
    await restart();
    const port = fake.connectPage({});
    port.say({kind: 'frames', frames: [wire(snapshot('95'), START)], tally: QUIET});
    await settle();
    expect(fake.badge.text).toBe('109');
    port.say(frames({mark: '92'}));
    await settle();
    // 2 ÷ 0.92 = 217.4 %
    expect(fake.badge.text).toBe('217');
  });

  it('keeps the order of what comes before the state is back', async () => {
    start();
    await openPage();
    await restart();
    const port = fake.connectPage({});
    port.say(HELLO);
    port.say(frames({mark: '93'}));
    port.say(frames({mark: '94'}));
    await settle();
    // 4 ÷ 0.94 = 425.5 %
    expect(fake.badge.text).toBe('425');
  });

  it('closes what has no tab any more', async () => {
    start();
    await openPage();
    fake.tabs = [];
    await restart();
    expect((await watch()).accounts[0]?.open).toBe(false);
  });

  it('closes the document that was in the frame before', async () => {
    start();
    await openPage();
    await restart();
    await openPage({ping: 1}, {document: 'D2'});
    const {accounts, pages} = await watch();
    expect(accounts.map(({open}) => open)).toEqual([false]);
    expect(pages.map(({state}) => state)).toEqual(['quiet']);
  });
});

describe('a hostile sender', () => {
  it.each([
    ['an unsupported page', {url: 'https://evil.example/trade'}],
    ['an unsupported path', {url: 'https://trade.harbour.example/login'}],
  ])('on %s is shown the door', async (_, page) => {
    start();
    const port = fake.connectPage(page);
    expect(port.refused).toBe(true);
    expect(port.onMessage.listeners.size).toBe(0);
  });

  it('of another extension, or a content script that plays the popup, is shown the door', () => {
    start();
    const tab = {id: 1, index: 0, highlighted: false, active: true, pinned: false, incognito: false};
    const url = 'https://trade.harbour.example/trade';
    expect(fake.connect('frames', {id: 'theirs', url, frameId: 0, tab}).refused).toBe(true);
    expect(fake.connect('view', {url, frameId: 0, tab}).refused).toBe(true);
    expect(fake.connect('other', {url, frameId: 0, tab}).refused).toBe(true);
  });

  it.each([
    ['no object', 'frames'],
    ['null', null],
    ['an unknown kind', {kind: 'order', buy: 1}],
    ['a view’s message', {kind: 'watch'}],
    [
      'too many frames',
      {kind: 'frames', frames: Array.from({length: 501}, () => wire({mark: '1'})), tally: QUIET},
    ],
    [
      'a venue of its choice',
      {kind: 'frames', frames: [{...wire({mark: '1'}), venue: 'wharf'}], tally: QUIET},
    ],
    [
      'a page of its choice',
      {kind: 'frames', frames: [{...wire({mark: '1'}), page: 'https://wharf.example'}], tally: QUIET},
    ],
    ['a body that is no text', {kind: 'frames', frames: [{...wire(''), body: {mark: '1'}}], tally: QUIET}],
    ['a body without end', {kind: 'frames', frames: [wire('x'.repeat(4_000_001))], tally: QUIET}],
    ['a time that is none', {kind: 'frames', frames: [{...wire({mark: '1'}), at: Number.NaN}], tally: QUIET}],
    [
      'an endless address',
      {kind: 'frames', frames: [{...wire({mark: '1'}), url: 'x'.repeat(2001)}], tally: QUIET},
    ],
    ['a negative tally', {kind: 'frames', frames: [], tally: {...QUIET, wanted: -1}}],
    ['no tally', {kind: 'frames', frames: []}],
  ])('that says %s changes no figure and is counted', async (_, message) => {
    start();
    const port = await openPage();
    port.say(message);
    await settle();
    expect(fake.badge.text).toBe('526');
    const {pages} = await watch();
    expect(pages[0]?.frames).toEqual({used: 1, ignored: 0, malformed: 0});
    expect(pages[0]?.defects[0]?.what).toMatch(/^a relayed message was refused: /);
  });

  it.each([
    ['too long to be read', {oversize: 3}, /^3 messages were left out: longer than any that is read$/],
    ['that our own script failed at', {failures: 2}, /^2 messages could not be taken over from the page$/],
  ])(
    'that tells of messages %s is told to the user, and the last good figure stays',
    async (_, lost, what) => {
      start();
      const port = await openPage();
      port.say({kind: 'frames', frames: [], tally: {...QUIET, ...lost}});
      await settle();
      expect(fake.badge.text).toBe('526');
      const {pages} = await watch();
      expect(pages[0]?.defects.map((defect) => defect.what)).toEqual([expect.stringMatching(what)]);
    },
  );

  it('cannot make a figure live for ever with a time in the future', async () => {
    start();
    const port = fake.connectPage({});
    port.say({kind: 'frames', frames: [wire(snapshot('95'), START + 1e9)], tally: QUIET});
    await settle(ACCOUNT_LIMIT_MS + 1000);
    expect(fake.badge.fill).toBe('#5f6368');
  });

  it('cannot take the worker down through a bug in a venue', async () => {
    start();
    const port = await openPage();
    port.say(frames('boom', {mark: '91'}));
    await settle();
    expect(fake.badge.text).toBe('109');
    port.say(frames({trap: true}));
    await settle();
    expect(fake.badge.text).toBe('!');
    expect(fake.badge.title).toContain('A fault of Plimsoll itself: RangeError: trap.');
  });
});

describe('the pages in the view', () => {
  it('tell a quiet tab, a late one, and one whose script never came', async () => {
    start();
    fake.connectPage({}).say(HELLO);
    fake.connectPage({tab: 2, document: 'D2'}).say({...HELLO, late: true});
    fake.tabs.push({id: 3, url: 'https://trade.harbour.example/trade/ETH'});
    fake.tabs.push({id: 4, url: 'https://trade.harbour.example/login'}, {id: 5});
    fake.tabs.push({id: 6, url: 'https://trade.harbour.example/trade', status: 'loading'});
    fake.tabs.push({id: 7, url: 'https://trade.harbour.example/trade', discarded: true});
    const {pages} = await watch();
    expect(pages.map(({tab, state}) => [tab, state])).toEqual([
      [1, 'quiet'],
      [2, 'late'],
      [3, 'late'],
    ]);
  });

  it('tell a site that the browser withholds', async () => {
    fake.granted = false;
    start();
    expect((await watch()).pages.map(({venue, state}) => [venue, state])).toEqual([
      ['harbour', 'no-access'],
      ['wharf', 'no-access'],
    ]);
  });

  it('leave out child frames that say nothing', async () => {
    start();
    await openPage();
    fake.connectPage({frame: 4, document: 'D4'}).say(HELLO);
    expect((await watch()).pages).toHaveLength(1);
  });
});

describe('the panel', () => {
  it('shows the exchange of the tab that it follows, and everything beside any other tab', async () => {
    start();
    await openPage(snapshot('95'));
    await openPage(snapshot('91', 'other'), {tab: 2, document: 'D2'});
    await openPage(
      {account: 'w', equity: '10', size: '0'},
      {tab: 3, document: 'D3', url: 'https://wharf.example/'},
    );
    const panel = fake.connectView();
    const shown = async (tab: number) => {
      panel.say({kind: 'watch', tab});
      await settle();
      const {accounts, glance} = viewOf(panel);
      return [glance?.account, accounts.map(({account}) => account.account)];
    };
    // Nothing is at risk at the wharf, so there is no worst pool, and its account alone.
    expect(await shown(3)).toEqual([undefined, ['w']]);
    expect(await shown(1)).toEqual(['other', ['other', 'main']]);
    expect(await shown(99)).toEqual(['other', ['other', 'main', 'w']]);
  });
});

describe('what the user chose', () => {
  it('is what the badge shows', async () => {
    start();
    await openPage();
    // 95 is 4.3 % above 90.9091.
    await fake.choose({badge: 'distance'});
    await settle();
    expect(fake.badge.text).toBe('4.3');
    await fake.choose({badge: 'level'});
    await settle();
    expect(fake.badge.text).toBe('100');
  });

  it('forgets an exchange that is turned off, and reads it again from the open tab when it is turned on', async () => {
    start();
    const port = await openPage();
    await openPage(
      {account: 'w', equity: '10', size: '0'},
      {tab: 2, document: 'D2', url: 'https://wharf.example/'},
    );
    await fake.choose({venuesOff: ['harbour']});
    await settle();
    expect(fake.badge.text).toBe('');
    expect((await watch()).pages.some(({venue}) => venue === 'harbour')).toBe(false);
    port.say(frames(snapshot('91')));
    await settle(2000);
    expect(fake.badge.text).toBe('');
    const replays = () => port.told.filter((told) => (told as ToContent).kind === 'replay').length;
    const before = replays();
    await fake.choose({venuesOff: []});
    await settle();
    expect(replays()).toBe(before + 1);
    port.say(frames(snapshot('91')));
    await settle();
    expect(fake.badge.text).toBe('109');
  });

  it('outlives the worker', async () => {
    start();
    await openPage();
    await fake.choose({venuesOff: ['harbour']});
    await restart();
    await openPage();
    expect(fake.badge.text).toBe('');
  });
});

describe('a capture', () => {
  it('holds what came, with the browser’s word for the page, one document a venue', async () => {
    start();
    await openPage(snapshot('95'), {url: 'https://trade.harbour.example/trade?token=secret'});
    await settle(50);
    await openPage(snapshot('94'), {tab: 2, document: 'D2'});
    const port = fake.connectView();
    port.say({kind: 'save-capture'});
    await settle();
    const [message] = port.told as ToView[];
    const text = message?.kind === 'capture' ? message.text : '';
    expect(parseCapture(text)).toMatchObject([
      {page: 'https://trade.harbour.example/trade', body: JSON.stringify(snapshot('94'))},
    ]);
    expect(text).not.toContain('secret');
  });

  it('without amounts holds the accounts so many times as large, and no message', async () => {
    start();
    await openPage(snapshot('95', '0x5e1f0c4a3b2d9e8f7a6b5c4d3e2f1a0b9c8d7e6f'));
    const port = fake.connectView();
    const texts: string[] = [];
    for (let time = 0; time < 2; time += 1) {
      port.say({kind: 'save-capture', amounts: 'hidden'});
      await settle();
      const message = (port.told as ToView[]).at(-1);
      texts.push(message?.kind === 'capture' ? message.text : '');
    }
    // Another factor each time.
    expect(texts[0]).not.toBe(texts[1]);
    for (const text of texts) {
      const [account] = (JSON.parse(text) as unknown[]).map((one) => parseAccount(one, 'file'));
      if (account === undefined) throw new Error('no account');
      // 5 ÷ 0.95 = 526.3 %
      const accuracy = assess(account).pools[0]?.accuracy;
      expect(accuracy !== undefined && 'value' in accuracy && accuracy.value.toFixed(1)).toBe('526.3');
      expect(text).not.toMatch(/0x5e1f|"size":"1"/);
    }
  });
});
