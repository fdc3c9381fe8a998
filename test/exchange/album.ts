import {mkdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import type {Page} from 'puppeteer-core';
import type {Badge, Driver} from '../browser/harness/driver.ts';

type Chip = Badge & {readonly clock: string};

/** The toolbar's badge beside its icon, as the browser reports it: a headless browser has no toolbar to photograph. */
function chipPage(chips: readonly Chip[]): string {
  const escaped = (text: string) => text.replace(/[<&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const rows = chips.map(
    ({clock, text, colour, ink, title}) =>
      `<tr><td>${clock}<td><b style="background:${colour};color:${ink}">${escaped(text) || '&nbsp;'}</b><td>${escaped(title)}`,
  );
  return `<!doctype html><meta charset="utf-8"><title>Badges</title><style>
    body { margin: 0; padding: 16px; font: 13px/1.5 system-ui, sans-serif; background: #fff; width: 720px }
    td { padding: 3px 10px; vertical-align: top; white-space: pre-line; border-bottom: 1px solid #ddd }
    b { border-radius: 3px; padding: 0 4px; min-width: 18px; display: inline-block; text-align: center }
  </style><table>${rows.join('')}</table>`;
}

/** Screenshots of a day: the exchange's page, the popup, and what the badge said. */
export class Album {
  readonly #chips: Chip[] = [];

  constructor(
    readonly folder: string,
    readonly driver: Driver,
    readonly page: Page,
  ) {
    rmSync(folder, {recursive: true, force: true});
    mkdirSync(folder, {recursive: true});
  }

  async keep(clock: string): Promise<void> {
    const name = clock.replace(':', '');
    this.#chips.push({clock, ...(await this.driver.badge(this.page))});
    await this.page.bringToFront();
    await this.page.screenshot({path: join(this.folder, `page-${name}.png`)});
    const popup = await this.driver.extensionPage('popup.html');
    await popup.setViewport({width: 380, height: 620});
    await popup
      .waitForFunction(() => (document.body.textContent ?? '').trim() !== '', {timeout: 3_000})
      .catch(() => {});
    await new Promise((drawn) => setTimeout(drawn, 150));
    await popup.screenshot({path: join(this.folder, `popup-${name}.png`)});
    await popup.close();
    await this.page.bringToFront();
  }

  async finish(): Promise<void> {
    const sheet = await this.driver.browser.newPage();
    await sheet.setContent(chipPage(this.#chips));
    await sheet.setViewport({width: 760, height: 240});
    await sheet.screenshot({path: join(this.folder, 'badge.png')});
    await sheet.close();
  }
}
