import {VIEWS} from '../mocks.ts';
import {PIECE_ONLY} from './faults.ts';
import {type Studio, THEMES} from './studio.ts';

const STATES = ['safe', 'watch', 'warning', 'margin-call', 'stale', 'defect', 'estimated', 'missing'];

/** The pill in its states, each on an exchange's page of its own; on dark and on light pages, whose theme is not the system's. */
export async function pill(studio: Studio): Promise<void> {
  for (const theme of THEMES) {
    for (const ground of THEMES) {
      const name = `pill-${theme}-on-${ground}-page`;
      const page = await studio.open(`exchange.html?${ground}`, {theme, width: 720, height: 400});
      await page.evaluate(
        (src, count) => {
          const frames = Array.from({length: count}, () => `<iframe src="${src}"></iframe>`).join('');
          document.body.innerHTML = `<style>body{margin:0;display:grid;grid-template-columns:1fr 1fr}
iframe{border:0;border-bottom:1px solid #8888;width:360px;height:100px}</style>${frames}`;
        },
        `exchange.html?${ground}`,
        STATES.length,
      );
      await page.waitForNetworkIdle();
      const frames = page.mainFrame().childFrames();
      for (const [index, frame] of frames.entries()) {
        const state = STATES[index] ?? '';
        await frame.waitForFunction('globalThis.overlay !== undefined');
        await frame.evaluate(`overlay.show(${JSON.stringify(VIEWS[state]?.glance)})`);
        await frame.waitForFunction(() =>
          [...document.querySelectorAll('*')].some(({shadowRoot}) => shadowRoot),
        );
        await studio.check(frame, `${name}: ${state}`, {without: PIECE_ONLY});
      }
      await page.keyboard.press('Tab');
      await studio.keep(page, name);
      await page.close();
    }
  }
}
