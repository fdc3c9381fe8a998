import 'fake-indexeddb/auto';
import {IDBFactory} from 'fake-indexeddb';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Call} from '../../src/background/alerts/decide.ts';
import {History, markOf, worstDistance} from '../../src/background/history.ts';
import {Decimal} from '../../src/engine/decimal.ts';
import {estimated, exact, type Figure, missing, none} from '../../src/engine/figure.ts';
import type {PoolHealth} from '../../src/engine/health.ts';
import {callsOf, clearHistory, openHistory, pointsOf, poolsOf} from '../../src/history/store.ts';
import {appraise} from '../../src/reading/appraise.ts';
import {newPage, readFrames} from '../../src/reading/page.ts';
import {holdings, type Standing, standings} from '../../src/reading/standing.ts';
import {DEFAULT_SETTINGS} from '../../src/settings.ts';
import {frame, harbour, PAGE} from './venue.ts';

const START = Date.UTC(2026, 10, 22, 12);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NAME = {venue: 'harbour', account: 'main', pool: 'cross:USDC'};

type Scene = {readonly incognito?: boolean; readonly open?: boolean; readonly heardAt?: number};

/** One pool at a mark: 100 contracts bought at 100 on 1 000, 1 % of the mark required. */
function at(
  mark: string,
  now: number,
  {incognito = false, open = true, heardAt = now}: Scene = {},
): readonly Standing[] {
  const sender = {key: 'k', address: PAGE, tab: 1, frame: 0, incognito};
  const body = {account: 'main', equity: '1000', size: '100', mark};
  const {page} = readFrames(newPage(sender, harbour), harbour, [frame(heardAt, body)]);
  const seen = {...page, open};
  const read = {page: seen, venue: harbour, appraisal: appraise(seen, harbour, now)};
  return holdings([read]).flatMap((holding) => standings(holding, now));
}

let settings = DEFAULT_SETTINGS;
const born = () => new History(() => settings);
async function kept() {
  const store = await openHistory();
  const points = await pointsOf(store, NAME, 0, Infinity);
  const answer = {pools: await poolsOf(store), points, calls: await callsOf(store, NAME, 0, Infinity)};
  store.close();
  return answer;
}

const CALL: Call = {
  key: '',
  rung: {name: 'reduce only', at: new Decimal(120), by: 'venue'},
  why: 'crossed',
};

function marked() {
  const [standing] = at('91.05', START);
  const mark = standing === undefined ? null : markOf(CALL, standing, START);
  if (mark === null) throw new Error('no mark');
  return {history: born(), mark};
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  settings = DEFAULT_SETTINGS;
});
afterEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('the history', () => {
  it('keeps one point a minute, of the first figure in it', async () => {
    const history = born();
    for (let seconds = 5; seconds < 180; seconds += 5) {
      history.note(at(seconds < 60 ? '95' : '96', START + seconds * 1000), START + seconds * 1000);
    }
    await history.written;
    const {points, pools} = await kept();
    // (1000 + 100 × (95 − 100)) ÷ 95 = 526.315…, (1000 − 400) ÷ 96 = 625
    expect(points.map(({at: moment, accuracy}) => [moment - START, accuracy])).toEqual([
      [0, '526.315789473684'],
      [MINUTE, '625'],
      [2 * MINUTE, '625'],
    ]);
    expect(points[0]).toMatchObject({...NAME, grade: 'safe', equity: '500', requirement: '95'});
    expect(pools).toEqual([
      {
        ...NAME,
        venueName: 'Harbour',
        kind: 'cross',
        unit: 'USDC',
        bounds: {watch: '300', warning: '150', marginCall: '120', liquidation: '100'},
      },
    ]);
  });

  it('keeps five hundred pools an hour of one venue at most, whatever its page invents', async () => {
    const history = born();
    const invented = (name: string, now: number): readonly Standing[] =>
      at('95', now).flatMap((one) =>
        Array.from({length: 100}, (_, nth) => ({...one, pool: {...one.pool, id: `${name} ${nth}`}})),
      );
    for (let round = 0; round < 7; round += 1)
      history.note(invented(String(round), START + round * MINUTE), START + round * MINUTE);
    await history.written;
    expect((await kept()).pools).toHaveLength(500);
    const [own] = at('95', START + 7 * MINUTE);
    if (own === undefined) throw new Error('no standing');
    history.note([{...own, account: {...own.account, venue: 'haven'}}], START + 7 * MINUTE);
    await history.written;
    expect((await kept()).pools).toHaveLength(501);
    history.note(at('95', START + 70 * MINUTE), START + 70 * MINUTE);
    await history.written;
    expect((await kept()).points).toHaveLength(1);
  });

  it('keeps one more at every change of grade, at the moment of its frame', async () => {
    const history = born();
    history.note(at('95', START), START);
    // 135 ÷ 91.35 = 147.8 %: a warning.
    history.note(at('91.35', START + 7000), START + 7100);
    history.note(at('91.34', START + 8000), START + 8100);
    await history.written;
    const {points} = await kept();
    expect(points.map(({at: moment, grade}) => [moment - START, grade])).toEqual([
      [0, 'safe'],
      [7000, 'warning'],
    ]);
  });

  it('puts a change behind the minute’s point, though its frame came a moment before the minute', async () => {
    const history = born();
    history.note(at('95', START), START);
    await history.written;
    history.note(at('95', START + MINUTE - 30), START + MINUTE + 20);
    history.note(at('91.35', START + MINUTE - 10), START + MINUTE + 120);
    await history.written;
    const {points} = await kept();
    expect(points.map(({at: moment, grade}) => [moment - START, grade])).toEqual([
      [0, 'safe'],
      [MINUTE, 'safe'],
      [MINUTE + 1, 'warning'],
    ]);
  });

  it('goes on after a death: nothing twice, the minute’s point stands, a change meanwhile is noted', async () => {
    const first = born();
    first.note(at('95', START + 1000), START + 1000);
    await first.written;
    const second = born();
    second.note(at('95', START + 9000), START + 9000);
    second.note(at('91.35', START + 20_000), START + 20_000);
    await second.written;
    const third = born();
    // Restored from a little before: the change has been written already.
    third.note(at('91.36', START + 19_000), START + 21_000);
    await third.written;
    const fourth = born();
    fourth.note(at('95', START + 30_000), START + 30_000);
    await fourth.written;
    const {points} = await kept();
    expect(points.map(({at: moment, grade}) => [moment - START, grade])).toEqual([
      [0, 'safe'],
      [20_000, 'warning'],
      [30_000, 'safe'],
    ]);
    expect(points[0]?.accuracy).toBe('526.315789473684');
  });

  it('notes no change that an earlier life has noted, though it comes back from before it', async () => {
    const first = born();
    first.note(at('95', START + 1000), START + 1000);
    first.note(at('91.35', START + 3000), START + 3000);
    await first.written;
    const second = born();
    second.note(at('95', START + 5000, {heardAt: START + 2000}), START + 5000);
    await second.written;
    second.note(at('91.35', START + 6000), START + 6000);
    await second.written;
    second.note(at('95', START + 7000), START + 7000);
    await second.written;
    const {points} = await kept();
    expect(points.map(({at: moment, grade}) => [moment - START, grade])).toEqual([
      [0, 'safe'],
      [3000, 'warning'],
      [7000, 'safe'],
    ]);
  });

  it('notes that it was left when a life comes back from before a change that has passed meanwhile', async () => {
    const first = born();
    first.note(at('95', START + 1000), START + 1000);
    first.note(at('91.35', START + 3000), START + 3000);
    await first.written;
    const second = born();
    second.note(at('95', START + MINUTE, {heardAt: START + 2000}), START + MINUTE);
    // Not waited for: the store is slower than the frames.
    second.note(at('95', START + MINUTE + 1000), START + MINUTE + 1000);
    await second.written;
    const {points} = await kept();
    expect(points.map(({at: moment, grade}) => [moment - START, grade])).toEqual([
      [0, 'safe'],
      [3000, 'warning'],
      [MINUTE, 'safe'],
      [MINUTE + 1000, 'safe'],
    ]);
  });

  it('notes a change from before the minute, though a life that came back from before it wrote that minute', async () => {
    const first = born();
    first.note(at('95', START + MINUTE - 3000), START + MINUTE - 3000);
    await first.written;
    const second = born();
    second.note(at('95', START + MINUTE + 100, {heardAt: START + MINUTE - 3000}), START + MINUTE + 100);
    second.note(at('91.35', START + MINUTE + 300, {heardAt: START + MINUTE - 500}), START + MINUTE + 300);
    await second.written;
    const {points} = await kept();
    expect(points.map(({at: moment, grade}) => [moment - START, grade])).toEqual([
      [0, 'safe'],
      [MINUTE, 'safe'],
      [MINUTE + 1, 'warning'],
    ]);
  });

  it('keeps each minute of a source that is slower than a minute, over a death', async () => {
    for (const seconds of [1, 65, 70, 125, 130, 185]) {
      const now = START + seconds * 1000;
      const life = born();
      const slow = at('95', now, {heardAt: START + 1000}).map((one) => ({...one, state: 'live' as const}));
      life.note(slow, now);
      await life.written;
    }
    const {points} = await kept();
    expect(points.map(({at: moment}) => (moment - START) / MINUTE)).toEqual([0, 1, 2, 3]);
  });

  it('keeps nothing of an old figure, a closed page or a private window', async () => {
    const history = born();
    history.note(at('95', START, {heardAt: START - 10 * MINUTE}), START);
    history.note(at('95', START, {open: false}), START);
    history.note(at('95', START, {incognito: true}), START);
    await history.written;
    expect(await kept()).toEqual({pools: [], points: [], calls: []});
  });

  it('keeps that a figure was not known', async () => {
    const sender = {key: 'k', address: PAGE, tab: 1, frame: 0, incognito: false};
    const body = {account: 'main', equity: '1000', size: '100'};
    const {page} = readFrames(newPage(sender, harbour), harbour, [
      frame(START, body),
      frame(START, {mark: '0'}),
    ]);
    const read = {page, venue: harbour, appraisal: appraise(page, harbour, START)};
    const unknown = holdings([read]).flatMap((holding) => standings(holding, START));
    const history = born();
    history.note(unknown, START);
    await history.written;
    const {points} = await kept();
    expect(points).toMatchObject([
      {grade: 'unknown', accuracy: 'missing', equity: 'missing', requirement: 'missing'},
    ]);
  });

  it('keeps nothing when it is switched off', async () => {
    settings = {...DEFAULT_SETTINGS, history: 'off'};
    const history = born();
    history.note(at('95', START), START);
    await history.written;
    expect((await kept()).points).toEqual([]);
  });

  it('forgets after 90 days, and pools of which nothing is left', async () => {
    const history = born();
    history.note(at('95', START), START);
    history.note(at('95', START + 89 * DAY), START + 89 * DAY);
    history.note(at('95', START + 91 * DAY), START + 91 * DAY);
    await history.written;
    expect((await kept()).points.map(({at: moment}) => (moment - START) / DAY)).toEqual([89, 91]);
    const later = born();
    const [other] = at('95', START + 300 * DAY);
    if (other === undefined) throw new Error('no pool');
    later.note([{...other, pool: {...other.pool, id: 'isolated:BTC'}}], START + 300 * DAY);
    await later.written;
    const {pools, points} = await kept();
    expect(points).toEqual([]);
    expect(pools.map(({pool}) => pool)).toEqual(['isolated:BTC']);
  });

  it('goes on after the store was taken away', async () => {
    const history = born();
    history.note(at('95', START), START);
    await history.written;
    globalThis.indexedDB = new IDBFactory();
    const other = born();
    other.note(at('95', START + MINUTE), START + MINUTE);
    await other.written;
    expect((await kept()).points).toHaveLength(1);
  });

  it('notes again what the store has refused, a little later', async () => {
    const history = born();
    history.note(at('95', START), START);
    await history.written;
    const {transaction} = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
    const {mark} = marked();
    history.note(at('91.05', START + 7000), START + 7000);
    history.mark([mark], START + 7000);
    await history.written;
    IDBDatabase.prototype.transaction = transaction;
    for (const seconds of [8, 11.9, 12, 13]) {
      history.note(at('91.05', START + seconds * 1000), START + seconds * 1000);
      await history.written;
    }
    const {points, calls} = await kept();
    expect(points.map(({at: moment, grade}) => [moment - START, grade])).toEqual([
      [0, 'safe'],
      [12_000, 'margin-call'],
    ]);
    expect(calls).toEqual([mark]);
  });

  it('is a gap and no fault where there is no store at all', async () => {
    Reflect.deleteProperty(globalThis, 'indexedDB');
    const history = born();
    history.note(at('95', START), START);
    await expect(history.written).resolves.toBeUndefined();
  });
});

describe('a margin call', () => {
  it('is kept once, however often it is told', async () => {
    const {history, mark} = marked();
    history.note(at('91.05', START), START);
    history.mark([mark], START);
    history.mark([mark], START + 5000);
    await history.written;
    expect((await kept()).calls).toEqual([
      // 105 ÷ 91.05 = 115.321252059308…
      {
        ...NAME,
        at: START,
        level: 'reduce only',
        levelAt: '120',
        accuracy: '115.321252059308',
        why: 'crossed',
      },
    ]);
  });

  it('is not brought back into a history that was deleted', async () => {
    const {history, mark} = marked();
    history.note(at('91.05', START), START);
    await history.written;
    const store = await openHistory();
    await clearHistory(store);
    store.close();
    history.mark([mark], START);
    await history.written;
    expect(await kept()).toEqual({pools: [], points: [], calls: []});
  });

  it('of a private window is not', () => {
    const [standing] = at('91.05', START, {incognito: true});
    expect(standing && markOf(CALL, standing, START)).toBeNull();
  });
});

describe('the worst distance', () => {
  const far = exact(new Decimal(20));
  const near = exact(new Decimal('3.5'));
  const health = (distances: readonly Figure[], down: Figure, up: Figure) =>
    ({positions: distances.map((distance) => ({distance})), uniform: {down, up}}) as unknown as PoolHealth;

  it('is the nearest of positions and of all together', () => {
    expect(worstDistance(health([far, near], far, none('never')))).toEqual(near);
    expect(worstDistance(health([far], near, far))).toEqual(near);
  });

  it('is an estimate when another is not known, which may be nearer', () => {
    const needs = missing(['mark price of ETH']);
    expect(worstDistance(health([near, needs], far, far))).toEqual(
      estimated(new Decimal('3.5'), ['mark price of ETH']),
    );
  });

  it('is missing when none is known, and none when there is none', () => {
    const needs = missing(['mark price of ETH']);
    expect(worstDistance(health([needs], none('never'), none('never')))).toEqual(needs);
    expect(worstDistance(health([], none('never'), none('never'))).kind).toBe('none');
  });
});
