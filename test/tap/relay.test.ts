import {Window} from 'happy-dom';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {type Channel, openChannel} from '../../src/content/channel.ts';
import {readNote} from '../../src/content/note.ts';

/** A tap of its own each time, as each page has. */
const freshTap = async () => {
  vi.resetModules();
  return await import('../../src/tap/relay.ts');
};

let heard: string[];
let tables: string[];
const open = (): Channel => openChannel('the table', (detail) => heard.push(detail));
const notes = () => heard.map(readNote);
/** A page of its own for each test: what one left listening must not answer in the next. */
beforeEach(() => {
  heard = [];
  tables = [];
  const page = new Window();
  const names = [
    'window',
    'document',
    'Event',
    'CustomEvent',
    'MouseEvent',
    'EventTarget',
    'MutationObserver',
  ] as const;
  for (const name of names) vi.stubGlobal(name, page[name]);
  // A window of this simulation has subclasses without members of their own; a browser's has the class itself.
  vi.stubGlobal('EventTarget', Object.getPrototypeOf(page.EventTarget));
});
afterEach(() => {
  vi.unstubAllGlobals();
});
const start = (table: string) => {
  tables.push(table);
};

describe('tap and content', () => {
  it('find each other when content came first', async () => {
    const {connect} = await freshTap();
    open();
    connect(start);
    expect(tables).toEqual(['the table']);
    expect(notes()).toMatchObject([{kind: 'h'}]);
  });

  it('find each other when the tap came first', async () => {
    const {connect} = await freshTap();
    connect(start);
    expect(tables).toEqual([]);
    open();
    expect(tables).toEqual(['the table']);
    expect(notes()).toMatchObject([{kind: 'h'}]);
  });

  it('agree once: a second tap, or a page that asks like one, gets nothing', async () => {
    const first = await freshTap();
    const second = await freshTap();
    open();
    first.connect(start);
    second.connect(start);
    expect(tables).toHaveLength(1);
  });

  it('do not agree once the page is being built: who asks then is not the tap', async () => {
    const {connect} = await freshTap();
    open();
    document.body.append(document.createElement('script'));
    await new Promise((done) => setTimeout(done, 20));
    connect(start);
    expect(tables).toEqual([]);
  });

  it('never hook a page whose tap has no content script', async () => {
    const {connect, emit} = await freshTap();
    connect(start);
    expect(tables).toEqual([]);
    expect(() => emit('i', 'body', 0, 0, 'wss://a.example')).not.toThrow();
  });

  it('understand each other, whatever is in a body', async () => {
    const {connect, emit, pass} = await freshTap();
    open();
    connect(start);
    pass();
    emit('i', '{"a":"line\nfeed, \u2028 and \ud800"}', 3, 7, 'wss://a.example/ws');
    emit('f', 'answer', 4, 0, 'https://a.example/x?y=1 2', 'asked\n');
    expect(notes().slice(1)).toEqual([
      {
        kind: 'i',
        row: 3,
        text: 7,
        counts: {unwanted: 1, failures: 0},
        url: 'wss://a.example/ws',
        ask: '',
        body: '{"a":"line\nfeed, \u2028 and \ud800"}',
      },
      {
        kind: 'f',
        row: 4,
        text: 0,
        counts: {unwanted: 1, failures: 0},
        url: 'https://a.example/x?y=1',
        ask: 'asked\n',
        body: 'answer',
      },
    ]);
  });

  it('stay silent after a goodbye', async () => {
    const {connect, emit} = await freshTap();
    const channel = open();
    connect(start);
    channel.close();
    emit('i', 'body');
    expect(notes()).toHaveLength(1);
  });

  it('pass nothing through the document or the window', async () => {
    const {connect, emit} = await freshTap();
    open();
    connect(start);
    const seen: string[] = [];
    for (const target of [window, document])
      for (const type of ['x', 'plimsoll', 'plimsoll?'])
        target.addEventListener(type, (event) => seen.push(event.type), true);
    emit('i', 'body');
    expect(heard).toHaveLength(2);
    expect(seen).toEqual([]);
  });

  it('survive a document that is opened anew', async () => {
    const {connect, emit} = await freshTap();
    open();
    connect(start);
    document.open();
    document.close();
    emit('i', 'body');
    expect(notes().at(-1)).toMatchObject({body: 'body'});
  });
});

describe('an exception of ours', () => {
  it('is swallowed and counted', async () => {
    const {attempt, connect, emit} = await freshTap();
    open();
    connect(start);
    expect(
      attempt(() => {
        throw new Error('ours');
      }),
    ).toBeUndefined();
    emit('i', 'body');
    expect(notes().at(-1)).toMatchObject({counts: {failures: 1}});
  });
});
