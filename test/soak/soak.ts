import {closeSync, openSync, writeFileSync} from 'node:fs';
import {findBrowser, NoBrowser} from '../browser/harness/find.ts';
import {BadOption} from '../exchange/options.ts';
import {HELP, type SoakOptions, soakOptions} from './options.ts';
import {linesOf} from './report.ts';
import {soak} from './run.ts';

// `npm run soak`: see HELP. Ends with 1 when a promise was broken, with 2 when it was asked for what there is not.

const SAY_EVERY_MS = 10_000;

/** On a terminal one line that changes; in a log a line now and then. */
function progressLine() {
  const {stderr} = process;
  let said = 0;
  return {
    show: (text: string) => {
      if (stderr.isTTY) stderr.write(`\r\u001b[K${text}`);
      else if (performance.now() - said > SAY_EVERY_MS) {
        said = performance.now();
        stderr.write(`${text}\n`);
      }
    },
    clear: () => stderr.isTTY && stderr.write('\r\u001b[K'),
  };
}

/** Said now and not after an hour. */
function mustBeWritable(file: string): void {
  try {
    closeSync(openSync(file, 'a'));
  } catch {
    throw new BadOption(`--json: ${file} cannot be written.`);
  }
}

async function run(options: SoakOptions): Promise<void> {
  if (options.json !== null) mustBeWritable(options.json);
  for (const browser of options.browsers) findBrowser(browser);
  console.log(`Seed ${options.seed}.`);
  const line = progressLine();
  const report = await soak(options, {
    progress: (part, done, of) => line.show(`${part}: ${Number(done.toFixed(1))} of ${of}`),
    finished: (browser, part) => {
      line.clear();
      for (const text of linesOf(browser, part)) console.log(text);
    },
  });
  line.clear();
  if (options.json !== null) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  for (const fault of report.faults) console.log(`FAULT ${fault}`);
  console.log(
    `${report.faults.length === 0 ? 'Every promise was kept' : `${report.faults.length} faults`}; ${report.minutes.toFixed(1)} minutes, seed ${options.seed}.`,
  );
  if (report.faults.length > 0) process.exitCode = 1;
}

try {
  const options = soakOptions(process.argv.slice(2));
  if (options === 'help') console.log(HELP);
  else await run(options);
} catch (error) {
  if (!(error instanceof BadOption || error instanceof NoBrowser)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
