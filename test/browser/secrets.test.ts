import type {Page} from 'puppeteer-core';
import {describe, expect, it} from 'vitest';
import type {Session} from '../exchange/venue.ts';
import {until} from './harness/driver.ts';
import {BROWSERS, stage} from './harness/stage.ts';
import {LONE_LONG} from './openings.ts';

/** Found in anything by its beginning; as long as real ones. */
const secret = (name: string) => `SeCrEt-${name}-`.padEnd(48, 'q');
const MARK = /SeCrEt-\w+/g;
const jwt = `eyJhbGciOiJFUzI1NiJ9.${secret('jwt').replaceAll('-', '_')}.${'q'.repeat(40)}`;

const PLANTED = {
  apiKey: secret('apiKey'),
  secretKey: secret('secretKey'),
  passphrase: secret('passphrase').slice(0, 20),
  signature: secret('signature'),
  listenKey: secret('listenKey'),
  csrfToken: secret('csrfToken'),
  mnemonic: `${secret('mnemonic')} abandon abandon`,
  cookie: `p20t=${secret('cookieMember')}`,
  jwt,
};

/** Every answer of the exchange has secrets beside its figures. */
function plant(session: Session): void {
  const answer = session.answer.bind(session);
  session.answer = async (ask) => {
    const reply = await answer(ask);
    if (reply?.type !== 'application/json') return reply;
    const cookie = `p20t=${secret('setCookie')}; Secure; HttpOnly`;
    const body = JSON.stringify({...JSON.parse(String(reply.body)), ...PLANTED});
    return {...reply, headers: {'set-cookie': cookie, authorization: secret('answerHeader')}, body};
  };
}

/** What a page does that is logged in: cookies, storage, headers, queries, logins over sockets. */
const behave = (page: Page, planted: object) =>
  page.evaluate(async (members) => {
    const mark = (name: string) => `SeCrEt-${name}-`.padEnd(48, 'q');
    // biome-ignore lint/suspicious/noDocumentCookie: as pages of that age do
    document.cookie = `session=${mark('cookie')}; secure`;
    localStorage.setItem('token', mark('localStorage'));
    sessionStorage.setItem('token', mark('sessionStorage'));
    const path = '/bapi/futures/v6/private/future/user-data/user-position';
    const query = `?token=${mark('query')}&signature=${mark('query')}`;
    const headers = {Authorization: `Bearer ${mark('header')}`, csrftoken: mark('header')};
    await fetch(path + query, {method: 'POST', headers, body: JSON.stringify({...members})});
    await new Promise((loaded) => {
      const request = new XMLHttpRequest();
      request.open('POST', path + query);
      request.setRequestHeader('X-MBX-APIKEY', mark('header'));
      request.onloadend = loaded;
      request.send(JSON.stringify(members));
    });
    await fetch(`/bapi/login${query}`, {method: 'POST', body: JSON.stringify(members)}).catch(() => {});
    const socket = new WebSocket(`wss://fstream.binance.com/private?listenKey=${mark('socket')}`);
    await new Promise((open) => {
      socket.onopen = open;
    });
    socket.send(JSON.stringify({method: 'session.logon', params: [mark('logon')], id: 7, ...members}));
  }, planted);

/** Everything that Plimsoll keeps or says to its own pages, by place. */
const everything = (own: Page): Promise<Record<string, string>> =>
  own.evaluate(async () => {
    const told: unknown[] = [];
    const port = chrome.runtime.connect({name: 'view'});
    port.onMessage.addListener((message) => void told.push(message));
    port.postMessage({kind: 'watch'});
    port.postMessage({kind: 'save-capture'});
    await new Promise((over) => setTimeout(over, 1500));
    const kept: Record<string, unknown> = {};
    for (const {name = ''} of await indexedDB.databases()) {
      const asked = indexedDB.open(name);
      await new Promise((opened) => {
        asked.onsuccess = opened;
      });
      for (const store of asked.result.objectStoreNames) {
        const all = asked.result.transaction(store).objectStore(store).getAll();
        await new Promise((read) => {
          all.onsuccess = read;
        });
        kept[`${name} ${store}`] = all.result;
      }
      asked.result.close();
    }
    const {local, session, sync} = chrome.storage;
    return {
      'views and captures': JSON.stringify(told),
      'storage.session': JSON.stringify(await session.get(null)),
      'storage.local': JSON.stringify(await local.get(null)),
      'storage.sync': JSON.stringify(await sync.get(null)),
      IndexedDB: JSON.stringify(kept),
    };
  });

describe.each(BROWSERS)('%s', (browser) => {
  it('a page full of secrets leaves none of them in any store, view or capture', async () => {
    await using play = await stage({browser, venue: 'binance', opening: LONE_LONG});
    const {session, driver} = play;
    plant(session);
    const page = await play.open();
    await behave(page, PLANTED);
    session.inject(
      JSON.stringify({
        e: 'ACCOUNT_UPDATE',
        T: Date.now(),
        E: Date.now(),
        ...PLANTED,
        a: {m: 'ADJUSTMENT', B: [], P: [], ...PLANTED},
      }),
      '/private',
    );
    await play.badgeThat((text) => /^\d/.test(text), page);
    const own = await driver.extensionPage('history.html');
    const found = await until(
      () => {
        session.publish();
        return everything(own);
      },
      ({IndexedDB = ''}) => IndexedDB.includes('"accuracy"'),
      {what: 'a point of the history'},
    );

    const leaks = Object.entries(found).flatMap(([place, text]) =>
      [...text.matchAll(MARK)].map(([mark]) => `${place}: ${mark}`),
    );
    expect([...new Set(leaks)]).toEqual([]);
    // The search would find what is there: a capture with the answers among which the secrets stood.
    expect(found['views and captures']).toMatch(/ACCOUNT_UPDATE/);
    expect(found['views and captures']).toMatch(/\\\\\\"passphrase\\\\\\":\\\\\\"\\\\\\"/);
    expect(found['storage.session']).toContain('BTCUSDT');
  });
});
