import type {Page} from 'puppeteer-core';
import {LOCALES} from '../browser-stub.ts';
import {VIEWS} from '../mocks.ts';
import {STUDIED} from '../studied.ts';
import {type Studio, THEMES, type Theme} from './studio.ts';

/** The states that are worth a picture in the documents; faults are looked for in every one. */
const KEPT = ['no-position', 'safe', 'watch', 'margin-call', 'stale', 'ten-positions', 'defect'];

/** All that a fold hides, open at once, and as high as it is. */
async function unfold(page: Page): Promise<void> {
  await page.addStyleTag({content: 'body{max-block-size:none !important}'});
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) {
      // One of a name closes the others, and here all are to be seen.
      details.removeAttribute('name');
      details.open = true;
    }
  });
  await new Promise((drawn) => setTimeout(drawn, 100));
}

async function state(studio: Studio, name: string, theme: Theme): Promise<void> {
  const page = await studio.open('popup.html', {theme, width: 360, height: 600, view: VIEWS[name]});
  await page.waitForSelector('footer');
  await studio.check(page, `popup-${name}-${theme}`);
  if (KEPT.includes(name)) await studio.keep(page, `popup-${name}-${theme}`, 'body');
  await unfold(page);
  await studio.check(page, `popup-${name}-${theme}, unfolded`);
  await page.close();
}

/** The popup in every state, 360 px wide. */
export async function popup(studio: Studio): Promise<void> {
  for (const name of Object.keys(VIEWS)) {
    for (const theme of THEMES) await state(studio, name, theme);
  }
}

/** What is worked out on demand, all of it open. */
export async function workshop(studio: Studio): Promise<void> {
  for (const theme of THEMES) {
    const page = await studio.open('popup.html', {theme, width: 360, height: 600, view: STUDIED});
    await page.waitForSelector('footer');
    await unfold(page);
    await studio.keep(page, `workshop-${theme}`, 'body');
    await studio.check(page, `workshop-${theme}`);
    await page.close();
  }
}

/** The side panel beside an exchange's page. */
export async function panel(studio: Studio): Promise<void> {
  for (const theme of THEMES) {
    const page = await studio.open('panel.html', {
      theme,
      width: 420,
      height: 900,
      view: VIEWS['ten-positions'],
    });
    await page.waitForSelector('footer');
    await studio.keep(page, `panel-${theme}`);
    await studio.check(page, `panel-${theme}`);
    await page.close();
  }
}

/** The fullest states: what fits there fits everywhere. */
const FULL = {
  'margin-call': VIEWS['margin-call'],
  stale: VIEWS.stale,
  'ten-positions': VIEWS['ten-positions'],
  workshop: STUDIED,
};

/** Every language but English: nothing may be cut where English is not. */
export async function languages(studio: Studio): Promise<void> {
  for (const locale of LOCALES.keys()) {
    const language = locale.replace('_', '-');
    if (language === 'en') continue;
    for (const [name, view] of Object.entries(FULL)) {
      const page = await studio.open('popup.html', {
        theme: 'light',
        width: 360,
        height: 600,
        view,
        language,
      });
      await page.waitForSelector('footer');
      await studio.check(page, `popup-${name}-${language}`);
      if (name === 'margin-call') await studio.keep(page, `popup-${name}-${language}`, 'body');
      await unfold(page);
      // The ledger and its reasons, which the engine gives in English.
      if (name === 'workshop') await studio.keep(page, `workshop-${language}`, 'body');
      await studio.check(page, `popup-${name}-${language}, unfolded`);
      await page.close();
    }
  }
}
