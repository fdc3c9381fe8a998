// @vitest-environment happy-dom
import {render} from 'preact';
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import type {View} from '../../../src/messages.ts';
import type {Desk} from '../../../src/ui/desk.ts';
import {firstTurn} from '../../../src/ui/picture/turned.ts';
import {App} from '../../../src/ui/popup/app.tsx';
import {speak} from '../browser-stub.ts';
import {NOW, VIEWS} from '../mocks.ts';

/** A tick must not redraw the popup: what a reader's eye or finger rests on stays the same element. */

const actions = {save: vi.fn(), reload: vi.fn(), allow: vi.fn(), showPill: vi.fn()};
const desk: Desk = {
  studyOf: () => undefined,
  turnOf: firstTurn,
  turn: vi.fn(),
  open: vi.fn(),
  close: vi.fn(),
};

function draw(shown: View): void {
  render(
    <App view={shown} now={NOW} hosts={[]} saved="no" pill="shown" actions={actions} desk={desk} />,
    document.body,
  );
}

/** As the next message brings it: no object is the one of before. */
function ticked(shown: View, symbol: string, mark: string, distance: string): View {
  const next: View = structuredClone(shown);
  for (const {account, health} of next.accounts) {
    for (const {positions} of account.pools) {
      for (const position of positions)
        if (position.symbol === symbol) Object.assign(position, {markPrice: mark});
    }
    for (const {positions} of health.pools) {
      for (const position of positions) {
        if (position.symbol === symbol) Object.assign(position, {distance: {kind: 'exact', value: distance}});
      }
    }
  }
  return next;
}

/** What was touched, as the test ids of the elements or of their nearest named ancestors. */
async function touchedBy(change: () => void): Promise<ReadonlySet<string>> {
  const touched = new Set<string>();
  const observer = new MutationObserver((records) => {
    for (const {target} of records) {
      const element = target instanceof Element ? target : target.parentElement;
      const row = element?.closest<HTMLElement>('[data-testid="position"]');
      const name = element?.closest<HTMLElement>('[data-testid]')?.dataset.testid ?? element?.nodeName;
      touched.add(row ? `${row.dataset.symbol}: ${name}` : String(name));
    }
  });
  observer.observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
  change();
  await new Promise((settled) => setTimeout(settled, 20));
  observer.disconnect();
  return touched;
}

const SHOWN = VIEWS['ten-positions'];
if (SHOWN === undefined) throw new Error('there is such a mock');

beforeEach(() => speak('en'));
afterEach(() => render(null, document.body));

it('the same view again touches nothing', async () => {
  draw(SHOWN);
  expect([...(await touchedBy(() => draw(structuredClone(SHOWN))))]).toEqual([]);
});

it('one position’s tick touches that position’s row, and the axis where its dot stands, and nothing else', async () => {
  draw(SHOWN);
  const symbol = SHOWN.accounts[0]?.health.pools[0]?.positions[0]?.symbol ?? '';
  const before = document.querySelectorAll('*').length;
  const touched = await touchedBy(() => draw(ticked(SHOWN, symbol, '61000.5', '21.1')));
  expect(touched.size).toBeGreaterThan(0);
  const elsewhere = [...touched].filter((name) => !name.startsWith(`${symbol}: `) && name !== 'distances');
  expect(elsewhere).toEqual([]);
  expect(document.querySelectorAll('*').length).toBe(before);
});
