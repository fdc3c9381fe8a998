import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import {weights} from './bytes.ts';
import type {BenchLine, BenchModule, Rival} from './line.ts';
import {type Measured, measure} from './measure.ts';

/**
 * `npm run bench` measures every line of every bench module; `--json` prints one object instead of the table; further
 * words keep only the lines whose name contains one of them.
 */
const words = process.argv.slice(2);
const asJson = words.includes('--json');
const wanted = words.filter((word) => !word.startsWith('--'));

const here = new URL('./', import.meta.url);
const modules = readdirSync(here, {recursive: true})
  .map(String)
  .filter((name) => name.endsWith('.bench.ts'))
  .sort();

/** Built as the extension is: a loader of TypeScript adds its own work to every small function. */
async function built(name: string, folder: string): Promise<BenchModule> {
  const entry = new URL(name, here);
  const outfile = join(folder, `${name.replaceAll('/', '-')}.mjs`);
  await build({
    entryPoints: [fileURLToPath(entry)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    define: {'import.meta.url': JSON.stringify(entry.href)},
    banner: {
      js: "import {createRequire as __r} from 'node:module'; const require = __r(process.cwd() + '/');",
    },
  });
  return (await import(pathToFileURL(outfile).href)) as BenchModule;
}

const lines: BenchLine[] = [];
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
for (const name of modules) lines.push(...(await (await built(name, folder)).lines()));
rmSync(folder, {recursive: true});

type Result = Pick<Measured, 'work' | 'ratio'> & {
  readonly name: string;
  readonly against: string;
  readonly yardstick: number;
};
const results: Result[] = [];

/** Holds one side against the line's yardstick, and keeps what came of it. */
function kept({against}: BenchLine, {name, run}: Rival): Result {
  const {work, ratio, against: yardstick} = measure({name, work: run, against});
  const result = {name, work, ratio, against: against.name, yardstick};
  results.push(result);
  return result;
}

const chosen = lines.filter(({name}) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
if (!asJson) console.log(row('line', 'µs', 'ratio', 'goal', 'limit', 'peer', 'against'));
for (const line of chosen) {
  const own = kept(line, {name: line.name, run: line.work});
  const limit = line.limit && kept(line, line.limit);
  const peer = line.peer && kept(line, line.peer);
  if (!asJson) console.log(rowOf(line, own, limit, peer));
}
if (!asJson && wanted.length === 0) {
  console.log(`\n${'bytes, gzip'.padEnd(28)}${'bytes'.padStart(12)}${'limit'.padStart(18)}`);
  for (const {part, gzip, limit} of await weights())
    console.log(
      `${part.padEnd(28)}${String(gzip).padStart(12)}${`${gzip <= limit ? '' : '!'}${limit}`.padStart(18)}`,
    );
}
if (asJson) {
  const json = results.map(({name, ratio, against}) => [name, {ratio: short(ratio), against}]);
  console.log(JSON.stringify(Object.fromEntries(json)));
}

/** All ratios are to the same yardstick: ours, the least that can be done, and another program's. */
function rowOf({name, goal, against}: BenchLine, own: Result, limit?: Result, peer?: Result): string {
  const target = goal === undefined ? '' : `${own.ratio <= goal ? '' : '!'}${goal}`;
  const theirs = peer === undefined ? '' : `${short(peer.ratio)} ${peer.name.split('/', 1)[0]}`;
  const least = limit === undefined ? '' : `${short(limit.ratio)}`;
  return row(
    name,
    own.work.toFixed(2),
    `${short(own.ratio)}`,
    target,
    least,
    theirs,
    `${against.name} (${own.yardstick.toFixed(2)} µs)`,
  );
}

function row(
  name: string,
  micros: string,
  ratio: string,
  goal: string,
  limit: string,
  peer: string,
  against: string,
) {
  const columns = [
    micros.padStart(12),
    ratio.padStart(10),
    goal.padStart(8),
    limit.padStart(9),
    peer.padStart(13),
  ];
  return `${name.padEnd(28)}${columns.join('')}  ${against}`;
}

function short(ratio: number): number {
  return Number(ratio.toPrecision(4));
}
