// @vitest-environment happy-dom
import {render} from 'preact';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {App, type AppProps} from '../../../src/ui/demo/app.tsx';
import type {Clock} from '../../../src/ui/demo/clock.ts';
import {moments} from '../../../src/ui/demo/moments.ts';
import {firstTurn} from '../../../src/ui/picture/turned.ts';
import {MESSAGES, speak} from '../browser-stub.ts';
import {NOW, VIEWS} from '../mocks.ts';

const actions = {play: vi.fn(), pause: vi.fn(), seek: vi.fn(), hasten: vi.fn(), save: vi.fn()};
const desk = {studyOf: () => undefined, turnOf: firstTurn, turn: vi.fn(), open: vi.fn(), close: vi.fn()};
const CLOCK: Clock = {at: 30_000, silence: 0, motion: 'playing', speed: 4};
const LENGTH = 179_000;

function draw(clock: Partial<Clock> = {}, change: Partial<AppProps> = {}): void {
  const view = VIEWS.safe;
  if (view === undefined) throw new Error('no such mock');
  render(
    <App
      venueName="Harbour"
      view={view}
      now={NOW}
      clock={{...CLOCK, ...clock}}
      length={LENGTH}
      shows="accuracy"
      moments={moments()}
      saved="no"
      actions={actions}
      desk={desk}
      {...change}
    />,
    document.body,
  );
}

const all = (testid: string) => [...document.querySelectorAll<HTMLElement>(`[data-testid="${testid}"]`)];
const one = (testid: string) => all(testid)[0];
const text = (key: string) => MESSAGES[key]?.message ?? 'no such text';
const status = () => document.querySelector('.transport [role="status"]')?.textContent;

beforeEach(() => {
  speak('en');
  vi.clearAllMocks();
});
afterEach(() => render(null, document.body));

describe('the demo', () => {
  it('says before all else that it is no account of the reader’s', () => {
    draw();
    expect(document.body.firstElementChild?.textContent).toBe(
      'Demo: recorded, not your account' +
        'A made-up trader’s day on a simulated Harbour, played through the same code that would read your account.',
    );
  });

  it('shows the popup itself and the badge that goes with it', () => {
    draw();
    expect(one('accuracy')?.dataset.value).toBe('342.0000219');
    expect(one('badge')?.textContent).toBe('342');
    draw({}, {shows: 'distance'});
    expect(one('badge')?.textContent).not.toBe('342');
  });

  it('has no badge without a position', () => {
    draw({}, {view: {now: NOW, glance: null, accounts: [], pages: []}});
    expect(one('badge')).toBeUndefined();
  });

  it('pauses, and says what standing does to the figures', () => {
    draw();
    expect(status()).toBe('');
    one('pause')?.click();
    expect(actions.pause).toHaveBeenCalledOnce();
    draw({motion: 'paused'});
    expect(status()).toBe(text('demo_paused'));
    one('play')?.click();
    expect(actions.play).toHaveBeenCalledOnce();
  });

  it('offers to play again at the end', () => {
    draw({at: LENGTH, motion: 'paused'});
    expect(one('play')?.textContent).toBe(text('demo_again'));
    expect(status()).toBe(text('demo_over'));
    expect(one('clock')?.textContent).toBe('11:52 PM');
  });

  it('lists the moments, marks the last that has been, and goes to one', () => {
    draw({at: 80_000});
    expect(all('moment').map((moment) => moment.dataset.kind)).toEqual([
      'begins',
      'funding',
      'fill',
      'margin_call',
      'liquidation',
      'margin_call',
      'liquidation',
    ]);
    expect(all('moment').map((moment) => moment.getAttribute('aria-current'))).toEqual([
      null,
      null,
      'step',
      null,
      null,
      null,
      null,
    ]);
    all('moment')[4]?.click();
    expect(actions.seek).toHaveBeenCalledWith(104_000);
  });

  it('moves by the slider and takes another speed', () => {
    draw();
    const slider = one('slider') as HTMLInputElement; // an <input> by its test id
    expect(slider.getAttribute('aria-valuetext')).toBe('04:00 AM');
    slider.value = '60000';
    slider.dispatchEvent(new Event('input', {bubbles: true}));
    expect(actions.seek).toHaveBeenCalledWith(60_000);
    const speed = one('speed') as HTMLSelectElement; // a <select> by its test id
    speed.value = '12';
    speed.dispatchEvent(new Event('change', {bubbles: true}));
    expect(actions.hasten).toHaveBeenCalledWith(12);
  });
});
