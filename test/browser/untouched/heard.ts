import type {Page} from 'puppeteer-core';
import type {PageView, ToView} from '../../../src/messages.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import type {Driver} from '../harness/driver.ts';

/** What arrived in the background: its word on the pages, and every frame it took in. */
export type Heard = {readonly pages: readonly PageView[]; readonly frames: readonly Frame[]};

/** A page of the extension from which the background can be asked, as the popup asks it. */
export const openEar = (driver: Driver): Promise<Page> => driver.extensionPage('popup.html');

export async function heardSoFar(ear: Page): Promise<Heard> {
  const {pages, text} = await ear.evaluate(async () => {
    const port = chrome.runtime.connect({name: 'view'});
    const next = <Kind extends ToView['kind']>(kind: Kind) =>
      new Promise<Extract<ToView, {kind: Kind}>>((resolve) => {
        port.onMessage.addListener((message: ToView) => {
          // The kind was just compared.
          if (message.kind === kind) resolve(message as Extract<ToView, {kind: Kind}>);
        });
      });
    const view = next('view');
    const capture = next('capture');
    port.postMessage({kind: 'watch'});
    port.postMessage({kind: 'save-capture'});
    const answer = {pages: (await view).view.pages, text: (await capture).text};
    port.disconnect();
    return answer;
  });
  const [, ...lines] = text.trim().split('\n');
  return {pages, frames: lines.map((line) => JSON.parse(line) as Frame)};
}
