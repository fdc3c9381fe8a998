// @vitest-environment happy-dom
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {FoundTable} from '../../../src/content/reader/find.ts';
import {type Watch, watchTable} from '../../../src/content/reader/watch.ts';

let heard: (FoundTable | null)[];
let stirs: number;
let patience: number;
let watch: Watch | undefined;

const start = () => {
  watch = watchTable(document.body, {
    heard: (table) => heard.push(table),
    stirred: () => {
      stirs++;
    },
    patience: () => patience,
  });
};
const marks = () => heard.map((table) => table?.rows.map(({texts}) => texts[2]).join() ?? null);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const setMark = (text: string) => {
  const cell = document.querySelector('#mark');
  if (cell?.firstChild) cell.firstChild.nodeValue = text;
};

const TABLE = `<table><thead><tr><th>Market</th><th>Size</th><th>Mark</th><th>Liq. Price</th></tr></thead>
  <tbody><tr><td>SOL Long</td><td>1 SOL</td><td id="mark">130</td><td>100</td></tr></tbody></table>`;

beforeEach(() => {
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance']});
  heard = [];
  stirs = 0;
  patience = 1;
  document.body.innerHTML = TABLE;
});
afterEach(() => {
  watch?.stop();
  vi.useRealTimers();
});

describe('following a table', () => {
  it('reads it at once, and after a change', async () => {
    start();
    expect(marks()).toEqual(['130']);
    await pass(1000);
    setMark('131');
    await pass(0);
    expect(marks()).toEqual(['130', '131']);
  });

  it('reads twice a second at most, however often it changes', async () => {
    start();
    for (let tick = 0; tick < 100; tick++) {
      setMark(String(200 + tick));
      await pass(10);
    }
    await pass(500);
    expect(heard.length).toBeLessThanOrEqual(4);
    expect(marks().at(-1)).toBe('299');
  });

  it('says when it is gone, and finds it again', async () => {
    start();
    const table = document.querySelector('table');
    table?.remove();
    await pass(2000);
    expect(marks().at(-1)).toBeNull();
    if (table) document.body.append(table);
    await pass(2000);
    expect(marks().at(-1)).toBe('130');
  });

  it('tells of every change at once, long before it reads', async () => {
    start();
    setMark('131');
    await Promise.resolve();
    setMark('132');
    await Promise.resolve();
    expect(stirs).toBe(2);
    expect(heard).toHaveLength(1);
  });

  it('searches a page without one as seldom as it is told', async () => {
    document.body.innerHTML = '<p>Nothing</p>';
    patience = 4;
    start();
    document.body.innerHTML = TABLE;
    await pass(7999);
    expect(heard).toEqual([null]);
    await pass(1);
    expect(marks()).toEqual([null, '130']);
    expect(stirs).toBe(0);
  });

  it('does nothing on a page that stands still without one', async () => {
    document.body.innerHTML = '<p>Nothing</p>';
    start();
    await pass(600_000);
    expect(heard).toEqual([null]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('says nothing more once it is stopped', async () => {
    start();
    watch?.stop();
    setMark('131');
    await pass(10_000);
    expect(marks()).toEqual(['130']);
    expect(vi.getTimerCount()).toBe(0);
  });
});
