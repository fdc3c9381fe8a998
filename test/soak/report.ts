import type {BrowserName} from '../browser/harness/find.ts';
import type {GrowthReport} from './growth/growth.ts';
import type {Curve} from './growth/judge.ts';
import type {BrowserReport} from './run.ts';

const BARS = [...'▁▂▃▄▅▆▇█'];

/** A curve as a line of blocks, from nothing to its highest. */
function drawn(values: readonly number[]): string {
  const most = Math.max(...values, 1);
  return values
    .map((value) => BARS[Math.min(7, Math.max(0, Math.floor((value / most) * 8)))] ?? '?')
    .join('');
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

function growthLines({minutes, rate, samples, curves}: GrowthReport): readonly string[] {
  const row = (name: string, values: readonly number[]) =>
    `  ${name.padEnd(36)} ${drawn(values)} ${megabytes(values[0] ?? 0)} → ${megabytes(values.at(-1) ?? 0)}`;
  const venues = Object.keys(samples[0]?.pages ?? {});
  const judged = ({name, middle, last, allowed}: Curve) =>
    `  ${name.padEnd(36)} middle third ${megabytes(middle)}, last third ${megabytes(last)}, allowed ${megabytes(allowed)}`;
  return [
    `${minutes.toFixed(1)} minutes at ${rate.toFixed(0)} frames/s of four exchanges; memory after garbage was collected:`,
    row(
      'background',
      samples.map(({background}) => background),
    ),
    row(
      '  of it recorded for a capture',
      samples.map(({recorded}) => recorded),
    ),
    ...venues.map((venue) =>
      row(
        `page of ${venue}`,
        samples.map(({pages}) => pages[venue] ?? 0),
      ),
    ),
    row(
      'stored for the next life',
      samples.map(({session}) => session),
    ),
    row(
      `IndexedDB (${samples.at(-1)?.points ?? 0} points at the end)`,
      samples.map(({indexedDb}) => indexedDb),
    ),
    ...curves.map(judged),
  ];
}

/** A part's report in lines for people. */
export function linesOf(
  browser: BrowserName,
  {mortality, closing, growth, mainThread}: BrowserReport,
): readonly string[] {
  const lines: string[] = [];
  if (mortality !== undefined) {
    const {kills, equal, settled, calls, history} = mortality;
    lines.push(
      `${kills} deaths of the background: ${equal} comparisons with an uninterrupted browser equal; equal again within p50 ${settled.p50}, p99 ${settled.p99}, max ${settled.max} ms`,
      `  margin calls: ${calls.made} made, ${calls.lost} lost, ${calls.repeated} repeated; history: ${history.points} points, ${history.minutes} of them minutes, ${history.changes} changes of grade`,
    );
  }
  if (closing !== undefined)
    lines.push(`${closing.closings} ends of the browser in mid-writing: ${closing.points} points kept`);
  if (growth !== undefined) lines.push(...growthLines(growth));
  if (mainThread !== undefined) {
    const {rate, characters, without, listener, added, error, goal, met, pairs} = mainThread;
    lines.push(
      `main thread at ${rate} unwanted frames/s of ${characters} characters: ${without.toFixed(2)}% without, ${mainThread.with.toFixed(2)}% with, ${listener.toFixed(2)}% with an empty listener alone, added ${added.toFixed(2)} ± ${error.toFixed(2)}% (goal ≤ ${goal}%: ${met ? 'met' : 'missed'}; ${pairs.length} pairs)`,
    );
  }
  return lines.map((line) => `${browser}: ${line}`);
}
