import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

export type Ran = {readonly code: number; readonly output: string};

/** A command of this project; what it writes is kept. */
export function run(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return new Promise((ended, failed) => {
    const child = spawn(command, args, {cwd: ROOT, env: {...process.env, ...env}});
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.stderr.on('data', (part: Buffer) => parts.push(part));
    child.on('error', failed);
    child.on('close', (code) => ended({code: code ?? 1, output: Buffer.concat(parts).toString('utf8')}));
  });
}

/** As `run`, with the path of a file that the command is to write JSON into; null where it wrote none. */
export async function runForJson(
  command: string,
  args: (file: string) => readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran & {readonly json: unknown}> {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-prove-'));
  const file = join(folder, 'out.json');
  try {
    const ran = await run(command, args(file), env);
    return {...ran, json: parsed(file)};
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** The last lines of what a command wrote: enough to see what it ended with. */
export const endOf = (output: string, lines = 12): string =>
  output.trimEnd().split('\n').slice(-lines).join('\n');
