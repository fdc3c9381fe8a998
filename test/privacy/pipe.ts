import 'fake-indexeddb/auto';
import {Window} from 'happy-dom';
import {vi} from 'vitest';
import {Service} from '../../src/background/service.ts';
import {openChannel} from '../../src/content/channel.ts';
import {Page} from '../../src/content/page.ts';
import {tableForTap} from '../../src/content/table.ts';
import type {FromContent, ToContent} from '../../src/messages.ts';
import {studyOf} from '../../src/reading/study.ts';
import {venues} from '../../src/venues/index.ts';
import {withTable} from '../../src/venues/table/with-table.ts';
import type {Venue} from '../../src/venues/venue.ts';
import {FakeBrowser, type FakePort} from '../background/fake-browser.ts';
import {FakeClock} from '../content/fake-browser.ts';

const PLATFORM = ['document', 'Event', 'CustomEvent', 'MouseEvent', 'MutationObserver'] as const;

/** The real tap over a played page: each needs its own, as each page has. */
async function freshTap() {
  const dom = new Window();
  for (const name of PLATFORM) vi.stubGlobal(name, dom[name]);
  // A window of this simulation has subclasses without members of their own; a browser's has the class itself.
  vi.stubGlobal('EventTarget', Object.getPrototypeOf(dom.EventTarget));
  vi.resetModules();
  const {connect, emit} = await import('../../src/tap/relay.ts');
  // Node has not the decoder that turns bytes into letters.
  vi.doMock('../../src/tap/bytes.ts', () => ({
    handOn: (bytes: ArrayBuffer, at: number, url: string) =>
      emit('b', Buffer.from(bytes).toString('latin1'), at, 0, url),
  }));
  const {claim, useTable} = await import('../../src/tap/table.ts');
  const {hear} = await import('../../src/tap/hear.ts');
  const {wantedAnswer} = await import('../../src/tap/request.ts');
  return {connect, claim, useTable, hear, wantedAnswer};
}

const shelf = {venues: venues.map(withTable), take: async () => {}, study: async () => studyOf};

async function databases(): Promise<unknown> {
  const found: Record<string, unknown> = {};
  for (const {name = ''} of await indexedDB.databases()) {
    const asked = indexedDB.open(name);
    const database = await new Promise<IDBDatabase>((opened) => {
      asked.onsuccess = () => opened(asked.result);
    });
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store).getAll();
      found[`${name} ${store}`] = await new Promise((read) => {
        all.onsuccess = () => read(all.result);
      });
    }
    database.close();
  }
  return found;
}

/** Page, tap, content script, background and popup in a row, with everything kept that goes from one to the next. */
export class Pipe {
  readonly fake = new FakeBrowser();
  readonly #clock = new FakeClock();
  readonly #tap: Awaited<ReturnType<typeof freshTap>>;
  readonly #sent: FromContent[] = [];
  readonly #frames: FakePort[] = [];
  readonly #view: FakePort;

  private constructor(venue: Venue, page: string, tap: Awaited<ReturnType<typeof freshTap>>) {
    this.#tap = tap;
    new Service(this.fake.api, shelf);
    const content = new Page({
      wanted: venue.wanted,
      late: false,
      clock: this.#clock,
      time: () => Date.now(),
      alive: () => true,
      connect: () => this.#connect(page),
      showPill: () => {},
      leave: () => {},
    });
    openChannel(tableForTap(venue.wanted), (detail) => content.receive(detail));
    tap.connect(tap.useTable);
    content.announce();
    this.#view = this.fake.connectView();
    this.#view.say({kind: 'watch'});
  }

  static open = async (venue: Venue, page: string): Promise<Pipe> => new Pipe(venue, page, await freshTap());

  #connect(url: string): chrome.runtime.Port {
    const port = this.fake.connectPage({url});
    this.#frames.push(port);
    const heard: ((message: ToContent) => void)[] = [];
    const post = port.postMessage.bind(port);
    port.postMessage = (message: unknown) => {
      post(message);
      for (const each of heard) each(message as ToContent);
    };
    const end = {
      postMessage: (message: FromContent) => {
        this.#sent.push(message);
        port.say(message);
      },
      disconnect: () => {},
      onMessage: {addListener: (each: (message: ToContent) => void) => void heard.push(each)},
      onDisconnect: {addListener: () => {}},
    };
    // Only the four members that a link uses are played.
    return end as unknown as chrome.runtime.Port;
  }

  /** What a socket of the page says or is told. */
  socket(url: string, direction: 'in' | 'out', message: string | Uint8Array): void {
    const claimed = this.#tap.claim('websocket', url);
    const told = typeof message === 'string' ? message : Uint8Array.from(message).buffer;
    if (claimed) this.#tap.hear(claimed, direction === 'in' ? 'i' : 'o', told);
  }

  worker(script: string, message: string): void {
    const claimed = this.#tap.claim('worker', script);
    if (claimed) this.#tap.hear(claimed, 'w', message);
  }

  request(url: string, ask: string, answer: string): void {
    this.#tap.wantedAnswer('f', url, ask)?.(answer);
  }

  async settle(ms = 300): Promise<void> {
    for (let passed = 0; passed < ms; passed += 100) {
      this.#clock.pass(100);
      await vi.advanceTimersByTimeAsync(100);
      // What is written to disk takes its own turns.
      await new Promise((next) => setImmediate(next));
    }
  }

  /** All that there is of the page anywhere in Plimsoll, by place. */
  async everything(): Promise<Readonly<Record<string, string>>> {
    // Stored within a second.
    await this.settle(1200);
    this.#view.say({kind: 'save-capture'});
    await this.settle();
    const {area, local, badge, notices} = this.fake;
    return {
      'content → background': JSON.stringify(this.#sent),
      'background → content': JSON.stringify(this.#frames.map(({told}) => told)),
      'background → popup': JSON.stringify(this.#view.told),
      'storage.session': JSON.stringify([...area.kept]),
      'storage.local': JSON.stringify([...local.kept]),
      IndexedDB: JSON.stringify(await databases()),
      toolbar: JSON.stringify([badge, [...notices.shown]]),
    };
  }
}
