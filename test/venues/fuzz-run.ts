import {existsSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {parseArgs} from 'node:util';
import {type Fuzzed, fuzz, sumOf} from './fuzz/fuzz.ts';
import {hours} from './hours.ts';

/**
 * `npm run fuzz -- [--frames 1000000] [--seed 1] [--fresh]`: what `npm test` does with a tenth of the frames. Each
 * venue's share is done in spans, each from a seed of its own; what is done is written down after every span, so that a
 * run that was stopped goes on where it was. Ends with the first failure, which names the seed and the way there.
 */
const {values} = parseArgs({
  options: {
    frames: {type: 'string', default: '1000000'},
    seed: {type: 'string', default: '1'},
    fresh: {type: 'boolean', default: false},
  },
});

/** Frames of one span: most of them one long life. */
const SPAN = 10_000;

type Done = Fuzzed & {readonly spans: number; readonly seconds: number};
type Progress = {readonly [venue: string]: Done};

const NONE: Done = {used: 0, ignored: 0, malformed: 0, spans: 0, seconds: 0};
const seed = Number(values.seed);
const share = Math.ceil(Number(values.frames) / hours.length);
const spans = Math.ceil(share / SPAN);
/** One of each seed and length: several may be under way. */
const record = `artifacts/fuzz-${values.seed}-${values.frames}.json`;

let progress: Progress =
  values.fresh || !existsSync(record) ? {} : (JSON.parse(readFileSync(record, 'utf8')) as Progress);

function keep(venue: string, done: Done): void {
  progress = {...progress, [venue]: done};
  mkdirSync('artifacts', {recursive: true});
  // Whole or not at all: a run may be stopped while it writes.
  writeFileSync(`${record}.new`, `${JSON.stringify(progress, null, 2)}\n`);
  renameSync(`${record}.new`, record);
}

const framesOf = ({used, ignored, malformed}: Fuzzed) => used + ignored + malformed;
const told = (done: Done) =>
  `${String(framesOf(done)).padStart(9)} frames: ${done.used} used, ${done.ignored} ignored, ${done.malformed} malformed; ${done.seconds.toFixed(1)} s`;

for (const {id, venue, hour} of hours) {
  let done = progress[id] ?? NONE;
  for (let span = done.spans; span < spans; span++) {
    const from = performance.now();
    const frames = Math.min(SPAN, share - span * SPAN);
    const fuzzed = fuzz(venue, hour, {frames, seed: seed * 1_000_000 + span * 10_000});
    const seconds = done.seconds + (performance.now() - from) / 1000;
    done = {...sumOf([done, fuzzed]), spans: span + 1, seconds};
    keep(id, done);
  }
  console.log(`${id.padEnd(14)}${told(done)}; 0 throws`);
}
const all = Object.values(progress);
const seconds = all.reduce((sum, one) => sum + one.seconds, 0);
console.log(`${'all'.padEnd(14)}${told({...sumOf(all), spans: 0, seconds})}; 0 throws; seed ${values.seed}`);
