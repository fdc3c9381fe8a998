import type {Page} from 'puppeteer-core';
import type {CallMark, Point, PoolEntry} from '../../src/history/record.ts';
import type {FromView, ToView, View} from '../../src/messages.ts';
import {type Driver, until} from '../browser/harness/driver.ts';
import {NOTICE_CHANNEL, type NoticeEvent} from './watched-build.ts';

export type Kept = {
  readonly pools: readonly PoolEntry[];
  readonly points: readonly Point[];
  readonly calls: readonly CallMark[];
};

/** A page of the extension that runs no script of it: through it storage, notifications and the popup's port are in reach. */
export async function openOwnPage(driver: Driver): Promise<Page> {
  const page = await driver.extensionPage('manifest.json');
  // tsx has functions carry their names by a function of its own, which a page does not know.
  await page.evaluate('globalThis.__name ??= (named) => named');
  return page;
}

/** What the background answers to one question on the popup's port; null: it died over it. */
const ask = (own: Page, question: FromView, answer: ToView['kind']): Promise<ToView | null> =>
  own.evaluate(
    (asked, kind) =>
      new Promise<ToView | null>((told) => {
        const port = chrome.runtime.connect({name: 'view'});
        const finish = (message: ToView | null) => {
          clearTimeout(patience);
          port.disconnect();
          told(message);
        };
        const patience = setTimeout(() => finish(null), 5000);
        port.onDisconnect.addListener(() => {
          void chrome.runtime.lastError;
          finish(null);
        });
        port.onMessage.addListener((message) => {
          if (message.kind === kind) finish(message);
        });
        port.postMessage(asked);
      }),
    question,
    answer,
  );

/** The view that a popup gets which opens now; null: the background died over the question. */
export async function askView(own: Page): Promise<View | null> {
  const answer = await ask(own, {kind: 'watch'}, 'view');
  return answer?.kind === 'view' ? answer.view : null;
}

/** What *Save a capture* would save now. */
export async function askCapture(own: Page): Promise<string> {
  const answer = await ask(own, {kind: 'save-capture'}, 'capture');
  if (answer?.kind !== 'capture') throw new Error('no capture was told');
  return answer.text;
}

export const viewNow = async (own: Page): Promise<View> => {
  const view = await until(
    () => askView(own),
    (answer) => answer !== null,
    {what: 'answered with a view'},
  );
  if (view === null) throw new Error('no view');
  return view;
};

/** As the options page does. */
export const choose = (own: Page, settings: object): Promise<void> =>
  own.evaluate((chosen) => chrome.storage.local.set({settings: chosen}), settings);

/** All that is kept on disk; nothing where there is no store yet, and none is made. Refused when it does not open. */
export const readHistory = (own: Page): Promise<Kept> =>
  own.evaluate(async () => {
    const request = indexedDB.open('history');
    const database = await new Promise<IDBDatabase | null>((resolve, refuse) => {
      let isThere = true;
      request.onupgradeneeded = () => {
        isThere = false;
        request.transaction?.abort();
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () =>
        isThere ? refuse(new Error(`history does not open: ${request.error}`)) : resolve(null);
    });
    if (database === null) return {pools: [], points: [], calls: []};
    const all = (name: string) =>
      new Promise<unknown[]>((resolve, refuse) => {
        const asked = database.transaction(name).objectStore(name).getAll();
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => refuse(new Error(`${name} cannot be read: ${asked.error}`));
      });
    try {
      return {pools: await all('pools'), points: await all('points'), calls: await all('calls')};
    } finally {
      database.close();
    }
  }) as Promise<Kept>;

/** The grade of each pool's newest point, by `venue account pool`. */
export async function lastGrades(own: Page): Promise<Readonly<Record<string, string>>> {
  const {points} = await readHistory(own);
  const newestLast = points.toSorted((one, other) => one.at - other.at);
  return Object.fromEntries(
    newestLast.map(({venue, account, pool, grade}) => [`${venue} ${account} ${pool}`, grade]),
  );
}

type Realm = {notices?: NoticeEvent[]};

/** From now on keeps what the backgrounds tell of their notifications, life after life. */
export const collectNotices = (own: Page): Promise<void> =>
  own.evaluate((name) => {
    const notices: NoticeEvent[] = [];
    (globalThis as Realm).notices = notices;
    new BroadcastChannel(name).onmessage = ({data}) => notices.push(data);
  }, NOTICE_CHANNEL);

export type Notices = {
  readonly events: readonly NoticeEvent[];
  /** Ids of those on the screen now. */
  readonly shown: readonly string[];
};

export const readNotices = (own: Page): Promise<Notices> =>
  own.evaluate(async () => ({
    events: [...((globalThis as Realm).notices ?? [])],
    shown: Object.keys(await chrome.notifications.getAll()),
  }));

/** Bytes that are kept: for the next life of the background, and on disk. */
export const spaceOf = (own: Page): Promise<{readonly session: number; readonly indexedDb: number}> =>
  own.evaluate(async () => {
    // Chromium tells apart what is kept where; in Firefox the extension keeps nothing else.
    const space: StorageEstimate & {readonly usageDetails?: {readonly indexedDB?: number}} =
      await navigator.storage.estimate();
    const kept = await chrome.storage.session.get(null);
    return {
      session: JSON.stringify(kept).length,
      indexedDb: space.usageDetails?.indexedDB ?? space.usage ?? 0,
    };
  });
