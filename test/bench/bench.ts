import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import {weights} from './bytes.ts';
import type {BenchLine, BenchModule} from './line.ts';
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

const results = new Map<string, Measured & {readonly line: BenchLine}>();
const chosen = lines.filter(({name}) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
if (!asJson)
  console.log(
    `${'line'.padEnd(28)}${'µs'.padStart(12)}${'ratio'.padStart(10)}${'goal'.padStart(8)}  against`,
  );
for (const line of chosen) {
  const measured = measure(line);
  results.set(line.name, {...measured, line});
  if (!asJson) console.log(rowOf(line, measured));
}
if (!asJson && wanted.length === 0) {
  console.log(`\n${'bytes, gzip'.padEnd(28)}${'bytes'.padStart(12)}${'limit'.padStart(18)}`);
  for (const {part, gzip, limit} of await weights())
    console.log(
      `${part.padEnd(28)}${String(gzip).padStart(12)}${`${gzip <= limit ? '' : '!'}${limit}`.padStart(18)}`,
    );
}
if (asJson) {
  const json = [...results].map(([name, {ratio, line}]) => [
    name,
    {ratio: short(ratio), against: line.against.name},
  ]);
  console.log(JSON.stringify(Object.fromEntries(json)));
}

function rowOf({name, goal, against}: BenchLine, {work, ratio, against: yardstick}: Measured): string {
  const verdict = goal === undefined ? '' : `${ratio <= goal ? ' ' : '!'}${goal}`;
  const columns = [name.padEnd(28), work.toFixed(2).padStart(12), short(ratio).toString().padStart(10)];
  return `${columns.join('')}${verdict.padStart(8)}  ${against.name} (${yardstick.toFixed(2)} µs)`;
}

function short(ratio: number): number {
  return Number(ratio.toPrecision(4));
}
