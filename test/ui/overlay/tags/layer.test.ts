// @vitest-environment happy-dom
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {DistanceTag} from '../../../../src/messages.ts';
import {type TagLayer, tagLayer} from '../../../../src/ui/overlay/tags/layer.ts';
import type {TableRow} from '../../../../src/ui/overlay/tags/row.ts';
import {speak} from '../../browser-stub.ts';

/** A table whose rows are 30 high and whose cells are 100 wide; the letters of a cell are 40 wide, at its left. */
const PAGE = `<div id="scroller"><table><tbody>${['BTC', 'ETH']
  .map((coin) => `<tr><td>${coin}</td><td>48112.4</td><td></td></tr>`)
  .join('')}</tbody></table></div><div id="elsewhere"></div>`;

let layer: TagLayer;
let animation: {currentTime: number; cancelled: number; options: unknown} | null;
/** How far the table has gone up, and what lies over it. */
let gone: number;
let cover: Element | null;

const rows = () => [...document.querySelectorAll('tr')];
const rect = (left: number, top: number, width: number, height: number) =>
  new DOMRect(left, top, width, height);

function rectOf(element: Element): DOMRect {
  if (element.className.startsWith('tag')) return rect(0, 0, 36, 15);
  const row = element.closest('tr');
  const column = row === null ? 0 : [...row.children].indexOf(element);
  return rect(column * 100, (row === null ? 0 : rows().indexOf(row)) * 30 - gone, 100, 30);
}

function geometry(): void {
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    return rectOf(this);
  });
  vi.spyOn(Range.prototype, 'getBoundingClientRect').mockImplementation(function (this: Range) {
    const cell = this.startContainer.parentElement;
    if (cell === null) return rect(0, 0, 0, 0);
    const {left, top} = rectOf(cell);
    return rect(left, top + 7, 40, 16);
  });
  document.elementFromPoint = (x, y) =>
    cover ?? rows()[Math.floor((y + gone) / 30)]?.children[Math.floor(x / 100)] ?? document.body;
  HTMLElement.prototype.animate = (_frames, options) => {
    const mine = {currentTime: 9, cancelled: 0, options};
    animation = mine;
    // As much of one as an expiry uses.
    return Object.assign(mine, {play: () => {}, cancel: () => mine.cancelled++}) as unknown as Animation;
  };
}

const rowOf = (element: Element, more: Partial<TableRow> = {}): TableRow => {
  const [name, cell, last] = element.children;
  if (!name || !cell || !last) throw new Error('a row has three cells');
  const symbol = name.textContent ?? '';
  const still = () => name.textContent === symbol && cell.isConnected;
  return {symbol, underlying: symbol, side: null, element, cell, beside: [name, last], still, ...more};
};
const tag = (symbol: string, distance: DistanceTag['distance']): DistanceTag => ({
  symbol,
  underlying: symbol,
  side: 'long',
  distance,
});
const exact = (value: string) => ({kind: 'exact', value}) as const;
const BOTH = [tag('BTC', exact('20.7123')), tag('ETH', {kind: 'estimated', value: '5.129', because: []})];

const drawn = () => [...layer.element.children].map((each) => each as HTMLElement);
const seen = () =>
  drawn()
    .filter(({classList}) => !classList.contains('off'))
    .map(({textContent, style}) => `${textContent} at ${style.translate}`);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(async () => {
  vi.useFakeTimers();
  speak('en');
  document.body.innerHTML = PAGE;
  gone = 0;
  cover = null;
  animation = null;
  geometry();
  layer = tagLayer();
  layer.turn('on');
  layer.show(BOTH);
  layer.see(rows().map((each) => rowOf(each)));
  await pass(50);
});
afterEach(() => {
  layer.turn('off');
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('tags', () => {
  it('stand beside their prices, an estimate as one, told to nobody twice', () => {
    // The price is 40 wide from 100 on, 5 between; its middle is the row's.
    expect(seen()).toEqual(['20.7% at 145px 8px', '≈ 5.12% at 145px 38px']);
    expect(layer.element.ariaHidden).toBe('true');
    expect(document.body.innerHTML).toBe(PAGE);
  });

  it.each([
    ['20.7123', 'far'],
    ['9.99', 'near'],
    ['0.4', 'at hand'],
  ])('at %s%% are %s', (value, near) => {
    layer.show([tag('BTC', exact(value))]);
    expect(drawn().map(({dataset}) => dataset.near)).toEqual([near]);
  });

  it('say the new figure at once, and nothing where there is none', () => {
    layer.show([tag('BTC', exact('19')), tag('ETH', {kind: 'missing', needs: []})]);
    expect(seen()).toEqual(['19.0% at 145px 8px']);
  });

  it('are gone with the pill, and cost nothing then', () => {
    layer.turn('off');
    expect(drawn()).toEqual([]);
    expect(layer.tagged()).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
    expect(animation?.cancelled).toBe(1);
  });

  it('hide by themselves when nobody looks at their rows any more', async () => {
    expect(animation?.options).toMatchObject({duration: 1500, easing: 'step-end', fill: 'forwards'});
    expect(animation?.currentTime).toBe(0);
  });

  it('are not where something lies over the price, or another row', async () => {
    cover = document.querySelector('#elsewhere');
    await pass(300);
    expect(seen()).toEqual([]);
    [cover = null] = rows();
    await pass(300);
    expect(seen()).toEqual(['20.7% at 145px 8px']);
  });

  it('vanish when their rows are scrolled, and stand in them again when those stand still', async () => {
    const scrolled = (selector: string) =>
      document.querySelector(selector)?.dispatchEvent(new Event('scroll'));
    scrolled('#elsewhere');
    expect(seen()).toHaveLength(2);
    gone = 12;
    scrolled('#scroller');
    expect(seen()).toEqual([]);
    await pass(400);
    expect(seen()).toEqual(['20.7% at 145px -4px', '≈ 5.12% at 145px 26px']);
  });

  it('follow a layout that moves without a word', async () => {
    gone = -40;
    await pass(250);
    expect(seen()).toEqual(['20.7% at 145px 48px', '≈ 5.12% at 145px 78px']);
  });

  it('leave a row that has become another position’s before it is drawn', () => {
    const [first] = document.querySelectorAll('td');
    if (first) first.textContent = 'SOL';
    layer.stir();
    expect(seen()).toEqual(['≈ 5.12% at 145px 38px']);
  });

  it('are not beside a cell without a price', async () => {
    for (const cell of document.querySelectorAll('td:nth-child(2)')) cell.textContent = 'N/A';
    await pass(300);
    expect(seen()).toEqual([]);
  });

  it('look at the page five times a second at most, however often the figure changes', async () => {
    const looks = vi.spyOn(Range.prototype, 'selectNodeContents');
    for (let tick = 0; tick < 100; tick++) {
      layer.show([tag('BTC', exact(String(20 + tick)))]);
      await pass(10);
    }
    // Two texts in the row, the price's twice.
    expect(looks.mock.calls.length / 3).toBeLessThanOrEqual(5);
    expect(looks).toHaveBeenCalled();
  });
});
