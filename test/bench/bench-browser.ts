import {parseArgs} from 'node:util';
import {build} from '../../build.mjs';
import type {BrowserName} from '../browser/harness/find.ts';
import {mainThread} from '../soak/main-thread/main-thread.ts';
import {bursts, pacedFrames, singleFrames} from './browser/frames.ts';
import {noteIn} from './browser/noted-build.ts';
import {openings} from './browser/openings.ts';
import {openStand} from './browser/stand.ts';

/**
 * `npm run bench:browser` measures the whole way in real browsers, from the frame on the wire to the badge that stands;
 * `--json` prints the ratios only. Both clocks are the machine's: the exchange notes the time just before it hands a
 * frame to the socket; a line before the background's own notes when the browser has carried out each `setBadgeText`.
 */
const {values: wanted} = parseArgs({
  options: {
    frames: {type: 'string', default: '1000'},
    browser: {type: 'string'},
    json: {type: 'boolean', default: false},
  },
});
const FRAMES = Number(wanted.frames);
const BURSTS = 5;
const PAIRS = 5;
const OPENINGS = 20;

type Line = {
  readonly name: string;
  readonly times: readonly number[];
  /** What the browser takes without us, in the same run. */
  readonly against?: string;
  /** ms that one percentile should not pass. */
  readonly goal?: {readonly at: 'p50' | 'p99'; readonly ms: number};
};

const PERCENTILES = {p50: 0.5, p90: 0.9, p99: 0.99, max: 1} as const;

function at(times: readonly number[], percentile: keyof typeof PERCENTILES): number {
  const sorted = [...times].sort((one, other) => one - other);
  const place = Math.min(sorted.length - 1, Math.floor(sorted.length * PERCENTILES[percentile]));
  return sorted[place] ?? Number.NaN;
}

async function measure(browser: BrowserName, extension: string): Promise<readonly Line[]> {
  const stand = await openStand(browser, extension);
  try {
    const {bare, badge, texts} = await singleFrames(stand, FRAMES);
    const paced = await pacedFrames(stand, texts, Math.min(FRAMES, 1000), 20);
    const burst = await bursts(stand, texts, BURSTS);
    const {empty, warm, cold, firstLine, firstBadge} = await openings(stand, OPENINGS);
    const wire = `${browser}/frame-to-page`;
    const page = `${browser}/empty-page`;
    const start = `${browser}/worker-start`;
    return [
      {name: wire, times: bare},
      {name: `${browser}/frame-to-badge`, times: badge, against: wire, goal: {at: 'p99', ms: 10}},
      // A text every tenth of a second, and the way to it.
      {
        name: `${browser}/frame-to-badge-50-a-second`,
        times: paced,
        against: wire,
        goal: {at: 'p99', ms: 120},
      },
      {name: `${browser}/last-of-burst-to-badge`, times: burst, against: wire},
      {name: start, times: firstLine},
      {name: `${browser}/worker-start-to-badge`, times: firstBadge, against: start},
      {name: page, times: empty},
      {name: `${browser}/popup-warm`, times: warm, against: page},
      {name: `${browser}/popup-cold`, times: cold, against: page, goal: {at: 'p50', ms: 100}},
    ];
  } finally {
    await stand.close();
  }
}

/** ms that the page's main thread is busy, of each second with 1,000 unwanted frames: one percent is ten of them. */
async function mainThreadLines(browser: BrowserName, extension: string): Promise<readonly Line[]> {
  const {pairs, without, goal} = await mainThread({browser, extension, pairs: PAIRS, rate: 1000});
  const bare = `${browser}/main-thread-without-us`;
  const lineOf = (name: string, percents: readonly number[]) => ({
    name: `${browser}/main-thread-${name}`,
    times: percents.map((percent) => percent * 10),
  });
  return [
    lineOf(
      'without-us',
      pairs.map((pair) => pair.without),
    ),
    {
      ...lineOf(
        'empty-listener',
        pairs.map((pair) => pair.listener),
      ),
      against: bare,
    },
    {
      ...lineOf(
        'with-us',
        pairs.map((pair) => pair.with),
      ),
      against: bare,
      goal: {at: 'p50', ms: Number(((without + goal) * 10).toFixed(1))},
    },
  ];
}

const ratioOf = (line: Line, lines: readonly Line[]): number | null => {
  const base = lines.find(({name}) => name === line.against);
  return base === undefined ? null : Number((at(line.times, 'p50') / at(base.times, 'p50')).toPrecision(4));
};

function rowOf(line: Line, lines: readonly Line[]): string {
  const {name, times, goal, against} = line;
  const columns = (Object.keys(PERCENTILES) as (keyof typeof PERCENTILES)[]).map((which) =>
    at(times, which).toFixed(2).padStart(9),
  );
  const verdict =
    goal === undefined ? '' : `${at(times, goal.at) <= goal.ms ? '' : '!'}${goal.at} ≤ ${goal.ms}`;
  const ratio = ratioOf(line, lines)?.toString() ?? '';
  const head = `${name.padEnd(40)}${columns.join('')}${String(times.length).padStart(7)}${verdict.padStart(13)}`;
  return `${head}${ratio.padStart(9)}  ${against ?? ''}`;
}

const {chrome: chromium, firefox} = await build({outdir: 'artifacts/bench', zips: false});
const ratios: Record<string, {readonly ratio: number; readonly against: string}> = {};
if (!wanted.json) {
  const heads = ['p50', 'p90', 'p99', 'max'].map((head) => head.padStart(9)).join('');
  console.log(
    `${'ms'.padEnd(40)}${heads}${'times'.padStart(7)}${'goal'.padStart(13)}${'p50 ÷'.padStart(9)}  p50 of`,
  );
}
for (const [browser, extension] of Object.entries({chromium, firefox}) as [BrowserName, string][]) {
  if (wanted.browser !== undefined && wanted.browser !== browser) continue;
  noteIn(extension);
  const lines = [...(await measure(browser, extension)), ...(await mainThreadLines(browser, extension))];
  for (const line of lines) {
    const ratio = ratioOf(line, lines);
    if (ratio !== null && line.against !== undefined) ratios[line.name] = {ratio, against: line.against};
    if (!wanted.json) console.log(rowOf(line, lines));
  }
}
if (wanted.json) console.log(JSON.stringify(ratios));
