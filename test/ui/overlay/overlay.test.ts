// @vitest-environment happy-dom
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {Glance} from '../../../src/messages.ts';
import {mountOverlay, type Overlay} from '../../../src/ui/overlay/overlay.ts';
import {hiddenSites, showEverywhere} from '../../../src/ui/overlay/place.ts';
import {speak} from '../browser-stub.ts';
import {NOW, VIEWS} from '../mocks.ts';

const SITE = `pill:${location.host}`;
let stored: Record<string, unknown>;
let overlay: Overlay;
let inside: ShadowRoot;

type Changed = (changes: Record<string, chrome.storage.StorageChange>, area: string) => void;
const listeners = new Set<Changed>();

function storage() {
  return {
    local: {
      get: async (key: string | null) => (key === null ? {...stored} : {[key]: stored[key]}),
      set: async (part: Record<string, unknown>) => {
        Object.assign(stored, part);
        const changes = Object.fromEntries(Object.entries(part).map(([key, newValue]) => [key, {newValue}]));
        for (const listener of listeners) listener(changes, 'local');
      },
    },
    onChanged: {
      addListener: (listener: Changed) => listeners.add(listener),
      removeListener: (listener: Changed) => listeners.delete(listener),
    },
  };
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const host = () => document.documentElement.querySelector(':scope > div');
const one = <Kind extends HTMLElement>(selector: string): Kind => {
  const found = inside.querySelector<Kind>(selector);
  if (!found) throw new Error(`nothing is ${selector}`);
  return found;
};
const glance = (state: string): Glance => {
  const found = VIEWS[state]?.glance;
  if (!found) throw new Error(`no glance in ${state}`);
  return found;
};

/** happy-dom has no animations: what the pill asks for, with the clock under the test's hand. */
let animation: {currentTime: number; play: () => void; cancel: () => void; options: unknown} | null;

function animations(): void {
  animation = null;
  HTMLElement.prototype.animate = (_frames, options) => {
    animation = {currentTime: 0, play: () => undefined, cancel: () => (animation = null), options};
    return animation as unknown as Animation; // as much of one as the lease uses
  };
}

async function mount(): Promise<void> {
  const attach = vi.spyOn(HTMLElement.prototype, 'attachShadow');
  overlay = mountOverlay();
  // Closed to the page; only a test that watches its birth sees inside.
  expect(attach).toHaveBeenCalledWith({mode: 'closed'});
  inside = attach.mock.results[0]?.value;
  attach.mockRestore();
  await settle();
}

beforeEach(async () => {
  vi.useFakeTimers({now: NOW});
  speak('en');
  stored = {};
  listeners.clear();
  animations();
  Object.assign(chrome, {storage: storage()});
  await mount();
});
afterEach(() => {
  overlay.remove();
  vi.useRealTimers();
});

describe('the pill', () => {
  it('is not in the page before the first glance, nor after the last', () => {
    expect(host()).toBeNull();
    overlay.show(glance('safe'));
    expect(host()).not.toBeNull();
    overlay.show(null);
    expect(host()).toBeNull();
  });

  it('hides by itself when no script of ours is left to wind its lease back', async () => {
    overlay.show(glance('safe'));
    expect(animation?.options).toMatchObject({duration: 30_000, easing: 'step-end', fill: 'forwards'});
    if (animation) animation.currentTime = 9_000;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(animation?.currentTime).toBe(0);
    overlay.show(null);
    expect(animation).toBeNull();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is one bare element to the page', () => {
    overlay.show(glance('safe'));
    expect(host()?.attributes).toHaveLength(0);
    expect(host()?.shadowRoot).toBeNull();
    expect(host()?.childNodes).toHaveLength(0);
  });

  it('says accuracy and the nearest line', () => {
    overlay.show(glance('safe'));
    expect(one('.figure').textContent).toBe('342.0%');
    expect(one('.near').textContent).toBe('−20.7% BTC');
    expect(one('.face').title).toBe('Hyperliquid · Safe\nLiquidation at 48,112.4');
    expect(one('.face').getAttribute('aria-label')).toContain('Plimsoll, Hyperliquid: 342.0% −20.7% BTC');
  });

  it.each([
    ['estimated', '≈ 342.0%', 'safe'],
    ['missing', '?', 'unknown'],
    ['stale', '342.0%', 'stale'],
    ['defect', '! 342.0%', 'stale'],
    ['margin-call', '112.4%', 'margin-call'],
  ])('%s looks like it', (state, figure, tone) => {
    overlay.show(glance(state));
    expect(one('.figure').textContent).toBe(figure);
    expect(one('.pill').dataset.tone).toBe(tone);
  });

  it('stale tells its age, and goes on telling', async () => {
    overlay.show(glance('stale'));
    expect(one('.near').textContent).toBe('2 min · −20.7% BTC');
    await vi.advanceTimersByTimeAsync(30_000);
    expect(one('.near').textContent).toBe('3 min · −20.7% BTC');
    overlay.remove();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('speaks of a grade politely, of a margin call at once', () => {
    overlay.show(glance('watch'));
    expect(one('[role=status]').textContent).toBe('Hyperliquid: Watch');
    overlay.show(glance('margin-call'));
    expect([one('[role=status]').textContent, one('[role=alert]').textContent]).toEqual([
      '',
      'Hyperliquid: Margin call',
    ]);
  });

  it('comes back when the page’s framework sweeps it away', () => {
    overlay.show(glance('safe'));
    host()?.remove();
    overlay.show(glance('watch'));
    expect(host()).not.toBeNull();
  });
});

describe('its place', () => {
  const press = (key: string) =>
    one('.face').dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));

  it('starts in the top bar, away from order forms and positions', () => {
    overlay.show(glance('safe'));
    expect(one('.pill').style.getPropertyValue('--x')).toBe('0.6');
    expect(one('.pill').style.getPropertyValue('--y')).toBe('0');
  });

  it('follows the arrow keys, within the window, and is remembered for this site', () => {
    overlay.show(glance('safe'));
    press('ArrowUp');
    expect(stored[SITE]).toMatchObject({y: 0});
    press('ArrowRight');
    press('ArrowDown');
    const {x, y} = stored[SITE] as {x: number; y: number};
    expect(x).toBeCloseTo(0.6 + 16 / (innerWidth - 24), 6);
    expect(y).toBeCloseTo(16 / (innerHeight - 24), 6);
  });

  it('is read again on the next visit, as far as it is right', async () => {
    overlay.remove();
    stored[SITE] = {x: 0.5, y: 'low', folded: true};
    await mount();
    overlay.show(glance('safe'));
    expect(one('.pill').style.getPropertyValue('--x')).toBe('0.5');
    expect(one('.pill').style.getPropertyValue('--y')).toBe('0');
    expect(one('.pill').classList.contains('folded')).toBe(true);
  });

  it('is not where it was hidden, until the popup shows it again', async () => {
    overlay.show(glance('safe'));
    one<HTMLButtonElement>('.hide').click();
    expect(host()).toBeNull();
    expect(await hiddenSites()).toEqual([location.host]);
    await showEverywhere();
    expect(host()).not.toBeNull();
    expect(await hiddenSites()).toEqual([]);
  });
});

describe('folding', () => {
  it('is one click, told to screen readers, and remembered', () => {
    overlay.show(glance('safe'));
    one<HTMLButtonElement>('.face').click();
    expect(one('.face').getAttribute('aria-expanded')).toBe('false');
    expect(stored[SITE]).toMatchObject({folded: true});
    one<HTMLButtonElement>('.face').click();
    expect(one('.face').getAttribute('aria-expanded')).toBe('true');
  });

  it('is not what ends a drag', () => {
    overlay.show(glance('safe'));
    const face = one<HTMLButtonElement>('.face');
    face.setPointerCapture = () => {};
    const at = (type: string, clientX: number) =>
      face.dispatchEvent(new PointerEvent(type, {button: 0, clientX, clientY: 0, pointerId: 1}));
    at('pointerdown', 10);
    at('pointermove', 110);
    at('lostpointercapture', 110);
    face.click();
    expect(one('.pill').classList.contains('folded')).toBe(false);
    expect((stored[SITE] as {x: number}).x).toBeCloseTo(0.6 + 100 / (innerWidth - 24), 6);
  });
});

it('keeps what is done to it from the page’s own listeners', () => {
  overlay.show(glance('safe'));
  const heard = vi.fn();
  document.addEventListener('click', heard);
  document.addEventListener('keydown', heard);
  one<HTMLButtonElement>('.face').dispatchEvent(new MouseEvent('click', {bubbles: true, composed: true}));
  one('.face').dispatchEvent(new KeyboardEvent('keydown', {key: 'b', bubbles: true, composed: true}));
  expect(heard).not.toHaveBeenCalled();
});
