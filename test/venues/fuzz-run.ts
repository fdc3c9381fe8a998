import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {parseArgs} from 'node:util';
import {venues} from '../../src/venues/index.ts';

/**
 * `npm run fuzz -- [--frames 1000000] [--seed 1] [--fresh]`: mutated frames over all venues, through the tests that
 * `npm test` runs with fewer. What is done is kept in `artifacts/fuzz.json`, so that a run that was stopped goes on.
 */
const {values} = parseArgs({
  options: {
    frames: {type: 'string', default: '1000000'},
    seed: {type: 'string', default: '1'},
    fresh: {type: 'boolean', default: false},
  },
});

const RECORD = 'artifacts/fuzz.json';
/** Frames of one run of the property, on the average: 1 to 14. */
const FRAMES_A_RUN = 7;

type Done = Readonly<Record<string, {readonly frames: number; readonly seconds: number}>>;
type Progress = {readonly seed: string; readonly frames: string; readonly done: Done};

const begun: Progress = {seed: values.seed, frames: values.frames, done: {}};
function resumed(): Progress {
  if (values.fresh || !existsSync(RECORD)) return begun;
  const kept: Progress = JSON.parse(readFileSync(RECORD, 'utf8'));
  return kept.seed === begun.seed && kept.frames === begun.frames ? kept : begun;
}

const wanted = venues.filter(({id}) => existsSync(`test/venues/${id}/fuzz.test.ts`));
const runs = Math.ceil(Number(values.frames) / wanted.length / FRAMES_A_RUN);
let progress = resumed();
mkdirSync('artifacts', {recursive: true});
for (const {id} of wanted) {
  const known = progress.done[id];
  if (known === undefined) {
    const from = Date.now();
    const env = {...process.env, PLIMSOLL_FUZZ_RUNS: String(runs), PLIMSOLL_SEED: values.seed};
    // A failure prints its seed and path and ends the run; what was done before it stays done.
    execFileSync(
      'npx',
      ['vitest', 'run', '--project', 'unit', '--testTimeout=3600000', `test/venues/${id}/fuzz.test.ts`],
      {
        env,
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    const mine = {frames: runs * FRAMES_A_RUN, seconds: Math.round((Date.now() - from) / 1000)};
    progress = {...progress, done: {...progress.done, [id]: mine}};
    writeFileSync(RECORD, `${JSON.stringify(progress, null, 2)}\n`);
  }
  const {frames, seconds} = progress.done[id] ?? {frames: 0, seconds: 0};
  console.log(`${id.padEnd(14)} ${String(frames).padStart(9)} frames  ${seconds} s  0 throws`);
}
