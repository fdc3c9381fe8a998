import type {Page} from 'puppeteer-core';
import type {Driver} from './driver.ts';

/** One position's line as the popup shows it; figures in full precision, null where it shows none. */
export type PositionLine = {
  readonly pool: string;
  /** The pool's: a grade, or `stale`. */
  readonly tone: string | null;
  readonly symbol: string;
  readonly side: string;
  readonly liquidationPrice: string | null;
  readonly kind: string | null;
  readonly mark: string | null;
};

export type PopupReading = {
  /** The worst pool's name, first in the popup. */
  readonly worst: string | null;
  readonly accuracy: string | null;
  /** Pools, worst first. */
  readonly pools: readonly string[];
  readonly positions: readonly PositionLine[];
  /** What each notice is about: `late`, `no-page`, `defect`. */
  readonly notices: readonly string[];
  readonly pages: readonly {readonly state: string | null; readonly defects: number}[];
  readonly text: string;
};

/** The popup in a tab of its own, which stays open and follows. */
export async function openPopup(driver: Driver): Promise<Page> {
  const page = await driver.extensionPage('popup.html');
  await page.waitForSelector('[data-testid="pools"]', {timeout: 20_000});
  return page;
}

/** What stands in the popup now. */
export const readPopup = (popup: Page): Promise<PopupReading> =>
  popup.evaluate(() => {
    const all = (name: string, within: ParentNode = document) => [
      ...within.querySelectorAll<HTMLElement>(`[data-testid="${name}"]`),
    ];
    const figure = (name: string, within: ParentNode = document) =>
      all(name, within)[0]?.dataset.value ?? null;
    const worst = all('worst')[0]?.dataset.pool ?? null;
    return {
      worst,
      accuracy: figure('accuracy'),
      pools: [worst, ...all('pool').map((pool) => pool.dataset.pool ?? '')].filter((name) => name !== null),
      positions: all('position').map((line) => ({
        pool: line.closest<HTMLElement>('[data-testid="pool"]')?.dataset.pool ?? worst ?? '',
        tone: line.closest<HTMLElement>('article')?.dataset.tone ?? null,
        symbol: line.dataset.symbol ?? '',
        side: line.dataset.side ?? '',
        liquidationPrice: figure('liquidation-price', line),
        kind: all('liquidation-price', line)[0]?.dataset.kind ?? null,
        mark: figure('mark', line),
      })),
      notices: all('notice').map((notice) => notice.dataset.notice ?? ''),
      pages: all('page').map((page) => ({
        state: page.dataset.state ?? null,
        defects: Number(all('defects', page)[0]?.dataset.count ?? 0),
      })),
      text: document.body.textContent,
    };
  });
