import {readFileSync, statSync} from 'node:fs';
import type {MarginAccount} from '../engine/account.ts';
import {AccountFormatError, parseAccount} from '../engine/account-json.ts';
import {assess} from '../engine/assess.ts';
import {healthToJson} from '../engine/health-json.ts';

const USAGE = 'assess needs the names of account files: npm run --silent assess -- FILE…';
/** A whole venue's accounts fit many times over; a wrong file is noticed before it is read. */
const LARGEST_BYTES = 64 * 1024 * 1024;

/** What is wrong with the command line or with a file, as one sentence. */
class InputError extends Error {
  override readonly name = 'InputError';
}

const textOf = (file: string): string => {
  try {
    const {size} = statSync(file);
    if (size > LARGEST_BYTES) throw new InputError(`${file}: is larger than ${LARGEST_BYTES} bytes`);
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof InputError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new InputError(`${file}: cannot be read (${code})`);
  }
};

const jsonOf = (file: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    const line = lineOf(text, error);
    throw new InputError(`${file}: line ${line}: is not JSON (${reasonOf(error)})`);
  }
};

/** V8 names the position of what it could not read; without one it ran out of text. */
const lineOf = (text: string, error: unknown): number => {
  const position = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  const whole = text.trimEnd();
  return (position === undefined ? whole : whole.slice(0, Number(position))).split('\n').length;
};

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : 'unreadable').replace(/\s+/g, ' ').slice(0, 120);

/** One account, or a list of them. */
const accountsOf = (file: string): readonly MarginAccount[] => {
  const value = jsonOf(file, textOf(file));
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.map((account) => parseAccount(account, file));
};

const run = (files: readonly string[]): number => {
  try {
    if (files.length === 0) throw new InputError(USAGE);
    // All are read before anything is printed, so that a bad file leaves no half answer behind.
    const healths = files.flatMap(accountsOf).map((account) => healthToJson(assess(account)));
    for (const health of healths) process.stdout.write(`${JSON.stringify(health)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof InputError || error instanceof AccountFormatError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
};

process.exitCode = run(process.argv.slice(2));
