// @vitest-environment happy-dom
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {openDoor} from '../../../src/content/reader/door.ts';
import type {TableRow} from '../../../src/ui/overlay/tags/row.ts';

let quiet: number;
let tagged: boolean;
let seen: (readonly TableRow[])[];
let stirs: number;
let told: {rows: string[][]; head: string[]; lang: string}[];

const TABLE = (
  body: string,
) => `<table><thead><tr><th>Market</th><th>Size</th><th>Notes</th><th>Mark</th><th>Liq. Price</th></tr></thead>
  <tbody>${body}</tbody></table>`;
const ROW = '<tr><td>SOL Long</td><td>1 SOL</td><td>my 3rd try</td><td id="mark">130</td><td>100</td></tr>';

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const setMark = (text: string) => {
  const cell = document.querySelector('#mark');
  if (cell?.firstChild) cell.firstChild.nodeValue = text;
};

/** The reader as the browser starts it, once the page is idle. */
const start = async () => {
  vi.resetModules();
  openDoor({
    quiet: () => quiet,
    tell: (body) => told.push(JSON.parse(body)),
    labels: undefined,
    tagged: () => tagged,
    see: (rows) => seen.push(rows),
    stir: () => {
      stirs++;
    },
  });
  await import('../../../src/content/reader/reader.ts');
};

beforeEach(() => {
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance']});
  quiet = Number.POSITIVE_INFINITY;
  told = [];
  tagged = false;
  seen = [];
  stirs = 0;
  document.body.innerHTML = TABLE(ROW);
  document.documentElement.lang = 'en';
  history.replaceState(null, '', '/trade');
});
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

describe('the table reader', () => {
  it('reads at once where no message is wanted; of columns that are not its own it reads nothing', async () => {
    await start();
    expect(told).toEqual([
      {
        lang: 'en',
        head: ['Market', 'Size', '', 'Mark', 'Liq. Price'],
        rows: [['SOL Long', '1 SOL', '', '130', '100']],
        drawn: 'all',
        figures: {},
      },
    ]);
  });

  it('tells a change, and nothing that it has told', async () => {
    await start();
    await pass(10_000);
    expect(told).toHaveLength(1);
    setMark('131');
    await pass(1000);
    expect(told.map(({rows}) => rows[0]?.[3])).toEqual(['130', '131']);
  });

  it('waits until messages have not been seen for 10 s, with one timer, and then for a change', async () => {
    quiet = 3000;
    await start();
    expect(vi.getTimerCount()).toBe(1);
    setMark('131');
    await pass(6999);
    quiet = 10_000;
    await pass(1);
    // What stood there all the time may have stopped with the messages.
    expect(told).toEqual([]);
    await pass(1000);
    setMark('132');
    await pass(1000);
    expect(told.map(({rows}) => rows[0]?.[3])).toEqual(['132']);
  });

  it('stops when messages come again', async () => {
    quiet = 10_000;
    await start();
    await pass(1000);
    setMark('131');
    await pass(1000);
    quiet = 0;
    await pass(2000);
    setMark('132');
    await pass(5000);
    expect(told.map(({rows}) => rows[0]?.[3])).toEqual(['131']);
    expect(vi.getTimerCount()).toBe(1);
  });

  it('tells of a table without rows only when that says that it is empty', async () => {
    await start();
    const body = document.querySelector('tbody');
    if (body) body.innerHTML = '';
    await pass(3000);
    expect(told).toHaveLength(1);
    if (body) body.innerHTML = '<tr><td colspan="5">No open positions</td></tr>';
    await pass(3000);
    expect(told.at(-1)?.rows).toEqual([]);
  });

  it.each(['/accounts/0x1', '/vaults/0x2', '/leaderboard', '/#/accounts/0x1'])(
    'does not read other people’s positions: %s',
    async (path) => {
      history.replaceState(null, '', path);
      await start();
      expect(told).toEqual([]);
    },
  );
});

describe('for the distance tags', () => {
  /** Messages come all the while. */
  const startWithMessages = async () => {
    quiet = 0;
    tagged = true;
    await start();
  };
  const row = () => seen.at(-1)?.[0];

  it('finds the rows while messages come, and tells nothing of what it reads', async () => {
    await startWithMessages();
    expect(seen.map((rows) => rows.length)).toEqual([1]);
    expect(row()).toMatchObject({symbol: 'SOL', underlying: 'SOL', side: 'long'});
    expect(row()?.cell.textContent).toBe('100');
    expect(row()?.element.textContent).toBe('SOL Long1 SOLmy 3rd try130100');
    expect(row()?.beside.map(({textContent}) => textContent)).toEqual(['130']);
    setMark('131');
    await pass(5000);
    expect(stirs).toBe(1);
    expect(told).toEqual([]);
  });

  it('knows a row that has become another position’s', async () => {
    await startWithMessages();
    const mine = row();
    expect(mine?.still()).toBe(true);
    const [name] = document.querySelectorAll('td');
    if (name) name.textContent = 'ETH Long';
    expect(mine?.still()).toBe(false);
    await pass(500);
    expect(row()).toMatchObject({symbol: 'ETH'});
    document.querySelector('tr:has(td)')?.remove();
    expect(row()?.still()).toBe(false);
  });

  it('begins within 2 s of the first tag, and rests 2 s after the last', async () => {
    quiet = 0;
    await start();
    expect(seen).toEqual([]);
    tagged = true;
    await pass(2000);
    expect(seen.at(-1)).toHaveLength(1);
    tagged = false;
    await pass(2000);
    expect(seen.at(-1)).toEqual([]);
    const before = seen.length;
    setMark('131');
    await pass(5000);
    expect(seen).toHaveLength(before);
    expect(vi.getTimerCount()).toBe(1);
  });

  it('waits for a change as ever when the messages stop meanwhile', async () => {
    await startWithMessages();
    quiet = 10_000;
    await pass(4000);
    expect(told).toEqual([]);
    setMark('131');
    await pass(1000);
    expect(told.map(({rows}) => rows[0]?.[3])).toEqual(['131']);
  });

  it('hands over no row where other people’s positions are shown', async () => {
    history.replaceState(null, '', '/vaults/0x2');
    await startWithMessages();
    expect(seen.flat()).toEqual([]);
  });
});
