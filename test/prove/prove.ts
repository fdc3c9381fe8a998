import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {parseArgs} from 'node:util';
import {findBrowser} from '../browser/harness/find.ts';
import type {Finding, Form} from './finding.ts';
import {holds, type Proven, proofPage} from './page.ts';
import {promises} from './promises.ts';
import {run} from './run.ts';

/** `npm run prove [-- --long] [--out docs/proof.md]`: tries every promise, writes the proof page, fails when one is broken. */
function options() {
  try {
    const {values} = parseArgs({
      options: {long: {type: 'boolean', default: false}, out: {type: 'string', default: 'docs/proof.md'}},
    });
    return values;
  } catch (thrown) {
    console.error(thrown instanceof Error ? thrown.message : String(thrown));
    process.exit(2);
  }
}
const {long, out} = options();
const form: Form = long ? 'long' : 'short';
const from = performance.now();
const minutes = () => (performance.now() - from) / 60_000;

const linesOf = async (command: string, args: readonly string[]) =>
  (await run(command, args)).output.trim().split('\n');
/** Some are started by a script that has words of its own. */
const versionOf = async (program: string) =>
  (await linesOf(program, ['--version'])).find((line) => /\d+\.\d+\.\d/.test(line)) ?? program;

const proven: Proven[] = [];
for (const promised of promises) {
  const findings: Finding[] = [];
  for (const trial of promised.trials) {
    const finding = await trial(form);
    findings.push(finding);
    console.log(
      `${minutes().toFixed(1).padStart(5)} min  ${finding.verdict}  ${promised.title}: ${finding.how}`,
    );
    for (const fault of finding.faults) console.log(`           ${fault}`);
  }
  proven.push({...promised, findings});
}

const changed = (await run('git', ['status', '--porcelain', '--untracked-files=no'])).output.trim() !== '';
const page = proofPage(proven, {
  date: new Date().toISOString().slice(0, 10),
  form,
  minutes: minutes(),
  versions: [
    await versionOf(findBrowser('chromium')),
    await versionOf(findBrowser('firefox')),
    `Node ${process.version}`,
  ],
  revision: `${(await linesOf('git', ['rev-parse', '--short', 'HEAD']))[0]}${changed ? ', with changes' : ''}`,
});
mkdirSync(dirname(out), {recursive: true});
writeFileSync(out, page);
console.log(`${out}: ${proven.filter(holds).length} of ${proven.length} promises hold`);
if (!proven.every(holds)) process.exitCode = 1;
