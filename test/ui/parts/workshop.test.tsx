// @vitest-environment happy-dom
import {render} from 'preact';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {Study} from '../../../src/study.ts';
import type {Desk} from '../../../src/ui/desk.ts';
import {Workshop} from '../../../src/ui/parts/workshop.tsx';
import {poolPictures} from '../../../src/ui/picture/pools.ts';
import {firstTurn, type Turned} from '../../../src/ui/picture/turned.ts';
import {speak} from '../browser-stub.ts';
import {STUDIED, studied} from '../studied.ts';

const [pool] = poolPictures(STUDIED);
if (pool === undefined) throw new Error('one pool is shown');

const desk = {turn: vi.fn(), open: vi.fn(), close: vi.fn()};

function draw(study: Study | null | undefined, turned: Turned = firstTurn(pool as NonNullable<typeof pool>)) {
  const whole: Desk = {...desk, studyOf: () => study ?? undefined, turnOf: () => turned};
  render(pool && <Workshop pool={pool} desk={whole} />, document.body);
}
const all = (testid: string) => [...document.querySelectorAll<HTMLElement>(`[data-testid="${testid}"]`)];
const values = (testid: string) => all(testid).map(({dataset, textContent}) => dataset.value ?? textContent);
const fields = (testid: string) => all(testid).map((field) => (field as HTMLInputElement).value);
const type = (field: HTMLElement | undefined, text: string) => {
  const input = field as HTMLInputElement;
  input.value = text;
  input.dispatchEvent(new Event('input', {bubbles: true}));
};

beforeEach(() => {
  speak('en');
  vi.clearAllMocks();
});
afterEach(() => render(null, document.body));

describe('the workshop', () => {
  it('says that it works until there is an answer', () => {
    draw(undefined);
    expect(document.body.textContent).toContain('Working it out');
    expect(all('working')).toEqual([]);
  });

  it('shows each figure’s working with every digit on the element', () => {
    draw(studied());
    expect(all('working').map((table) => table.querySelector('th')?.textContent)).toEqual([
      'equity',
      'maintenance margin',
      'liquidation price of BTC long',
      'liquidation price of ETH short',
    ]);
    expect(values('working-result').slice(0, 2)).toEqual(['12000', '4000']);
  });

  it('offers each single way to the target, rounded up so that it is reached', () => {
    draw(studied({lift: {by: 'target', accuracy: '400'}}));
    expect(fields('deposit')).toEqual(['4000']);
    expect(fields('close')).toEqual(['0.66666667', '20']);
  });

  it('asks anew for whichever is turned, and keeps what is being typed', () => {
    draw(studied());
    type(all('target')[0], '250');
    expect(desk.turn).toHaveBeenLastCalledWith(pool, {lift: {by: 'target', accuracy: '250'}});
    type(all('deposit')[0], '12.5');
    expect(desk.turn).toHaveBeenLastCalledWith(pool, {
      lift: {by: 'deposit', asset: 'USDC', amount: '12.5'},
    });
    type(all('close')[1], '3');
    expect(desk.turn).toHaveBeenLastCalledWith(pool, {lift: {by: 'close', index: 1, size: '3'}});
    const lift = {by: 'deposit', asset: 'USDC', amount: '4000.0'} as const;
    draw(studied({lift}), {lift, survive: '-20'});
    expect(fields('deposit')).toEqual(['4000.0']);
    expect(values('lifted')).toEqual(['400']);
  });

  it.each(['', '-', '1e5', 'abc', '１', '1,5', '9'.repeat(50)])('asks nothing for %o', (text) => {
    draw(studied());
    type(all('deposit')[0], text);
    expect(desk.turn).not.toHaveBeenCalled();
  });

  it('shows stress, ladder, drag and ghosts', () => {
    draw(studied());
    expect(all('stress-outcome')[0]?.textContent).toContain('138.8%');
    expect(values('stress-profit')).toEqual(['-7000']);
    expect(all('level')).toHaveLength(2);
    // Longs of 120000 pay, shorts of 50000 are paid: 0.0001 × 70000 an hour is lost.
    expect(values('drag')).toEqual(['-7']);
    expect(values('ghost-accuracy')).toEqual(['400', '1200']);
  });

  it('tells the desk what lies open', () => {
    draw(studied());
    const [bench] = all('bench-why') as HTMLDetailsElement[];
    if (bench === undefined) throw new Error('there is a bench');
    bench.open = true;
    bench.dispatchEvent(new Event('toggle'));
    expect(desk.open).toHaveBeenCalledWith(pool);
    bench.open = false;
    bench.dispatchEvent(new Event('toggle'));
    expect(desk.close).toHaveBeenCalledWith(pool);
  });
});
