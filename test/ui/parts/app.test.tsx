// @vitest-environment happy-dom
import {render} from 'preact';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {View} from '../../../src/messages.ts';
import {interpreter} from '../../../src/reading/interpreter.ts';
import type {Desk} from '../../../src/ui/desk.ts';
import {firstTurn} from '../../../src/ui/picture/turned.ts';
import {App, type AppActions} from '../../../src/ui/popup/app.tsx';
import {interpretBy} from '../../../src/ui/text/reason.ts';
import {speak, tongueOf} from '../browser-stub.ts';
import {account, estimated, glanceOf, NOW, pool, VIEWS, view} from '../mocks.ts';

const actions = {save: vi.fn(), reload: vi.fn(), allow: vi.fn(), showPill: vi.fn()} satisfies AppActions;
const desk: Desk = {
  studyOf: () => undefined,
  turnOf: firstTurn,
  turn: vi.fn(),
  open: vi.fn(),
  close: vi.fn(),
};
const HOSTS = ['app.hyperliquid.xyz', 'www.binance.com'];

function draw(shown: View | undefined, now = NOW): void {
  if (!shown) throw new Error('no such mock');
  render(
    <App view={shown} now={now} hosts={HOSTS} saved="no" pill="hidden" actions={actions} desk={desk} />,
    document.body,
  );
}

const all = (testid: string): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>(`[data-testid="${testid}"]`),
];
const one = (testid: string): HTMLElement => {
  const [found] = all(testid);
  if (!found) throw new Error(`nothing has the test id ${testid}`);
  return found;
};
/** What the eye reads: without what is for screen readers only. */
const read = (element: Element): string => {
  const copy = element.cloneNode(true) as Element; // a clone is of the same kind
  for (const spoken of copy.querySelectorAll('.spoken')) spoken.remove();
  return (copy.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
};
const notice = () => document.querySelector('[data-notice]')?.getAttribute('data-notice') ?? null;

beforeEach(() => {
  speak('en');
  vi.clearAllMocks();
});
afterEach(() => render(null, document.body));

describe('the worst pool', () => {
  it('has its figures with every digit on the element', () => {
    draw(VIEWS.safe);
    expect(read(one('accuracy'))).toBe('342.0%');
    expect(one('accuracy').dataset).toMatchObject({kind: 'exact', value: '342.0000219'});
    expect(read(one('equity'))).toBe('12,480.33');
    expect(one('requirement').dataset.value).toBe('3649.2206');
    expect(read(one('down'))).toBe('all −32.4%');
    expect(read(one('up'))).toBe('all +30.1%');
    expect(read(one('hero'))).toContain('Safe · call at 300%, line at 100%');
  });

  it('is named with account, pool, verdict and age', () => {
    draw(VIEWS.safe);
    expect(read(one('worst'))).toContain('Hyperliquid');
    expect(read(one('worst'))).toContain('cross · 0x8f3a…b21c');
    expect(read(one('feed'))).toBe('live · 0.4 s');
  });

  it('is a picture that can be heard', () => {
    draw(VIEWS.safe);
    const label = document.querySelector('header svg')?.getAttribute('aria-label');
    expect(label).toBe('Load line: accuracy 342.0%, line at 100%');
  });
});

describe('a position', () => {
  it('shows side, size, entry, mark, liquidation price and distance', () => {
    draw(VIEWS.safe);
    const [btc, sol, eth] = all('position');
    expect(btc && read(btc)).toBe('BTC long 20×48,112.420.7%size 0.85entry 60,120.5mark 60,745.2PnL +531.00');
    expect(sol?.dataset).toMatchObject({symbol: 'SOL', side: 'short'});
    expect(eth && read(eth)).toContain('2,318.05');
    expect(all('liquidation-price').map(({dataset}) => dataset.value)).toEqual([
      '48112.4093811',
      '201.3701',
      '2318.0512',
    ]);
  });

  it('reads as a list with its labels spoken', () => {
    draw(VIEWS.safe);
    const list = document.querySelector('ul[aria-label="Positions"]');
    expect(list?.children).toHaveLength(2);
    expect(list?.textContent).toContain('Liquidation at 48,112.4');
    expect(list?.textContent).toContain('Distance 20.7%');
  });

  it('far from the line has a longer bar than a near one', () => {
    draw(VIEWS['margin-call']);
    const [near, far] = [...document.querySelectorAll<HTMLElement>('.bar i')].map(({style}) =>
      Number.parseFloat(style.inlineSize || style.getPropertyValue('inline-size')),
    );
    expect(near).toBeCloseTo(6.07, 1);
    expect(far).toBeCloseTo(38, 1);
  });
});

describe('every kind of figure looks different', () => {
  beforeEach(() => draw(VIEWS.estimated));

  it('≈ an estimate, with its reason on hover, spoken, and in the small print', () => {
    expect(read(one('accuracy'))).toBe('≈ 342.0%');
    expect(one('accuracy').title).toContain('tier table of SOL not seen');
    expect(one('accuracy').textContent).toContain('(Estimated: tier table of SOL not seen');
    expect(read(one('reasons'))).toContain('≈ tier table of SOL not seen');
  });

  it('— none, ? missing, with what it needs', () => {
    const [btc, sol, hype] = all('liquidation-price');
    expect([btc, sol, hype].map((price) => price && read(price))).toEqual(['≈ 48,112.4', '—', '?']);
    expect(sol?.title).toBe('None: the hedge gains as much as it loses');
    expect(hype?.title).toBe('Not known yet. Needs: mark price of HYPE');
    expect(hype?.dataset.value).toBeUndefined();
  });
});

describe('the audit', () => {
  it('says what the venue says, and that it agrees', () => {
    draw(VIEWS.safe);
    expect(read(one('audit'))).toContain('Hyperliquid says 341.9%differs 0.03% agrees ✓');
    expect(one('audit').dataset.agrees).toBe('true');
    expect(all('audit-line').map(({dataset}) => dataset.agrees)).toContain('true');
  });

  it('that disagrees comes first, with its cause, in words and not by colour alone', () => {
    draw(VIEWS['ten-positions']);
    const wrong = all('audit').find(({dataset}) => dataset.agrees === 'false');
    expect(wrong && read(wrong)).toContain(
      'Binance USD-M says requirement 3,661.90differs 0.35% disagrees ≠',
    );
    expect(wrong && read(wrong)).toContain('The venue counts open orders');
  });

  it('without a venue’s figure says so', () => {
    draw(VIEWS.missing);
    expect(read(one('audit'))).toBe('Hyperliquid sent no figure of its own to compare with.');
  });
});

describe('states', () => {
  it.each([
    ['no-page', 'No exchange page is open'],
    ['quiet', 'Hyperliquid is open, but no account has come yet'],
    ['no-position', 'No open position'],
    ['late', 'Hyperliquid was open before Plimsoll'],
    ['no-access', 'The browser keeps Hyperliquid from Plimsoll'],
    ['defect', 'Some of the page could not be read'],
  ])('%s: %s', (state, title) => {
    draw(VIEWS[state]);
    expect(notice()).toBe(state);
    expect(document.querySelector('[data-notice] b')?.textContent).toBe(title);
  });

  it.each([
    ['safe', 'Safe'],
    ['watch', 'Watch'],
    ['warning', 'Warning'],
    ['margin-call', 'Margin call'],
    ['liquidation', 'Liquidation'],
    ['missing', 'No verdict'],
  ])('%s is called %s', (state, word) => {
    draw(VIEWS[state]);
    expect(read(one('grade'))).toBe(word);
    expect(notice()).toBeNull();
  });

  it('stale is grey, hollow, and tells its age and why', () => {
    draw(VIEWS.stale);
    expect(one('hero').dataset.tone).toBe('stale');
    expect(read(one('hero'))).toContain('stale · last seen 2 min ago');
    expect(read(one('hero'))).toContain('account has said nothing for 3 min');
    expect(one('feed').dataset.verdict).toBe('stale');
    expect(document.querySelector('.disc-sea')).toBeNull();
  });

  it('in another language says the reasons that it has words for, and speaks the others as English', () => {
    speak('ru');
    const templates = {
      reason_silent: '$1 has said nothing for $2',
      reason_minutes: '$1 min',
      reason_account: 'account',
    };
    interpretBy(interpreter(templates, (key, given) => tongueOf('ru').getMessage(key, [...given])));
    const doubted = pool({
      accuracy: estimated('342', 'account has said nothing for 3 min', 'as one exchange says'),
    });
    const held = account({pools: [doubted]});
    draw(view([held], {glance: glanceOf(held, {reasons: ['as one exchange says']})}));
    interpretBy(() => null);
    const spoken = one('accuracy').querySelector('.spoken:last-child');
    expect(spoken?.textContent).toBe(' (Оценка: счёт: нет данных 3 мин; as one exchange says)');
    expect(one('accuracy').title).toBe('Оценка: счёт: нет данных 3 мин; as one exchange says');
    const foreign = [...document.querySelectorAll('[lang="en"]')].map(({textContent}) => textContent);
    expect(new Set(foreign)).toEqual(new Set(['as one exchange says']));
    expect(one('hero').querySelector('.hero-why [lang="en"]')?.textContent).toBe('as one exchange says');
  });

  it('a closed tab’s figures only age', () => {
    draw(VIEWS.closed);
    expect(read(one('feed'))).toBe('tab closed · 3 h');
    expect(one('hero').dataset.tone).toBe('stale');
  });

  it('a missing figure is a question mark in the ring, not an empty one', () => {
    draw(VIEWS.missing);
    expect(read(one('accuracy'))).toBe('?');
    expect(document.querySelector('.disc-unknown')?.textContent).toBe('?');
    expect(one('accuracy').title).toBe('Not known yet. Needs: mark price of BTC');
  });

  it('without a page links to every exchange and to the demo, and to nothing else', () => {
    draw(VIEWS['no-page']);
    const links = [...document.querySelectorAll('main a')].map((link) => link.getAttribute('href'));
    expect(links).toEqual([...HOSTS.map((host) => `https://${host}/`), 'demo.html']);
  });

  it('of defects count them and show where and what', () => {
    draw(VIEWS.defect);
    expect(one('defects').dataset.count).toBe('2');
    expect(read(one('defects'))).toContain('2 things could not be read');
    expect(read(one('defects'))).toContain(
      'data.assetPositions.3.position.szi expected a decimal string, got null',
    );
    expect(read(one('pages'))).toContain('Hyperliquid also uses WebTransport');
  });
});

describe('every account and pool', () => {
  it('is there, the worst first', () => {
    draw(VIEWS['ten-positions']);
    expect(all('position')).toHaveLength(10);
    expect(all('pool').map((each) => each.querySelector('b')?.textContent)).toEqual([
      'Binance USD-M',
      'Bybit',
      'Binance COIN-M',
    ]);
    expect(all('pool-equity').map(({textContent}) => textContent)).toEqual([
      '12,480.33',
      '2,204.18',
      '0.412310',
    ]);
  });

  it('without a position shows its equity and no verdict', () => {
    draw(VIEWS['no-position']);
    expect(read(one('pool'))).toContain('Equity 12,480.33 USDC');
    expect(all('pool-accuracy')).toHaveLength(0);
  });
});

describe('what one can do', () => {
  const press = (name: string) => {
    const button = [...document.querySelectorAll('button')].find(({textContent}) => textContent === name);
    if (!button) throw new Error(`no button ${name}`);
    button.click();
  };

  it('reload a late tab, allow a site, save a capture, bring the pill back', () => {
    draw(VIEWS.late);
    press('Reload this tab');
    expect(actions.reload).toHaveBeenCalledWith(7);
    draw(VIEWS['no-access']);
    press('Allow access');
    press('Save a capture');
    press('Show the pill again');
    expect([actions.allow, actions.save, actions.showPill].map(({mock}) => mock.calls.length)).toEqual([
      1, 1, 1,
    ]);
  });
});

describe('what is spoken', () => {
  const said = (role: string) => document.querySelector(`.spoken > [role=${role}]`)?.textContent;

  it('is a change of grade, politely', () => {
    draw(VIEWS.watch);
    expect([said('status'), said('alert')]).toEqual(['Hyperliquid: Watch', '']);
  });

  it('is a margin call, at once', () => {
    draw(VIEWS['margin-call']);
    expect([said('status'), said('alert')]).toEqual(['', 'Hyperliquid: Margin call']);
  });

  it('is nothing on a tick: no figure stands in it', () => {
    draw(VIEWS.safe);
    expect(said('status')).not.toMatch(/\d/);
  });
});

describe('a tick', () => {
  it('touches only what changed', async () => {
    draw(VIEWS['ten-positions']);
    const touched: MutationRecord[] = [];
    const observer = new MutationObserver((records) => touched.push(...records));
    observer.observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
    draw(VIEWS['ten-positions'], NOW + 1000);
    await new Promise((resolve) => setTimeout(resolve, 0));
    observer.disconnect();
    // Four pools, four ages.
    expect(touched.map(({target}) => target.textContent)).toEqual(['1.4 s', '1.4 s', '1.4 s', '1.4 s']);
  });

  it('with another view repaints the row that moved and no other', async () => {
    const shown = (line: string) =>
      view([account({pools: [pool({accuracy: {kind: 'exact', value: line}})]})]);
    draw(shown('342.0'));
    const rows = all('position');
    draw(shown('341.0'));
    expect(read(one('accuracy'))).toBe('341.0%');
    expect(all('position')).toEqual(rows);
  });
});

describe('a glance about a page, not about a pool', () => {
  const broken = view([account({open: false})], {
    glance: {...glanceOf(account()), state: 'defect', grade: 'unknown', account: '', pool: '', nearest: null},
  });

  it('says what is wrong and never that there is no position', () => {
    draw(broken);
    expect(
      [...document.querySelectorAll('[data-notice]')].map((each) => each.getAttribute('data-notice')),
    ).toEqual(['defect']);
    expect(all('pool')).toHaveLength(1);
    expect(all('accuracy')).toHaveLength(0);
  });
});
