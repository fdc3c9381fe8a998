// @vitest-environment happy-dom
import {render} from 'preact';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {App, type AppProps} from '../../../src/ui/welcome/app.tsx';
import {MESSAGES, speak} from '../browser-stub.ts';

const allow = vi.fn();
const EXCHANGES = [
  {id: 'harbour', name: 'Harbour', hosts: ['trade.harbour.example', 'app.harbour.example']},
  {id: 'quay', name: 'Quay', hosts: ['quay.example']},
];

function draw(change: Partial<AppProps> = {}): void {
  const props = {
    browser: 'chrome',
    access: 'allowed',
    button: 'hidden',
    exchanges: EXCHANGES,
    allow,
  } as const;
  render(<App {...props} {...change} />, document.body);
}

const one = (testid: string) => document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
const text = (key: string) => MESSAGES[key]?.message ?? 'no such text';

beforeEach(() => {
  speak('en');
  vi.clearAllMocks();
});
afterEach(() => render(null, document.body));

describe('the first-run page', () => {
  it('says what is read and what never is, and leads to demo and options', () => {
    draw();
    expect(document.body.textContent).toContain(text('options_reads'));
    expect(document.body.textContent).toContain(text('options_never'));
    expect(one('demo')?.getAttribute('href')).toBe('demo.html');
    expect(one('options')?.getAttribute('href')).toBe('options.html');
  });

  it('lists the exchanges, each with the address where one trades', () => {
    draw();
    const links = [...(one('exchanges')?.querySelectorAll('a') ?? [])];
    expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      ['Harbour', 'https://trade.harbour.example/'],
      ['Quay', 'https://quay.example/'],
    ]);
  });

  it.each([
    ['chrome', 'hidden', 'welcome_pin_chrome'],
    ['chrome', 'unknown', 'welcome_pin_chrome'],
    ['firefox', 'hidden', 'welcome_pin_firefox'],
    ['chrome', 'pinned', 'welcome_pinned'],
    ['firefox', 'pinned', 'welcome_pinned'],
  ] as const)('says how the button is pinned: %s, %s', (browser, button, key) => {
    draw({browser, button});
    expect(one('pin')?.textContent).toBe(text(key));
  });

  it('asks for access first of all when the browser withholds it, and only then', () => {
    draw({access: 'withheld'});
    expect(document.querySelector('main > section')).toBe(one('access'));
    one('allow')?.click();
    expect(allow).toHaveBeenCalledOnce();

    draw({access: 'given'});
    expect(one('allow')).toBeNull();
    expect(one('access')?.textContent).toContain(text('welcome_access_given'));

    draw({access: 'allowed'});
    expect(one('access')).toBeNull();
  });
});
