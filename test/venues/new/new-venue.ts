import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {Script} from 'node:vm';
import {withRow, withVenue} from './listed.ts';
import {filesOf} from './templates.ts';

/** `npm run new:venue NAME`: a venue's five files, a test that says what to do first, and its line in the two lists. */

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Names that the venue's own files or `src/venues/index.ts` use for something else. */
const TAKEN = ['venues', 'initial', 'reduce', 'accounts'];

/** The folder's name is the name of a constant too, so no word of the language will do. */
function isConstant(name: string): boolean {
  try {
    new Script(`'use strict'; const ${name} = 0;`);
    return true;
  } catch {
    return false;
  }
}

/** Why there can be no venue of this name, in one sentence; null: there can. */
function objection(name: string | undefined, rest: readonly string[]): string | null {
  if (name === undefined || rest.length > 0) return 'Give one name: npm run new:venue NAME.';
  if (!/^[a-z][a-z0-9]{1,23}$/.test(name)) {
    return `${JSON.stringify(name)} is no name for a venue: 2 to 24 small letters and digits, a letter first.`;
  }
  if (TAKEN.includes(name) || !isConstant(name)) return `${name} means something else in the code already.`;
  const folder = [`src/venues/${name}`, `test/venues/${name}`].find((path) => existsSync(join(root, path)));
  return folder === undefined ? null : `${folder} is there already.`;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), {recursive: true});
  writeFileSync(join(root, path), text);
}

const rewrite = (path: string, change: (text: string) => string) =>
  write(path, change(readFileSync(join(root, path), 'utf8')));

function make(id: string): void {
  const name = id.charAt(0).toUpperCase() + id.slice(1);
  const files = filesOf(id, name);
  for (const [path, text] of files) write(path, text);
  rewrite('src/venues/index.ts', (text) => withVenue(text, id));
  rewrite('README.md', (text) => withRow(text, name));
  const made = files.map(([path]) => `  ${path}\n`).join('');
  process.stdout.write(`Made:\n${made}Now: npx vitest run --project unit test/venues/${id}\n`);
}

const [name, ...rest] = process.argv.slice(2);
const refusal = objection(name, rest);
if (refusal !== null || name === undefined) {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 2;
} else {
  make(name);
}
