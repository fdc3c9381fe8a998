import type {Page} from 'puppeteer-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Settings} from '../../src/settings.ts';
import {simulated} from '../exchange/venues/index.ts';
import {until} from './harness/driver.ts';
import {BROWSERS, type House, openHouse} from './harness/house.ts';
import {openPopup, readPopup} from './harness/popup.ts';
import {takeTurns} from './harness/turns.ts';
import {type Stop, type Walk, walk} from './harness/walk.ts';
import {TWO_POOLS} from './openings.ts';

const namesOf = (stops: readonly Stop[]) => stops.map(({name}) => name);

function expectSound({stops, missed}: Walk): void {
  expect(missed).toEqual([]);
  expect(namesOf(stops.filter(({outlined}) => !outlined))).toEqual([]);
  expect(namesOf(stops.filter(({uncovered}) => !uncovered))).toEqual([]);
}

const focused = (page: Page) =>
  page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value ?? '');

/** Right or, at its end, left: a slider must answer. */
async function turnBy(page: Page): Promise<'turned' | 'stuck'> {
  const before = await focused(page);
  await page.keyboard.press('ArrowRight');
  if ((await focused(page)) !== before) return 'turned';
  await page.keyboard.press('ArrowLeft');
  return (await focused(page)) === before ? 'stuck' : 'turned';
}

describe.each(BROWSERS)('%s, by keyboard alone', (browser) => {
  const exchange = takeTurns(simulated.hyperliquid);
  let house: House;
  beforeAll(async () => {
    house = await openHouse({browser, sites: [exchange.site]});
  });
  afterAll(() => house[Symbol.asyncDispose]());

  it('the popup: every fold opens, every slider turns, and the way leads out again', async () => {
    const session = exchange.begin(TWO_POOLS);
    await house.visit(simulated.hyperliquid, session);
    const popup = await openPopup(house.driver);
    await until(
      async () => {
        session.publish();
        return (await readPopup(popup)).positions.length;
      },
      (held) => held === TWO_POOLS.positions.length,
      {what: 'shown', every: 200},
    );
    await popup.bringToFront();
    const sliders: string[] = [];
    const walked = await walk(popup, async ({tag, type, name}) => {
      if (tag === 'summary') {
        await popup.keyboard.press('Enter');
        await popup.waitForFunction(() => {
          const fold = document.activeElement?.parentElement as HTMLDetailsElement | null;
          return fold?.open && fold.querySelector('summary + p.quiet:last-child') === null;
        });
      }
      if (type === 'range') sliders.push(`${name} ${await turnBy(popup)}`);
    });
    expectSound(walked);
    const names = namesOf(walked.stops);
    // Two pools, and a workshop in each.
    for (const fold of ['Why', 'What to do', 'Stress', 'Levels and drag', 'Without one position']) {
      expect(names.filter((name) => name === `summary ${fold}`)).toHaveLength(2);
    }
    const turned = ['input target turned', 'input survive turned', 'input stress-move turned'];
    expect(sliders).toEqual([...turned, ...turned]);
    expect(names.slice(-4)).toEqual(['button save-capture', 'button open-panel', 'a History', 'a Options']);
  });

  it('the options: every control is a stop, arrows choose, space switches', async () => {
    const options = await house.driver.extensionPage('options.html');
    await options.waitForSelector('[data-testid="calls"]');
    await options.bringToFront();
    const kept = () =>
      options.evaluate(
        async () => (await chrome.storage.local.get('settings')).settings as Partial<Settings> | undefined,
      );
    let changed: Partial<Settings> | undefined;
    const walked = await walk(options, async ({type, name}) => {
      if (name === 'input badge') await options.keyboard.press('ArrowRight');
      if (name === 'input hyperliquid' && type === 'checkbox') await options.keyboard.press(' ');
      if (name === 'button reset') {
        changed = await kept();
        await options.keyboard.press('Enter');
      }
    });
    expectSound(walked);
    expect(changed).toMatchObject({badge: 'distance', venuesOff: ['hyperliquid']});
    await until(kept, (settings) => settings === undefined, {what: 'reset'});
  });
});
