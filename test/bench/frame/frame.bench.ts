import {cutFrame} from '../../../src/content/cut.ts';
import {tableForTap} from '../../../src/content/table.ts';
import {decide} from '../../../src/tap/decide.ts';
import type {Row} from '../../../src/tap/table.ts';
import {wanted} from '../../../src/venues/hyperliquid/wanted.ts';
import type {BenchLine} from '../line.ts';
import {bookFrame, wholePageFrame} from './page-frames.ts';

/**
 * What a frame costs before the background sees it, held against reading it, which is what the page does anyway. The
 * decision is made in the page's callback, the cut behind it in a task of our own.
 */
export function lines(): readonly BenchLine[] {
  const row = wanted[0];
  const rows = row?.via === 'websocket' ? row.in : [];
  const [first]: readonly Row[] = JSON.parse(tableForTap(wanted));
  if (!first) throw new Error('There is no row to decide by.');
  const heads = first.in;
  const page = wholePageFrame();
  if (decide(heads, page) < 0) throw new Error('The large frame is not wanted: nothing would be measured.');

  const unwanted = (name: string, text: string, goal: number): BenchLine => ({
    name,
    work: () => decide(heads, text),
    against: parsing(text),
    goal,
  });
  return [
    unwanted('frame/unwanted-1k', bookFrame(1_180), 0.05),
    unwanted('frame/unwanted-20k', bookFrame(25_700), 0.003),
    {
      name: 'frame/wanted-85k-page',
      work: () => {
        const cut = rows[decide(heads, page)]?.cut;
        return cut && cutFrame(page, cut);
      },
      against: parsing(page),
      goal: 0.1,
    },
  ];
}

const parsing = (text: string) => ({name: 'JSON.parse', run: () => JSON.parse(text)});
