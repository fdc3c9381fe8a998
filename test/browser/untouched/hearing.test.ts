import {readFileSync} from 'node:fs';
import type {Page} from 'puppeteer-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {bundle} from '../../../build.mjs';
import type {Note} from '../../../src/content/note.ts';
import {type Loopback, serve} from '../../exchange/wire/loopback.ts';
import {html, json, type Site, script} from '../../exchange/wire/site.ts';
import type {Driver} from '../harness/driver.ts';
import {launchBrowser} from '../harness/launch.ts';
import {BROWSERS} from '../harness/stage.ts';
import {EVERYTHING, PAGE, WIRE} from './hearing/table.ts';

const SAY =
  "const say = (port) => {port.postMessage('wanted from ' + (self.name || 'service')); port.postMessage('junk'); port.postMessage({wanted: 'object'})};";

/** Every byte there is; a text between; a large one, which takes longer to read; a small one behind it. */
const PACKED = [
  Buffer.from(Array.from({length: 256}, (_, byte) => byte)),
  'wanted text',
  Buffer.alloc(300_000, 0x9f),
  Buffer.from([0xff]),
  'junk',
];

/** A page with the tap itself as its first script, as the browser would put it there. */
async function hearingSites(): Promise<readonly Site[]> {
  const folder = 'test/browser/untouched/hearing';
  const files: Record<string, string> = {
    '/ear.js': (await bundle(`${folder}/ear.ts`)).text,
    '/tap.js': (await bundle('src/tap/tap.ts')).text,
    '/page.js': readFileSync(new URL('./hearing/page.js', import.meta.url), 'utf8'),
    '/worker.js': `${SAY} say(self)`,
    '/shared.js': `${SAY} onconnect = ({ports: [port]}) => say(port)`,
    '/service.js': `${SAY} onactivate = (event) => event.waitUntil(clients.claim()); onmessage = ({source}) => say(source)`,
  };
  // In one script: between two of them the parser moves on, and the ear would listen to no tap any more.
  const inline = `<script>${files['/ear.js']}${files['/tap.js']}</script>`;
  return [
    {
      hosts: [PAGE],
      answer: ({url: {pathname}}) => {
        const text = files[pathname];
        if (text !== undefined) return script(text);
        if (pathname === '/') return html(`<!doctype html>${inline}<script src="/page.js"></script>`);
        return json({answer: pathname});
      },
    },
    {
      hosts: [WIRE],
      answer: ({url, body}) => ({
        ...json({answer: url.pathname + url.search, asked: body}),
        status: Number(url.searchParams.get('status') ?? 200),
      }),
      connect: (socket, {pathname}) => {
        if (pathname === '/packed') {
          for (const message of PACKED) socket.send(message, {binary: typeof message !== 'string'});
          return;
        }
        socket.send('{"a":"wanted 1"}');
        socket.send('junk');
        socket.send(Buffer.from('wanted bytes'), {binary: true});
        socket.send('wanted 2');
      },
    },
  ];
}

describe.each(BROWSERS)('the tap in %s', (browser) => {
  let loopback: Loopback;
  let driver: Driver;
  let page: Page;

  beforeAll(async () => {
    loopback = await serve(await hearingSites());
    const {proxyPort, spki} = loopback;
    driver = await launchBrowser(browser, {proxyPort, spki});
    page = await driver.open(`https://${PAGE}/`);
  });
  afterAll(async () => {
    await driver.close();
    await loopback.close();
  });

  /** What was heard while the page did this, without what stays the same. */
  const heardWhile = async (act: string): Promise<readonly (readonly unknown[])[]> => {
    await page.evaluate('notes.length = 0');
    await page.evaluate(act);
    const notes = (await page.evaluate('notes')) as Note[];
    return notes.map(({kind, row, url, ask, body}) => [kind, EVERYTHING[row]?.via, url, ask, body]);
  };

  it('hears wanted messages of a socket, and of what is sent only what is named', async () => {
    const heard = await heardWhile('bySocket()');
    const url = `wss://${WIRE}/ws`;
    expect(heard).toEqual([
      ['i', 'websocket', url, '', '{"a":"wanted 1"}'],
      ['s', 'websocket', url, '', 'junk'],
      ['i', 'websocket', url, '', 'wanted 2'],
      ['o', 'websocket', url, '', '{"ask":1}'],
    ]);
    expect(JSON.stringify(heard)).not.toContain('SECRET');
  });

  it.each(['arraybuffer', 'blob'])('hands on all bytes of a socket of packed messages (%s)', async (type) => {
    await page.evaluate('notes.length = 0');
    const seen = (await page.evaluate(`byBytes('${type}')`)) as readonly string[];
    const said = PACKED.map((message) => (typeof message === 'string' ? message : [...message].join()));
    expect(seen).toEqual(said);

    const notes = (await page.evaluate('notes')) as Note[];
    const url = `wss://${WIRE}/packed`;
    expect(notes.filter((note) => note.url !== url || note.row !== 1)).toEqual([]);
    const bytes = notes.filter(({kind, body}) => kind === 'b' && body !== 'null');
    const read = (body: string) => Array.from(body, (letter) => letter.charCodeAt(0) & 0xff).join();
    const places = notes.filter(({kind, text, body}) => kind === 'b' && (text === 0 || body === 'null'));
    expect(places).toHaveLength(3);
    // Blobs may be read in any order: their numbers say where they belong.
    const byPlace = places.map(({text}, at) =>
      text === 0 ? bytes[at] : bytes.find((note) => note.text === text),
    );
    expect(byPlace.map((note) => read(note?.body ?? ''))).toEqual([said[0], said[2], said[3]]);
    const order = notes.filter((note) => note.kind === 'i' || places.includes(note)).map(({kind}) => kind);
    expect(order).toEqual(['b', 'i', 'b', 'b']);
    // Nothing that the page sends is handed on.
    expect(bytes).toHaveLength(3);
  });

  it.each(['arraybuffer', 'blob'])('reads bytes unseen by a page that watches for it (%s)', async (type) => {
    await page.evaluate('notes.length = 0');
    expect(await page.evaluate(`bySpiedBytes('${type}')`)).toEqual([]);
    const notes = (await page.evaluate('notes')) as Note[];
    expect(notes.filter(({kind, body}) => kind === 'b' && body !== 'null')).toHaveLength(3);
  });

  it('hears wanted answers to fetch, however they are asked and read', async () => {
    const ask = '{"type":"state"}';
    const answer = (path: string, asked = '') => JSON.stringify({answer: path, asked});
    const at = (path: string) => `https://${WIRE}${path}`;
    expect(await heardWhile('byFetch()')).toEqual([
      ['f', 'request', at('/asked/v1'), ask, answer('/asked/v1', ask)],
      ['f', 'request', at('/asked/v4'), ask, answer('/asked/v4', ask)],
      ['f', 'request', at('/all?page=2'), '', answer('/all?page=2')],
      ['f', 'request', `https://${PAGE}/own?x=SECRET`, '', '{"answer":"/own"}'],
      ['f', 'request', at('/all?streamed'), '', answer('/all?streamed')],
      ['f', 'request', at('/all?unread'), '', answer('/all?unread')],
    ]);
  });

  it('hears wanted answers to XMLHttpRequest, as text and as JSON', async () => {
    const ask = '{"type":"state"}';
    const answer = (path: string, asked = '') => JSON.stringify({answer: path, asked});
    const at = (path: string) => `https://${WIRE}${path}`;
    expect(await heardWhile('byXhr()')).toEqual([
      ['x', 'request', at('/asked/v5'), ask, answer('/asked/v5', ask)],
      ['x', 'request', at('/asked/v6'), ask, answer('/asked/v6', ask)],
      ['x', 'request', at('/all?x=2'), '', answer('/all?x=2')],
      ['x', 'request', `https://${PAGE}/own`, '', '{"answer":"/own"}'],
    ]);
  });

  it('hears what workers of every kind post to the page', async () => {
    const heard = await heardWhile('byWorker()');
    const wanted = heard.filter(([kind]) => kind === 'w').map(([, via, url, , body]) => [via, url, body]);
    const from = (name: string, origin = `https://${PAGE}`) => [
      ['worker', origin, `wanted from ${name}`],
      ['worker', origin, name === 'blob' ? '{"kind":"wanted object of blob"}' : '{"wanted":"object"}'],
    ];
    const expected = [
      ...from('dedicated'),
      ...from('module'),
      ...from('blob', `blob:https://${PAGE}`),
      ...from('shared'),
      ...from('service'),
    ];
    // Which of several workers is ready first is nobody's promise.
    expect(wanted.map(String).sort()).toEqual(expected.map(String).sort());
  });

  it('reports a transport that it cannot hear, by its name', async () => {
    expect(await heardWhile('byUnseen()')).toEqual([['u', 'websocket', '', '', 'WebTransport']]);
  });

  it('goes on hearing when the page writes its document anew', async () => {
    await page.evaluate("document.open(); document.write('<p>anew'); document.close()");
    const heard = await heardWhile('bySocket()');
    expect(heard.map(([, , , , body]) => body)).toContain('wanted 2');
  });

  it('has had no exception of its own', async () => {
    const last = (await page.evaluate('notes.at(-1)')) as Note;
    expect(last.counts.failures).toBe(0);
  });
});
