import type {Page} from 'puppeteer-core';
import {CALLS, POOL, points, NOW as THEN} from '../history/mocks.ts';
import {VIEWS} from '../mocks.ts';
import {type Studio, THEMES} from './studio.ts';

const drawn = (page: Page) => page.waitForSelector('main');

/** The options, as they are first met and at the width of a telephone. */
export async function options(studio: Studio): Promise<void> {
  for (const theme of THEMES) {
    // Chosen by hand and against the system: what is drawn must follow the choice.
    const system = theme === 'light' ? 'dark' : 'light';
    const page = await studio.open('options.html', {theme: system, width: 760, settings: {theme}});
    await drawn(page);
    await studio.keep(page, `options-${theme}`);
    await studio.check(page, `options-${theme}`);
    await page.click('[data-testid="quiet"]');
    await studio.check(page, `options-${theme}, with quiet hours`);
    await page.setViewport({width: 360, height: 800});
    await studio.check(page, `options-${theme}, narrow`);
    await page.close();
  }
}

/** The first-run page, with the exchanges' pages in sight and without. */
export async function welcome(studio: Studio): Promise<void> {
  for (const theme of THEMES) {
    for (const access of ['allowed', 'withheld'] as const) {
      const page = await studio.open('welcome.html', {theme, width: 900, access});
      await drawn(page);
      if (access === 'allowed') await studio.keep(page, `welcome-${theme}`);
      await studio.check(page, `welcome-${theme}, ${access}`);
      await page.setViewport({width: 360, height: 800});
      await studio.check(page, `welcome-${theme}, ${access}, narrow`);
      await page.close();
    }
  }
}

/** Of the demo's day: what is clicked to come there. */
const SCENES = {
  begin: '[data-kind="begins"]',
  call: '[data-kind="margin_call"]',
  end: '[data-kind="liquidation"]:last-of-type',
};

export async function demo(studio: Studio): Promise<void> {
  for (const theme of THEMES) {
    for (const [scene, selector] of Object.entries(SCENES)) {
      const page = await studio.open('demo.html', {theme, width: 900});
      await drawn(page);
      await page.click(selector);
      await new Promise((settled) => setTimeout(settled, 400));
      if (scene === 'call') await studio.keep(page, `demo-${theme}`);
      await studio.check(page, `demo-${theme}, ${scene}`);
      await page.setViewport({width: 360, height: 800});
      await studio.check(page, `demo-${theme}, ${scene}, narrow`);
      await page.close();
    }
  }
}

/** Puts the made-up week where the history page reads. */
function fill(page: Page): Promise<void> {
  return page.evaluate(
    async ({pool, week, calls}) => {
      const request = indexedDB.open('history', 1);
      const database = await new Promise<IDBDatabase>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
      const writing = database.transaction(['pools', 'points', 'calls'], 'readwrite');
      writing.objectStore('pools').put(pool);
      for (const point of week) writing.objectStore('points').put(point);
      for (const call of calls) writing.objectStore('calls').put(call);
      await new Promise((done) => {
        writing.oncomplete = done;
      });
      database.close();
    },
    {pool: POOL, week: points(7), calls: CALLS},
  );
}

/** The history: empty, of a day, of a week, and about to be deleted. */
export async function history(studio: Studio): Promise<void> {
  const sitting = {width: 1080, height: 900, now: THEN, view: VIEWS['no-page']};
  for (const theme of THEMES) {
    const page = await studio.open('history.html', {...sitting, theme});
    await page.waitForSelector('.keep');
    await studio.check(page, `history-${theme}, empty`);
    if (theme === THEMES[0]) await fill(page);
    await page.close();
  }
  for (const theme of THEMES) {
    const page = await studio.open('history.html', {...sitting, theme});
    await page.waitForFunction(() => document.querySelectorAll('.uplot').length === 3);
    await page.mouse.move(640, 330);
    await studio.keep(page, `history-${theme}`);
    await studio.check(page, `history-${theme}`);
    await page.click('.ranges label:nth-of-type(2)');
    await new Promise((settled) => setTimeout(settled, 600));
    await studio.check(page, `history-${theme}, week`);
    await page.click('[data-testid="delete"]');
    await studio.check(page, `history-${theme}, deleting`);
    await page.setViewport({width: 360, height: 800});
    await studio.check(page, `history-${theme}, narrow`);
    await page.close();
  }
}
